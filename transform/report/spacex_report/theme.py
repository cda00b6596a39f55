"""How all figures look.

Colours are CSS variables of template/page.css, one set for light and one for
dark; template/page.js puts the current set in whenever it draws.
"""

import decimal
import textwrap

import plotly.graph_objects as go

# The first is for what matters most.
SERIES = [f"var(--series-{number})" for number in range(1, 9)]
TEXT = "var(--text)"
MUTED = "var(--muted)"
BAND_80 = "var(--band-80)"
BAND_95 = "var(--band-95)"
# Lines and points are told apart without colour vision too.
DASHES = ["solid", "dash", "dot", "dashdot", "longdash", "longdashdot"]
SYMBOLS = ["circle", "diamond", "square", "triangle-up", "cross", "x"]

AXIS = {"gridcolor": "var(--grid)", "linecolor": "var(--grid)",
        "zerolinecolor": "var(--grid)", "automargin": True,
        "title": {"standoff": 10, "font": {"size": 13}}, "fixedrange": True,
        # Invisible: they keep the labels off the axis.
        "ticks": "outside", "ticklen": 6, "tickcolor": "rgba(0,0,0,0)"}
# What became of something: well, badly, nobody knows.
OUTCOMES = [SERIES[0], SERIES[1], SERIES[7]]
# Amounts, and what they are told over.
AMOUNT = {"tickformat": ",", "hoverformat": ",", "rangemode": "tozero"}
# Years' beginnings are marked, and over decades fewer of them.
MONTHS = {"type": "date", "hoverformat": "%B %Y", "dtick": "M12",
          "tickformat": "%Y"}
DECADES = {"type": "date", "hoverformat": "%B %Y"}
DAYS = {"type": "date", "hoverformat": "%Y-%m-%d"}
YEARS = {"tickformat": "d", "hoverformat": "d", "showgrid": False}
NAMES = {"type": "category", "autorange": "reversed", "showgrid": False}

TEMPLATE = go.layout.Template(layout={
    "font": {"family": "system-ui, sans-serif", "size": 13, "color": TEXT},
    "paper_bgcolor": "rgba(0,0,0,0)", "plot_bgcolor": "rgba(0,0,0,0)",
    "colorway": SERIES, "xaxis": AXIS, "yaxis": AXIS,
    "hoverlabel": {"bgcolor": "var(--card)", "bordercolor": MUTED,
                   "font": {"color": TEXT}},
    "hovermode": "x unified", "dragmode": False, "barmode": "stack",
    "bargap": 0.25, "margin": {"l": 8, "r": 12, "t": 8, "b": 8},
    "height": 380, "legend": {
        "orientation": "h", "x": 0, "xanchor": "left",
        "y": 1.03, "yanchor": "bottom", "traceorder": "normal"}})


def figure(traces, **layout):
    """A figure of `traces`; `layout` is Plotly's, with its short names."""
    return go.Figure(traces, layout={"template": TEMPLATE, **layout})


def column(rows, name):
    """A column of `rows`; numbers as JSON can hold them."""
    values = [row[name] for row in rows]
    return [float(value) if isinstance(value, decimal.Decimal) else value
            for value in values]


def wrapped(name, width=24):
    """A long name as a label of several lines."""
    return "<br>".join(textwrap.wrap(name, width))


def bars_by_year(rows, series, unit, colours=SERIES):
    """Stacked bars; `series` maps labels to columns or functions of a row."""
    years = column(rows, "launch_year")
    return figure([
        go.Bar(x=years, name=label, marker={"color": colours[number]},
               y=column(rows, value) if isinstance(value, str)
               else [value(row) for row in rows])
        for number, (label, value) in enumerate(series.items())],
        xaxis=YEARS, yaxis=AMOUNT | {"title": {"text": unit}})


def bars_by_name(names, series, unit, colours=SERIES):
    """Stacked bars that lie, the first name on top; `series` maps labels to
    values. Bars of a single series have their numbers beside them."""
    is_labelled = len(series) == 1
    label_of_bar = {"texttemplate": "%{x:,.0f}",
                    "textposition": "outside"} if is_labelled else {}
    longest = max((sum(bar) for bar in zip(*series.values())), default=0)
    return figure([
        go.Bar(y=[wrapped(name) for name in names], x=values, name=label,
               orientation="h", marker={"color": colours[number]},
               **label_of_bar)
        for number, (label, values) in enumerate(series.items())],
        # Room for the number behind the longest bar, on a phone too.
        xaxis=AMOUNT | {"title": {"text": unit}, "showgrid": not is_labelled,
                        "range": [0, longest * (1.3 if is_labelled else 1.05)],
                        "showticklabels": not is_labelled},
        yaxis=NAMES, hovermode="y unified", showlegend=not is_labelled,
        height=max(380, 100 + 34 * len(names)))
