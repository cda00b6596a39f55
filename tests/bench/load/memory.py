#!/usr/bin/env python3
"""How much memory the target takes at most, at its defaults.

    python3 tests/bench/load/memory.py [--few N] [--many N] [--megabytes N]
                                       [--program P]

Starts a PostgreSQL of its own. Loads few and many small records, with keys and
without, and records of which one is large, and tells the peak of the process's
resident memory (VmHWM) of each run. Of a large record it tells the peak beyond
that of few records as a multiple of the record's size, and what is held once a
batch of small ones has followed.
"""

import argparse
import json
import pathlib
import re
import subprocess
import sys
import tempfile

sys.path.insert(
    0, str(pathlib.Path(__file__).resolve().parents[2] / "support"))

from postgres_server import PROJECT, PostgresServer

MIB = 1 << 20
RECORDS_PER_WRITE = 10_000
# What must follow a large record so that its batch is gone: some batches.
FOLLOWING = 300_000


def arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("--few", type=int, default=10_000)
    parser.add_argument("--many", type=int, default=10_000_000)
    parser.add_argument("--megabytes", type=int, default=50)
    parser.add_argument("--program", type=pathlib.Path,
                        default=PROJECT / "bin" / "target-postgres-cpp")
    return parser.parse_args()


def schema(keys, value):
    return json.dumps({
        "type": "SCHEMA", "stream": "measured", "key_properties": keys,
        "schema": {"type": "object", "properties": {
            "id": {"type": "integer"}, "value": value}}}).encode() + b"\n"


def small(count, first=0):
    for start in range(first, first + count, RECORDS_PER_WRITE):
        end = min(start + RECORDS_PER_WRITE, first + count)
        yield "".join(
            '{"type":"RECORD","stream":"measured","record":'
            f'{{"id":{n},"value":null}}}}\n' for n in range(start, end)).encode()


def large(value):
    yield (b'{"type":"RECORD","stream":"measured","record":{"id":-1,"value":'
           + value + b"}}\n")


def state(number):
    return b'{"type":"STATE","value":{"n":%d}}\n' % number


class Run:
    """One run of the target into a schema of its own."""

    number = 0

    def __init__(self, program, server):
        Run.number += 1
        self.table = f"memory{self.number}.measured"
        self._server = server
        with tempfile.NamedTemporaryFile("w", suffix=".json") as config:
            json.dump({
                "host": server.socket_folder, "port": server.port,
                "user": server.user, "password": "", "database": "postgres",
                "default_target_schema": f"memory{self.number}",
                "batch_wait_limit_seconds": 1}, config)
            config.flush()
            # To a file: a pipe that nobody reads would fill.
            self._errors = tempfile.TemporaryFile("w+")
            self._process = subprocess.Popen(
                [program, "--config", config.name], stdin=subprocess.PIPE,
                stdout=subprocess.PIPE, stderr=self._errors)
            self.send([state(0)])  # it has read its settings

    def send(self, pieces):
        """Until all is committed."""
        last = b""
        for each in pieces:
            self._process.stdin.write(each)
            last = each
        self._process.stdin.flush()
        if not last.startswith(b'{"type":"STATE"'):
            raise ValueError("a STATE must come last")
        wanted = json.loads(last)["value"]
        while line := self._process.stdout.readline():
            if json.loads(line) == wanted:
                return
        self.fail()

    def fail(self):
        self._errors.seek(0)
        raise SystemExit(self._errors.read())

    def memory(self, name):
        """VmHWM, the peak, or VmRSS, what is held now, in MiB."""
        text = pathlib.Path(f"/proc/{self._process.pid}/status").read_text()
        return int(re.search(rf"^{name}:\s*(\d+) kB", text, re.M)[1]) / 1024

    def finish(self, rows):
        self._process.communicate()
        if self._process.returncode != 0:
            self.fail()
        found = self._server.value(f"select count(*) from {self.table}")
        if int(found) != rows:
            raise SystemExit(f"{found} rows instead of {rows}")
        self._server.query(f"drop table {self.table}")


def with_end(head, pieces, number):
    yield head
    yield from pieces
    yield state(number)


def measure_small(options, server, count, keys):
    run = Run(options.program, server)
    run.send(with_end(schema(keys, {"type": ["string", "null"]}),
                       small(count), 1))
    peak = run.memory("VmHWM")
    run.finish(count)
    return peak


def measure_large(options, server, value_schema, value):
    run = Run(options.program, server)
    run.send(with_end(schema(["id"], value_schema), large(value), 1))
    peak = run.memory("VmHWM")
    run.send(with_end(b"", small(FOLLOWING), 2))
    held = run.memory("VmRSS")
    run.finish(FOLLOWING + 1)
    return peak, held


def large_values(size):
    """Each of `size` bytes of JSON."""
    text = {"type": ["string", "null"]}
    element = b'{"name":"some text","n":1.25},'
    count = (size - 2) // len(element)
    digits = b"[" + b"1," * (size // 2 - 2) + b"1]"
    return {
        "a text": (text, b'"' + b"x" * (size - 2) + b'"'),
        "a text of escapes": (text, b'"' + rb"\u00e4" * (size // 6) + b'"'),
        "an array of objects as jsonb": (
            {"type": ["array", "null"]},
            b"[" + (element * count)[:-1] + b"]"),
        "an array of one-digit integers": (
            {"type": ["array", "null"], "items": {"type": "integer"}}, digits),
        "an array of one-digit numbers": (
            {"type": ["array", "null"], "items": {"type": "number"}}, digits),
        "different numbers, with uniqueItems": (
            {"type": ["array", "null"], "items": {"type": "number"},
             "uniqueItems": True},
            b"[" + b",".join(b"%d" % n for n in range(size // 9)) + b"]"),
    }


def main():
    options = arguments()
    server = PostgresServer()
    try:
        print("| records | keys | peak MiB |\n|---|---|---|", flush=True)
        base = 0
        for keys in ([], ["id"]):
            for count in (options.few, options.many):
                peak = measure_small(options, server, count, keys)
                base = max(base, peak) if count == options.few else base
                print(f"| {count:,} | {'yes' if keys else 'no'} | {peak:.1f} |",
                      flush=True)
        size = options.megabytes * MIB
        print(f"\n| one record of {options.megabytes} MiB | peak MiB "
              "| × its size | held afterwards, MiB |\n|---|---|---|---|")
        for name, (value_schema, value) in large_values(size).items():
            peak, held = measure_large(options, server, value_schema, value)
            print(f"| {name} | {peak:.0f} "
                  f"| {(peak - base) * MIB / len(value):.2f} | {held:.0f} |",
                  flush=True)
    finally:
        server.remove()


if __name__ == "__main__":
    main()
