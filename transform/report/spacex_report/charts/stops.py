"""What the pointer is told: places on the drawing, each with its lines of text."""

import datetime

import matplotlib.dates

from .plot import Band, Bars, Line, Plot, Points, place_text, value_text


# More places than this are not told apart by a pointer.
MOST = 240


def box_of(axes) -> list[float]:
    """The frame's x, y, width and height as parts of the drawing's, from its
    top left corner."""
    whole, frame = axes.figure.bbox, axes.bbox
    return [round(float(value), 4) for value in (
        frame.x0 / whole.width, 1 - frame.y1 / whole.height,
        frame.width / whole.width, frame.height / whole.height)]


def stops_of(axes, plot: Plot) -> list:
    """Of each place x and y within the frame, from 0 to 1 (y null where the
    whole column counts, x null: the whole row), and its lines of text. The same
    for all widths."""
    return (_by_place if plot.is_read_by_place else _by_point)(axes, plot)


def _by_place(axes, plot: Plot) -> list:
    texts: dict = {}
    for mark in plot.marks:
        for place, text in _texts(mark, plot):
            texts.setdefault(place, []).append(text)
    # Names stay in their order; months and years ascend.
    are_names = any(isinstance(place, str) for place in texts)
    order = list(texts) if are_names else sorted(texts)
    found = []
    for place in order[::-(-len(order) // MOST) or 1]:
        x, y = (0, place) if plot.is_lying else (place, 0)
        x, y = _within(axes, x, y)
        if plot.is_lying:
            x = None
        else:
            y = None
        if all(value is None or -0.001 <= value <= 1.001 for value in (x, y)):
            found.append([x, y, [place_text(place), *texts[place]]])
    return found


def _texts(mark, plot: Plot):
    kind = (plot.x if plot.is_lying else plot.y).kind
    if isinstance(mark, Bars):
        for place, value in zip(mark.places, mark.values):
            yield place, f"{mark.name}: {value_text(value, kind)}"
    elif isinstance(mark, Band):
        for place, low, high in zip(mark.x, mark.low, mark.high):
            yield place, (f"{mark.name}: {value_text(low, kind)} – "
                          f"{value_text(high, kind)}")
    elif isinstance(mark, Line) and mark.is_read:
        for place, value in zip(mark.x, mark.y):
            if value is not None:
                yield place, f"{mark.name}: {value_text(value, kind)}"
    elif isinstance(mark, Points):
        for place, note in zip(mark.x, mark.notes):
            yield place, note


def _by_point(axes, plot: Plot) -> list:
    found = []
    for mark in plot.marks:
        if isinstance(mark, Points):
            for x, y, note in zip(mark.x, mark.y, mark.notes):
                found.append([*_within(axes, x, y), note.split("\n")])
    return found


def _within(axes, x, y) -> tuple[float, float]:
    """As parts of the frame's width and height, from its top left corner."""
    x, y = (matplotlib.dates.date2num(value)
            if isinstance(value, datetime.date) else value for value in (x, y))
    x = axes.xaxis.convert_units(x)
    y = axes.yaxis.convert_units(y)
    across, up = axes.transAxes.inverted().transform(
        axes.transData.transform((x, y)))
    return round(float(across), 4), round(1 - float(up), 4)
