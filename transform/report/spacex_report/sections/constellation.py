"""The constellation so far."""

from ..charts.plot import MUTED, SERIES, Axis, Line, Plot
from ..section import Chart, Section
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


def constellation(marts):
    rows = marts.rows("constellation")
    return Section("constellation", "The constellation so far", [Chart(
        "in-orbit", "Satellites launched, in orbit and decayed",
        "Counted at each month’s end. What is between launched and in orbit has"
        " come down again.",
        counts(rows), table_of("Satellites at each month’s end", {
            "Month’s end": "month_end",
            "In orbit": "in_orbit",
            "Launched": "launched_to_date",
            "Decayed": "decayed_to_date",
            "Launched in the month": "satellites_launched",
            "Decayed in the month": "satellites_decayed",
            "Launches in the month": "launches"}, rows), is_wide=True)])
