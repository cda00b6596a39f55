#!/usr/bin/env python3
"""Loads the same records by each peer and by our target, all at their defaults.

    python3 tests/bench/load/peers/run.py [--records N] [--repeat N] [--program P]

First the tables: each target loads the records once, and every row must be the
same in the columns of the stream. Then the times: a first load, the same again
(all updates), and an append without keys, taken in turns; medians are told.
"""

import argparse
import json
import pathlib
import statistics
import subprocess
import sys
import tempfile

LOAD = pathlib.Path(__file__).resolve().parents[1]
sys.path[:0] = [str(LOAD), str(LOAD.parents[1] / "support")]

import meltanolabs  # noqa: E402
import pipelinewise  # noqa: E402
import records  # noqa: E402
from postgres_server import PROJECT, PostgresServer  # noqa: E402
from timed import timed  # noqa: E402

PEERS = [meltanolabs, pipelinewise]


class Ours:
    NAME = "ours"
    ROWS = "select * from {table}"

    def __init__(self, program):
        self.program = program

    def run(self, input_path, dsn, schema, timed):
        config = input_path.with_suffix(".ours.json")
        config.write_text(json.dumps(
            {**dsn, "default_target_schema": schema}))
        with open(input_path, "rb") as data:
            return timed([self.program, "--config", config], stdin=data)


class Race:
    """All targets on one server, each in schemas of its own."""

    def __init__(self, folder, server, program, count):
        self.server = server
        self.count = count
        self.targets = [*PEERS, Ours(program)]
        self.keyed = folder / "keyed.singer"
        self.keyless = folder / "keyless.singer"
        records.write(self.keyed, count, ["id"])
        records.write(self.keyless, count, [])
        self.dsn = {"host": server.tcp_host, "port": server.port,
                    "user": server.user, "database": "postgres"}

    def load(self, target, path, kind, anew):
        schema = f"{kind}_{target.NAME.lower()}"
        if anew:
            self.server.query(f"drop schema if exists {schema} cascade")
        self.server.query("checkpoint")
        return target.run(
            path, self.dsn, schema,
            lambda *command, **options: timed(
                *command, **options, stderr=subprocess.DEVNULL))

    def rows(self, target):
        """SQL: the columns of the stream in the types of ours."""
        columns = ", ".join(records.PROPERTIES)
        table = f"keyed_{target.NAME.lower()}.{records.STREAM}"
        return f"select {columns} from ({target.ROWS.format(table=table)}) as r"

    def check_tables(self):
        """Every target's rows are ours: as many, and none that ours has not."""
        for target in self.targets:
            self.load(target, self.keyed, "keyed", anew=True)
        ours = self.targets[-1]
        [[count]] = self.server.query(
            f"select count(*) from ({self.rows(ours)}) as r")
        if int(count) != self.count:
            raise SystemExit(f"{count} rows loaded, not {self.count}")
        for target in self.targets:
            [[extra, missing]] = self.server.query(
                f"select (select count(*) from ({self.rows(target)} except all "
                f"{self.rows(ours)}) as x), (select count(*) from "
                f"({self.rows(ours)} except all {self.rows(target)}) as y)")
            if (extra, missing) != ("0", "0"):
                raise SystemExit(f"{target.NAME}: {extra} rows that ours has "
                                 f"not, {missing} that it lacks")

    def time(self, repeat):
        """{(what, target's name): [(seconds, peak MiB)]}"""
        results = {}
        for _ in range(repeat):
            for what, path, kind, anew in (
                    ("first load", self.keyed, "keyed", True),
                    ("updates", self.keyed, "keyed", False),
                    ("append", self.keyless, "keyless", True)):
                for target in self.targets:
                    results.setdefault((what, target.NAME), []).append(
                        self.load(target, path, kind, anew))
        return results


def print_table(count, results):
    def median(what, name):
        return statistics.median(each for each, _ in results[what, name])

    print("| run | target | seconds | rows/s | × ours | peak MiB |")
    print("|---|---|---|---|---|---|")
    for (what, name), runs in results.items():
        seconds = median(what, name)
        print(f"| {what} | {name} | {seconds:.2f} | {count / seconds:,.0f} "
              f"| {seconds / median(what, Ours.NAME):.1f} "
              f"| {max(peak for _, peak in runs):.0f} |")


def run(race, repeat):
    """Compares the tables, then times; a table of Markdown on stdout."""
    race.check_tables()
    print_table(race.count, race.time(repeat))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--records", type=int, default=200_000)
    parser.add_argument("--repeat", type=int, default=1)
    parser.add_argument("--program", type=pathlib.Path,
                        default=PROJECT / "bin" / "target-postgres-cpp")
    arguments = parser.parse_args()
    server = PostgresServer(tcp=True, settings={"fsync": "on"})
    try:
        with tempfile.TemporaryDirectory() as folder:
            run(Race(pathlib.Path(folder), server, arguments.program,
                     arguments.records), arguments.repeat)
    finally:
        server.remove()


if __name__ == "__main__":
    main()
