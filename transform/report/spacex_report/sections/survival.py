"""How long satellites live, as far as has been seen, and what is assumed."""

import itertools

from ..charts.plot import (BAND_80, DASHES, MUTED, SERIES, Axis, Band, Line,
                           Plot)
from ..section import CATALOGUES, Chart, Section
from ..table import percent, table_of


def numbers(rows, name):
    return [None if row[name] is None else float(row[name]) for row in rows]


def curve(rows):
    """As far as enough were seen, with its 95 per cent band; beyond, what the
    forecast takes."""
    seen = [row for row in rows if row["is_supported"]]
    ages = numbers(seen, "age_years")
    return Plot([
        Band("95 % interval", ages, numbers(seen, "survival_low"),
             numbers(seen, "survival_high"), BAND_80),
        Line("seen", ages, numbers(seen, "survival"), SERIES[0], 3),
        Line("taken by the forecast", numbers(rows, "age_years"),
             numbers(rows, "survival_in_forecast"), SERIES[1], 2, DASHES[1]),
        Line("assumed before any was seen", numbers(rows, "age_years"),
             numbers(rows, "survival_assumed"), MUTED, 1.5, DASHES[2])],
        Axis("years since launch", "number", low=0),
        Axis("share alive", "share", 0, 1.05))


def of_generation(generation, rows):
    last = [row for row in rows if row["is_supported"]][-1]
    name = generation.replace("_", " ")
    return Chart(
        f"survival-{name.replace('.', '-').replace(' ', '-')}",
        f"{name}: {percent(last['survival'])} alive after"
        f" {last['age_years']:.1f} years",
        "Share alive by age (Kaplan and Meier), where at least 25"
        " satellite-years were seen in a quarter of a year.",
        curve(rows),
        table_of("Decays by age", {
            "Years since launch": "age_years", "At risk": "at_risk",
            "Satellite-years seen": "exposure_years", "Decays": "decays",
            "Alive": lambda row: percent(row["survival"]),
            "95 %, from": lambda row: percent(row["survival_low"]),
            "to": lambda row: percent(row["survival_high"]),
            "In the forecast": lambda row: percent(row["survival_in_forecast"]),
            "Enough seen": "is_supported"}, rows), CATALOGUES)


def survival(marts):
    """A chart for each generation of which enough was seen."""
    generations = [(generation, list(rows)) for generation, rows
                   in itertools.groupby(marts.rows("survival"),
                                        lambda row: row["generation"])]
    return Section("survival", "How long satellites live", [
        of_generation(generation, rows) for generation, rows in generations
        if any(row["is_supported"] for row in rows)])
