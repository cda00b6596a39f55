"""Where rockets start and land: launchpads and landpads."""

from collections.abc import Iterator

from documents.facts import Facts, boolean, number
from documents.identity import object_id
from documents.launches import launch_id

# A pad that was prepared for a rocket and never used.
UNUSED_PAD_ROCKETS = {"VAFB SLC 3W": ["Falcon 1"]}


def landpads(facts: Facts) -> Iterator[dict]:
    for row in facts.table("landpads"):
        landings = facts.matching("launch_cores", "landpad", row["name"])
        yield {
            "images": {"large": []},
            "name": row["name"],
            "full_name": row["full_name"],
            "status": row["status"],
            "type": row["type"],
            "locality": row["locality"],
            "region": row["region"],
            "latitude": number(row["latitude"]),
            "longitude": number(row["longitude"]),
            "landing_attempts": number(row["landing_attempts"]),
            "landing_successes": number(row["landing_successes"]),
            "wikipedia": "",
            "details": f"A landing site near {row['locality']}.",
            "launches": [launch_id(core["launch_no"]) for core in landings],
            "id": object_id("landpads", row["name"]),
        }


def launchpads(facts: Facts) -> Iterator[dict]:
    for row in facts.table("launchpads"):
        launches = [launch for launch in
                    facts.matching("launches", "launchpad", row["name"])
                    if not boolean(launch["upcoming"])]
        rockets = dict.fromkeys(launch["rocket"] for launch in launches)
        rockets = list(rockets) or UNUSED_PAD_ROCKETS.get(row["name"], [])
        yield {
            "images": {"large": []},
            "name": row["name"],
            "full_name": row["full_name"],
            "locality": row["locality"],
            "region": row["region"],
            "latitude": number(row["latitude"]),
            "longitude": number(row["longitude"]),
            "launch_attempts": number(row["launch_attempts"]),
            "launch_successes": number(row["launch_successes"]),
            "rockets": [object_id("rockets", rocket) for rocket in rockets],
            "timezone": row["timezone"],
            "launches": [launch_id(launch["no"]) for launch in launches],
            "status": row["status"],
            "details": f"A launch site near {row['locality']}.",
            "id": object_id("launchpads", row["name"]),
        }
