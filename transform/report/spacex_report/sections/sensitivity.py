"""How the chance hangs on what is assumed."""

from ..section import FORECAST, Chart, Section
from ..table import table_of


def grid(rows, year):
    rows = [row for row in rows if row["year"] == year]
    chances = {(row["damping"], row["life_years"]): row["chance_pct"]
               for row in rows}
    lives = sorted({row["life_years"] for row in rows})
    columns = {"Left of the growth a year later": lambda each: f"{each:g}"}
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


def sensitivity(marts):
    rows = marts.rows("chance_grid")
    return Section("sensitivity", "What the chance hangs on",
                   [grid(rows, year) for year in
                    sorted({row["year"] for row in rows}) if year >= 2035])
