"""What a part of the page consists of."""

import dataclasses

from .charts.plot import Plot
from .table import Table


@dataclasses.dataclass(frozen=True)
class Chart:
    """A plot with its numbers beside it, or a table alone."""

    # Unique on the page.
    key: str
    title: str
    # Plain text, one sentence or two: what there is to see. It is also what
    # is read out in place of the drawing.
    text: str
    # None: the table is all there is.
    plot: Plot | None
    table: Table
    # As wide as the page; the others stand side by side where there is room.
    is_wide: bool = False


@dataclasses.dataclass(frozen=True)
class Section:
    # Unique on the page: its address behind the #.
    key: str
    title: str
    charts: list[Chart]
