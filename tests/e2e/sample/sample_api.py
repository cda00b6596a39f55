"""Starts the sample API's two programs for the tests."""

import json
import subprocess
import sys
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

PROJECT = Path(__file__).resolve().parents[3]
SAMPLE = PROJECT / "sample"
SHARED = PROJECT.parent / "shared"
RECORDED = SHARED / "spacex-api"
SCHEMAS = PROJECT / "tap-spacex" / "src" / "streams" / "schemas"

STREAMS = ("capsules", "company", "cores", "crew", "dragons", "history",
           "landpads", "launches", "launchpads", "payloads", "roadster",
           "rockets", "ships", "starlink")
PATHS = (*(f"v4/{stream}" for stream in STREAMS), "v5/launches")
# One object instead of an array.
OBJECTS = ("v4/company", "v4/roadster")


def generate(directory: Path, *options: str) -> None:
    subprocess.run([sys.executable, "-B", SAMPLE / "generate.py", directory,
                    *options], check=True)


def read(directory: Path, path: str):
    return json.loads((directory / f"{path}.json").read_bytes())


@cache
def generated() -> TemporaryDirectory:
    directory = TemporaryDirectory(prefix="sample-test-")
    generate(Path(directory.name))
    return directory


def documents(path: str) -> list[dict]:
    return listed(Path(generated().name), path)


@cache
def synthetic() -> TemporaryDirectory:
    """Complete documents, with what the facts do not tell invented."""
    directory = TemporaryDirectory(prefix="sample-test-")
    generate(Path(directory.name), "--satellites", "5000")
    return directory


def synthetic_documents(path: str) -> list[dict]:
    return listed(Path(synthetic().name), path)


def listed(directory: Path, path: str) -> list[dict]:
    body = read(directory, path)
    return [body] if path in OBJECTS else body


@contextmanager
def served(*options: str):
    """A running server: its process and the (host, port) it listens on."""
    command = [sys.executable, "-B", SAMPLE / "serve.py", *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, text=True) as process:
        try:
            url = process.stdout.readline().strip()
            host, port = url.removeprefix("http://").split(":")
            yield process, (host, int(port))
        finally:
            process.terminate()
            process.wait()
