"""The company (one object), its history, and the roadster (one object)."""

from collections.abc import Iterator

from documents.facts import Facts, number
from documents.identity import object_id
from documents.instants import unix_seconds
from documents.json_text import Number
from documents.units import (MILES_PER_KILOMETRE, POUNDS_PER_KILOGRAM,
                             converted)

ROADSTER_LAUNCH = "2018-02-06T20:45:00.000Z"


def company(facts: Facts) -> Iterator[dict]:
    for row in facts.table("company"):
        yield {
            "headquarters": {"address": "", "city": "Hawthorne",
                             "state": "California"},
            "links": {"website": "", "flickr": "", "twitter": "",
                      "elon_twitter": ""},
            "name": row["name"],
            "founder": row["founder"],
            "founded": number(row["founded"]),
            "employees": number(row["employees"]),
            "vehicles": number(row["vehicles"]),
            "launch_sites": number(row["launch_sites"]),
            "test_sites": number(row["test_sites"]),
            "ceo": row["founder"],
            "cto": row["founder"],
            "coo": "",
            "cto_propulsion": "",
            "valuation": number(row["valuation"]),
            "summary": f"{row['name']} builds and flies rockets.",
            "id": object_id("company", row["name"]),
        }


def history(facts: Facts) -> Iterator[dict]:
    for row in facts.table("history"):
        moment, title = row["event_date_utc"], row["title"]
        yield {
            "links": {"article": None},
            "title": title,
            "event_date_utc": moment,
            "event_date_unix": unix_seconds(moment),
            "details": f"An event of {moment[:4]}.",
            "id": object_id("history", f"{moment} {title}"),
        }


def roadster(_facts: Facts) -> Iterator[dict]:
    """Digits invented around the known orbit, 13 to 17 of them as the API
    has; semi_major_axis_au is as wrong as the API's own."""
    speed, earth, mars = (Number("9520.880174312256"),
                          Number("320590017.41253906"),
                          Number("395640088.30712891"))
    yield {
        "name": "Tesla Roadster",
        "launch_date_utc": ROADSTER_LAUNCH,
        "launch_date_unix": unix_seconds(ROADSTER_LAUNCH),
        "launch_mass_kg": 1350,
        "launch_mass_lbs": converted(1350, POUNDS_PER_KILOGRAM),
        "norad_id": 43205,
        "epoch_jd": Number("2459913.500694444"),
        "orbit_type": "heliocentric",
        "apoapsis_au": Number("1.664330172540318"),
        "periapsis_au": Number("0.98601406133717243"),
        "semi_major_axis_au": Number("57.70611320184266"),
        "eccentricity": Number("0.2559310458270119"),
        "inclination": Number("1.075050914405732"),
        "longitude": Number("316.9110482736518"),
        "periapsis_arg": Number("177.7590133247916"),
        "period_days": Number("557.1950216384917"),
        "speed_kph": speed,
        "speed_mph": converted(speed, MILES_PER_KILOMETRE, 12),
        "earth_distance_km": earth,
        "earth_distance_mi": converted(earth, MILES_PER_KILOMETRE, 8),
        "mars_distance_km": mars,
        "mars_distance_mi": converted(mars, MILES_PER_KILOMETRE, 8),
        "flickr_images": [],
        "wikipedia": "",
        "video": "",
        "details": "A car that went to space.",
        "id": object_id("roadster", "43205"),
    }
