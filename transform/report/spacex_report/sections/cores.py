"""Cores: flown again, landed, and how soon."""

from ..charts import bars
from ..charts.plot import OUTCOMES, SERIES, Axis, Plot, Points
from ..section import API, Chart, Section
from ..table import percent, table_of


def share(part, whole):
    return percent(part / whole) if whole else None


def reuse(rows):
    return Chart(
        "reuse", "Cores flown per year",
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
    return Chart(
        "landings", "Landings per year",
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


def intervals(marts):
    rows = marts.rows("core_intervals")
    return Chart(
        "core-intervals", "Days between flights of a core",
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
