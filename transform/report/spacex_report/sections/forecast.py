"""The forecast: simulated futures, the scenarios beside them, later counts."""

import itertools

import plotly.graph_objects as go

from ..section import Chart, Section
from ..table import table_of
from ..theme import (AMOUNT, BAND_80, BAND_95, DASHES, DECADES, SERIES,
                     TEXT, column, figure)

# Rows of the near view: three years by month, five by year.
NEAR = 42


def band(rows, share, colour):
    """The interval that holds `share` per cent of futures: its two ends."""
    low, high = column(rows, f"low_{share}"), column(rows, f"high_{share}")
    months = column(rows, "month_end")
    edge = {"mode": "lines", "line": {"width": 0}, "x": months}
    return [
        go.Scatter(y=low, showlegend=False, hoverinfo="skip", **edge),
        go.Scatter(y=high, name=f"{share} % interval", fill="tonexty",
                   fillcolor=colour, customdata=list(zip(low, high)),
                   hovertemplate="%{customdata[0]:,} – %{customdata[1]:,}",
                   **edge)]


def median(rows):
    return go.Scatter(x=column(rows, "month_end"), y=column(rows, "q50"),
                      name="median future", mode="lines",
                      line={"color": SERIES[0], "width": 3})


def fan(history, paths, counts):
    return figure([
        *band(paths, 95, BAND_95), *band(paths, 80, BAND_80),
        go.Scatter(x=column(history, "month_end"),
                   y=column(history, "in_orbit"), name="in orbit so far",
                   mode="lines", line={"color": TEXT, "width": 3}),
        median(paths),
        *([go.Scatter(x=column(counts, "counted_on"),
                      y=column(counts, "counted"), name="counted later",
                      mode="markers", hovertemplate="%{y:,}",
                      marker={"color": SERIES[1], "size": 9,
                              "symbol": "diamond"})] if counts else [])],
        height=440, xaxis=DECADES,
        yaxis=AMOUNT | {"title": {"text": "satellites in orbit"}})


def near(marts, paths):
    history = marts.rows("constellation")
    end = history[-1]["month_end"] if history else None
    counts = [row for row in marts.rows("later_counts")
              if end and row["counted_on"] > end]
    text = ("Lines are the count so far and the median of simulated"
            " futures; bands hold 80 and 95 per cent of them, stretched by how"
            " wrong earlier forecasts were.")
    if counts:
        text += (" Diamonds were counted by others after the data ends: the"
                 " forecast knows nothing of them.")
    return Chart(
        "forecast-fan", "The next eight years", text,
        fan(history, paths[:NEAR], counts),
        table_of("Satellites in orbit, forecast by month", {
            "Month’s end": "month_end",
            "Median": "q50",
            "80 %, from": "low_80", "to": "high_80",
            "95 %, from": "low_95", "up to": "high_95"}, paths),
        is_wide=True)


def name_of(scenario_key):
    return scenario_key.replace("_", " ")


def scenario_lines(rows, paths, target):
    lines = [
        go.Scatter(x=column(months, "month_end"), y=column(months, "in_orbit"),
                   name=name_of(key), mode="lines",
                   line={"color": SERIES[1 + number % 7], "width": 2,
                         "dash": DASHES[number % len(DASHES)]})
        for number, (key, months) in enumerate(
            (key, list(months)) for key, months in itertools.groupby(
                rows, lambda row: row["scenario_key"]))]
    ends = [paths[0]["month_end"], paths[-1]["month_end"]] if paths else []
    return figure([
        *band(paths, 80, BAND_80), median(paths), *lines,
        go.Scatter(x=ends, y=[target] * len(ends), name=f"target: {target:,}",
                   mode="lines", hoverinfo="skip",
                   line={"color": TEXT, "width": 1.5, "dash": "dot"})],
        height=520, xaxis=DECADES, yaxis=AMOUNT | {
            "title": {"text": "satellites in orbit"},
            "range": [0, 1.25 * target]})


def at_years_end(rows):
    return [row for row in rows if row["month_end"].month == 12]


def far(marts, paths):
    rows = marts.rows("forecast_scenarios")
    target = marts.rows("answer")[0]["target_satellites"]
    return Chart(
        "forecast-scenarios", "Will it be reached? By scenario",
        "Each line takes one set of assumptions; the table of scenarios above"
        " says which. The band holds 80 per cent of simulated futures. Lines"
        " and band go on above the frame.",
        scenario_lines(rows, paths, target),
        table_of("Satellites in orbit at each year’s end, by scenario", {
            "Scenario": lambda row: name_of(row["scenario_key"]),
            "Year’s end": "month_end",
            "In orbit": "in_orbit"}, at_years_end(rows)), is_wide=True)


def later(marts):
    rows = marts.rows("later_counts")
    return Chart(
        "later-counts", "Forecast and later counts",
        "The forecast as it would have been made when the public API froze,"
        " beside what was counted since.",
        None, table_of("Forecast and later counts", {
            "Counted on": "counted_on", "By": "basis", "Counted": "counted", "Forecast": "forecast",
            "80 %, from": "low_80", "to": "high_80",
            "Held": "is_in_80",
            "Error": lambda row: f"{row['error_pct']:+.1f} %".replace("-", "−")}, rows),
        is_wide=True)


def forecast(marts):
    paths = marts.rows("forecast_paths")
    return Section("forecast", "The forecast",
                   [near(marts, paths), far(marts, paths), later(marts)])
