#!/usr/bin/env python3
"""Tells what became of each catalogue in a run of the tap.

    tap-spacex … | catalogues_read.py

One line on stderr for each. Exit status 1 if the satellite catalogue, which the
answer is as of, was not read.
"""

import json
import sys

TITLES = {"satellite_catalogue": "satellite catalogue",
          "launch_log": "launch log"}
OUTCOMES = {"read": "read", "unchanged": "unchanged",
            "not_due": "kept from the last time, since it is not due"}


def extractions(messages):
    """The tap's own account of each stream; records are many, and passed by."""
    for line in messages:
        if b'"stream":"extractions"' not in line[:60]:
            continue
        message = json.loads(line)
        if message["type"] == "RECORD":
            yield message["record"]


def sentence(record):
    if record["outcome"] == "failed":
        return f"not read: {record['problem']}"
    return (f"{OUTCOMES[record['outcome']]}, as of"
            f" {(record['as_of'] or 'an unknown day')[:10]}, {record['url']}")


def main():
    read = set()
    for record in extractions(sys.stdin.buffer):
        stream = record["stream"]
        if stream not in TITLES:
            continue
        print(f"== {TITLES[stream]}: {sentence(record)}", file=sys.stderr)
        if record["outcome"] != "failed":
            read.add(stream)
    sys.exit("satellite_catalogue" not in read)


if __name__ == "__main__":
    main()
