"""A table for reading: rows of the marts as text."""

import dataclasses
import datetime
import decimal


@dataclasses.dataclass(frozen=True)
class Cell:
    text: str
    is_number: bool


@dataclasses.dataclass(frozen=True)
class Table:
    caption: str
    headings: list[str]
    # Each as long as `headings`; the first cell of a row names it.
    rows: list[list[Cell]]


def text_of(value, missing="–"):
    """A value as people read it; digits are kept as the mart has them."""
    if value is None:
        return missing
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (int, decimal.Decimal)):
        return f"{value:,}"
    if isinstance(value, (datetime.date, datetime.datetime)):
        return value.isoformat()
    return str(value)


def percent(share):
    """A share as text: 0.126 → 12.6 %."""
    return None if share is None else f"{100 * share:.1f} %"


def table_of(caption, columns, rows, missing="–"):
    """`columns` maps each heading to a column's name or a function of a row."""
    def cell(row, column):
        value = column(row) if callable(column) else row[column]
        is_number = (isinstance(value, (int, decimal.Decimal))
                     and not isinstance(value, bool)
                     ) or (isinstance(value, str) and value.endswith(" %"))
        return Cell(text_of(value, missing), is_number)

    return Table(caption, list(columns), [
        [cell(row, column) for column in columns.values()] for row in rows])
