"""The constellation so far."""

from ..charts.plot import MUTED, SERIES, Axis, Line, Plot
from ..section import CATALOGUES, Chart, Section
from ..table import table_of


def counts(rows):
    months = [row["month_end"] for row in rows]
    return Plot([
        Line(label, months, [row[name] for row in rows], colour, width, dash,
             is_filled)
        for name, label, colour, width, dash, is_filled in (
            ("in_orbit", "in orbit", SERIES[0], 3, "solid", True),
            ("launched_to_date", "launched", MUTED, 2, "dashed", False),
            ("decayed_to_date", "decayed", SERIES[1], 2, "solid", False))],
        Axis(kind="date"), Axis("satellites"))


def finding(rows):
    if not rows:
        return "Satellites launched, in orbit and decayed"
    last = rows[-1]
    return (f"{last['in_orbit']:,} in orbit at the end of"
            f" {last['month_end']:%B %Y}, of {last['launched_to_date']:,}"
            " launched")


def constellation(marts):
    rows = marts.rows("constellation")
    complete = [row for row in rows if row["is_complete"]]
    return Section("constellation", "The constellation so far", [Chart(
        "in-orbit", finding(complete),
        "Counted at each month’s end. What is between launched and in orbit has"
        " come down again. In orbit are those that the catalogue lists and"
        " those of young launches that it does not list yet.",
        counts(complete), table_of("Satellites at each month’s end", {
            "Month’s end": "month_end",
            "Over": "is_complete",
            "In orbit": "in_orbit",
            "Of these in the catalogue": "in_orbit_in_catalogue",
            "Launched": "launched_to_date",
            "Decayed": "decayed_to_date",
            "Launched in the month": "satellites_launched",
            "Decayed in the month": "satellites_decayed",
            "Launches in the month": "launches"}, rows), CATALOGUES,
        is_wide=True)])
