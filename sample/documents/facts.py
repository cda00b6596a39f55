"""Reads the tables in sample/facts/: empty cells are null, lists use ';'."""

import csv
from functools import cached_property
from pathlib import Path

from documents.json_text import Number

FACTS_DIRECTORY = Path(__file__).resolve().parent.parent / "facts"

Row = dict[str, str]


class Facts:
    """All tables by name; a table is read when it is first asked for."""

    def __init__(self, directory: Path = FACTS_DIRECTORY):
        self._directory = directory
        self._tables: dict[str, list[Row]] = {}

    def table(self, name: str) -> list[Row]:
        if name not in self._tables:
            path = self._directory / f"{name}.csv"
            with path.open(encoding="utf-8", newline="") as lines:
                self._tables[name] = list(csv.DictReader(lines))
        return self._tables[name]

    def matching(self, name: str, column: str, value: str) -> list[Row]:
        """The rows whose column holds the value, in the table's order."""
        return [row for row in self.table(name) if row[column] == value]

    @cached_property
    def launch_by_no(self) -> dict[str, Row]:
        return {row["no"]: row for row in self.table("launches")}


def text(cell: str) -> str | None:
    return cell or None


def number(cell: str) -> Number | None:
    """The cell's own digits: nothing is rounded on the way to the body."""
    return Number(cell) if cell else None


def boolean(cell: str) -> bool | None:
    return cell == "true" if cell else None


def items(cell: str) -> list[str]:
    return cell.split(";") if cell else []
