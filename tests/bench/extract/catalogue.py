#!/usr/bin/env python3
"""How fast the tap turns a satellite catalogue into messages.

    python3 tests/bench/extract/catalogue.py [--rows N] [--repeat N]
            [--program-dir DIR]

Generates a catalogue of N rows (a million: 91 MB) in the real one's form and
mixture. Before anything is timed, our records are compared with the rows, field
by field, by Python's csv. Then each way is run `repeat` times, in turns; the
medians are printed as a table.
"""

import argparse
import csv
import gzip
import json
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

HERE = Path(__file__).resolve().parent
PROJECT = HERE.parents[2]
MEASURED = PROJECT / "tests" / "support" / "measured.py"
HEADER = ("OBJECT_NAME,OBJECT_ID,NORAD_CAT_ID,OBJECT_TYPE,OPS_STATUS_CODE,"
          "OWNER,LAUNCH_DATE,LAUNCH_SITE,DECAY_DATE,PERIOD,INCLINATION,APOGEE,"
          "PERIGEE,RCS,DATA_STATUS_CODE,ORBIT_CENTER,ORBIT_TYPE").split(",")
NUMBERS = {"NORAD_CAT_ID", "PERIOD", "INCLINATION", "APOGEE", "PERIGEE", "RCS"}
# Of the real catalogue's lines: objects in orbit, decayed, without elements.
SHARES = {"orbit": 45, "decayed": 50, "none": 5}


def row(number: int, chance: random.Random) -> list[str]:
    [kind] = chance.choices(list(SHARES), SHARES.values())
    year, day = chance.randint(1958, 2026), chance.randint(1, 28)
    launch = f"{year}-{chance.randint(1, 199):03}"
    name = chance.choice((f"STARLINK-{number}", "FALCON 9 DEB", "FENGYUN 1C "
                          "DEB", f"COSMOS {number % 3000}", "OBJECT A"))
    elements = ["", "", "", "", ""] if kind == "none" else [
        f"{chance.uniform(87, 1440):.2f}", f"{chance.uniform(0, 110):.2f}",
        str(chance.randint(200, 36000)), str(chance.randint(180, 2000)), ""]
    return [name, f"{launch}{chance.choice('ABCDEFGH')}", str(number),
            chance.choice(("PAY", "DEB", "R/B")), chance.choice("+-D") if kind
            != "none" else "", "US", f"{year}-01-{day:02}", "AFETR",
            f"{year}-12-{day:02}" if kind == "decayed" else "", *elements,
            "NEA" if kind == "none" else "", "EA",
            "IMP" if kind == "decayed" else "ORB"]


def generate(path: Path, rows: int) -> None:
    chance = random.Random(4711)
    with path.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADER)
        writer.writerows(row(number, chance) for number in range(1, rows + 1))
    with path.open("rb") as plain, \
            gzip.open(path.with_suffix(".csv.gz"), "wb", 6) as packed:
        shutil.copyfileobj(plain, packed, 1 << 20)


@contextmanager
def served(body: Path, *options: str):
    command = [sys.executable, "-B", HERE / "body_server.py", body, *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE,
                          text=True) as process:
        try:
            yield f"{process.stdout.readline().strip()}/satcat.csv"
        finally:
            process.terminate()


class Tap:
    def __init__(self, program: Path, folder: Path):
        self.program, self.folder = program, folder
        found = json.loads(subprocess.check_output([program, "--discover"]))
        [entry] = [each for each in found["streams"]
                   if each["stream"] == "satellite_catalogue"]
        entry["metadata"][-1]["metadata"]["selected"] = True
        self.catalog = folder / "catalog.json"
        self.catalog.write_text(json.dumps({"streams": [entry]}))

    def run(self, url: str, output: Path = Path(os.devnull)) -> dict:
        """CPU and wall seconds and peak MiB of one run, which asks."""
        cache = self.folder / "cache"
        shutil.rmtree(cache, ignore_errors=True)
        config = self.folder / "config.json"
        config.write_text(json.dumps({"catalogue_url": url,
                                      "cache_dir": str(cache)}))
        used, log = self.folder / "used.json", self.folder / "log"
        with output.open("wb") as stdout, log.open("wb") as stderr:
            done = subprocess.run(
                [sys.executable, "-I", "-S", MEASURED, used, self.program,
                 "--config", config, "--catalog", self.catalog],
                stdout=stdout, stderr=stderr)
        if done.returncode != 0:
            raise SystemExit(log.read_text()[-2000:])
        return json.loads(used.read_text())


def compare(body: Path, output: Path) -> None:
    count = 0
    with body.open(newline="") as lines, output.open("rb") as messages:
        sent = (json.loads(line, parse_float=str, parse_int=str)["record"]
                for line in messages
                if line.startswith(b'{"type":"RECORD"'))
        for want, found in zip(csv.DictReader(lines), sent, strict=True):
            count += 1
            if found != {name: value or None for name, value in want.items()}:
                raise SystemExit(f"row {count}: {found} is not {want}")
    print(f"{count} records are the body's rows, field by field")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--repeat", type=int, default=5)
    parser.add_argument("--program-dir", type=Path, default=PROJECT / "bin")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-catalogue-") as name:
        folder = Path(name)
        body = folder / "satcat.csv"
        generate(body, arguments.rows)
        tap = Tap(arguments.program_dir / "tap-spacex", folder)
        output = folder / "output.singer"
        tap.run(body.as_uri(), output)
        compare(body, output)
        output.unlink()
        with served(body) as plain, \
                served(body.with_suffix(".csv.gz"), "gzip") as packed:
            ways = {"file": body.as_uri(), "HTTP, plain": plain,
                    "HTTP, gzip": packed}
            runs = {way: [] for way in ways}
            for _ in range(arguments.repeat):
                for way, url in ways.items():
                    runs[way].append(tap.run(url))
        report(body.stat().st_size, arguments.rows, runs)


def report(size: int, rows: int, runs: dict[str, list]) -> None:
    print(f"\n{rows} rows, {size / 1e6:.0f} MB; load {os.getloadavg()[0]:.1f}"
          "\n\n| way | CPU s | MB/s per core | wall s | peak MiB |"
          "\n|---|---|---|---|---|")
    for way, used in runs.items():
        cpu, wall, peak = (statistics.median(run[key] for run in used)
                           for key in ("cpu_s", "wall_s", "peak_mib"))
        print(f"| {way} | {cpu:.2f} | {size / 1e6 / cpu:.0f} | {wall:.2f} | "
              f"{peak:.1f} |")


if __name__ == "__main__":
    main()
