"""Builds of several sizes beside each other: seconds, share and growth."""

import dataclasses
import math
import os
import platform
import subprocess

from transform_run import DBT

# Below these seconds a node's growth is dbt's own work and the machine's mood.
NOTICEABLE = 1.0
# Seconds grow as satellites to this power: 1 is in step. A sort is a little
# more, and so is a cache that no longer holds the table.
IN_STEP = 1.15


@dataclasses.dataclass
class Build:
    satellites: int
    load_seconds: float
    wall_seconds: float
    seconds: dict
    temporary_bytes: dict
    # Of the machine, when the build ended: others may work on it.
    load_average: float


def exponent(name, before, after):
    """The power of the satellites that a node's seconds grew by; None: not seen."""
    earlier, later = before.seconds.get(name), after.seconds.get(name)
    if not earlier or not later or later < NOTICEABLE:
        return None
    return (math.log(later / earlier)
            / math.log(after.satellites / before.satellites))


def kinds(build):
    """Seconds of models, tests and so on."""
    sums = {}
    for name, seconds in build.seconds.items():
        kind = name.split(".", 1)[0]
        sums[kind] = sums.get(kind, 0) + seconds
    return ", ".join(f"{kind} {seconds:.1f} s"
                     for kind, seconds in sorted(sums.items()))


def machine():
    with open("/proc/cpuinfo", encoding="utf-8") as lines:
        model = next((line.split(":")[1].strip() for line in lines
                      if line.startswith("model name")), platform.machine())
    psql = subprocess.run(["psql", "--version"], text=True,
                          stdout=subprocess.PIPE).stdout.split()[2]
    versions = subprocess.run([DBT, "--version"], text=True,
                              stdout=subprocess.PIPE).stdout.split()
    dbt = versions[versions.index("installed:") + 1]
    return (f"{os.cpu_count()} × {model};"
            f" Linux {platform.release()}; psql {psql}; dbt-core {dbt}")


def table(builds, names):
    """In Markdown, one row per node."""
    largest = builds[-1]
    total = sum(largest.seconds.values())
    sizes = " | ".join(f"{build.satellites:,}" for build in builds)
    yield f"| node | {sizes} | share | exponent | temporary MB |"
    yield "|---" * (len(builds) + 4) + "|"
    for name in names:
        seconds = " | ".join(f"{build.seconds.get(name, 0):.2f}"
                             for build in builds)
        power = exponent(name, *builds[-2:]) if len(builds) > 1 else None
        temporary = largest.temporary_bytes.get(name, 0) / 1e6
        yield (f"| `{name.split('.', 1)[1].removeprefix('spacex.')}`"
               f" | {seconds} | {largest.seconds[name] / total:.0%}"
               f" | {'' if power is None else f'{power:.2f}'}"
               f" | {f'{temporary:.0f}' if temporary else ''} |")


def faster_than_rows(builds):
    if len(builds) < 2:
        return []
    powers = {name: exponent(name, *builds[-2:])
              for name in builds[-1].seconds}
    return [f"{name} ({power:.2f})" for name, power in powers.items()
            if power is not None and power > IN_STEP]


def report(builds, models):
    largest = builds[-1]
    slowest = sorted(largest.seconds, key=lambda name: -largest.seconds[name])
    lines = [f"On {machine()}", ""]
    for build in builds:
        lines.append(
            f"{build.satellites:,} satellites: loaded in"
            f" {build.load_seconds:.1f} s, built in"
            f" {build.wall_seconds:.1f} s at load {build.load_average:.1f}"
            f" ({kinds(build)}), temporary files"
            f" {sum(build.temporary_bytes.values()) / 1e6:.0f} MB  ")
    lines += ["", f"Seconds of the {models} slowest nodes; share of all nodes'"
              " seconds; exponent over the size before", "",
              *table(builds, slowest[:models]), "",
              "Faster than the satellites: "
              + (", ".join(faster_than_rows(builds)) or "none")]
    return "\n".join(lines)
