#!/usr/bin/env python3
"""How fast the tap turns bodies into messages, and a tap of the SDK beside it.

    python3 tests/bench/extract/bench.py [--satellites N] [--repeat N]
            [--bodies DIR] [--program-dir DIR]

Generates the sample's starlink body of N satellites (a million: 1.3 GB, two
minutes; kept in --bodies, made anew where that is not given) and one of a tenth
for the SDK. Before anything is timed, answers are compared: our messages with
the body byte by byte, ours with the SDK's by value. Then each way is run
`repeat` times, in turns; the medians are printed as a table.
"""

import argparse
import gzip
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

import answers

HERE = Path(__file__).resolve().parent
PROJECT = HERE.parents[2]
MEASURED = PROJECT / "tests" / "support" / "measured.py"
STARTS = 101  # of --help, --discover and /bin/true

sys.path.insert(0, str(PROJECT / "tests" / "support"))

from peer_venv import bin_folder  # noqa: E402


def read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--satellites", type=int, default=1_000_000)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--bodies", type=Path)
    parser.add_argument("--program-dir", type=Path, default=PROJECT / "bin")
    return parser.parse_args()


def body_of(folder: Path, satellites: int) -> Path:
    """<folder>/<satellites>/v4/starlink.json and beside it its .gz."""
    root = folder / str(satellites)
    body = root / "v4" / "starlink.json"
    packed = body.with_suffix(".json.gz")
    if not packed.exists():
        print(f"generating {satellites} satellites", file=sys.stderr)
        subprocess.run([sys.executable, "-B", PROJECT / "sample/generate.py",
                        root, "--satellites", str(satellites)], check=True)
        partial = packed.with_suffix(".partial")
        with body.open("rb") as plain, gzip.open(partial, "wb", 6) as file:
            shutil.copyfileobj(plain, file, 1 << 20)
        partial.rename(packed)
    return body


@contextmanager
def served(body: Path, *options: str):
    command = [sys.executable, "-B", HERE / "body_server.py", body, *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE,
                          text=True) as process:
        try:
            yield process.stdout.readline().strip()
        finally:
            process.terminate()


class Bench:
    def __init__(self, program: Path, folder: Path):
        self.program = program
        self.folder = folder
        self.files = 0
        self.catalog = self.write(self.starlink_catalog())
        self.sdk = [bin_folder("meltanolabs") / "python", "-B",
                    HERE / "sdk_tap.py"]

    def write(self, value) -> Path:
        """A new file with it."""
        self.files += 1
        path = self.folder / f"{self.files}.json"
        path.write_text(json.dumps(value))
        return path

    def starlink_catalog(self) -> dict:
        catalog = json.loads(subprocess.run(
            [self.program, "--discover"], check=True,
            stdout=subprocess.PIPE).stdout)
        return {"streams": [entry for entry in catalog["streams"]
                            if entry["stream"] == "starlink"]}

    def ours(self, url: str) -> list:
        return [self.program, "--config", self.write({"api_url": url}),
                "--catalog", self.catalog]

    def sdks(self, url: str) -> list:
        return [*self.sdk, "--config", self.write({"api_url": url})]

    def run(self, command: list, output: Path = Path(os.devnull)) -> dict:
        """Wall and CPU seconds and peak MiB of one run."""
        used, log = self.folder / "used.json", self.folder / "log"
        with output.open("wb") as stdout, log.open("wb") as stderr:
            done = subprocess.run(
                [sys.executable, "-I", "-S", MEASURED, used, *command],
                stdout=stdout, stderr=stderr)
        if done.returncode != 0:
            raise SystemExit(log.read_text()[-2000:])
        return json.loads(used.read_text())

    def compare(self, body: Path, small: Path) -> None:
        output = self.folder / "ours.singer"
        want = answers.checksum(answers.body_documents(body))
        with served(body) as plain, \
                served(body.with_suffix(".json.gz"), "gzip") as packed:
            for name, url in (("HTTP", plain), ("HTTP, gzip", packed),
                              ("file", body.parent.parent.as_uri())):
                self.run(self.ours(url), output)
                answers.compare(
                    f"our messages ({name}) and the body",
                    answers.checksum(answers.sent_documents(output)), want)
        theirs = self.folder / "sdk.singer"
        with served(small) as url:
            self.run(self.ours(url), output)
            self.run(self.sdks(url), theirs)
        answers.compare("our messages and the SDK's",
                        answers.checksum(answers.records(output)),
                        answers.checksum(answers.records(theirs)))

    def time_in_turns(self, ways: dict[str, list], repeat: int) -> dict:
        """Of each way the medians of what its runs used."""
        runs = {name: [] for name in ways}
        for _ in range(repeat):
            for name, command in ways.items():
                runs[name].append(self.run(command))
        return {name: {key: statistics.median(run[key] for run in used)
                       for key in used[0]} for name, used in runs.items()}


def starts(commands: dict[str, list]) -> dict[str, float]:
    """Median wall milliseconds from spawn to exit, in turns."""
    seconds = {name: [] for name in commands}
    silence = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]
    for _ in range(STARTS):
        for name, command in commands.items():
            begin = time.perf_counter()
            child = os.posix_spawn(command[0], command, os.environ,
                                   file_actions=silence)
            os.waitpid(child, 0)
            seconds[name].append(time.perf_counter() - begin)
    return {name: statistics.median(times) * 1000
            for name, times in seconds.items()}


def first_line(*command: str | Path) -> str:
    return subprocess.run(command, check=True, text=True,
                          stdout=subprocess.PIPE).stdout.splitlines()[0]


def machine(bench: Bench) -> str:
    model = next(line.partition(": ")[2].strip() for line in
                 Path("/proc/cpuinfo").read_text().splitlines()
                 if line.startswith("model name"))
    sdk = first_line(bench.sdk[0], "-c", "from importlib.metadata import "
                     "version; print('singer-sdk', version('singer-sdk'))")
    return "; ".join((
        f"{os.cpu_count()} × {model}",
        f"load {os.getloadavg()[0]:.1f}", f"Linux {platform.release()}",
        platform.freedesktop_os_release()["PRETTY_NAME"],
        first_line("c++", "--version"),
        f"libcurl {first_line('pkg-config', '--modversion', 'libcurl')}",
        f"zlib {first_line('pkg-config', '--modversion', 'zlib')}",
        f"Python {platform.python_version()}", sdk,
        first_line(bench.program, "--version")))


def report_large(used: dict, body: Path, satellites: int) -> None:
    size = body.stat().st_size
    print(f"\n{satellites} satellites, {size / 1e6:.0f} MB of JSON "
          f"({body.with_suffix('.json.gz').stat().st_size / 1e6:.0f} MB gzip)")
    print("\n| way | CPU s | MB/s of decoded JSON per core | wall s | "
          "peak MiB |\n|---|---|---|---|---|")
    for name, run in used.items():
        print(f"| {name} | {run['cpu_s']:.2f} | "
              f"{size / 1e6 / run['cpu_s']:.0f} | {run['wall_s']:.2f} | "
              f"{run['peak_mib']:.1f} |")


def report_small(used: dict, satellites: int) -> None:
    print(f"\n{satellites} satellites by one GET over HTTP, not compressed")
    print("\n| tap | records/s | records/s of CPU | peak MiB |"
          "\n|---|---|---|---|")
    for name, run in used.items():
        print(f"| {name} | {satellites / run['wall_s']:.0f} | "
              f"{satellites / run['cpu_s']:.0f} | {run['peak_mib']:.1f} |")
    ours, sdks = used.values()
    print(f"| ratio | {sdks['wall_s'] / ours['wall_s']:.1f} × | "
          f"{sdks['cpu_s'] / ours['cpu_s']:.1f} × | "
          f"1/{sdks['peak_mib'] / ours['peak_mib']:.0f} |")


def report_starts(milliseconds: dict[str, float]) -> None:
    floor = milliseconds["/bin/true"]
    print(f"\n| start, {STARTS} times | ms | × /bin/true |\n|---|---|---|")
    for name, value in milliseconds.items():
        print(f"| {name} | {value:.2f} | {value / floor:.1f} |")


def main() -> None:
    arguments = read_arguments()
    with tempfile.TemporaryDirectory(prefix="bench-extract-") as name:
        folder = Path(name)
        bodies = arguments.bodies or folder
        tenth = max(1, arguments.satellites // 10)
        body = body_of(bodies, arguments.satellites)
        small = body_of(bodies, tenth)
        bench = Bench(arguments.program_dir / "tap-spacex", folder)
        bench.compare(body, small)
        (folder / "ours.singer").unlink()
        print(f"\n{machine(bench)}\n\n    {' '.join(sys.argv)}")
        with served(body) as plain, \
                served(body.with_suffix(".json.gz"), "gzip") as packed:
            used = bench.time_in_turns(
                {"HTTP, gzip": bench.ours(packed),
                 "HTTP, plain": bench.ours(plain),
                 "file": bench.ours(body.parent.parent.as_uri())},
                arguments.repeat)
        report_large(used, body, arguments.satellites)
        with served(small) as url:
            report_small(bench.time_in_turns(
                {"tap-spacex": bench.ours(url),
                 "singer-sdk": bench.sdks(url)}, arguments.repeat), tenth)
        report_starts(starts({
            "/bin/true": ["/bin/true"],
            "tap-spacex --help": [bench.program, "--help"],
            "tap-spacex --discover": [bench.program, "--discover"]}))


if __name__ == "__main__":
    main()
