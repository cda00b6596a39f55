"""Launches of satellites: how often, how many on each, of which version."""

import itertools

from ..charts import bars
from ..charts.plot import SERIES, SYMBOLS, Axis, Line, Plot, Points
from ..section import Chart, Section
from ..table import table_of


def cadence(marts):
    rows = marts.rows("constellation")
    return Chart(
        "cadence", "Launches in the twelve months before",
        "The rate of launching that the forecast starts from.",
        Plot([Line("launches", [row["month_end"] for row in rows],
                   [row["ttm_launches"] for row in rows], SERIES[0], 3,
                   is_filled=True)],
             Axis(kind="date"), Axis("launches")),
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
        Plot([Points(
            version, [row["launched_on"] for row in found],
            [row["satellites"] for row in found],
            [f"{row['launch_name'] or row['launch_key']}\n"
             f"{row['launched_on']}: {row['satellites']}" for row in found],
            SERIES[number % len(SERIES)], SYMBOLS[number % len(SYMBOLS)])
            for number, (version, found) in enumerate(
                (version, list(found)) for version, found in versions)],
            Axis(kind="date"), Axis("satellites"), is_read_by_place=False),
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
        bars.by_name([row["version"] for row in rows], {
            "in orbit": [row["satellites_in_orbit"] for row in rows],
            "decayed": [row["satellites_decayed"] for row in rows]}, "satellites"),
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
