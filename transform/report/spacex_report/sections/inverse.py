"""What it would take: launches from now for the target by a year, and to hold it."""

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
            "By the end of": lambda row: str(row["by_year"]),
            "With": "option_name", "Satellites each": "satellites_per_launch",
            "Satellites from now": "satellites", "Launches from now": "launches",
            "Satellites a year at the end": "satellites_per_year_at_end",
            "Launches a year at the end": "launches_per_year_at_end"}, rows),
        FORECAST, is_wide=True)


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
            "Launches a year": "launches_per_year"}, rows), FORECAST)


def cadence(marts):
    rows = marts.rows("cadence")
    title = "The last months"
    by_months = {}
    for row in rows:
        by_months.setdefault(row["months"], []).append(row)
    if by_months:
        title = "; ".join(
            f"{sum(row['launches'] for row in found)} launches in the last"
            f" {months} months" if number == 0 else
            f"{sum(row['launches'] for row in found)} in {months}"
            for number, (months, found) in enumerate(sorted(by_months.items())))
    return Chart(
        "cadence-lately", title,
        "A break of the rate shows in the shorter spans first.", None,
        table_of("Launches in the last months", {
            "Months": "months", "Until": "until_date", "Vehicle": "vehicle",
            "Launches": "launches", "Satellites": "satellites",
            "Each": "satellites_per_launch",
            "Launches a year": "launches_per_year",
            "Satellites a year": "satellites_per_year"}, rows), FORECAST)


def inverse(marts):
    return Section("inverse", "What it would take",
                   [required(marts), upkeep(marts), cadence(marts)])
