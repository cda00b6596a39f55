"""The state law on the smallest stream that breaks it: what each target says
and has committed when it is killed after its first STATE line.

Two streams, batches of three rows: a STATE covers a record of stream `a`, then
`b` fills a batch. A target that acknowledges the STATE when `b` is loaded while
`a` still waits in memory loses `a/1`: the tap will not send it again.

    python3 tests/e2e/target/state_law_test.py --peers

prints the table of the README, for all three targets.
"""

import json
import pathlib
import select
import signal
import subprocess
import sys
import tempfile
import unittest

import programs
from postgres_server import PostgresServer

BATCH_ROWS = 3


def _schema(stream):
    return {"type": "SCHEMA", "stream": stream, "key_properties": ["id"],
            "schema": {"type": "object",
                       "properties": {"id": {"type": "integer"}}}}


def _record(stream, key):
    return {"type": "RECORD", "stream": stream, "record": {"id": key}}


MESSAGES = [
    _schema("a"), _schema("b"), _record("a", 1),
    {"type": "STATE", "value": {"bookmarks": {"a": {"id": 1}}}},
    *(_record("b", key) for key in (1, 2, 3)),
]


def command_of(target, settings, folder):
    config = pathlib.Path(folder) / "config.json"
    config.write_text(json.dumps({
        **target.connection, "default_target_schema": "law",
        "batch_size_rows": BATCH_ROWS, **settings}))
    return [*target.command, "--config", config]


def states_and_rows(server, database, target, patience, settings=None):
    """Feeds MESSAGES, keeps stdin open, waits `patience` seconds for the first
    line of stdout, kills the target. Returns (its lines, the rows of a)."""
    with tempfile.TemporaryDirectory() as folder:
        process = subprocess.Popen(
            command_of(target, settings or {}, folder),
            stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL)
        for message in MESSAGES:
            process.stdin.write(json.dumps(message).encode() + b"\n")
        process.stdin.flush()
        select.select([process.stdout], [], [], patience)
        process.send_signal(signal.SIGKILL)
        lines = process.stdout.read().decode().splitlines()
        process.wait()
        process.stdin.close()
        process.stdout.close()
    return lines, rows_of(server, database, "a")


def rows_of(server, database, table):
    [[name]] = server.query(
        f"select coalesce(to_regclass('law.{table}')::text, '')", database)
    if not name:
        return []
    return [key for [key] in server.query(
        f"select id from law.{table} order by id", database)]


class StateLawTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = PostgresServer(tcp=True)
        cls.addClassCleanup(cls.server.remove)

    def test_a_state_covers_only_what_is_committed(self):
        self.server.create_database("ours")
        lines, rows = states_and_rows(
            self.server, "ours", programs.Ours(self.server, "ours"), 60)
        self.assertEqual(['{"bookmarks": {"a": {"id": 1}}}'], lines)
        self.assertEqual(["1"], rows)

    def test_no_state_without_a_commit(self):
        """The batch is not full: neither STATE nor rows."""
        self.server.create_database("unfilled")
        lines, rows = states_and_rows(
            self.server, "unfilled", programs.Ours(self.server, "unfilled"), 1,
            {"batch_size_rows": 1000})
        self.assertEqual(([], []), (lines, rows))


def print_peers():
    server = PostgresServer(tcp=True)
    try:
        print("| target | STATE printed | rows of `a` at the kill |")
        print("|---|---|---|")
        for name, make in (
                ("MeltanoLabs", programs.MeltanoLabsProgram),
                ("PipelineWise", programs.PipelineWise),
                ("ours", programs.Ours)):
            server.create_database(name)
            lines, rows = states_and_rows(server, name, make(server, name), 10)
            print(f"| {name} | {' '.join(lines) or 'none'} "
                  f"| {', '.join(rows) or 'none'} |")
    finally:
        server.remove()


if __name__ == "__main__":
    if sys.argv[1:] == ["--peers"]:
        print_peers()
    else:
        unittest.main()
