#!/usr/bin/env python3
"""Programs of others that tests and benchmarks compare ours with.

    python3 tests/support/peer_venv.py NAME     prints the bin folder of NAME

NAME is a file tests/support/peers/NAME.txt: every package with its version,
dependencies included. Each name gets a virtual environment of its own,
.local/peers/NAME, made on first use and again when its file or Python changes.
"""

import fcntl
import pathlib
import shutil
import subprocess
import sys
import venv

PROJECT = pathlib.Path(__file__).resolve().parents[2]
REQUIREMENTS = pathlib.Path(__file__).resolve().parent / "peers"
ENVIRONMENTS = PROJECT / ".local" / "peers"


def bin_folder(name):
    """The folder of `name`'s programs, `python` among them."""
    requirements = REQUIREMENTS / f"{name}.txt"
    wanted = f"{sys.version}\n{requirements.read_text()}"
    folder = ENVIRONMENTS / name
    stamp = folder / "made-for.txt"
    ENVIRONMENTS.mkdir(parents=True, exist_ok=True)
    # Tests run side by side: the first makes it, the others wait.
    with open(ENVIRONMENTS / f"{name}.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not stamp.exists() or stamp.read_text() != wanted:
            _make(folder, requirements)
            stamp.write_text(wanted)
    return folder / "bin"


def _make(folder, requirements):
    shutil.rmtree(folder, ignore_errors=True)
    venv.create(folder, with_pip=True)
    # The files are complete. Dependencies are not resolved again, since old
    # packages name versions that newer Pythons have no builds of.
    subprocess.run(
        [folder / "bin" / "python", "-m", "pip", "install", "--quiet",
         "--disable-pip-version-check", "--no-deps", "-r", requirements],
        check=True, stdout=sys.stderr)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    print(bin_folder(sys.argv[1]))
