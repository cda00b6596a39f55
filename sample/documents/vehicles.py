"""Rockets and dragons. Figures that the facts lack are round and invented:
they give the shape and the kinds (integer, fraction, null), not knowledge."""

from collections.abc import Iterator

from documents.facts import Facts, Row, boolean, number
from documents.identity import object_id
from documents.json_text import Number
from documents.units import (POUNDS_PER_KILOGRAM, converted, length, mass,
                             thrust, volume)

# first and second stage: (thrust kN at sea level, in vacuum, fuel t, burn s);
# fairing: (height m, diameter m); legs: (number, material);
# engine: (Isp s at sea level, in vacuum, thrust kN at sea level, in vacuum,
# thrust to weight, layout, engines that may fail).
INVENTED = {
    "Falcon 1": {
        "first": (400, 450, Number("44.5"), 170),
        "second": (30, Number("3.5"), 380), "second_engines": 1,
        "fairing": (Number("3.5"), Number("1.5")), "legs": (0, None),
        "engine": (265, 305, 400, 450, 95, "single", 0),
        "reusable": (False, False),
    },
    "Falcon 9": {
        "first": (7500, 8200, 390, 160), "second": (900, 95, 395),
        "second_engines": 1, "fairing": (Number("13.5"), Number("5.5")),
        "legs": (4, "composite"),
        "engine": (285, 310, 830, 910, Number("180.5"), "octaweb", 2),
        "reusable": (True, False),
    },
    "Falcon Heavy": {
        "first": (22500, 24500, 1160, 160), "second": (900, 95, 395),
        "second_engines": 1, "fairing": (Number("13.5"), Number("5.5")),
        "legs": (12, "composite"),
        "engine": (285, 310, 830, 910, Number("180.5"), "octaweb", 6),
        "reusable": (True, False),
    },
    "Starship": {
        "first": (125000, 135000, 3300, None), "second": (2000, 1200, None),
        "second_engines": 6, "fairing": (None, None), "legs": (6, "steel"),
        "engine": (330, 380, 1800, 1950, 105, None, None),
        "reusable": (True, True),
    },
}


def rockets(facts: Facts) -> Iterator[dict]:
    for row in facts.table("rockets"):
        name, invented = row["name"], INVENTED[row["name"]]
        yield {
            "height": length(number(row["height_m"])),
            "diameter": length(number(row["diameter_m"])),
            "mass": mass(number(row["mass_kg"])),
            "first_stage": _first_stage(row, invented),
            "second_stage": _second_stage(invented),
            "engines": _engines(row, invented["engine"]),
            "landing_legs": dict(zip(("number", "material"),
                                     invented["legs"])),
            "payload_weights": _payload_weights(facts, name),
            "flickr_images": [],
            "name": name,
            "type": row["type"],
            "active": boolean(row["active"]),
            "stages": number(row["stages"]),
            "boosters": number(row["boosters"]),
            "cost_per_launch": number(row["cost_per_launch"]),
            "success_rate_pct": number(row["success_rate_pct"]),
            "first_flight": row["first_flight"],
            "country": row["country"],
            "company": row["company"],
            "wikipedia": "",
            "description": f"{name}, a rocket of {row['stages']} stages.",
            "id": object_id("rockets", name),
        }


def _first_stage(row: Row, invented: dict) -> dict:
    at_sea_level, in_vacuum, fuel, burn = invented["first"]
    return {
        "thrust_sea_level": thrust(at_sea_level),
        "thrust_vacuum": thrust(in_vacuum),
        "reusable": invented["reusable"][0],
        "engines": number(row["engines"]),
        "fuel_amount_tons": fuel,
        "burn_time_sec": burn,
    }


def _second_stage(invented: dict) -> dict:
    in_vacuum, fuel, burn = invented["second"]
    height, diameter = invented["fairing"]
    return {
        "thrust": thrust(in_vacuum),
        "payloads": {
            "composite_fairing": {"height": length(height),
                                  "diameter": length(diameter)},
            "option_1": "fairing" if height else "ship",
        },
        "reusable": invented["reusable"][1],
        "engines": invented["second_engines"],
        "fuel_amount_tons": fuel,
        "burn_time_sec": burn,
    }


def _engines(row: Row, engine: tuple) -> dict:
    isp_low, isp_high, at_sea_level, in_vacuum, ratio, layout, losses = engine
    return {
        "isp": {"sea_level": isp_low, "vacuum": isp_high},
        "thrust_sea_level": thrust(at_sea_level),
        "thrust_vacuum": thrust(in_vacuum),
        "number": number(row["engines"]),
        "type": row["engine_type"],
        "version": row["engine_version"],
        "layout": layout,
        "engine_loss_max": losses,
        "propellant_1": row["propellant_1"],
        "propellant_2": row["propellant_2"],
        "thrust_to_weight": ratio,
    }


def _payload_weights(facts: Facts, rocket: str) -> list[dict]:
    return [{"id": row["id"], "name": row["name"], **mass(number(row["kg"]))}
            for row in facts.matching("rocket_payload_weights", "rocket",
                                      rocket)]


def dragons(facts: Facts) -> Iterator[dict]:
    for row in facts.table("dragons"):
        kilograms = number(row["dry_mass_kg"])
        yield {
            "heat_shield": {"material": "ablative",
                            "size_meters": Number("3.6"),
                            "temp_degrees": 3000, "dev_partner": "NASA"},
            "launch_payload_mass": mass(6000),
            "launch_payload_vol": volume(25),
            "return_payload_mass": mass(3000),
            "return_payload_vol": volume(11),
            "pressurized_capsule": {"payload_volume": volume(11)},
            "trunk": {"trunk_volume": volume(14),
                      "cargo": {"solar_array": 2,
                                "unpressurized_cargo": True}},
            "height_w_trunk": length(Number("7.2")),
            "diameter": length(number(row["diameter_m"]), 0),
            "first_flight": row["first_flight"],
            "flickr_images": [],
            "name": row["name"],
            "type": row["type"],
            "active": boolean(row["active"]),
            "crew_capacity": number(row["crew_capacity"]),
            "sidewall_angle_deg": 15,
            "orbit_duration_yr": 2,
            "dry_mass_kg": kilograms,
            "dry_mass_lb": converted(kilograms, POUNDS_PER_KILOGRAM),
            "thrusters": _thrusters(carries_crew=row["crew_capacity"] != "0"),
            "wikipedia": "",
            "description": f"{row['name']}, a capsule.",
            "id": object_id("dragons", row["name"]),
        }


def _thrusters(carries_crew: bool) -> list[dict]:
    small = _thruster("Draco", 18, 300, Number("0.4"))
    return [small, _thruster("SuperDraco", 8, 235, 71)] if carries_crew \
        else [small]


def _thruster(kind: str, amount: int, isp: int, kilonewtons) -> dict:
    return {"type": kind, "amount": amount, "pods": 4,
            "fuel_1": "nitrogen tetroxide", "fuel_2": "monomethylhydrazine",
            "isp": isp, "thrust": thrust(kilonewtons)}
