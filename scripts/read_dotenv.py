#!/usr/bin/env python3
"""Prints `export NAME=value` for the variables of .env that are not set yet.

    read_dotenv.py FILE     FILE need not exist

Needs python-dotenv, by which Meltano reads the same file: both see the same.
"""

import os
import shlex
import sys

import dotenv


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    for name, value in dotenv.dotenv_values(sys.argv[1]).items():
        if value is not None and name not in os.environ:
            print(f"export {name}={shlex.quote(value)}")


if __name__ == "__main__":
    main()
