"""What a chart shows, without a word of how it is drawn.

Colours are CSS variables of template/page.css, one set for light and one for
dark; the SVG names them, so one picture serves both.
"""

import dataclasses
import datetime

# The first is for what matters most.
SERIES = [f"--series-{number}" for number in range(1, 9)]
TEXT = "--text"
MUTED = "--muted"
BAND_80 = "--band-80"
BAND_95 = "--band-95"
# What became of something: well, badly, nobody knows.
OUTCOMES = [SERIES[0], SERIES[1], SERIES[7]]
# Lines and points are told apart without colour vision too.
DASHES = ["solid", "dashed", "dotted", "dashdot"]
SYMBOLS = ["o", "D", "s", "^", "P", "X"]

Place = datetime.date | float | str


@dataclasses.dataclass(frozen=True)
class Line:
    """Through points in the order of x; a y of None is a gap."""
    name: str
    x: list[Place]
    y: list[float | None]
    colour: str
    width: float = 2
    dash: str = "solid"
    is_filled: bool = False
    symbol: str = ""
    # Whether the pointer is told its value.
    is_read: bool = True


@dataclasses.dataclass(frozen=True)
class Band:
    """From `low` to `high` over x."""
    name: str
    x: list[Place]
    low: list[float]
    high: list[float]
    colour: str


@dataclasses.dataclass(frozen=True)
class Points:
    """Each with what the pointer is told; `low` and `high` are error bars."""
    name: str
    x: list[Place]
    y: list[Place]
    notes: list[str]
    colour: str
    symbol: str = "o"
    size: float = 8
    low: list[float] | None = None
    high: list[float] | None = None


@dataclasses.dataclass(frozen=True)
class Bars:
    """A layer of stacked bars, one bar per place."""
    name: str
    places: list[Place]
    values: list[float]
    colour: str


@dataclasses.dataclass(frozen=True)
class Axis:
    title: str = ""
    # amount, share, date, year, number or name
    kind: str = "amount"
    low: float | None = None
    high: float | None = None
    has_grid: bool = True


@dataclasses.dataclass(frozen=True)
class Plot:
    marks: list[Line | Band | Points | Bars]
    x: Axis
    y: Axis
    height: int = 380
    # Bars from left to right, the first name on top.
    is_lying: bool = False
    # Numbers at the bars' ends instead of an axis.
    has_numbers: bool = False
    # The pointer is told of all marks at a place, else of the nearest point.
    is_read_by_place: bool = True


def value_text(value: float | None, kind: str) -> str:
    """A value as the pointer is told it."""
    if value is None:
        return "–"
    if kind == "share":
        return f"{100 * value:.1f} %"
    return f"{value:,.0f}"


def place_text(place: Place) -> str:
    return place.isoformat() if isinstance(place, datetime.date) else str(place)
