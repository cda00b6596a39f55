"""How long satellites live, as far as has been seen."""

import plotly.graph_objects as go

from ..section import Chart, Section
from ..table import percent, table_of
from ..theme import MUTED, SERIES, column, figure


def shares(rows):
    """Alive at each age; where too few were seen the line is grey."""
    supported = [row for row in rows if row["is_supported"]]
    # All are alive at their launch; the grey line starts where the other ends.
    known_ages = [0] + [row["age_years"] for row in supported]
    known_shares = [1.0] + column(supported, "survival")
    rest = [row for row in rows if not row["is_supported"]]
    points = {"mode": "lines+markers", "hovertemplate": "%{y:.1%}"}
    return figure([
        go.Scatter(x=known_ages, y=known_shares, name="alive",
                   line={"color": SERIES[0], "width": 3},
                   marker={"size": 9}, **points),
        *([go.Scatter(
            x=known_ages[-1:] + [row["age_years"] for row in rest],
            y=known_shares[-1:] + column(rest, "survival"),
            name="too few seen to say", line={
                "color": MUTED, "width": 2, "dash": "dot"},
            marker={"size": 9, "symbol": "circle-open"}, **points)]
          if rest else [])],
        xaxis={"dtick": 1, "hoverformat": "d", "range": [-0.05, None],
               "title": {"text": "years since launch"}},
        yaxis={"tickformat": ".0%", "range": [0, 1.05],
               "title": {"text": "share alive"}})


def survival(marts):
    rows = marts.rows("survival")
    return Section("survival", "How long satellites live", [Chart(
        "survival-by-age", "Share alive by years since launch",
        "Where few satellite-years were seen the share says little:"
        " that is why the forecast takes the length of a life as an"
        " assumption.",
        shares(rows), table_of("Decays by years since launch", {
            "Years since launch": "age_years",
            "Satellite-years seen": "exposure_years",
            "Decays": "decays",
            "Decays per satellite-year":
                lambda row: percent(row["yearly_hazard"]),
            "Alive at that age": lambda row: percent(row["survival"]),
            "Enough seen": "is_supported"}, rows), is_wide=True)])
