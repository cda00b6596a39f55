"""Launches, as v4 (crew: ids) and v5 (crew: ids with roles) give them."""

from collections.abc import Iterator
from uuid import UUID

from documents.facts import Facts, Row, boolean, items, number
from documents.identity import Draws, object_id
from documents.instants import local_text, unix_seconds

# The API's own slips, kept: seconds that date_unix is off from date_utc …
DATE_UNIX_OFF = {"COTS 2": -1_728_000, "SSO-A": -120}
# … and hours that date_local is another instant than date_utc.
DATE_LOCAL_OFF = {
    "RatSat": -24, "CRS-1": 24, "ABS-3A / Eutelsat 115W B": 24,
    "OG-2 Mission 2": 24, "Iridium NEXT Mission 5": 1,
    "Iridium NEXT Mission 6": 1, "Starlink 4-4 (v1.5)": 8,
}
# Launches from here on came to the API from another catalogue, with its id.
FIRST_WITH_LIBRARY_ID = 134


def launch_id(no: str) -> str | None:
    return object_id("launches", no) if no else None


def v4_launches(facts: Facts) -> Iterator[dict]:
    for document in v5_launches(facts):
        crew = [member["crew"] for member in document["crew"]]
        yield {**document, "crew": crew}


def v5_launches(facts: Facts) -> Iterator[dict]:
    zones = {pad["name"]: pad["timezone"] for pad in facts.table("launchpads")}
    for row in facts.table("launches"):
        yield _document(facts, row, zones[row["launchpad"]])


def _document(facts: Facts, row: Row, zone: str) -> dict:
    name, fired = row["name"], row["static_fire_date_utc"]
    return {
        "fairings": _fairings(facts, row),
        "links": _links(),
        "static_fire_date_utc": fired or None,
        "static_fire_date_unix": unix_seconds(fired) if fired else None,
        # net and tbd are false on all: only date_precision tells a guess.
        "net": False,
        "window": number(row["window_s"]),
        "rocket": object_id("rockets", row["rocket"]),
        "success": boolean(row["success"]),
        "failures": _failures(row),
        "details": _details(row),
        "crew": _crew(facts, row),
        "ships": _references(facts, row, "ship", "ships"),
        "capsules": _references(facts, row, "capsule", "capsules"),
        "payloads": _references(facts, row, "payload_no", "payloads"),
        "launchpad": object_id("launchpads", row["launchpad"]),
        "flight_number": number(row["flight_number"]),
        "name": name,
        "date_utc": row["date_utc"],
        "date_unix": unix_seconds(row["date_utc"]) + DATE_UNIX_OFF.get(name, 0),
        "date_local": local_text(row["date_utc"], zone,
                                 DATE_LOCAL_OFF.get(name, 0)),
        "date_precision": row["date_precision"],
        "upcoming": boolean(row["upcoming"]),
        "cores": [_core(core) for core in _rows(facts, row, "launch_cores")],
        "auto_update": boolean(row["auto_update"]),
        "tbd": False,
        "launch_library_id": _library_id(row),
        "id": launch_id(row["no"]),
    }


def _rows(facts: Facts, launch: Row, table: str) -> list[Row]:
    return facts.matching(table, "launch_no", launch["no"])


def _references(facts: Facts, launch: Row, column: str,
                stream: str) -> list[str]:
    return [object_id(stream, row[column])
            for row in _rows(facts, launch, f"launch_{stream}")]


def _fairings(facts: Facts, launch: Row) -> dict | None:
    if not boolean(launch["has_fairings"]):
        return None
    catchers = {ship["name"] for ship in facts.table("ships")
                if "Fairing Recovery" in items(ship["roles"])}
    return {
        "reused": boolean(launch["fairings_reused"]),
        "recovery_attempt": boolean(launch["fairings_recovery_attempt"]),
        "recovered": boolean(launch["fairings_recovered"]),
        "ships": [object_id("ships", row["ship"])
                  for row in _rows(facts, launch, "launch_ships")
                  if row["ship"] in catchers],
    }


def _links() -> dict:
    """Links are not the sample's to give: the shape alone."""
    return {
        "patch": {"small": None, "large": None},
        "reddit": {"campaign": None, "launch": None, "media": None,
                   "recovery": None},
        "flickr": {"small": [], "original": []},
        "presskit": None,
        "webcast": None,
        "youtube_id": None,
        "article": None,
        "wikipedia": None,
    }


def _failures(launch: Row) -> list[dict]:
    seconds = launch["failure_time_s"]
    if not seconds:
        return []
    when = "before" if seconds.startswith("-") else "after"
    return [{
        "time": number(seconds),
        "altitude": number(launch["failure_altitude_km"]),
        "reason": f"lost {seconds.lstrip('-')} s {when} lift-off",
    }]


def _details(launch: Row) -> str | None:
    if boolean(launch["upcoming"]):
        return None
    return f"{launch['rocket']} from {launch['launchpad']}."


def _crew(facts: Facts, launch: Row) -> list[dict]:
    return [{"crew": object_id("crew", row["crew"]), "role": row["role"]}
            for row in _rows(facts, launch, "launch_crew")]


def _core(row: Row) -> dict:
    serial, pad = row["core"], row["landpad"]
    return {
        "core": object_id("cores", serial) if serial else None,
        "flight": number(row["flight"]),
        "gridfins": boolean(row["gridfins"]),
        "legs": boolean(row["legs"]),
        "reused": boolean(row["reused"]),
        "landing_attempt": boolean(row["landing_attempt"]),
        "landing_success": boolean(row["landing_success"]),
        "landing_type": row["landing_type"] or None,
        "landpad": object_id("landpads", pad) if pad else None,
    }


def _library_id(launch: Row) -> str | None:
    if int(launch["no"]) < FIRST_WITH_LIBRARY_ID:
        return None
    return str(UUID(int=Draws("launch library", launch["no"]).below(1 << 128)))
