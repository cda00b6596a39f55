"""Cores: flown again, landed, and how soon."""

import statistics

from ..charts import bars
from ..charts.plot import OUTCOMES, SERIES, Axis, Plot, Points
from ..section import API, Chart, Section
from ..table import percent, table_of


def share(part, whole):
    return percent(part / whole) if whole else None


def of_the_last_year(rows, part, whole, words):
    """A finding such as: 41 of 45 cores in 2022 had flown before."""
    last = rows[-1]
    return (f"{last[part]} of {last[whole]} {words[0]} in"
            f" {last['launch_year']} {words[1]}")


def reuse(rows):
    title = "Cores flown per year"
    if rows:
        title = of_the_last_year(rows, "reused_core_flights", "core_flights",
                                 ("cores", "had flown before"))
    return Chart(
        "reuse", title,
        "A Falcon Heavy flies three cores.",
        bars.by_year(rows, {
            "flown before": "reused_core_flights",
            "new": lambda row: (row["core_flights"]
                                - row["reused_core_flights"])}, "cores"),
        table_of("Cores flown per year", {
            "Year": lambda row: str(row["launch_year"]),
            "Cores flown": "core_flights",
            "Flown before": "reused_core_flights",
            "Share": lambda row: share(row["reused_core_flights"],
                                       row["core_flights"])}, rows), API)


def landings(rows):
    title = "Landings per year"
    if rows:
        title = of_the_last_year(rows, "landings", "landing_attempts",
                                 ("cores that tried to land", "did"))
    return Chart(
        "landings", title,
        "Of all cores flown. Not landed includes the few whose landing is not"
        " known.",
        bars.by_year(rows, {
            "landed": "landings",
            "tried, not landed": lambda row: row["landing_attempts"] - row["landings"],
            "not tried": lambda row: (row["core_flights"]
                                      - row["landing_attempts"])}, "cores",
            OUTCOMES),
        table_of("Landings per year", {
            "Year": lambda row: str(row["launch_year"]),
            "Cores flown": "core_flights", "Tried": "landing_attempts",
            "Landed": "landings",
            "Share of tries": lambda row: share(row["landings"],
                                                row["landing_attempts"])},
            rows), API)


def shortened(rows):
    """The median of the first and the last year."""
    years = {}
    for row in rows:
        years.setdefault(row["launched_on"].year, []).append(
            row["days_since_previous_flight"])
    if not years:
        return "Days between flights of a core"
    first, last = min(years), max(years)
    return (f"{statistics.median(years[last]):.0f} days between flights of a core"
            f" in {last}, {statistics.median(years[first]):.0f} in {first}, in the"
            " median")


def intervals(marts):
    rows = marts.rows("core_intervals")
    return Chart(
        "core-intervals", shortened(rows),
        "One point per flight of a core that had flown before.",
        Plot([Points(
            "flights", [row["launched_on"] for row in rows],
            [row["days_since_previous_flight"] for row in rows],
            [f"{row['core_serial']}, flight {row['flight_of_core']}\n"
             f"{row['launched_on']}: {row['days_since_previous_flight']} days"
             for row in rows], SERIES[0])],
            Axis(kind="date"), Axis("days"), is_read_by_place=False),
        table_of("Days between flights of a core", {
            "Core": "core_serial", "Flight": "flight_of_core",
            "Day": "launched_on",
            "Days since the flight before": "days_since_previous_flight"},
            rows), API, is_wide=True)


def cores(marts):
    rows = marts.rows("core_landings")
    return Section("cores", "Cores flown again",
                   [intervals(marts), reuse(rows), landings(rows)])
