"""Axes, ticks and grid, for Matplotlib."""

import matplotlib.dates
import matplotlib.ticker

from .ink import ink
from .plot import Axis, Plot

FONT = 12.5


def style(axes, plot: Plot, is_narrow: bool) -> None:
    for name in ("top", "right", "left"):
        axes.spines[name].set_visible(False)
    axes.spines["bottom"].set_color(ink("--grid"))
    axes.tick_params(length=0, pad=6, labelsize=FONT, labelcolor=ink("--text"))
    # Apart from the lowest name of the other axis.
    axes.tick_params(axis="x", pad=9)
    axes.set_axisbelow(True)
    _style_one(axes.xaxis, plot.x, is_narrow)
    _style_one(axes.yaxis, plot.y, is_narrow)
    if plot.x.kind == "name":
        axes.margins(x=0.12)
    axes.set_xlim(plot.x.low, plot.x.high)
    axes.set_ylim(plot.y.low, plot.y.high)
    if plot.y.kind == "amount" and plot.y.low is None:
        axes.set_ylim(bottom=0)
    if plot.has_numbers:
        axes.xaxis.set_visible(False)
        axes.spines["bottom"].set_visible(False)


def _style_one(axis, wanted: Axis, is_narrow: bool) -> None:
    if wanted.has_grid and wanted.kind not in ("name", "year"):
        axis.grid(True, color=ink("--grid"), linewidth=1)
    axis.set_label_text(wanted.title, fontsize=FONT, color=ink("--muted"))
    most = 5 if is_narrow else 9
    if wanted.kind == "amount":
        axis.set_major_formatter(matplotlib.ticker.FuncFormatter(
            lambda value, _: f"{value:,.0f}"))
        axis.set_major_locator(
            matplotlib.ticker.MaxNLocator(min(most, 6), integer=True))
    elif wanted.kind == "share":
        axis.set_major_formatter(matplotlib.ticker.FuncFormatter(
            lambda value, _: f"{100 * value:.0f} %"))
        axis.set_major_locator(matplotlib.ticker.MaxNLocator(5))
    elif wanted.kind == "date":
        locator = matplotlib.dates.AutoDateLocator(minticks=2, maxticks=most + 2)
        axis.set_major_locator(locator)
        axis.set_major_formatter(matplotlib.dates.ConciseDateFormatter(
            locator, show_offset=False))
    elif wanted.kind in ("year", "number"):
        axis.set_major_locator(
            matplotlib.ticker.MaxNLocator(most, integer=True))
        axis.set_major_formatter(matplotlib.ticker.FuncFormatter(
            lambda value, _: f"{value:.0f}"))
