"""What a part of the page consists of."""

import dataclasses

from .charts.plot import Plot
from .table import Table

# Whose data a chart shows.
CATALOGUES = "satellite catalogue (CelesTrak) and launch log (GCAT)"
FORECAST = "this project's forecast from the catalogues"
API = "SpaceX API, which changed last in 2022"
ALL_LAUNCHES = "SpaceX API to 2022, and launch log (GCAT)"


@dataclasses.dataclass(frozen=True)
class Chart:
    """A plot with its numbers beside it, or a table alone."""

    # Unique on the page.
    key: str
    # What the chart shows to be so.
    title: str
    # Plain text, one sentence or two: how to read it. It is also what is read
    # out in place of the drawing.
    text: str
    # None: the table is all there is.
    plot: Plot | None
    table: Table
    source: str
    # As wide as the page; the others stand side by side where there is room.
    is_wide: bool = False


@dataclasses.dataclass(frozen=True)
class Section:
    # Unique on the page: its address behind the #.
    key: str
    title: str
    charts: list[Chart]
