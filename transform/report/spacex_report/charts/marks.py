"""Marks into Matplotlib's axes."""

from .axes import FONT
from .ink import ink
from .plot import Band, Bars, Line, Plot, Points


def draw_marks(axes, plot: Plot) -> None:
    base: dict = {}
    for mark in plot.marks:
        if isinstance(mark, Bars):
            _draw_bars(axes, mark, base, plot)
        else:
            DRAW[type(mark)](axes, mark)
    if plot.has_numbers:
        for place, length in base.items():
            axes.annotate(f"{length:,.0f}", (length, place), xytext=(5, 0),
                          textcoords="offset points", va="center",
                          fontsize=FONT, color=ink("--text"))
    if plot.is_lying:
        axes.invert_yaxis()


def _draw_bars(axes, mark: Bars, base: dict, plot: Plot) -> None:
    starts = [base.get(place, 0) for place in mark.places]
    draw = axes.barh if plot.is_lying else axes.bar
    draw(mark.places, mark.values, 0.72,
         **{"left" if plot.is_lying else "bottom": starts},
         color=ink(mark.colour), label=mark.name)
    for place, start, value in zip(mark.places, starts, mark.values):
        base[place] = start + value


def _draw_line(axes, mark: Line) -> None:
    y = [float("nan") if value is None else value for value in mark.y]
    axes.plot(mark.x, y, color=ink(mark.colour), linewidth=mark.width,
              linestyle=mark.dash, label=mark.name, marker=mark.symbol,
              markersize=6, solid_joinstyle="round")
    if mark.is_filled:
        axes.fill_between(mark.x, y, color=ink("--band-95"), linewidth=0)


def _draw_band(axes, mark: Band) -> None:
    axes.fill_between(mark.x, mark.low, mark.high, color=ink(mark.colour),
                      linewidth=0, label=mark.name)


def _draw_points(axes, mark: Points) -> None:
    if mark.low is not None:
        below = [y - low for y, low in zip(mark.y, mark.low)]
        above = [high - y for y, high in zip(mark.y, mark.high)]
        axes.errorbar(mark.x, mark.y, [below, above], fmt="none", capsize=4,
                      ecolor=ink(mark.colour), elinewidth=2)
    axes.plot(mark.x, mark.y, mark.symbol, color=ink(mark.colour),
              markersize=mark.size, label=mark.name, linestyle="none",
              markeredgecolor=ink("--card"), markeredgewidth=0.8)


DRAW = {Line: _draw_line, Band: _draw_band, Points: _draw_points}
