"""The Meltano SDK's standard tests for taps, on our program.

Run by pytest in the SDK's environment, with the bodies' folder in API_URL; see
sdk_test.py. The SDK's suite asks a Tap object; this one asks the program: what
it prints, discovers and syncs is the program's own output.
"""

import contextlib
import io
import json
import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from singer_sdk import Stream, Tap
from singer_sdk.testing import get_tap_test_class

from tap_program import TAP, environment, messages_of, write_json

CONFIG = {"api_url": os.environ["API_URL"]}


def program(*arguments, **files) -> str:
    """Output of the program, given `files` by --name."""
    with TemporaryDirectory() as folder:
        command = [TAP, *arguments]
        for name, value in {"config": CONFIG, **files}.items():
            command += [f"--{name}", write_json(Path(folder) / name, value)]
        return subprocess.run(command, env=environment(), check=True,
                              stdout=subprocess.PIPE, text=True).stdout


def read_by_default(entry: dict) -> bool:
    """Whether a run without a catalog reads it: the catalogues, whose services
    ask to be asked seldom, only where they are selected."""
    [stream] = [each["metadata"] for each in entry["metadata"]
                if each["breadcrumb"] == []]
    return stream["selected-by-default"]


def discovered() -> list[dict]:
    return list(filter(read_by_default,
                       json.loads(program("--discover"))["streams"]))


class DiscoveredStream(Stream):
    """A stream as the program's catalog describes it."""

    def __init__(self, tap: Tap, entry: dict):
        super().__init__(tap, schema=entry["schema"], name=entry["stream"])
        self.primary_keys = entry["key_properties"]
        self.replication_key = entry.get("replication_key")

    def get_records(self, context):
        raise AssertionError("records come from the program alone")


class Program(Tap):
    name = "tap-spacex"
    config_jsonschema = {"type": "object", "properties": {
        "api_url": {"type": "string"}}}

    def discover_streams(self):
        return [DiscoveredStream(self, entry) for entry in discovered()]

    @classmethod
    def print_version(cls, *_):
        assert program("--version").startswith("tap-spacex v")

    @classmethod
    def print_about(cls, output_format=None):
        text = program("--about", *(("--format", output_format)
                                    if output_format else ()))
        if output_format != "json":
            assert text.startswith("Name: tap-spacex\n")
            return
        about = json.loads(text)
        assert about["name"] == "tap-spacex"
        assert about["capabilities"]
        assert "api_url" in about["settings"]["properties"]

    def run_discovery(self):
        return program("--discover")

    def run_connection_test(self):
        assert program("--test=connection") == ""
        return True

    def run_sync_dry_run(self, dry_run_record_limit=None, streams=None):
        sys.stdout.write(program())
        return True


StandardTests = get_tap_test_class(Program, config=CONFIG)


class TestProgram(StandardTests):
    """The SDK's own."""


@pytest.fixture(scope="module")
def messages():
    return messages_of(program())


def test_primary_keys_are_unique(messages):
    """The SDK's test of the name compares generators, which never are equal."""
    keys = {message["stream"]: message["key_properties"]
            for message in messages if message["type"] == "SCHEMA"}
    seen = set()
    for message in messages:
        if message["type"] == "RECORD":
            stream, record = message["stream"], message["record"]
            key = (stream, *(record[name] for name in keys[stream]))
            assert None not in key
            assert key not in seen
            seen.add(key)


def test_the_schema_sent_is_the_one_discovered(messages):
    """In full where nothing was deselected."""
    known = {entry["stream"]: entry["schema"]["properties"]
             for entry in discovered()}
    sent = {message["stream"]: message["schema"]["properties"]
            for message in messages if message["type"] == "SCHEMA"}
    assert sent == known


def without_run(messages):
    """What two runs have in common: all but times and the run's own stream."""
    return [(message["type"], message["stream"], message.get("record"))
            for message in messages if message["type"] in ("SCHEMA", "RECORD")
            and message["stream"] != "extractions"]


def test_the_catalog_as_the_sdk_writes_it_selects_all(messages):
    with contextlib.redirect_stdout(io.StringIO()):
        catalog = Program(config=CONFIG,
                          catalog=json.loads(program("--discover")))
    assert without_run(messages_of(program(
        catalog=catalog.catalog.to_dict()))) == without_run(messages)


def test_no_progress_markers_in_the_last_state(messages):
    """The SDK's test of the name looks at the message, not into it."""
    states = [message for message in messages if message["type"] == "STATE"]
    assert states
    assert "progress_markers" not in json.dumps(states[-1])
    assert "signpost" not in json.dumps(states[-1])


def test_dry_runs():
    """--test: a record of each stream, no state; --test=schema: schemas."""
    messages = messages_of(program("--test"))
    streams = [message["stream"] for message in messages
               if message["type"] == "RECORD"
               and message["stream"] != "extractions"]
    assert len(streams) == 14
    assert len(set(streams)) == 14
    assert {message["type"] for message in messages} == {"SCHEMA", "RECORD"}
    assert {message["type"] for message in messages_of(
        program("--test=schema"))} == {"SCHEMA"}
