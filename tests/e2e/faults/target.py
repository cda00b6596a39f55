"""Runs the target as Meltano does: a config file, lines in, STATEs out."""

import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import threading

PROJECT = pathlib.Path(__file__).resolve().parents[3]
sys.path.insert(0, str(PROJECT / "tests" / "support"))

from waiting import SAFETY_NET_S  # noqa: E402

PROGRAM = os.environ.get(
    "TARGET_POSTGRES_CPP", str(PROJECT / "bin" / "target-postgres-cpp"))
SCHEMA = "raw"


def config(server, database, **settings):
    """Settings for `server` by its socket; what is None is left out."""
    values = {
        "host": server.socket_folder, "port": server.port,
        "user": server.user, "password": "", "database": database,
        "default_target_schema": SCHEMA, **settings}
    return {name: value for name, value in values.items() if value is not None}


def line(message):
    return json.dumps(message).encode() + b"\n"


def schema(stream, properties, keys=(), **members):
    return line({
        "type": "SCHEMA", "stream": stream, "key_properties": list(keys),
        "schema": {"type": "object", "properties": properties}, **members})


def record(stream, values, **members):
    return line(
        {"type": "RECORD", "stream": stream, "record": values, **members})


def state(value):
    return line({"type": "STATE", "value": value})


class Target:
    """A running target. What it prints is collected as it comes."""

    def __init__(self, settings, prefix=(), environment=None, on_state=None,
                 arguments=(), **popen):
        self._folder = pathlib.Path(tempfile.mkdtemp(prefix="target-"))
        path = self._folder / "config.json"
        path.write_text(json.dumps(settings))
        self._error_file = open(self._folder / "stderr", "w+b")
        popen = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE,
                 "stderr": self._error_file, **popen}
        self.process = subprocess.Popen(
            [*prefix, PROGRAM, "--config", path, *arguments],
            env=dict(os.environ, **(environment or {})), **popen)
        self.pid = self.process.pid
        # The lines on stdout, whole ones only.
        self.states = []
        # What stdout ended with after its last whole line.
        self.rest = b""
        self.status = None
        self._on_state = on_state
        self._reader = threading.Thread(target=self._collect, daemon=True)
        self._reader.start()

    def _collect(self):
        if self.process.stdout is None:
            return
        for text in self.process.stdout:
            if not text.endswith(b"\n"):
                self.rest = text
                break
            self.states.append(text.removesuffix(b"\n").decode())
            if self._on_state:
                self._on_state(self.states[-1])

    def write(self, data):
        """False when the target no longer reads."""
        try:
            self.process.stdin.write(data)
            self.process.stdin.flush()
            return True
        except (BrokenPipeError, ValueError):
            return False

    def end_input(self):
        try:
            self.process.stdin.close()
        except BrokenPipeError:
            pass

    def signal(self, number):
        if self.status is None:
            self.process.send_signal(number)

    def wait(self):
        """Waits for the end; sets status and errors."""
        if self.status is not None:
            return self
        try:
            self.status = self.process.wait(SAFETY_NET_S)
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise AssertionError("the target does not end; its log:\n" +
                                 self.errors_so_far()) from None
        self._reader.join()
        if self.process.stdout:
            self.process.stdout.close()
        self._error_file.close()
        self.errors = (self._folder / "stderr").read_text(errors="replace")
        if self.process.stdin and not self.process.stdin.closed:
            self.end_input()
        shutil.rmtree(self._folder)
        return self

    def peak_bytes(self):
        """The most memory it held so far; 0 when it has ended.

        Not ru_maxrss: that counts this process too, which it was forked from.
        """
        try:
            status = pathlib.Path(f"/proc/{self.pid}/status").read_text()
        except OSError:
            return 0
        peak = re.search(r"^VmHWM:\s*(\d+) kB", status, re.MULTILINE)
        return int(peak[1]) * 1024 if peak else 0

    def errors_so_far(self):
        path = self._folder / "stderr"
        return path.read_text(errors="replace") if path.exists() else ""

    @property
    def error(self):
        """The last line on stderr: the reason, when the target failed."""
        lines = self.errors.strip().splitlines()
        return lines[-1] if lines else ""

    def last_state(self):
        return json.loads(self.states[-1]) if self.states else None


def run(settings, data, **options):
    """One whole run over `data`: bytes, or a list of them."""
    target = Target(settings, **options)
    pieces = [data] if isinstance(data, bytes) else data
    for piece in pieces:
        if not target.write(piece):
            break
    target.end_input()
    return target.wait()
