"""Launches of SpaceX: success by year, rocket and pad."""

from ..charts import bars
from ..charts.plot import OUTCOMES
from ..section import API, Chart, Section
from ..table import percent, table_of


def unknown(row):
    return row["launches"] - row["successes"] - row["failures"]


def by_year(marts):
    rows = marts.rows("launches_by_year")
    return Chart(
        "launches-by-year", "Launches per year",
        "All launches of SpaceX by what became of them; unknown is where the"
        " API does not say. The last year may not be over.",
        bars.by_year(rows, {"success": "successes", "failure": "failures",
                            "unknown": "unknown"}, "launches",
                     OUTCOMES),
        table_of("Launches per year", {
            "Year": lambda row: str(row["launch_year"]),
            "Launches": "launches", "Successes": "successes",
            "Failures": "failures", "Unknown": "unknown",
            "Success rate": lambda row: percent(row["success_rate"])}, rows), API)


def by_rocket_and_pad(marts):
    rows = marts.rows("launches_by_rocket_and_pad")
    return Chart(
        "launches-by-pad", "Launches by rocket and pad",
        "Success rate is of the launches whose outcome is known.",
        bars.by_name(
            [f"{row['rocket_name']}, {row['launchpad_name']}" for row in rows],
            {"success": [row["successes"] for row in rows],
             "failure": [row["failures"] for row in rows],
             "unknown": [unknown(row) for row in rows]}, "launches",
            OUTCOMES),
        table_of("Launches by rocket and pad", {
            "Rocket": "rocket_name", "Pad": "launchpad_name",
            "First year": lambda row: str(row["first_year"]),
            "Last": lambda row: str(row["last_year"]),
            "Launches": "launches", "Successes": "successes",
            "Failures": "failures", "Unknown": unknown,
            "Success rate": lambda row: percent(row["success_rate"])}, rows), API)


def launches(marts):
    return Section("launches", "All launches",
                   [by_year(marts), by_rocket_and_pad(marts)])
