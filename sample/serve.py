#!/usr/bin/env python3
"""Serves the sample API on 127.0.0.1 until SIGTERM or SIGINT.

The first line on stdout is the base URL, written once the server answers.
"""

import argparse
import signal
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from documents.streams import write_bodies
from server.routes import has_bodies
from server.sample_server import SampleServer

ENDING_SIGNALS = (signal.SIGTERM, signal.SIGINT)


def parse_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=0,
                        help="default: a free one")
    parser.add_argument("--satellites", type=int, metavar="N",
                        help="a synthetic constellation of N, for load tests")
    parser.add_argument("--directory", type=Path, metavar="DIR",
                        help="serve the bodies DIR/v4/<stream>.json instead "
                             "of generated ones")
    parser.add_argument("--verbose", action="store_true",
                        help="log each request to stderr")
    options = parser.parse_args()
    if options.directory and options.satellites is not None:
        parser.error("--satellites generates bodies, --directory has them: "
                     "give one of the two")
    if options.satellites is not None and options.satellites < 0:
        parser.error("--satellites: a number of 0 or more is wanted")
    if not 0 <= options.port <= 65_535:
        parser.error("--port: a number from 0 to 65535 is wanted")
    if options.directory and not options.directory.is_dir():
        parser.error(f"--directory: no folder {options.directory}")
    if options.directory and not has_bodies(options.directory):
        parser.error(f"--directory: {options.directory} holds no body "
                     "v4/<stream>.json or v5/<stream>.json")
    return options


def stop(*_signal) -> None:
    """Unwinds the main thread: temporary bodies go, the status is 0.

    A second signal must not interrupt their removal.
    """
    for number in ENDING_SIGNALS:
        signal.signal(number, signal.SIG_IGN)
    sys.exit(0)


def main() -> None:
    options = parse_options()
    for number in ENDING_SIGNALS:
        signal.signal(number, stop)
    with TemporaryDirectory(prefix="sample-api-") as scratch:
        directory = options.directory or Path(scratch)
        if options.directory is None:
            write_bodies(directory, options.satellites)
        with SampleServer(options.port, directory, Path(scratch),
                          is_sample=options.directory is None,
                          verbose=options.verbose) as server:
            print(server.base_url, flush=True)
            server.serve_forever()


if __name__ == "__main__":
    try:
        main()
    except OSError as error:
        sys.exit(f"serve.py: {error}")
