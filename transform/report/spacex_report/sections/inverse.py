"""What it would take: launches from now for the target by a year, and to hold it."""

import itertools

from ..section import FORECAST, Chart, Section
from ..table import table_of


def middle(rows):
    """The rows of the middle life: one number, not a range of them."""
    lives = sorted({row["life_years"] for row in rows})
    return [row for row in rows if lives
            and row["life_years"] == lives[len(lives) // 2]]


def required(marts):
    rows = middle(marts.rows("required"))
    title = "Launches from now"
    if rows:
        year = min((row["by_year"] for row in rows),
                   key=lambda each: abs(each - 2040))
        of_year = [row for row in rows if row["by_year"] == year]
        title = (f"For {of_year[0]['target_satellites']:,} by the end of"
                 f" {year}: {of_year[0]['satellites']:,} satellites, on "
                 + " or ".join(f"{row['launches']:,}" for row in of_year)
                 + " launches")
    return Chart(
        "required", title,
        "If the rate of the last twelve months grows evenly until then, and"
        " satellites live six years: what is to be launched from now, by what"
        " it is launched with, and the rate at the end.",
        None, table_of("What the target takes, by year", {
            "By the end of": lambda year: str(year[0]["by_year"]),
            "Satellites from now": lambda year: year[0]["satellites"],
            "a year at the end":
                lambda year: year[0]["satellites_per_year_at_end"],
            **{f"Launches: {row['option_name']}":
                lambda year, place=place: launches_of(year[place])
               for place, row in enumerate(by_year(rows)[0] if rows else [])}},
            by_year(rows)), FORECAST, is_wide=True)


def by_year(rows):
    """The rows of each year, by what is launched with."""
    return [list(found) for _, found in itertools.groupby(
        rows, lambda row: row["by_year"])]


def launches_of(row):
    return (f"{row['launches']:,} ({row['launches_per_year_at_end']:,} a year"
            " at the end)")


def upkeep(marts):
    rows = middle(marts.rows("upkeep"))
    title = "Launches to hold the target"
    if rows:
        title = (f"Holding {rows[0]['target_satellites']:,} takes"
                 f" {rows[0]['satellites_per_year']:,} satellites a year")
    return Chart(
        "upkeep", title,
        "As many as come down: the target over the mean life.", None,
        table_of("What holding the target takes each year", {
            "With": "option_name", "Satellites each": "satellites_per_launch",
            "Satellites a year": "satellites_per_year",
            "Launches a year": "launches_per_year"}, rows), FORECAST,
        is_wide=True)


def cadence(marts):
    rows = marts.rows("cadence")
    title = "The last months"
    newest = max((row["until_date"] for row in rows), default=None)
    sums = [row for row in rows if row["until_date"] == newest
            and row["vehicle"] == "all"]
    if sums:
        title = (f"To {newest}: " + ", ".join(
            f"{row['launches']} launches in {row['months']} months"
            for row in sums))
    return Chart(
        "cadence-lately", title,
        "A break of the rate shows in the shorter spans first.", None,
        table_of("Launches in the last months", {
            "Until": "until_date", "Months": "months",
            "Vehicle": lambda row: row["vehicle"].replace("_", " "),
            "Launches": "launches", "Satellites": "satellites",
            "Each": "satellites_per_launch",
            "Launches a year": "launches_per_year",
            "Satellites a year": "satellites_per_year"},
            [row for row in rows if row["launches"]
             or row["vehicle"] == "all"]), FORECAST, is_wide=True)


def inverse(marts):
    return Section("inverse", "What it would take",
                   [required(marts), upkeep(marts), cadence(marts)])
