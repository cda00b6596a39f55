"""Runs the tap as Meltano does: files in, lines out."""

import json
import os
import re
import subprocess
import sys
import unittest
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

PROJECT = Path(__file__).resolve().parents[3]
PROGRAM = Path(os.environ.get("PROGRAM_DIR", PROJECT / "bin")) / "tap-spacex"
RECORDED = PROJECT.parent / "shared" / "spacex-api"
EARLIER = RECORDED / "recorded-2021-10-17"

STREAMS = ("capsules", "company", "cores", "crew", "dragons", "history",
           "landpads", "launches", "launchpads", "payloads", "roadster",
           "rockets", "ships", "starlink")
CATALOGUES = ("launch_log", "satellite_catalogue")
PATHS = {stream: f"v4/{stream}" for stream in STREAMS} | {
    "launches": "v5/launches"}

needs_recorded = unittest.skipUnless(
    RECORDED.is_dir(), f"no recorded answers of the API in {RECORDED}")


class Run:
    """A finished run."""

    def __init__(self, status: int, output: bytes, log: str):
        self.status, self.output, self.log = status, output, log
        self.messages = [json.loads(line, parse_float=str, parse_int=str)
                         for line in output.splitlines()]

    def records(self, stream: str) -> list[dict]:
        """Numbers are the text that was sent."""
        return [message["record"] for message in self.messages
                if message["type"] == "RECORD" and message["stream"] == stream]

    def streams(self, kind: str) -> list[str]:
        return [message["stream"] for message in self.messages
                if message["type"] == kind]

    @property
    def states(self) -> list[dict]:
        """With numbers as such."""
        return [json.loads(line)["value"] for line in self.output.splitlines()
                if line.startswith(b'{"type":"STATE"')]


def run(config=None, catalog=None, state=None, arguments=(), **settings) -> Run:
    """One run; what is given as a dict is put into a file."""
    with TemporaryDirectory(prefix="tap-run-") as folder:
        command = [PROGRAM, *arguments]
        for name, content in (("config", {**(config or {}), **settings}),
                              ("catalog", catalog), ("state", state)):
            if content is None:
                continue
            path = Path(folder) / f"{name}.json"
            path.write_text(content if isinstance(content, str)
                            else json.dumps(content))
            command += [f"--{name}", path]
        done = subprocess.run(command, capture_output=True, check=False)
        return Run(done.returncode, done.stdout, done.stderr.decode())


def discovered() -> dict:
    return json.loads(subprocess.check_output([PROGRAM, "--discover"]))


def catalog_of(*streams: str, metadata: dict | None = None) -> dict:
    """The discovered catalog of these streams, selected, each with more
    metadata."""
    entries = [entry for entry in discovered()["streams"]
               if entry["tap_stream_id"] in streams]
    for entry in entries:
        root = next(item for item in entry["metadata"]
                    if item["breadcrumb"] == [])
        root["metadata"] |= {"selected": True} | (metadata or {})
    return {"streams": entries}


def served(directory: Path):
    """The sample server over a folder of bodies; see sample()."""
    return sample("--directory", directory, "--verbose")


@contextmanager
def sample(*options):
    """The sample server: its URL, and a function that ends it and returns the
    status of each request, where it is verbose. Its threads write at once, so
    lines of its log may run into each other."""
    command = [sys.executable, "-B", PROJECT / "sample" / "serve.py",
               *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True,
                          stderr=subprocess.PIPE) as process:
        def requests() -> list[str]:
            process.terminate()
            return re.findall(r'"GET [^"]*" (\d{3})', process.stderr.read())
        try:
            yield process.stdout.readline().strip(), requests
        finally:
            process.terminate()
            process.wait()
