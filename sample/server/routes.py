"""Which path answers with which body, and for how long it may be cached."""

from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from server.body import Body

# Seconds, the API's own.
MAX_AGE = {"company": 86_400, "dragons": 86_400, "rockets": 86_400,
           "launches": 20, "starlink": 3600}
DEFAULT_MAX_AGE = 300
VERSIONS = ("v4", "v5")
# By their whole path, as the services have them.
CATALOGUES = {"pub/satcat.csv": "text/csv",
              "space/gcat/tsv/derived/launchlog.tsv":
                  "text/tab-separated-values"}
JSON = "application/json"


class Route(NamedTuple):
    body: Body
    max_age: int
    content_type: str = JSON
    modified: datetime | None = None  # UTC, from a file .origin beside it


def routes(directory: Path, gzip_directory: Path) -> dict[str, Route]:
    """One route per <version>/<stream>.json of the folder, and per catalogue."""
    found = {}
    for file in _documents(directory):
        age = MAX_AGE.get(file.stem, DEFAULT_MAX_AGE)
        found[f"/{file.parent.name}/{file.stem}"] = Route(
            Body(file, gzip_directory), age)
    for path, content_type in CATALOGUES.items():
        if (directory / path).is_file():
            found[f"/{path}"] = Route(
                Body(directory / path, gzip_directory), DEFAULT_MAX_AGE,
                content_type, _origin(directory / f"{path}.origin"))
    return found


def has_bodies(directory: Path) -> bool:
    return bool(_documents(directory)) or any(
        (directory / path).is_file() for path in CATALOGUES)


def data_kind(directory: Path) -> str | None:
    """What the folder's mark says: facts or synthetic; None: no mark."""
    mark = directory / ".kind"
    return mark.read_text(encoding="utf-8").strip() if mark.is_file() else None


def _documents(directory: Path) -> list[Path]:
    return [file for version in VERSIONS
            for file in sorted((directory / version).glob("*.json"))]


def _origin(file: Path) -> datetime | None:
    if not file.is_file():
        return None
    written = file.read_text(encoding="utf-8").strip().replace("Z", "+00:00")
    return datetime.fromisoformat(written)


def find(table: dict[str, Route], target: str) -> Route | None:
    """Of a request target: query ignored, one trailing slash accepted."""
    return table.get(target.partition("?")[0].removesuffix("/"))
