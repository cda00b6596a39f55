"""The back-test: what the method would have forecast, and what was counted."""

import itertools

from ..charts.bars import wrapped
from ..charts.plot import (BAND_80, SERIES, SYMBOLS, TEXT, Axis, Band, Line,
                           Plot, Points)
from ..section import Chart, Section
from ..table import percent, table_of

# A method so many times as wrong as the whole-history mean would make the
# others' points one.
OFF_SCALE = 5
OURS = "cohort"


def name_of(method):
    return "this forecast" if method == OURS else method.replace("_", " ")


def column(rows, name):
    return [float(row[name]) for row in rows]


def forecast_and_counted(rows):
    months = [row["month_end"] for row in rows]
    return Plot([
        Band("80 % interval", months, column(rows, "low_80"),
             column(rows, "high_80"), BAND_80),
        Line("forecast", months, column(rows, "forecast"), SERIES[0], 3,
             "dashed"),
        Line("counted", months, column(rows, "actual"), TEXT, 2)],
        Axis(kind="date"), Axis("in orbit"))


def backtest(rows, months_ahead):
    rows = [row for row in rows if row["months_ahead"] == months_ahead]
    held = sum(row["is_in_80"] for row in rows)
    return Chart(
        f"backtest-{months_ahead}", f"Forecast {months_ahead} months before",
        "Each point was forecast from nothing known later than"
        f" {months_ahead} months before it, and counted in the satellite"
        f" catalogue. The interval held {held} of {len(rows)} counts.",
        forecast_and_counted(rows),
        table_of(f"Forecasts made {months_ahead} months before", {
            "Month’s end": "month_end", "Made at": "origin_date",
            "Forecast": lambda row: round(row["forecast"]),
            "Counted": "actual",
            "80 %, from": lambda row: round(row["low_80"]),
            "to": lambda row: round(row["high_80"]),
            "Held": "is_in_80",
            "Error": lambda row: round(row["absolute_error"])}, rows))


def is_off_scale(row):
    return (row["error_ratio"] or 0) > OFF_SCALE


def errors_by_method(rows):
    """One kind of point per horizon, the best method at the longest on top."""
    order = list(dict.fromkeys(wrapped(name_of(row["method"]), 18) for row in
                               sorted(rows, key=lambda row: (
                                   -row["months_ahead"],
                                   row["mean_absolute_error"]))))
    horizons = itertools.groupby(
        sorted(rows, key=lambda row: (row["months_ahead"], order.index(
            wrapped(name_of(row["method"]), 18)))),
        lambda row: row["months_ahead"])
    return Plot([
        Points(f"{months} months ahead", column(found, "mean_absolute_error"),
               [wrapped(name_of(row["method"]), 18) for row in found],
               [f"{name_of(row['method'])}\n{months} months ahead: "
                f"{row['mean_absolute_error']:,.0f}" for row in found],
               SERIES[number % len(SERIES)], SYMBOLS[number % len(SYMBOLS)])
        for number, (months, found) in enumerate(
            (months, list(found)) for months, found in horizons)],
        Axis("mean error, satellites"), Axis(kind="name"), 420, is_lying=True,
        is_read_by_place=False)


def compared(rows):
    far_off = {row["method"] for row in rows if is_off_scale(row)}
    text = ("Mean distance of forecast and count, all methods at the same"
            " origins; further left is better.")
    if far_off:
        text += (" Too far off for the chart: "
                 + ", ".join(name_of(method) for method in sorted(far_off))
                 + ".")
    return Chart(
        "errors", "Compared with other methods", text,
        errors_by_method([row for row in rows
                          if row["method"] not in far_off]),
        table_of("Mean error by method and months ahead, satellites", {
            "Method": lambda row: name_of(row["method"]),
            "Months ahead": "months_ahead", "Forecasts": "origins",
            "Mean error": "mean_absolute_error",
            "95 % interval, from": "mean_absolute_error_low",
            "to": "mean_absolute_error_high",
            "Over that of the whole-history mean": "error_ratio"}, rows))


def coverage_by_horizon(rows):
    labels = [str(row["months_ahead"]) for row in rows]
    return Plot([
        Points("held", labels, column(rows, "coverage_80"),
               [f"held: {percent(row['coverage_80'])}" for row in rows],
               SERIES[0], size=9, low=column(rows, "coverage_80_low"),
               high=column(rows, "coverage_80_high")),
        Line("promised: 80 %", labels, [0.8] * len(labels), TEXT, 1.5,
             "dotted", is_read=False)],
        Axis("months ahead", "name"),
        Axis("counts in the interval", "share", 0, 1.05))


def coverage(rows):
    rows = [row for row in rows if row["coverage_80"] is not None]
    return Chart(
        "coverage", "Did the 80 % interval hold 80 %?",
        "Share of later counts that the interval held, with the 95 per cent"
        " interval of that share: forecasts of neighbouring months err"
        " together, so it is wide.",
        coverage_by_horizon(rows),
        table_of("Share of counts in the 80 % interval", {
            "Months ahead": "months_ahead", "Forecasts": "origins",
            "Held": lambda row: percent(row["coverage_80"]),
            "95 % interval, from": lambda row: percent(row["coverage_80_low"]),
            "to": lambda row: percent(row["coverage_80_high"])}, rows))


def accuracy(marts):
    rows, forecasts = marts.rows("accuracy"), marts.rows("backtest")
    return Section("accuracy", "How wrong the forecast was before", [
        backtest(forecasts, 12), backtest(forecasts, 24),
        compared(rows), coverage(rows)])
