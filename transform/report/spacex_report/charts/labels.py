"""Names of lines: at their ends where there is room, else in a legend."""

from .axes import FONT
from .ink import ink
from .plot import Band, Line, Plot

# Least distance of two names, in the drawing's units.
APART = 15


def name_marks(figure, axes, plot: Plot, is_narrow: bool) -> None:
    named = [mark for mark in plot.marks if mark.name]
    if len(named) < 2:
        return
    lines = [mark for mark in named if isinstance(mark, Line)]
    others = [mark for mark in named if not isinstance(mark, Line | Band)]
    are_at_ends = bool(lines) and not others and not is_narrow
    _add_legend(figure, axes, {
        mark.name for mark in named
        if not are_at_ends or isinstance(mark, Band)})
    if are_at_ends:
        _name_at_ends(figure, axes, lines)


def _add_legend(figure, axes, names: set[str]) -> None:
    known = dict(zip(*reversed(axes.get_legend_handles_labels())))
    kept = {name: handle for name, handle in known.items() if name in names}
    # Names are up to some 24 letters long.
    columns = max(2, int(figure.bbox.width // 180))
    if kept:
        figure.legend(kept.values(), kept, loc="outside upper left",
                      frameon=False, ncols=columns,
                      fontsize=FONT, labelcolor=ink("--text"),
                      handlelength=1.6, columnspacing=1.4, borderaxespad=0.2)


def _name_at_ends(figure, axes, lines: list[Line]) -> None:
    """To the right of the frame, moved apart where names would touch; a line
    that ends before the frame does has its name above its end."""
    written = [(end, _write(axes, line, end)) for line in lines
               if (end := _end(axes, line)) is not None]
    # Names need room, which moves the frame: places are final after this.
    figure.canvas.draw()
    figure.set_layout_engine("none")
    at_frame = sorted(
        ((axes.transData.transform((0, end[1]))[1], name)
         for end, name in written if name.xycoords != "data"),
        key=lambda each: each[0])
    heights = [height for height, _ in at_frame]
    for (height, name), moved in zip(at_frame, spread(heights)):
        name.set_position((6, moved - height))


def _end(axes, line: Line) -> tuple[float, float] | None:
    """The line's last point, as numbers within the frame's limits."""
    known = [(x, y) for x, y in zip(line.x, line.y) if y is not None]
    if not known:
        return None
    low, high = axes.get_ylim()
    return (axes.xaxis.convert_units(known[-1][0]),
            min(max(known[-1][1], low), high))


def _write(axes, line: Line, end: tuple[float, float]):
    left, right = axes.get_xlim()
    style = {"textcoords": "offset points", "fontsize": FONT, "va": "center",
             "color": ink(line.colour), "annotation_clip": False}
    if (end[0] - left) / (right - left) < 0.9:
        return axes.annotate(line.name, end, (-4, 12), ha="right", **style)
    return axes.annotate(line.name, (1, end[1]), (6, 0),
                         xycoords=("axes fraction", "data"), **style)


def spread(heights: list[float]) -> list[float]:
    """The heights, ascending, so that neighbours are APART at least; moved as
    little as a few rounds find."""
    moved = list(heights)
    for _ in range(60):
        for index in range(1, len(moved)):
            lack = APART - (moved[index] - moved[index - 1])
            if lack > 0.01:
                moved[index - 1] -= lack / 2
                moved[index] += lack / 2
    return moved
