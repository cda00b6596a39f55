"""Launches of SpaceX: success by year, rocket and pad."""

from ..charts import bars
from ..charts.plot import OUTCOMES
from ..section import ALL_LAUNCHES, Chart, Section
from ..table import percent, table_of


def unknown(row):
    return row["launches"] - row["successes"] - row["failures"]


def most_in_a_year(rows):
    if not rows:
        return "Launches per year"
    most = max(rows, key=lambda row: row["launches"])
    at_least = "" if most["is_complete_year"] else "at least "
    return f"The most, {at_least}{most['launches']}, in {most['launch_year']}"


def most_of_a_rocket(rows):
    if not rows:
        return "Launches by rocket and pad"
    by_rocket = {}
    for row in rows:
        by_rocket[row["rocket_name"]] = (
            by_rocket.get(row["rocket_name"], 0) + row["launches"])
    rocket = max(by_rocket, key=by_rocket.get)
    return (f"{by_rocket[rocket]} of {sum(by_rocket.values())} launches were"
            f" {rocket}’s")


def by_year(marts):
    rows = marts.rows("launches_by_year")
    return Chart(
        "launches-by-year", most_in_a_year(rows),
        "Launches of SpaceX by what became of them; unknown is where no source"
        " says. The table tells of which years not all are known.",
        bars.by_year(rows, {"success": "successes", "failure": "failures",
                            "unknown": "unknown"}, "launches",
                     OUTCOMES),
        table_of("Launches per year", {
            "Year": lambda row: str(row["launch_year"]),
            "Launches": "launches", "All known": "is_complete_year",
            "Successes": "successes", "Failures": "failures",
            "Unknown": "unknown",
            "Success rate": lambda row: percent(row["success_rate"])}, rows),
        ALL_LAUNCHES)


def by_rocket_and_pad(marts):
    rows = marts.rows("launches_by_rocket_and_pad")
    return Chart(
        "launches-by-pad", most_of_a_rocket(rows),
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
            "Success rate": lambda row: percent(row["success_rate"])}, rows),
        ALL_LAUNCHES)


def launches(marts):
    return Section("launches", "All launches",
                   [by_year(marts), by_rocket_and_pad(marts)])
