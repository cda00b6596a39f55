#!/usr/bin/env python3
"""Prints the C++ sources that files go into which have changed.

    ninja -C build -t deps | affected_sources.py CHANGED…     paths from the project's root

Each object's dependencies are its source, then its headers, as the compiler saw them.
"""

import os
import pathlib
import sys

PROJECT = pathlib.Path(__file__).resolve().parents[1]


def blocks(lines):
    """The dependencies of each object, whose own line is not indented."""
    found = []
    for line in lines:
        if not line.startswith("    "):
            if found:
                yield found
            found = []
        else:
            found.append(line.strip())
    if found:
        yield found


def main():
    changed = {os.path.normpath(PROJECT / each) for each in sys.argv[1:]}
    sources = set()
    for paths in blocks(sys.stdin):
        found = [os.path.normpath(PROJECT / "build" / path) for path in paths]
        if not changed.isdisjoint(found):
            sources.add(found[0])
    for source in sorted(sources):
        print(source)


if __name__ == "__main__":
    main()
