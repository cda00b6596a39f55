"""Payload mass by year, orbit and customer."""

import collections
import itertools

from ..charts import bars
from ..charts.plot import SERIES, Axis, Bars, Plot
from ..section import API, Chart, Section
from ..table import table_of

# Orbits with a colour of their own; the rest is one.
ORBITS = 7
CUSTOMERS = 8


def tonnes(rows):
    return [float(row["mass_kg"] or 0) / 1000 for row in rows]


def by_year(rows):
    """Years and the tonnes of each."""
    masses = collections.Counter()
    for row, mass in zip(rows, tonnes(rows)):
        masses[row["launch_year"]] += mass
    return list(masses), list(masses.values())


def masses(rows):
    """Stacked bars; the rows come with the heaviest orbit first."""
    by_orbit = [(orbit, list(found)) for orbit, found in itertools.groupby(
        rows, lambda row: row["orbit"])]
    rest = [row for _, found in by_orbit[ORBITS:] for row in found]
    series = by_orbit[:ORBITS] + ([("other", rest)] if rest else [])
    return Plot([
        Bars(orbit, *by_year(found), SERIES[number])
        for number, (orbit, found) in enumerate(series)],
        Axis(kind="year"), Axis("tonnes"))


def most_of(rows, name, title):
    """Which has the most of the known mass."""
    masses = collections.Counter()
    for row, mass in zip(rows, tonnes(rows)):
        masses[row[name]] += mass
    if not masses.total():
        return title
    [(most, mass)] = masses.most_common(1)
    return f"{mass:,.0f} of {masses.total():,.0f} tonnes: {most}"


def by_orbit(marts):
    rows = marts.rows("mass_by_orbit")
    return Chart(
        "mass-by-orbit", most_of(rows, "orbit", "Payload mass per orbit"),
        "As far as masses are known: of some payloads they are not, so that"
        " each bar is a lower bound.",
        masses(rows), table_of("Payload mass per year and orbit", {
            "Orbit": "orbit", "Year": lambda row: str(row["launch_year"]),
            "Payloads": "payloads",
            "Of known mass": "payloads_of_known_mass",
            "Mass, kg": "mass_kg"}, rows), API)


def by_customer(marts):
    rows = marts.rows("mass_by_customer")
    heaviest = rows[:CUSTOMERS]
    return Chart(
        "mass-by-customer", most_of(rows, "customers", "Payload mass per customer"),
        "What SpaceX launched for itself is mostly Starlink.",
        bars.by_name([row["customers"] for row in heaviest],
                     {"tonnes": tonnes(heaviest)}, "tonnes"),
        table_of("Payload mass by customer", {
            "Customer": "customers",
            "First year": lambda row: str(row["first_year"]),
            "Last": lambda row: str(row["last_year"]),
            "Payloads": "payloads", "Mass, kg": "mass_kg"}, rows), API)


def payloads(marts):
    return Section("payloads", "What was launched",
                   [by_orbit(marts), by_customer(marts)])
