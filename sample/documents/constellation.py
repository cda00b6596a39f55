"""The satellites to serve: those of the facts, or as many as wanted."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from math import sqrt

from documents.facts import Facts, text
from documents.identity import Draws
from documents.launches import launch_id
from documents.satellite import Satellite, piece_letters

# Launches from Vandenberg that the API does not link to a launch.
WESTERN_DAYS = {"2022-07-22", "2022-10-28"}
EAST, WEST = "AFETR", "AFWTR"

FIRST_SYNTHETIC_ID = 100_001
BATCH = 60
FIRST_DAY, LAST_DAY = date(2019, 5, 24), date(2022, 10, 28)
NEWEST = "2022-11-30"
# Revolutions a day = this over a^1.5, a in km: 86400 × sqrt(µ) / 2π.
MOTION = 86_400 * sqrt(398600.8) / 6.283185307179586


def catalogued(facts: Facts) -> Iterator[Satellite]:
    """As the facts have them, traps included, in the API's order."""
    for row in facts.table("satellites"):
        launch = facts.launch_by_no.get(row["launch_no"])
        day = text(row["launch_date"])
        western = day in WESTERN_DAYS or (
            launch is not None and launch["launchpad"].startswith("VAFB"))
        site = WEST if western else EAST
        yield Satellite(
            int(row["norad_cat_id"]), row["object_name"], row["object_id"],
            text(row["version"]), launch_id(row["launch_no"]), day,
            site if day else None, text(row["decay_date"]),
            text(row["creation_date"]), row["epoch"], row["inclination_deg"],
            row["period_min"], row["mean_motion"], row["eccentricity"],
            row["apoapsis_km"], row["periapsis_km"])


def synthetic(facts: Facts, count: int) -> Iterator[Satellite]:
    """`count` satellites in batches: every other batch on a day of a real
    launch and linked to it, the rest spread over the years, unlinked."""
    batch_size = max(1, min(BATCH, count // 20))
    batches = -(-count // batch_size)
    real = _starlink_launches(facts)
    span = (LAST_DAY - FIRST_DAY).days
    designators = _Designators()
    for batch in range(batches):
        day = FIRST_DAY + timedelta(days=batch * span // batches)
        launch = None
        if batch % 2 == 0:
            launch = real[batch // 2 % len(real)]
            day = date.fromisoformat(launch["date_utc"][:10])
        first = batch * batch_size
        designator, pieces = designators.of_batch(batch, day, launch)
        for index in range(first, min(first + batch_size, count)):
            object_id = designator + piece_letters(pieces + index % BATCH)
            yield _synthetic(index, object_id, day, launch)


class _Designators:
    """The catalogue's names of launches, `2019-029`, one per batch.

    There are a thousand in a year. A batch from the thousandth on shares the
    one of its launch or day, as more pieces of it; so a designator never has
    two launches.
    """

    def __init__(self):
        self._latest: dict[str | date, str] = {}  # by launch, else by day
        self._batches: Counter[str] = Counter()

    def of_batch(self, batch: int, day: date,
                 launch: dict[str, str] | None) -> tuple[str, int]:
        """The designator, and how many pieces it has already."""
        origin = launch["no"] if launch else day
        if batch < 1000:
            self._latest[origin] = f"{day.year}-{batch:03d}"
        elif origin not in self._latest:
            self._latest[origin] = self._unused(day.year)
        designator = self._latest[origin]
        self._batches[designator] += 1
        return designator, BATCH * (self._batches[designator] - 1)

    def _unused(self, year: int) -> str:
        names = (f"{year}-{number:03d}" for number in range(1000))
        return next(name for name in names if name not in self._batches)


def _starlink_launches(facts: Facts) -> list[dict[str, str]]:
    return [row for row in facts.table("launches")
            if row["name"].startswith("Starlink")
            and row["upcoming"] == "false"]


def _synthetic(index: int, object_id: str, day: date,
               launch: dict[str, str] | None) -> Satellite:
    draws = Draws("synthetic", index)
    launch_date = day.isoformat()
    decay = _decay_day(day, draws) if index else None
    moment = _moment(draws, index)
    seen = decay or _seen_day(draws, index)
    low = (140_000 if decay else 340_000) + draws.below(200_000)
    high = low + draws.below(6_000)
    axis = 6378.135 + (low + high) / 2000
    motion = MOTION / (axis * sqrt(axis))
    linked = launch is not None
    return Satellite(
        FIRST_SYNTHETIC_ID + index, f"STARLINK-{FIRST_SYNTHETIC_ID + index}",
        object_id,
        _version(launch_date) if linked else None,
        launch_id(launch["no"]) if linked else None, launch_date,
        WEST if linked and launch["launchpad"].startswith("VAFB") else EAST,
        decay, f"{seen}T{moment}", f"{seen}T{moment}.{draws.below(10**6):06d}",
        f"53.{1000 + draws.below(1500)}", f"{1440 / motion:.3f}",
        f"{motion:.8f}", f"0.000{1000 + draws.below(9000)}",
        f"{high / 1000:.3f}", f"{low / 1000:.3f}")


def _decay_day(launched: date, draws: Draws) -> str | None:
    """One in fourteen has decayed, as in the facts; never the first."""
    lifetime = date.fromisoformat(NEWEST) - launched
    if draws.below(14):
        return None
    days = 1 + draws.below(lifetime.days)
    return (launched + timedelta(days=days)).isoformat()


def _seen_day(draws: Draws, index: int) -> str:
    """In the last month of the data; the first one's day is the newest."""
    return f"2022-11-{1 + draws.below(30):02d}" if index else NEWEST


def _moment(draws: Draws, index: int) -> str:
    """A time of the day; the first satellite's is the newest of all."""
    seconds = 86_399 if index == 0 else draws.below(86_400)
    return (f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:"
            f"{seconds % 60:02d}")


def _version(launch_date: str) -> str:
    """The API guesses it from the day of launch."""
    if launch_date < "2019-11-11":
        return "v0.9"
    return "v1.0" if launch_date < "2021-09-14" else "v1.5"
