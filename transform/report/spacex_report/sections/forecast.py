"""The forecast: simulated futures, the scenarios beside them, later counts."""

import itertools

from ..charts.plot import (BAND_80, BAND_95, DASHES, SERIES, TEXT, Axis, Band,
                           Line, Plot, Points)
from ..section import Chart, Section
from ..table import table_of

# Months of the near view: as far as the back-test says something.
NEAR = 12 * 8


def column(rows, name):
    return [row[name] for row in rows]


def band(rows, share, colour):
    """The interval that holds `share` per cent of futures."""
    return Band(f"{share} % interval", column(rows, "month_end"),
                column(rows, f"low_{share}"), column(rows, f"high_{share}"),
                colour)


def median(rows):
    return Line("median future", column(rows, "month_end"),
                column(rows, "q50"), SERIES[0], 3)


def fan(history, paths, counts):
    return Plot([
        band(paths, 95, BAND_95), band(paths, 80, BAND_80),
        Line("in orbit so far", column(history, "month_end"),
             column(history, "in_orbit"), TEXT, 3),
        median(paths),
        *([Points("counted later", column(counts, "counted_on"),
                  column(counts, "counted"),
                  [f"counted: {row['counted']:,}" for row in counts],
                  SERIES[1], "D")] if counts else [])],
        Axis(kind="date"), Axis("satellites in orbit"), 440)


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
        Line(name_of(key), column(months, "month_end"),
             column(months, "in_orbit"), SERIES[1 + number % 7], 2,
             DASHES[number % len(DASHES)])
        for number, (key, months) in enumerate(
            (key, list(months)) for key, months in itertools.groupby(
                rows, lambda row: row["scenario_key"]))]
    ends = [paths[0]["month_end"], paths[-1]["month_end"]] if paths else []
    return Plot([
        band(paths, 80, BAND_80), median(paths), *lines,
        Line(f"target: {target:,}", ends, [target] * len(ends), TEXT, 1.5,
             "dotted", is_read=False)],
        Axis(kind="date"),
        Axis("satellites in orbit", low=0, high=1.25 * target), 520)


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
