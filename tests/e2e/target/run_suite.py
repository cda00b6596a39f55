#!/usr/bin/env python3
"""Runs one file of suites/ with pytest, in MeltanoLabs' environment.

    PROGRAM_DIR=bin python3 tests/e2e/target/run_suite.py test_sdk.py
"""

import os
import pathlib
import sys

from programs import peer_venv

if __name__ == "__main__":
    os.chdir(pathlib.Path(__file__).resolve().parent / "suites")
    python = peer_venv.bin_folder("meltanolabs") / "python"
    os.execv(python, [python, "-m", "pytest", "-q", "-rs",
                      "-p", "no:cacheprovider", *sys.argv[1:]])
