"""The satellite catalogue and the launch log, in the live services' formats.

Of each satellite the catalogue tells number, name, designator, launch and
decay; everything else is empty. The log has one row per satellite that a
launch deployed, catalogued or not.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import count, islice
from typing import NamedTuple

from documents.facts import Facts, Row
from documents.satellite import Satellite, piece_letters

SATELLITE_COLUMNS = (
    "OBJECT_NAME", "OBJECT_ID", "NORAD_CAT_ID", "OBJECT_TYPE",
    "OPS_STATUS_CODE", "OWNER", "LAUNCH_DATE", "LAUNCH_SITE", "DECAY_DATE",
    "PERIOD", "INCLINATION", "APOGEE", "PERIGEE", "RCS", "DATA_STATUS_CODE",
    "ORBIT_CENTER", "ORBIT_TYPE")
LOG_COLUMNS = (
    "#Launch_Tag", "Launch_Date", "Piece", "Type", "Name", "PLName", "JCAT",
    "SatOwner", "SatState", "LV_Type", "Flight_ID", "Platform", "Launch_Site",
    "Launch_Pad", "Ascent_Site", "Ascent_Pad", "Agency", "LVState",
    "Launch_Code", "LTCite")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep",
          "Oct", "Nov", "Dec")

# The last day for which every satellite's fate is known: satellites that were
# first seen in a catalogue later are not in this one.
CATALOGUE_AS_OF = "2026-08-22T12:00:00Z"
LOG_AS_OF = "2026-09-28T22:16:34Z"
# What GCAT calls objects without a number in the US catalogue: A and digits.
# These digits are the sample's own, and so are the letters of their pieces.
FIRST_UNCATALOGUED = 90_001


class Entry(NamedTuple):
    """A satellite of the catalogue; dates as ISO text, None while in orbit."""
    number: int
    name: str
    designator: str
    launched: str
    decayed: str | None


def catalogued(facts: Facts) -> Iterator[Entry]:
    """All that the catalogue listed on the day that it is as of."""
    last_day = CATALOGUE_AS_OF[:10]
    for row in facts.table("starlink_satellites_2026"):
        if row["decay_date"] or row["as_of"] <= last_day:
            yield Entry(int(row["norad_cat_id"]), row["object_name"],
                        row["object_id"], row["launch_date"],
                        row["decay_date"] or None)


def synthetic(satellites: Iterable[Satellite]) -> Iterator[Entry]:
    for each in satellites:
        yield Entry(each.norad_id, each.name, each.object_id,
                    each.launch_date, each.decay_date)


def catalogue_lines(entries: Iterable[Entry]) -> Iterator[str]:
    """Comma-separated lines that end as the service's do, header first."""
    yield ",".join(SATELLITE_COLUMNS) + "\r\n"
    for number, name, designator, launched, decayed in entries:
        status, orbit = ("D", "IMP") if decayed else ("", "ORB")
        yield (f"{name},{designator},{number},PAY,{status},US,{launched},,"
               f"{decayed or ''},,,,,,,EA,{orbit}\r\n")


def log_lines(rows: Iterable[tuple[str, ...]], as_of: str) -> Iterator[str]:
    """Tab-separated lines, the header first, then when it was updated."""
    yield "\t".join(LOG_COLUMNS) + "\n"
    time = as_of[11:19].replace(":", "", 1)
    yield f"# Updated {_log_date(as_of[:10])} {time}\n"
    for row in rows:
        yield "\t".join(row) + "\n"


def flown(facts: Facts) -> Iterator[tuple[str, ...]]:
    """A row per satellite that was deployed, by launch; last those that
    never came into the catalogue."""
    pieces: dict[str, list[Row]] = {}
    for row in facts.table("starlink_satellites_2026"):
        pieces.setdefault(row["launch_id"], []).append(row)
    uncatalogued = FIRST_UNCATALOGUED
    for launch in facts.table("starlink_launches_2018_2026"):
        known = pieces[launch["launch_id"]]
        lost = int(launch["satellites_deployed"]) - len(known)
        for index, row in enumerate(known, 1):
            number = int(row["norad_cat_id"])
            yield _log_row(launch, index, row["object_id"],
                           _log_name(row["object_name"]), f"S{number:05d}")
        taken = {row["object_id"] for row in known}
        free = (name for name in map(launch["launch_id"].__add__,
                                     map(piece_letters, count()))
                if name not in taken)
        for index, name in enumerate(islice(free, lost)):
            yield _log_row(launch, len(known) + index + 1, name, "Starlink",
                           f"A{uncatalogued + index}")
        uncatalogued += lost


def synthetic_flown(satellites: Iterable[Satellite]) -> Iterator[tuple[str, ...]]:
    for each in satellites:
        launch = {"launch_id": each.object_id[:8],
                  "launch_date": each.launch_date, "launch_time_utc": "",
                  "vehicle": "Falcon 9", "mission": "", "flight": "",
                  "reached_orbit": "yes"}
        yield _log_row(launch, 0, each.object_id, _log_name(each.name),
                       f"S{each.norad_id:05d}")


def _log_row(launch: Row, index: int, piece: str, name: str,
             number: str) -> tuple[str, ...]:
    day = _log_date(launch["launch_date"])
    time = launch["launch_time_utc"].replace(":", "", 1)
    mission = launch["mission"]
    # Padded with blanks inside, as the service's fields are.
    return (
        f"{launch['launch_id']} ", f"{day} {time}".rstrip(),
        piece, "P           ", name,
        f"{mission}-{index:02d}" if mission.startswith("Starlink")
        else mission or "-",
        f"{number:<10}", "SPXS", "US", launch["vehicle"],
        launch["flight"] or "-", "-", "-", "-", "-", "-", "SPX", "US",
        "OS  " if launch["reached_orbit"] == "yes" else "OF  ", "-")


def _log_date(day: str) -> str:
    """`2026 Sep  4` of 2026-09-04."""
    parsed = date.fromisoformat(day)
    return f"{parsed.year} {MONTHS[parsed.month - 1]} {parsed.day:2d}"


def _log_name(name: str) -> str:
    """`Starlink 1007` of STARLINK-1007, `Tintin A` of TINTIN A."""
    return name.replace("-", " ").title() if name.startswith("TINTIN") \
        else name.replace("STARLINK-", "Starlink ")
