#!/usr/bin/env python3
"""Builds the dbt project on constellations of several sizes, model by model.

    python3 tests/bench/transform/bench.py [--satellites SIZE]… [--models N]

A size is a number, or `real`: the sample API's own documents. Each size gets a
server of its own with the server's default settings; the real tap and target
load it, and `dbt build` runs once, tests included, one node at a time, so that
a node's seconds in dbt's own run_results.json are its own. It is no test:
nothing fails for being slow.
"""

import argparse
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time

TESTS = pathlib.Path(__file__).resolve().parents[2]
sys.path[:0] = [str(TESTS / "e2e" / "transform")]

from growth import Build, report  # noqa: E402
from temporary_files import by_node  # noqa: E402
from transform_run import (PROGRAMS, PROJECT, Warehouse,  # noqa: E402
                           all_selected, catalogues_of)

# A synthetic million rides on a few thousand launches, hundreds on each.
IMPLAUSIBLE = ("--exclude", "launches_carry_plausibly_many")
REAL = "real"
SIZES = [REAL, "100000", "1000000"]


def load(warehouse, size):
    """Seconds from the documents on disk to the rows in the tables."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        folder = pathlib.Path(folder)
        options = [] if size == REAL else ["--satellites", size]
        subprocess.run(
            [sys.executable, "-B", PROJECT / "sample" / "generate.py", folder,
             *options], check=True, stdout=subprocess.DEVNULL)
        config = folder / "tap.json"
        config.write_text(json.dumps(
            {"api_url": folder.as_uri(), "cache_dir": str(folder / "cache")}
            | catalogues_of(folder.as_uri())))
        catalog = all_selected(folder)
        start = time.perf_counter()
        with subprocess.Popen(
                [PROGRAMS / "tap-spacex", "--config", config,
                 "--catalog", catalog],
                stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as tap:
            warehouse.load(tap.stdout)
        if tap.returncode != 0:
            raise SystemExit("the tap failed: run it by hand")
        return time.perf_counter() - start


def measure(size):
    """What one build took, node by node."""
    warehouse = Warehouse(settings={"fsync": "on", "log_temp_files": 0})
    try:
        loaded = load(warehouse, size)
        start = time.perf_counter()
        warehouse.dbt("build", "--threads", "1", *IMPLAUSIBLE)
        wall = time.perf_counter() - start
        results = json.loads(
            (warehouse.dbt.folder / "target/run_results.json").read_text())
        return Build(
            satellites=int(warehouse.value(
                "select count(*) from tap_spacex.starlink")),
            load_seconds=loaded, wall_seconds=wall,
            load_average=os.getloadavg()[0],
            seconds={result["unique_id"]: result["execution_time"]
                     for result in results["results"]},
            temporary_bytes=by_node(
                warehouse.server.data.resolve().parent / "log"))
    finally:
        warehouse.remove()


def main():
    parser = argparse.ArgumentParser(
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--satellites", action="append", metavar="SIZE",
                        help=f"again for each size; default: {' '.join(SIZES)}")
    parser.add_argument("--models", type=int, default=15,
                        help="how many to list (default 15)")
    options = parser.parse_args()
    builds = []
    for size in options.satellites or SIZES:
        builds.append(measure(size))
        print(f"{size}: built in {builds[-1].wall_seconds:.1f} s",
              file=sys.stderr)
    builds.sort(key=lambda build: build.satellites)
    print(report(builds, options.models))


if __name__ == "__main__":
    main()
