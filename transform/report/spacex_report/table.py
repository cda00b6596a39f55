"""A table for reading: rows of the marts as text."""

import dataclasses
import datetime
import decimal


@dataclasses.dataclass(frozen=True)
class Table:
    caption: str
    headings: list[str]
    # Per heading: its column holds numbers, to stand to the right.
    are_numbers: list[bool]
    # Each as long as `headings`; the first cell of a row names it.
    rows: list[list[str]]


def text_of(value, missing="–"):
    """A value as people read it; digits are kept as the mart has them."""
    if value is None:
        return missing
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (int, decimal.Decimal)):
        return f"{value:,}"
    if isinstance(value, datetime.date):
        # A day must not break into two lines.
        return value.isoformat().replace("-", "\u2011")
    return str(value)


def percent(share):
    """A share as text: 0.126 → 12.6 %."""
    return None if share is None else f"{100 * share:.1f} %"


def is_number(value):
    if isinstance(value, str):
        return value.endswith(" %")
    return (isinstance(value, (int, decimal.Decimal))
            and not isinstance(value, bool))


def table_of(caption, columns, rows):
    """`columns` maps each heading to a column's name or a function of a row."""
    values = [[column(row) if callable(column) else row[column]
               for column in columns.values()] for row in rows]
    return Table(
        caption, list(columns),
        [any(is_number(row[place]) for row in values)
         for place in range(len(columns))],
        [[text_of(value) for value in row] for row in values])
