"""The tap as a process against a scripted API, and what it did."""

import copy
import json
import os
import re
import subprocess
import sys
import unittest
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

PROJECT = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(PROJECT / "tests" / "support"))
TAP = Path(os.environ.get("PROGRAM_DIR", PROJECT / "bin")) / "tap-spacex"
FAULT_SERVER = PROJECT / "tests" / "support" / "fault_server.py"
MEASURED = PROJECT / "tests" / "support" / "measured.py"

# Waits as the tests need them: the tap plans them as ever, but they are short.
QUICK = {"retry_wait_seconds": 0.001, "retry_wait_max_seconds": 0.01,
         "max_tries": 3}
LOG_LINE = re.compile(r"\d{4}-\d\d-\d\d [\d:,]+ \| (\w+) *\| tap-spacex \| ")
# Not a limit to keep, only to fail where a test would hang for ever.
SAFETY_NET_S = 60
MESSAGE = re.compile(rb'\{"type":"(\w+)",(?:"stream":"(\w+)")?')

# What a caller's shell may have set and a test must not see.
FOREIGN_VARIABLE = re.compile(
    r"TAP_SPACEX_|SINGER_SDK_|LOGLEVEL|(?i:\w+_proxy)$|SSL_CERT_|CURL_|XDG_")


def environment(**variables: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items()
            if not FOREIGN_VARIABLE.match(name)}
    return kept | variables


def crew(count: int, **changes) -> list[dict]:
    """Documents of the stream that most tests read."""
    return [{"name": f"Member {n}", "agency": "NASA", "image": None,
             "wikipedia": None, "launches": [], "status": "active",
             "id": f"{n:024x}"} | changes for n in range(1, count + 1)]


def ids(count: int) -> list[str]:
    return [document["id"] for document in crew(count)]


@lru_cache
def discovered() -> dict:
    output = subprocess.run([TAP, "--discover"], check=True, text=True,
                            env=environment(), capture_output=True).stdout
    return json.loads(output)


def catalog_of(*streams: str) -> dict:
    """The catalog of these streams alone, selected."""
    entries = [entry for entry in copy.deepcopy(discovered())["streams"]
               if entry["tap_stream_id"] in streams]
    for entry in entries:
        entry["metadata"][-1]["metadata"]["selected"] = True
    return {"streams": entries}


class Api:
    """A running fault server."""

    def __init__(self, lines: list[str], record: Path):
        self.url, self.ca_file = lines[0], lines[-1]
        self._record = record

    @property
    def requests(self) -> list[dict]:
        return [json.loads(line)
                for line in self._record.read_text().splitlines()]

    def header(self, name: str) -> list[str | None]:
        """That header of each request."""
        return [next((value for given, value in request["headers"]
                      if given.lower() == name.lower()), None)
                for request in self.requests]


@contextmanager
def scripted_api(script: dict, tls: str | None = None,
                 host: str = "127.0.0.1"):
    with TemporaryDirectory(prefix="tap-faults-") as folder:
        record = Path(folder) / "requests.jsonl"
        command = [sys.executable, "-B", FAULT_SERVER, "-", "--record", record,
                   "--host", host, *(("--tls", tls) if tls else ())]
        with subprocess.Popen(command, stdin=subprocess.PIPE, text=True,
                              stdout=subprocess.PIPE) as process:
            try:
                process.stdin.write(json.dumps(script))
                process.stdin.close()
                lines = [process.stdout.readline().strip()
                         for _ in range(2 if tls else 1)]
                yield Api(lines, record)
            finally:
                process.terminate()
                process.wait()


@dataclass
class Outcome:
    """What a run of the tap left."""
    status: int
    output: bytes
    log: list[str]
    peak_mib: float | None  # of a measured run

    @cached_property
    def messages(self) -> list[dict]:
        return [json.loads(line) for line in self.output.splitlines()]

    def of(self, kind: str) -> list[dict]:
        start = f'{{"type":"{kind}",'.encode()
        return [json.loads(line) for line in self.output.splitlines()
                if line.startswith(start)]

    def records(self, stream: str = "crew") -> list[dict]:
        return [message["record"] for message in self.of("RECORD")
                if message["stream"] == stream]

    def record_ids(self, stream: str = "crew") -> list[str]:
        return [record["id"] for record in self.records(stream)]

    @property
    def bookmarks(self) -> dict:
        """Of the last STATE."""
        states = self.of("STATE")
        return states[-1]["value"]["bookmarks"] if states else {}

    @property
    def error(self) -> str:
        return self.log[-1]

    def logged(self, level: str) -> list[str]:
        return [line for line in self.log
                if LOG_LINE.match(line).group(1) == level]

    @property
    def waits(self) -> list[int]:
        """The planned waits before another try, in milliseconds."""
        return [int(found.group(1)) for line in self.log
                if (found := re.search(r"next try in (\d+) ms", line))]


class Tap:
    """A tap under way; `finish` waits for its end."""

    def __init__(self, arguments=(), config: dict | None = None,
                 catalog: dict | None = None, state: str | dict | None = None,
                 variables: dict | None = None, stdout=None, stderr=None,
                 measured: bool = False, launcher=(), preexec=None):
        self._folder = TemporaryDirectory(prefix="tap-run-")
        self.folder = Path(self._folder.name)
        self._peak = self.folder / "peak"
        command = [*launcher, TAP, *arguments]
        if measured:
            command = [sys.executable, "-I", "-S", MEASURED, self._peak,
                       *command]
        for name, content in (("config", config), ("catalog", catalog),
                              ("state", state)):
            if content is not None:
                command += [f"--{name}", self._file(name, content)]
        self._output = self.folder / "output"
        self._log = self.folder / "log"
        with self._output.open("wb") as output, self._log.open("wb") as log:
            self.process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL,
                stderr=log if stderr is None else stderr,
                stdout=output if stdout is None else stdout,
                env=environment(**(variables or {})), cwd=self.folder,
                preexec_fn=preexec)

    def _file(self, name: str, content: str | dict) -> Path:
        path = self.folder / f"{name}.json"
        path.write_text(content if isinstance(content, str)
                        else json.dumps(content))
        return path

    def written(self) -> bytes:
        """Its output so far."""
        return self._output.read_bytes()

    def logged(self) -> str:
        return self._log.read_text()

    def finish(self) -> Outcome:
        try:
            status = self.process.wait(SAFETY_NET_S)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            raise AssertionError(
                f"the tap does not end; its log:\n{self.logged()}") from None
        peak = json.loads(self._peak.read_text())["peak_mib"] \
            if self._peak.exists() else None
        outcome = Outcome(status, self.written(), self.logged().splitlines(),
                          peak)
        self._folder.cleanup()
        return outcome


class TapTest(unittest.TestCase):
    """Runs the tap against behaviours and checks what always holds."""

    maxDiff = 2000
    api: Api  # of the last run

    def settings(self, url: str, **settings) -> dict:
        return QUICK | {"api_url": url} | settings

    def answered(self, *behaviours: dict, path: str = "/v4/crew",
                 **settings) -> Outcome:
        """A run on the stream crew, whose requests are answered so."""
        return self.sync({path: list(behaviours)}, **settings)

    def sync(self, script: dict, streams=("crew",), state=None, tls=None,
             host="127.0.0.1", variables=None, measured=False,
             **settings) -> Outcome:
        with scripted_api(script, tls, host) as api:
            if settings.get("ca_file") == "{ca}":
                settings["ca_file"] = api.ca_file
            outcome = Tap(config=self.settings(api.url, **settings),
                          catalog=catalog_of(*streams), state=state,
                          variables=variables, measured=measured).finish()
            self.api, self.requests = api, api.requests
            self.headers = {
                name: api.header(name)
                for name in ("Authorization", "If-None-Match", "User-Agent")}
        self.check_protocol(outcome)
        return outcome

    def check_protocol(self, outcome: Outcome) -> None:
        """Whole lines on stdout, single ones on stderr, schemas first."""
        self.assertTrue(outcome.output.endswith(b"\n") or not outcome.output,
                        outcome.output[-200:])
        for line in outcome.log:
            self.assertRegex(line, LOG_LINE)
        described = set()
        for line in outcome.output.splitlines():
            kind, stream = MESSAGE.match(line).groups()
            if kind == b"SCHEMA":
                described.add(stream)
            elif kind == b"RECORD":
                self.assertIn(stream, described)

    def assert_done(self, outcome: Outcome, count: int,
                    stream: str = "crew") -> None:
        """Every document once, and the stream's bookmark behind them."""
        self.assertEqual(0, outcome.status, outcome.log)
        self.assertEqual(ids(count), outcome.record_ids(stream))
        self.assertEqual("STATE", outcome.messages[-1]["type"])
        self.assertIn(stream, outcome.bookmarks)

    def assert_failed(self, outcome: Outcome, *parts: str, path="/v4/crew",
                      stream: str = "crew") -> None:
        """One line says what failed, and no state says that it was read."""
        self.assertEqual(1, outcome.status, outcome.log)
        self.assertIn("| CRITICAL |", outcome.error)
        for part in (f"stream '{stream}': GET ", path, *parts):
            self.assertIn(part, outcome.error)
        self.assert_no_bookmark(outcome, stream)

    def assert_no_bookmark(self, outcome: Outcome, stream: str = "crew"):
        for message in outcome.of("STATE"):
            self.assertNotIn(stream, message["value"].get("bookmarks", {}))
        self.assertEqual([], outcome.of("ACTIVATE_VERSION"))
