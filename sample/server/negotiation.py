"""What a request's headers ask for."""

from datetime import datetime
from email.utils import parsedate_to_datetime


def accepts_gzip(accept_encoding: str) -> bool:
    """RFC 9110 12.5.3: gzip by name counts before `*`; q=0 refuses."""
    qualities = {}
    for part in accept_encoding.lower().split(","):
        coding, _, parameter = part.partition(";")
        qualities[coding.strip()] = _quality(parameter)
    return qualities.get("gzip", qualities.get("*", 0.0)) > 0


def _quality(parameter: str) -> float:
    name, _, value = parameter.partition("=")
    if name.strip() != "q":
        return 1.0
    try:
        return float(value)
    except ValueError:
        return 0.0


def matches(if_none_match: str, etag: str) -> bool:
    """RFC 9110 13.1.2: a list, compared weakly, or `*`."""
    tags = (tag.strip().removeprefix("W/") for tag in if_none_match.split(","))
    return any(tag in (etag, "*") for tag in tags)


def is_since(if_modified_since: str, modified: datetime | None) -> bool:
    """RFC 9110 13.1.3: the client has what was there at that time; a date
    that cannot be read is ignored."""
    if modified is None or not if_modified_since:
        return False
    try:
        return modified <= parsedate_to_datetime(if_modified_since)
    except (TypeError, ValueError):
        return False
