#!/usr/bin/env python3
"""Tells what answers at an API's root.

    probe_api.py URL    prints "api", "sample" (the project's own sample API) or
                        "file"; exit status 1, and why on stderr, if nothing
                        that is the SpaceX API answers within a few seconds
"""

import base64
import json
import pathlib
import sys
import urllib.error
import urllib.parse
import urllib.request

# A person waits for this at every run.
PATIENCE_SECONDS = 5
SMALLEST_STREAM = "/v4/company"


def probe_folder(url):
    folder = pathlib.Path(
        urllib.request.url2pathname(urllib.parse.urlsplit(url).path))
    if not (folder / "v4").is_dir():
        raise ValueError(f"there is no folder {folder / 'v4'}")
    return "file"


def without_password(url):
    """The URL as it may be shown, and what to send for its user."""
    parts = urllib.parse.urlsplit(url)
    user, at, host = parts.netloc.rpartition("@")
    token = base64.b64encode(urllib.parse.unquote_to_bytes(user)).decode()
    return (urllib.parse.urlunsplit(parts._replace(netloc=host)),
            {"Authorization": f"Basic {token}"} if at else {})


def probe_server(url, authorization):
    request = urllib.request.Request(
        url.rstrip("/") + SMALLEST_STREAM,
        headers={"Accept": "application/json", "User-Agent": "tap-spacex",
                 **authorization})
    with urllib.request.urlopen(request, timeout=PATIENCE_SECONDS) as answer:
        if not isinstance(json.load(answer), dict):
            raise ValueError("the answer is not a JSON object")
        return "sample" if answer.headers.get("X-Sample-Api") else "api"


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    url, authorization = without_password(sys.argv[1])
    try:
        print(probe_folder(url) if url.startswith("file:")
              else probe_server(url, authorization))
    except (OSError, ValueError) as error:
        sys.exit(f"{url} does not answer: {error}")


if __name__ == "__main__":
    main()
