"""How the chance hangs on what is assumed."""

from ..section import FORECAST, Chart, Section
from ..table import table_of


def grid(rows, year):
    rows = [row for row in rows if row["year"] == year]
    chances = {(row["damping"], row["life_years"]): row["chance_pct"]
               for row in rows}
    lives = sorted({row["life_years"] for row in rows})
    columns = {"Of the growth, a year later":
               lambda each: f"{100 * each:.0f} % is left"}
    columns |= {f"Life of {life:g} years": lambda each, life=life:
                f"{chances[each, life]} %" for life in lives}
    table = table_of(f"Chance by {year}, per cent", columns,
                     sorted({row["damping"] for row in rows}))
    least, most = min(chances.values()), max(chances.values())
    return Chart(
        f"chance-{year}", f"By {year}: {least} to {most} per cent",
        "The chance of the target by how fast the growth of launches is damped,"
        " and how long satellites live; all else as in the forecast.",
        None, table, FORECAST)


def points(value):
    return f"{value:+d}".replace("-", "−") if value else "0"


def assumptions(rows):
    title = "The assumptions"
    if rows:
        most = rows[0]
        title = (f"{most['meaning']}: {most['varied_to'].normalize():f} instead of"
                 f" {most['stated_value'].normalize():f} moves the chance by"
                 f" {points(most['points_2040'])} points")
    return Chart(
        "assumptions", title,
        "Each assumption with its source, and by how many points the chance by"
        " 2040 is another if it alone is another, as measured on the data to"
        " 2026-08-22.", None, table_of("Assumptions", {
            "Assumption": "meaning",
            "Value": lambda row: f"{row['value'].normalize():,f}",
            "Another": lambda row: f"{row['varied_to'].normalize():,f}",
            "Points": lambda row: points(row["points_2040"]),
            "Source": lambda row: row["source"] if row["basis"] == "source"
            else f"Our choice. {row['source']}",
            "Dated": "dated"}, rows), FORECAST, is_wide=True)


def sensitivity(marts):
    rows = marts.rows("chance_grid")
    return Section("sensitivity", "What the chance hangs on", [
        *(grid(rows, year) for year in sorted({row["year"] for row in rows})
          if year >= 2035), assumptions(marts.rows("assumptions"))])
