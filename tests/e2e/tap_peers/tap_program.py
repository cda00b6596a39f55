"""The tap's program, and the sample API's bodies for it to read."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[3]
TAP = Path(os.environ.get("PROGRAM_DIR", PROJECT / "bin")) / "tap-spacex"
RECORDED = PROJECT.parent / "shared" / "spacex-api"

sys.path.insert(0, str(PROJECT / "tests" / "support"))
sys.path.insert(0, str(PROJECT / "tests" / "e2e" / "sample"))

# What a caller's shell may have set and a test must not see.
FOREIGN_VARIABLE = re.compile(
    r"TAP_SPACEX_|SINGER_SDK_|MELTANO_|LOGLEVEL|(?i:\w+_proxy)$")


def environment(**variables: str) -> dict[str, str]:
    return {name: value for name, value in os.environ.items()
            if not FOREIGN_VARIABLE.match(name)} | variables


def run_tap(*arguments: str | Path) -> str:
    """What it wrote to stdout; CalledProcessError where it fails."""
    return subprocess.run([TAP, *arguments], env=environment(), text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                          check=True).stdout


def write_json(path: Path, value) -> Path:
    path.write_text(json.dumps(value))
    return path


def messages_of(text: str) -> list[dict]:
    return [json.loads(line) for line in text.splitlines()]
