"""The constellation so far."""

import plotly.graph_objects as go

from ..section import Chart, Section
from ..table import table_of
from ..theme import AMOUNT, MONTHS, MUTED, SERIES, column, figure


def counts(rows):
    months = column(rows, "month_end")
    return figure([
        go.Scatter(x=months, y=column(rows, name), name=label, mode="lines",
                   line={"color": colour, "width": width, "dash": dash},
                   fill=fill, fillcolor="var(--band-95)")
        for name, label, colour, width, dash, fill in (
            ("in_orbit", "in orbit", SERIES[0], 3, "solid", "tozeroy"),
            ("launched_to_date", "launched", MUTED, 2, "dash", None),
            ("decayed_to_date", "decayed", SERIES[1], 2, "solid", None))],
        xaxis=MONTHS, yaxis=AMOUNT | {"title": {"text": "satellites"}})


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
