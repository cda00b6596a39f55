"""Which path answers with which body, and for how long it may be cached."""

from pathlib import Path
from typing import NamedTuple

from server.body import Body

# Seconds, the API's own.
MAX_AGE = {"company": 86_400, "dragons": 86_400, "rockets": 86_400,
           "launches": 20, "starlink": 3600}
DEFAULT_MAX_AGE = 300
VERSIONS = ("v4", "v5")


class Route(NamedTuple):
    body: Body
    max_age: int


def routes(directory: Path, gzip_directory: Path) -> dict[str, Route]:
    """One route per <version>/<stream>.json of the folder."""
    found = {}
    for file in _files(directory):
        age = MAX_AGE.get(file.stem, DEFAULT_MAX_AGE)
        body = Body(file, gzip_directory)
        found[f"/{file.parent.name}/{file.stem}"] = Route(body, age)
    return found


def has_bodies(directory: Path) -> bool:
    return bool(_files(directory))


def _files(directory: Path) -> list[Path]:
    return [file for version in VERSIONS
            for file in sorted((directory / version).glob("*.json"))]


def find(table: dict[str, Route], target: str) -> Route | None:
    """Of a request target: query ignored, one trailing slash accepted."""
    return table.get(target.partition("?")[0].removesuffix("/"))
