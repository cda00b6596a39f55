"""Our executable in the place of a target class of the Meltano SDK.

The SDK's tests, and those of MeltanoLabs' target, make a target object, hand it
lines and expect exceptions. Here the lines go to the program, and what it says
on failing becomes the exception that they know.
"""

import json
import pathlib
import re
import subprocess
import sys
import tempfile

from singer_sdk.exceptions import (
    InvalidRecord,
    MissingKeyPropertiesError,
    RecordsWithoutSchemaException,
)

TARGET_TESTS = pathlib.Path(__file__).resolve().parents[1]
sys.path.insert(0, str(TARGET_TESTS))

import programs  # noqa: E402


class TargetFailed(Exception):
    """Ended with another status than 0, for any other reason."""


class WrongSettings(AssertionError):
    """Ended with status 2. MeltanoLabs' target asserts its settings."""


class KeyIsMissing(MissingKeyPropertiesError, InvalidRecord):
    """The SDK tells a missing key that the schema requires, too, from one that
    only key_properties name; our program says the same of both."""


def _exception(status, errors):
    reason = errors.strip().rsplit("\n", 1)[-1]
    if status == 2:
        return WrongSettings(reason)
    if re.search("has sent no SCHEMA", reason):
        return RecordsWithoutSchemaException(reason)
    if re.search("is a key and missing", reason):
        return KeyIsMissing(
            f"Record is missing one or more key_properties. {reason}", {})
    return TargetFailed(reason)


class ExecutableTarget:
    """Answers to what the tests call."""

    name = "target-postgres-cpp"

    def __init__(self, *, config=None, **_):
        self._config = dict(config or {})
        self._execute(b"")

    @property
    def config(self):
        return self._config

    def _execute(self, messages, *arguments):
        with tempfile.TemporaryDirectory() as folder:
            config = pathlib.Path(folder) / "config.json"
            config.write_text(json.dumps(self._config))
            done = subprocess.run(
                [programs.PROGRAM, "--config", config, *arguments],
                input=messages, capture_output=True)
        sys.stdout.write(done.stdout.decode())
        errors = done.stderr.decode(errors="replace")
        sys.stderr.write(errors)
        if done.returncode != 0:
            raise _exception(done.returncode, errors)

    def listen(self, file_input):
        self._execute(file_input.read().encode())

    # The SDK's runner calls the two halves of listen() by themselves.
    process_lines = listen

    def process_endofpipe(self):
        pass

    def print_version(self):
        self._execute(b"", "--version")

    def print_about(self, output_format=None):
        form = ["--format", output_format] if output_format else []
        self._execute(b"", "--about", *form)
