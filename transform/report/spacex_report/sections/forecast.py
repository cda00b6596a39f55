"""The forecast: simulated futures, and the scenarios beside them."""

import itertools

from ..charts.plot import (BAND_80, BAND_95, DASHES, SERIES, TEXT, Axis, Band,
                           Line, Plot)
from ..section import FORECAST, Chart, Section
from ..table import table_of

# Months of the near view: twice as far as the back-test looks.
NEAR = 12 * 6
# Months after which the table has only years' ends.
MONTHLY = 12 * 3


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


def fan(marts):
    history = [row for row in marts.rows("constellation") if row["is_complete"]]
    paths = marts.rows("forecast_quantiles")
    shown = [row for row in paths if row["months_ahead"] <= NEAR]
    title = "The next six years"
    if shown:
        last = shown[-1]
        title = (f"Between {last['low_80']:,} and {last['high_80']:,} in orbit"
                 f" by {last['month_end']:%B %Y}, at four chances in five")
    return Chart(
        "forecast-fan", title,
        "Every month's count so far, and the median of simulated futures; the"
        " bands hold 80 and 95 per cent of them, stretched by how wrong earlier"
        " forecasts were.",
        Plot([band(shown, 95, BAND_95), band(shown, 80, BAND_80),
              Line("in orbit so far", column(history, "month_end"),
                   column(history, "in_orbit"), TEXT, 3), median(shown)],
             Axis(kind="date"), Axis("satellites in orbit"), 440),
        table_of("Satellites in orbit, forecast", {
            "Month’s end": "month_end",
            "Median": "q50",
            "80 %, from": "low_80", "to": "high_80",
            "95 %, from": "low_95", "up to": "high_95"},
            [row for row in paths if row["months_ahead"] <= MONTHLY
             or row["month_end"].month == 12]),
        FORECAST, is_wide=True)


def scenario_lines(rows, paths, target):
    scenarios = itertools.groupby(rows, lambda row: row["scenario_key"])
    lines = [
        Line(key.replace("_", " "), column(months, "month_end"),
             column(months, "in_orbit"), SERIES[1 + number % 7], 2,
             DASHES[number % len(DASHES)])
        for number, (key, months) in enumerate(
            (key, list(months)) for key, months in scenarios)]
    ends = [paths[0]["month_end"], paths[-1]["month_end"]] if paths else []
    return Plot([
        band(paths, 80, BAND_80), median(paths), *lines,
        Line(f"target: {target:,}", ends, [target] * len(ends), TEXT, 1.5,
             "dotted", is_read=False)],
        Axis(kind="date"),
        Axis("satellites in orbit", low=0, high=1.25 * target), 520)


def scenarios(marts):
    rows = marts.rows("forecast_scenarios")
    answers = marts.rows("answer")
    headline = answers[0]
    paths = marts.rows("forecast_quantiles")
    reached = sum(row["interval_method"] != "quantiles of simulated futures"
                  and row["outcome"] in ("reached", "already_reached")
                  and row["target_satellites"] == headline["target_satellites"]
                  for row in answers)
    alike = len({row["scenario_key"] for row in rows})
    return Chart(
        "forecast-scenarios",
        f"{reached} of {alike} scenarios reach"
        f" {headline['target_satellites']:,}",
        "Each line takes one set of assumptions, which the table of scenarios"
        " names. The band holds 80 per cent of simulated futures. Lines and"
        " band go on above the frame.",
        scenario_lines(rows, paths, headline["target_satellites"]),
        table_of("Satellites in orbit at each year’s end, by scenario", {
            "Scenario": "scenario_name",
            "Year’s end": "month_end",
            "In orbit": "in_orbit"}, rows), FORECAST, is_wide=True)


def forecast(marts):
    return Section("forecast", "The forecast", [fan(marts)])


def scenario_section(marts):
    return Section("scenario-lines", "Scenarios in one picture",
                   [scenarios(marts)])
