#!/usr/bin/env python3
"""How fast the target loads: beside psql, through Meltano, beside its peers.

    python3 tests/bench/load/bench.py [--records N] [--repeat N] [--program P]
                                      [--only psql|meltano|peers]

Starts a PostgreSQL of its own, with the server's default settings. Before
anything is timed, the tables made by each way are compared. Runs alternate, so
that the machine's moods meet all alike; medians are told. The peers load a
fifth of the records: they need minutes.
"""

import argparse
import pathlib
import sys
import tempfile

sys.path[:0] = [str(pathlib.Path(__file__).resolve().parents[2] / "support"),
                str(pathlib.Path(__file__).resolve().parent / "peers")]

import meltano_pipe
import psql_race
import run as peers
from postgres_server import PROJECT, PostgresServer

PARTS = ("psql", "meltano", "peers")


def arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("--records", type=int, default=1_000_000)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--program", type=pathlib.Path,
                        default=PROJECT / "bin" / "target-postgres-cpp")
    parser.add_argument("--only", choices=PARTS)
    return parser.parse_args()


def run(part, options, folder, server):
    if part == "psql":
        psql_race.run(psql_race.PsqlRace(options.program, options.records,
                                         folder, server), options.repeat)
    elif part == "meltano":
        meltano_pipe.run(meltano_pipe.MeltanoPipe(
            options.program, options.records, folder, server), options.repeat)
    else:
        peers.run(peers.Race(folder, server, options.program,
                             max(options.records // 5, 1)), 1)


def main():
    options = arguments()
    server = PostgresServer(tcp=True, settings={"fsync": "on"})
    try:
        for part in [options.only] if options.only else PARTS:
            with tempfile.TemporaryDirectory(prefix="bench-") as folder:
                print(f"\n### {part}\n", flush=True)
                run(part, options, pathlib.Path(folder), server)
    finally:
        server.remove()


if __name__ == "__main__":
    main()
