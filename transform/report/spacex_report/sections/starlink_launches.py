"""Launches of satellites: how often, how many on each, of which version."""

import itertools

import plotly.graph_objects as go

from ..section import Chart, Section
from ..table import table_of
from ..theme import (AMOUNT, DAYS, MONTHS, SERIES, SYMBOLS, bars_by_name,
                     column, figure)


def cadence(marts):
    rows = marts.rows("constellation")
    return Chart(
        "cadence", "Launches in the twelve months before",
        "The rate of launching that the forecast starts from.",
        figure([go.Scatter(
            x=column(rows, "month_end"), y=column(rows, "ttm_launches"),
            name="launches", mode="lines", fill="tozeroy",
            fillcolor="var(--band-95)",
            line={"color": SERIES[0], "width": 3})],
            xaxis=MONTHS, yaxis=AMOUNT | {"title": {"text": "launches"}}),
        table_of("Launches by month", {
            "Month’s end": "month_end", "Launches": "launches",
            "In twelve months": "ttm_launches",
            "Satellites launched": "satellites_launched"}, rows))


def sizes(marts):
    rows = marts.rows("starlink_launches")
    versions = itertools.groupby(
        sorted(rows, key=lambda row: row["version"] or ""),
        lambda row: row["version"] or "unknown")
    return Chart(
        "launch-sizes", "Satellites on each launch",
        "Satellites tracked from each launch. Small numbers are mostly"
        " prototypes and rides shared with others.",
        figure([go.Scatter(
            x=column(found, "launched_on"), y=column(found, "satellites"),
            name=version, mode="markers",
            text=[row["launch_name"] or row["launch_key"] for row in found],
            hovertemplate="%{text}<br>%{x|%Y-%m-%d}: %{y}",
            marker={"size": 10, "opacity": 0.85,
                    "color": SERIES[number % len(SERIES)],
                    "symbol": SYMBOLS[number % len(SYMBOLS)]})
            for number, (version, found) in enumerate(
                (version, list(found)) for version, found in versions)],
            xaxis=DAYS, yaxis=AMOUNT | {"title": {"text": "satellites"}},
            hovermode="closest"),
        table_of("Launches with satellites", {
            "Launch": "launch_key", "Mission": "launch_name",
            "Day": "launched_on", "Version": "version",
            "Satellites": "satellites", "In orbit": "satellites_in_orbit",
            "Decayed": "satellites_decayed"}, rows), is_wide=True)


def versions(marts):
    rows = marts.rows("versions")
    return Chart(
        "versions", "Satellites by version",
        "How many of each version are still up.",
        bars_by_name(column(rows, "version"), {
            "in orbit": column(rows, "satellites_in_orbit"),
            "decayed": column(rows, "satellites_decayed")}, "satellites"),
        table_of("Satellites by version", {
            "Version": "version", "First launch": "first_launched_on",
            "Last": "last_launched_on", "Launches": "launches",
            "Satellites": "satellites", "Per launch": "mean_per_launch",
            "Fewest": "fewest_per_launch", "Most": "most_per_launch",
            "In orbit": "satellites_in_orbit",
            "Decayed": "satellites_decayed"}, rows))


def starlink_launches(marts):
    return Section("starlink-launches", "Launches of Starlink satellites",
                   [sizes(marts), cadence(marts), versions(marts)])
