#!/usr/bin/env python3
"""Catalogs as real Meltano writes them, for each of the select patterns.

    python3 tests/e2e/tap_peers/capture_catalogs.py     writes catalogs/*.json

In a throwaway project with this project's meltano.yml and tap. What the tap
does not look at is left out: the schemas, and all but the root of streams that
are not selected.
"""

import json
import os
import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from tap_program import PROJECT, TAP, environment

MELTANO = PROJECT / ".local" / "venv" / "bin" / "meltano"
CATALOGS = Path(__file__).resolve().parent / "catalogs"

PATTERNS = {
    "leaves": ["launches.name", "launches.links.patch.small"],
    "stream": ["launches"],
    "all": ["launches.*"],
    "parent-excluded": ["launches.*", "!launches.links"],
    "parent-alone": ["launches.links"],
    "children-excluded": ["launches.*", "!launches.links.*"],
    "within-array": ["launches.cores.core"],
    "key": ["launches.id"],
    "nothing": ["!*.*"],
    "no-match": ["moons.*"],
}


def capture(project: Path, patterns: list[str]) -> dict:
    """The catalog that Meltano hands to the tap."""
    text = subprocess.run(
        [MELTANO, "invoke", "--dump=catalog", "tap-spacex"], cwd=project,
        env=environment(TAP_SPACEX__SELECT=json.dumps(patterns)), check=True,
        text=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout
    return reduced(json.loads(text))


def reduced(catalog: dict) -> dict:
    streams = []
    for entry in catalog["streams"]:
        metadata = entry["metadata"]
        if not entry["selected"]:
            metadata = [item for item in metadata if not item["breadcrumb"]]
        streams.append({name: value for name, value in entry.items()
                        if name != "schema"} | {"metadata": metadata})
    return {"streams": streams}


def text_of(catalog: dict) -> str:
    """A line per entry and per item of metadata."""
    entries = []
    for entry in catalog["streams"]:
        head = json.dumps({name: value for name, value in entry.items()
                           if name != "metadata"})
        items = ",\n  ".join(json.dumps(item) for item in entry["metadata"])
        entries.append(f'{head[:-1]}, "metadata": [\n  {items}]}}')
    return '{"streams": [\n' + ",\n".join(entries) + "]}\n"


def capture_all() -> dict[str, dict]:
    with TemporaryDirectory(prefix="tap-peers-") as name:
        project = Path(name)
        shutil.copy(PROJECT / "meltano.yml", project)
        (project / "bin").mkdir()
        os.symlink(TAP, project / "bin" / "tap-spacex")
        return {name: capture(project, patterns)
                for name, patterns in PATTERNS.items()}


if __name__ == "__main__":
    CATALOGS.mkdir(exist_ok=True)
    for name, catalog in capture_all().items():
        (CATALOGS / f"{name}.json").write_text(text_of(catalog))
