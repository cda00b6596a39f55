"""Payloads. Orbits come from the facts; what lies between is made to fit."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from decimal import Decimal

from documents.facts import Facts, Row, boolean, items, number, text
from documents.identity import Draws, object_id
from documents.json_text import Number, scaled
from documents.launches import launch_id
from documents.units import POUNDS_PER_KILOGRAM, converted

# As the catalogues count it: km from the centre of the Earth.
EARTH_RADIUS_KM = Decimal("6378.135")
MINUTES_PER_DAY = 1440
# The last month of the frozen data: orbits were determined then.
EPOCH_BEGIN = datetime(2022, 11, 1)
EPOCH_SECONDS = 29 * 86_400


def payloads(facts: Facts) -> Iterator[dict]:
    for row in facts.table("payloads"):
        yield _document(facts, row, Draws("payloads", row["no"]))


def _document(facts: Facts, row: Row, draws: Draws) -> dict:
    kilograms = number(row["mass_kg"])
    return {
        "dragon": _dragon(facts, row, draws),
        "name": row["name"],
        "type": row["type"],
        "reused": boolean(row["reused"]),
        "launch": _launch(row),
        "customers": items(row["customers"]),
        "norad_ids": [int(item) for item in items(row["norad_ids"])],
        "nationalities": items(row["nationalities"]),
        "manufacturers": items(row["manufacturers"]),
        "mass_kg": kilograms,
        "mass_lbs": converted(kilograms, POUNDS_PER_KILOGRAM, 1),
        "orbit": text(row["orbit"]),
        "reference_system": text(row["reference_system"]),
        "regime": text(row["regime"]),
        **_orbit(row, draws),
        "id": object_id("payloads", row["no"]),
    }


def _launch(row: Row) -> str:
    """Four name a launch that no longer exists; the field is never null."""
    return launch_id(row["launch_no"]) or object_id("launches",
                                                    f"gone {row['no']}")


def _dragon(facts: Facts, row: Row, draws: Draws) -> dict:
    """An object on every payload, its members mostly null."""
    capsules = facts.matching("launch_capsules", "launch_no", row["launch_no"])
    if not capsules or "Dragon" not in row["type"]:
        return dict.fromkeys(
            ("capsule", "mass_returned_kg", "mass_returned_lbs",
             "flight_time_sec", "manifest", "water_landing", "land_landing"))
    serial = capsules[0]["capsule"]
    capsule = facts.matching("capsules", "serial", serial)[0]
    landed = capsule["water_landings"] != "0"
    returned = Number(draws.between(600, 2500)) if landed else None
    flight_days = draws.between(20, 180)
    return {
        "capsule": object_id("capsules", serial),
        "mass_returned_kg": returned,
        "mass_returned_lbs": converted(returned, POUNDS_PER_KILOGRAM),
        "flight_time_sec": flight_days * 86_400 if landed else None,
        "manifest": None,
        "water_landing": landed or None,
        "land_landing": False if landed else None,
    }


def _orbit(row: Row, draws: Draws) -> dict:
    known = bool(row["period_min"])
    fixed = row["regime"].startswith("geos")
    return {
        # Degrees east, in halves; only what stands still has one.
        "longitude": scaled(draws.between(-359, 360) * 5, -1)
        if fixed and known else None,
        **_ellipse(row, known),
        "periapsis_km": number(row["periapsis_km"]),
        "apoapsis_km": number(row["apoapsis_km"]),
        "inclination_deg": number(row["inclination_deg"]),
        "period_min": number(row["period_min"]),
        "lifespan_years": number(row["lifespan_years"]),
        "epoch": _epoch(draws) if known else None,
        "mean_motion": _rounded(MINUTES_PER_DAY / Decimal(row["period_min"]), 8)
        if known else None,
        "raan": scaled(draws.below(3_600_000), -4) if known else None,
        "arg_of_pericenter": scaled(draws.below(3_600_000), -4)
        if known else None,
        "mean_anomaly": scaled(draws.below(3_600_000), -4) if known else None,
    }


def _ellipse(row: Row, known: bool) -> dict:
    if not known:
        return {"semi_major_axis_km": None, "eccentricity": None}
    low, high = Decimal(row["periapsis_km"]), Decimal(row["apoapsis_km"])
    axis = (low + high) / 2 + EARTH_RADIUS_KM
    return {"semi_major_axis_km": _rounded(axis, 3),
            "eccentricity": _rounded((high - low) / (2 * axis), 7)}


def _rounded(value: Decimal, decimals: int) -> Number:
    return scaled(int(value.scaleb(decimals).to_integral_value()), -decimals)


def _epoch(draws: Draws) -> str:
    moment = EPOCH_BEGIN + timedelta(seconds=draws.below(EPOCH_SECONDS))
    return f"{moment.isoformat()}.000Z"
