"""The two kinds of bars that the page has."""

import textwrap

from .plot import SERIES, Axis, Bars, Plot


def by_year(rows, series, unit, colours=SERIES, year="launch_year"):
    """Stacked bars; `series` maps labels to columns or functions of a row."""
    years = [row[year] for row in rows]
    return Plot(
        [Bars(label, years,
              [float(row[value] if isinstance(value, str) else value(row))
               for row in rows], colours[number])
         for number, (label, value) in enumerate(series.items())],
        Axis(kind="year"), Axis(unit))


def by_name(names, series, unit, colours=SERIES):
    """Stacked bars that lie, the first name on top; `series` maps labels to
    values. Bars of a single series have their numbers beside them."""
    is_labelled = len(series) == 1
    longest = max((sum(map(float, bar)) for bar in zip(*series.values())),
                  default=0) or 1
    return Plot(
        [Bars(label, [wrapped(name) for name in names],
              [float(value) for value in values], colours[number])
         for number, (label, values) in enumerate(series.items())],
        Axis(unit, low=0, high=longest * (1.25 if is_labelled else 1.04)),
        Axis(kind="name"), height=max(320, 90 + 36 * len(names)),
        is_lying=True, has_numbers=is_labelled)


def wrapped(name, width=24):
    """A long name as a label of several lines."""
    return "\n".join(textwrap.wrap(name, width))
