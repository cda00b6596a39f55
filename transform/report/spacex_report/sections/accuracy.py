"""The back-test: what the method would have forecast, and what was counted."""

import itertools

import plotly.graph_objects as go

from ..section import Chart, Section
from ..table import percent, table_of
from ..theme import (AMOUNT, BAND_80, MONTHS, NAMES, SERIES, SYMBOLS, TEXT,
                     column, figure, wrapped)


OURS = "simulation"


def name_of(method):
    return "this forecast" if method == OURS else method.replace("_", " ")


def label_of(method):
    name = wrapped(name_of(method), 18)
    return f"<b>{name}</b>" if method == OURS else name


def forecast_and_counted(rows):
    months = column(rows, "month_end")
    low, high = column(rows, "low_80"), column(rows, "high_80")
    edge = {"x": months, "mode": "lines", "line": {"width": 0}}
    return figure([
        go.Scatter(y=low, showlegend=False, hoverinfo="skip", **edge),
        go.Scatter(y=high, name="80 % interval", fill="tonexty",
                   fillcolor=BAND_80, customdata=list(zip(low, high)),
                   hovertemplate="%{customdata[0]:,.0f} –"
                   " %{customdata[1]:,.0f}", **edge),
        go.Scatter(x=months, y=column(rows, "forecast"), name="forecast",
                   mode="lines", hovertemplate="%{y:,.0f}",
                   line={"color": SERIES[0], "width": 3, "dash": "dash"}),
        go.Scatter(x=months, y=column(rows, "actual"), name="counted",
                   mode="lines", line={"color": TEXT, "width": 2})],
        xaxis=MONTHS, yaxis=AMOUNT | {"title": {"text": "in orbit"}})


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


def errors_by_method(rows):
    """One kind of point per horizon, the best method at the longest on top."""
    order = [label_of(row["method"]) for row in sorted(
        rows, key=lambda row: (-row["months_ahead"],
                               row["mean_absolute_error"]))]
    horizons = itertools.groupby(
        sorted(rows, key=lambda row: row["months_ahead"]),
        lambda row: row["months_ahead"])
    return figure([
        go.Scatter(
            x=column(found, "mean_absolute_error"),
            y=[label_of(row["method"]) for row in found],
            name=f"{months} months ahead", mode="markers",
            hovertemplate="%{x:,.0f}",
            marker={"size": 11, "color": SERIES[number % len(SERIES)],
                    "symbol": SYMBOLS[number % len(SYMBOLS)]})
        for number, (months, found) in enumerate(
            (months, list(found)) for months, found in horizons)],
        xaxis=AMOUNT | {"title": {"text": "mean error, satellites"}},
        yaxis=NAMES | {"categoryorder": "array", "showgrid": True,
                       "categoryarray": list(dict.fromkeys(order))},
        hovermode="y unified", height=420)


def compared(rows):
    return Chart(
        "errors", "Compared with other methods",
        "Mean distance of forecast and count, all methods at the same"
        " origins, on months later than all that the method was made on;"
        " further left is better.",
        errors_by_method(rows),
        table_of("Mean error by method and months ahead", {
            "Method": lambda row: name_of(row["method"]),
            "Months ahead": "months_ahead", "Forecasts": "forecasts",
            "Mean error, satellites": "mean_absolute_error",
            "Mean error": lambda row: f"{row['mean_error_pct']:.1f} %"}, rows))


def coverage_by_horizon(rows):
    labels = [str(months) for months in column(rows, "months_ahead")]
    return figure([
        go.Scatter(
            x=labels, y=column(rows, "coverage_80"), mode="markers",
            name="held", marker={"size": 12, "color": SERIES[0]}),
        go.Scatter(x=labels, y=[0.8] * len(labels), mode="lines",
                   name="promised: 80 %", hoverinfo="skip",
                   line={"color": TEXT, "dash": "dot", "width": 1.5})],
        xaxis={"type": "category", "showgrid": False,
               "range": [-0.5, len(labels) - 0.5],
               "title": {"text": "months ahead"}},
        yaxis={"tickformat": ".0%", "hoverformat": ".1%", "range": [0, 1.05],
               "title": {"text": "counts in the interval"}})


def coverage(rows):
    rows = [row for row in rows if row["method"] == OURS]
    return Chart(
        "coverage", "Did the 80 % interval hold 80 %?",
        "Share of later counts that the interval held. Forecasts of"
        " neighbouring months err together.",
        coverage_by_horizon(rows),
        table_of("Share of counts in the 80 % interval", {
            "Months ahead": "months_ahead", "Forecasts": "forecasts",
            "Held": lambda row: percent(row["coverage_80"])}, rows))


def accuracy(marts):
    rows, forecasts = marts.rows("accuracy"), marts.rows("backtest")
    return Section("accuracy", "How wrong the forecast was before", [
        backtest(forecasts, 12), backtest(forecasts, 24),
        compared(rows), coverage(rows)])
