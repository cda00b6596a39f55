"""Launches of satellites: how often, how many on each, of which version."""

import itertools

from ..charts import bars
from ..charts.plot import SERIES, SYMBOLS, Axis, Line, Plot, Points
from ..section import CATALOGUES, Chart, Section
from ..table import table_of


def fastest(rows):
    if not rows:
        return "Launches in twelve months"
    most = max(rows, key=lambda row: row["ttm_launches"] or 0)
    return (f"{rows[-1]['ttm_launches']} launches in the last twelve months;"
            f" the most were {most['ttm_launches']}, to {most['month_end']:%B %Y}")


def cadence(marts):
    rows = [row for row in marts.rows("constellation") if row["is_complete"]]
    return Chart(
        "cadence", fastest(rows), "Launches in the twelve months before each"
        " month’s end: the rate that the forecast starts from.",
        Plot([Line("launches", [row["month_end"] for row in rows],
                   [row["ttm_launches"] for row in rows], SERIES[0], 3,
                   is_filled=True)],
             Axis(kind="date"), Axis("launches")),
        table_of("Launches by month", {
            "Month’s end": "month_end", "Launches": "launches",
            "In twelve months": "ttm_launches",
            "Satellites in twelve months": "ttm_satellites",
            "Satellites launched": "satellites_launched"}, rows), CATALOGUES)


def sizes(marts):
    rows = marts.rows("starlink_launches")
    versions = itertools.groupby(
        sorted(rows, key=lambda row: row["generation"] or ""),
        lambda row: row["generation"] or "unknown")
    per_launch = {row["launched_on"].year: [] for row in rows}
    for row in rows:
        per_launch[row["launched_on"].year].append(row["satellites_deployed"])
    title = "Satellites on each launch"
    if rows:
        (first, early), *_, (last, late) = per_launch.items()
        title = (f"{sum(late) / len(late):.0f} satellites a launch in {last},"
                 f" {sum(early) / len(early):.0f} in {first}")
    return Chart(
        "launch-sizes", title,
        "Satellites deployed by each launch. Small numbers are mostly"
        " prototypes and rides shared with others.",
        Plot([Points(
            version.replace("_", " "), [row["launched_on"] for row in found],
            [row["satellites_deployed"] for row in found],
            [f"{row['launch_name'] or row['launch_key']}\n"
             f"{row['launched_on']}: {row['satellites_deployed']}" for row in found],
            SERIES[number % len(SERIES)], SYMBOLS[number % len(SYMBOLS)])
            for number, (version, found) in enumerate(
                (version, list(found)) for version, found in versions)],
            Axis(kind="date"), Axis("satellites"), is_read_by_place=False),
        table_of("Launches with satellites", {
            "Launch": "launch_key", "Mission": "launch_name",
            "Day": "launched_on", "Vehicle": "vehicle_name",
            "Group": "launch_group", "Generation": "generation",
            "Deployed": "satellites_deployed",
            "Catalogued": "satellites_catalogued",
            "In orbit": "satellites_in_orbit",
            "Decayed": "satellites_decayed",
            "After the count": "is_after_as_of"}, rows), CATALOGUES,
        is_wide=True)


def most_of(rows):
    up = sum(row["satellites_in_orbit"] for row in rows)
    if not up:
        return "Satellites by generation"
    most = max(rows, key=lambda row: row["satellites_in_orbit"])
    return (f"{100 * most['satellites_in_orbit'] / up:.0f} per cent of those up"
            f" are {most['version'].replace('_', ' ')}")


def versions(marts):
    rows = marts.rows("versions")
    return Chart(
        "versions", most_of(rows),
        "How many of each generation are still up.",
        bars.by_name([row["version"].replace("_", " ") for row in rows], {
            "in orbit": [row["satellites_in_orbit"] for row in rows],
            "decayed": [row["satellites_decayed"] for row in rows]}, "satellites"),
        table_of("Satellites by generation", {
            "Generation": "version", "First launch": "first_launched_on",
            "Last": "last_launched_on", "Launches": "launches",
            "Satellites": "satellites", "Per launch": "mean_per_launch",
            "Fewest": "fewest_per_launch", "Most": "most_per_launch",
            "In orbit": "satellites_in_orbit",
            "Decayed": "satellites_decayed"}, rows), CATALOGUES)


def starlink_launches(marts):
    return Section("starlink-launches", "Launches of Starlink satellites",
                   [sizes(marts), cadence(marts), versions(marts)])
