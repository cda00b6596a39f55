"""What flies and sails again: cores, capsules, ships; and the crew."""

from collections.abc import Iterator

from documents.facts import Facts, boolean, items, number, text
from documents.identity import object_id
from documents.launches import launch_id
from documents.units import POUNDS_PER_KILOGRAM, converted

# The API has "" for the status of the ships it knew first, null on later.
SHIPS_WITH_EMPTY_STATUS = 17


def _flown(facts: Facts, table: str, column: str, value: str) -> list[str]:
    return [launch_id(row["launch_no"])
            for row in facts.matching(table, column, value)]


def cores(facts: Facts) -> Iterator[dict]:
    for row in facts.table("cores"):
        landings = int(row["rtls_landings"]) + int(row["asds_landings"])
        yield {
            "block": number(row["block"]),
            "reuse_count": number(row["reuse_count"]),
            "rtls_attempts": number(row["rtls_attempts"]),
            "rtls_landings": number(row["rtls_landings"]),
            "asds_attempts": number(row["asds_attempts"]),
            "asds_landings": number(row["asds_landings"]),
            "last_update": f"Landings counted so far: {landings}"
            if landings else None,
            "launches": _flown(facts, "launch_cores", "core", row["serial"]),
            "serial": row["serial"],
            "status": row["status"],
            "id": object_id("cores", row["serial"]),
        }


def capsules(facts: Facts) -> Iterator[dict]:
    for row in facts.table("capsules"):
        splashes = int(row["water_landings"])
        yield {
            "reuse_count": number(row["reuse_count"]),
            "water_landings": number(row["water_landings"]),
            "land_landings": number(row["land_landings"]),
            "last_update": f"Splashdowns counted so far: {splashes}"
            if splashes else None,
            "launches": _flown(facts, "launch_capsules", "capsule",
                               row["serial"]),
            "serial": row["serial"],
            "status": row["status"],
            "type": row["type"],
            "id": object_id("capsules", row["serial"]),
        }


def ships(facts: Facts) -> Iterator[dict]:
    for place, row in enumerate(facts.table("ships")):
        kilograms = number(row["mass_kg"])
        yield {
            "last_ais_update": None,
            "legacy_id": text(row["legacy_id"]),
            "model": None,
            "type": row["type"],
            "roles": items(row["roles"]),
            "imo": number(row["imo"]),
            "mmsi": number(row["mmsi"]),
            "abs": number(row["abs"]),
            "class": number(row["class"]),
            "mass_kg": kilograms,
            "mass_lbs": converted(kilograms, POUNDS_PER_KILOGRAM),
            "year_built": number(row["year_built"]),
            "home_port": row["home_port"],
            "status": "" if place < SHIPS_WITH_EMPTY_STATUS else None,
            "speed_kn": None,
            "course_deg": None,
            "latitude": None,
            "longitude": None,
            "link": None,
            "image": None,
            "name": row["name"],
            "active": boolean(row["active"]),
            "launches": _flown(facts, "launch_ships", "ship", row["name"]),
            "id": object_id("ships", row["name"]),
        }


def crew(facts: Facts) -> Iterator[dict]:
    for row in facts.table("crew"):
        yield {
            "name": row["name"],
            "agency": row["agency"],
            "image": "",
            "wikipedia": "",
            "launches": _flown(facts, "launch_crew", "crew", row["name"]),
            "status": row["status"],
            "id": object_id("crew", row["name"]),
        }
