"""Instants as the API spells them: UTC text, Unix seconds, local time.

Local time follows the zone's own rule rather than the machine's zone
database: a body must not depend on what is installed.
"""

from datetime import date, datetime, timedelta, timezone

# Hours east of UTC in winter, and whether the zone keeps US summer time.
ZONES = {
    "America/New_York": (-5, True),
    "America/Chicago": (-6, True),
    "America/Los_Angeles": (-8, True),
    "Pacific/Kwajalein": (12, False),
}


def parse_utc(text: str) -> datetime:
    """Of `2022-10-05T16:00:00.000Z`, with or without milliseconds."""
    spelled = text.removesuffix("Z")
    return datetime.fromisoformat(spelled).replace(tzinfo=timezone.utc)


def unix_seconds(text: str) -> int:
    return int(parse_utc(text).timestamp())


def _nth_sunday(year: int, month: int, nth: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=(6 - first.weekday()) % 7 + 7 * (nth - 1))


def _in_summer_time(utc: datetime, winter_hours: int) -> bool:
    """The US rule since 2007: 02:00 local, second Sunday of March until
    first Sunday of November."""
    midnight = datetime.min.time()
    begin = datetime.combine(_nth_sunday(utc.year, 3, 2), midnight,
                             timezone.utc) + timedelta(hours=2 - winter_hours)
    end = datetime.combine(_nth_sunday(utc.year, 11, 1), midnight,
                           timezone.utc) + timedelta(hours=1 - winter_hours)
    return begin <= utc < end


def local_text(utc_text: str, zone: str, shift_hours: int = 0) -> str:
    """`2022-10-05T12:00:00-04:00`; a shift makes it another instant."""
    utc = parse_utc(utc_text)
    hours, keeps_summer_time = ZONES[zone]
    if keeps_summer_time and _in_summer_time(utc, hours):
        hours += 1
    local = utc + timedelta(hours=shift_hours)
    local = local.astimezone(timezone(timedelta(hours=hours)))
    return local.isoformat(timespec="seconds")
