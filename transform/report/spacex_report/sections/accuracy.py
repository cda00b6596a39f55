"""How wrong the forecast was before: the hold-out, the rivals, the goals."""

import itertools

from ..charts.bars import wrapped
from ..charts.plot import SERIES, SYMBOLS, TEXT, Axis, Line, Plot, Points
from ..section import FORECAST, Chart, Section
from ..table import percent, table_of

OURS = "simulation"
# A method so many times as wrong as ours would make the others' points one.
OFF_SCALE = 5
SCOPES = {"development": "to 2024-05, which the method was made on",
          "hold_out": "from 2024-06 on, which it was not",
          "without_hindsight": "of these, made from 2024-05 on"}


def name_of(method):
    return "this forecast" if method == OURS else method.replace("_", " ")


def past_forecasts(marts):
    """Each past forecast as a line beside what came."""
    rows = marts.rows("backtest")
    history = [row for row in marts.rows("constellation") if row["is_complete"]]
    counted = {row["month_end"]: row["in_orbit"] for row in history}
    lines = []
    for origin, found in itertools.groupby(
            (row for row in rows if row["origin_date"].month in (5, 11)),
            lambda row: row["origin_date"]):
        found = list(found)
        lines.append(Line(
            "" if lines else "forecasts made before", [origin, *(row["month_end"] for row in found)],
            [counted.get(origin), *(float(row["forecast"]) for row in found)],
            SERIES[0], 1.5, is_read=False))
    held_out = [row for row in rows if row["is_hold_out"]]
    low = sum(row["error_pct"] < 0 for row in held_out)
    title = "Forecasts made before, and what came"
    if held_out:
        title = (f"{low} of {len(held_out)} forecasts for months from 2024-06"
                 " on were too low")
    return Chart(
        "past-forecasts", title,
        "Each thin line was forecast from nothing known later than where it"
        " begins; the thick one was counted.",
        Plot([*lines, Line("counted", list(counted), list(counted.values()),
                           TEXT, 3)], Axis(kind="date"),
             Axis("satellites in orbit"), 440),
        table_of("Forecasts and counts", {
            "Made at": "origin_date", "Months ahead": "months_ahead",
            "For": "month_end",
            "Forecast": lambda row: round(row["forecast"]),
            "Counted": "actual",
            "Error": lambda row: signed(row["error_pct"]),
            "80 %, from": lambda row: row["low_80"] and round(row["low_80"]),
            "to": lambda row: row["high_80"] and round(row["high_80"]),
            "Held": "is_in_80"}, held_out), FORECAST, is_wide=True)


def signed(value):
    return None if value is None else f"{value:+.1f} %".replace("-", "−")


def errors_by_method(rows):
    """One kind of point per horizon, the best method on top."""
    best = {}
    for row in rows:
        best.setdefault(row["method"], []).append(row["mean_error_pct"])
    order = sorted(best, key=lambda method: sum(best[method]))
    rows = sorted(rows, key=lambda row: (row["months_ahead"],
                                         order.index(row["method"])))
    return Plot([
        Points(f"{months} months ahead",
               [float(row["mean_error_pct"]) for row in found],
               [wrapped(name_of(row["method"]), 18) for row in found],
               [f"{name_of(row['method'])}\n{months} months ahead:"
                f" {row['mean_error_pct']} %" for row in found],
               SERIES[number % len(SERIES)], SYMBOLS[number % len(SYMBOLS)])
        for number, (months, found) in enumerate(
            (months, list(found)) for months, found in itertools.groupby(
                rows, lambda row: row["months_ahead"]))],
        Axis("mean error, per cent"), Axis(kind="name"),
        440, is_lying=True, is_read_by_place=False)


def rivals(rows):
    held_out = [row for row in rows if row["scope"] == "hold_out"]
    ours = {row["months_ahead"]: row["mean_error_pct"] for row in held_out
            if row["method"] == OURS}
    far_off = {row["method"] for row in held_out if row["mean_error_pct"]
               > OFF_SCALE * max(ours.values(), default=0)}
    text = ("Mean error over the months from 2024-06 on, all methods at the"
            " same origins; further left is better.")
    if far_off:
        text += " Too far off for the chart: " + ", ".join(
            name_of(method) for method in sorted(far_off)) + "."
    title = "Compared with other methods"
    if 12 in ours and 24 in ours:
        title = (f"Wrong by {ours[12]} per cent at twelve months, by"
                 f" {ours[24]} at twenty-four")
    return Chart(
        "errors", title, text,
        errors_by_method([row for row in held_out
                          if row["method"] not in far_off]),
        table_of("Mean errors by scope, method and months ahead", {
            "Months": lambda row: SCOPES.get(row["scope"], row["scope"]),
            "Method": lambda row: name_of(row["method"]),
            "Ahead": "months_ahead", "Forecasts": "forecasts",
            "Independent ones": "effective_forecasts",
            "Mean error": lambda row: f"{row['mean_error_pct']} %",
            "Satellites": "mean_absolute_error", "Bias": "bias",
            "80 % interval held": lambda row: percent(row["coverage_80"])},
            rows), FORECAST, is_wide=True)


def goals(marts):
    rows = marts.rows("goals")
    met = sum(bool(row["is_met"]) for row in rows)
    return Chart(
        "goals", f"{met} of {len(rows)} goals met" if rows else "Goals",
        "What was asked of the method before it was scored, and what came.",
        None, table_of("Goals", {
            "Goal": lambda row: row["meaning"].replace("_", " "),
            "Months ahead": lambda row: str(row["months_ahead"] or "all"),
            "At least": "least", "At most": "most", "Measured": "measured",
            "Met": "is_met"}, rows), FORECAST, is_wide=True)


def later(marts):
    rows = marts.rows("later_counts")
    title = "The forecast of 2022-10 and what was counted since"
    if rows:
        title = (f"What the method says from 2022-10 is wrong by"
                 f" {signed(rows[-1]['error_pct'])} on"
                 f" {rows[-1]['counted_on']}")
    return Chart(
        "later-counts", title,
        "The forecast as it would have been made when the public API froze,"
        " beside public counts since.",
        None, table_of("Forecast and later counts", {
            "Counted on": "counted_on", "By": "basis", "Counted": "counted",
            "Forecast": "forecast",
            "80 %, from": "low_80", "to": "high_80", "Held": "is_in_80",
            "Error": lambda row: signed(row["error_pct"])}, rows), FORECAST,
        is_wide=True)


def accuracy(marts):
    return Section("accuracy", "How wrong the forecast was before", [
        past_forecasts(marts), rivals(marts.rows("accuracy")), goals(marts),
        later(marts)])
