"""How long satellites live, as far as has been seen."""

from ..charts.plot import MUTED, SERIES, Axis, Line, Plot
from ..section import Chart, Section
from ..table import percent, table_of


def shares(rows):
    """Alive at each age; where too few were seen the line is grey."""
    supported = [row for row in rows if row["is_supported"]]
    # All are alive at their launch; the grey line starts where the other ends.
    known_ages = [0] + [row["age_years"] + 1 for row in supported]
    known_shares = [1.0] + [float(row["survival"]) for row in supported]
    rest = [row for row in rows if not row["is_supported"]]
    lines = [Line("alive", known_ages, known_shares, SERIES[0], 3, symbol="o")]
    if rest:
        lines.append(Line(
            "too few seen to say",
            known_ages[-1:] + [row["age_years"] + 1 for row in rest],
            known_shares[-1:] + [float(row["survival"]) for row in rest],
            MUTED, dash="dotted", symbol="o"))
    return Plot(lines, Axis("years since launch", "number", low=-0.05),
                Axis("share alive", "share", 0, 1.05))


def survival(marts):
    rows = marts.rows("survival")
    return Section("survival", "How long satellites live", [Chart(
        "survival-by-age", "Share alive by years since launch",
        "Where fewer than 100 satellite-years were seen the share says little:"
        " that is why the forecast takes the length of a life as an"
        " assumption.",
        shares(rows), table_of("Decays by years since launch", {
            "Full years since launch": "age_years",
            "Satellite-years seen": "exposure_years",
            "Decays": "decays",
            "Decays per satellite-year":
                lambda row: percent(row["yearly_hazard"]),
            "Alive at the year’s end": lambda row: percent(row["survival"]),
            "Enough seen": "is_supported"}, rows), is_wide=True)])
