#!/usr/bin/env python3
"""Writes the sample API's bodies into a folder laid out as its paths."""

import argparse
import sys
from pathlib import Path

from documents.streams import write_bodies


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("directory", type=Path)
    parser.add_argument("--satellites", type=int, metavar="N",
                        help="a synthetic constellation of N, for load tests")
    options = parser.parse_args()
    if options.satellites is not None and options.satellites < 0:
        parser.error("--satellites: a number of 0 or more is wanted")
    try:
        write_bodies(options.directory, options.satellites)
    except OSError as error:
        sys.exit(f"generate.py: {error}")


if __name__ == "__main__":
    main()
