#!/usr/bin/env python3
"""Tells what answers at an API's root.

    probe_api.py <URL   prints "api", "sample" (the project's own sample API, or a
                        folder of its data) or "file"; exit status 1, and why on
                        stderr, if nothing that is the SpaceX API answers within
                        a few seconds

The URL is read from standard input: everybody can see a program's arguments.
"""

import http.client
import json
import pathlib
import sys
import urllib.error
import urllib.parse
import urllib.request

import api_url

# A person waits for this at every run.
PATIENCE_SECONDS = 5
SMALLEST_STREAM = "/v4/company"


def probe_folder(url):
    folder = pathlib.Path(
        urllib.request.url2pathname(urllib.parse.urlsplit(url).path))
    if not (folder / "v4").is_dir():
        raise ValueError(f"there is no folder {folder / 'v4'}")
    # Written by sample/generate.py, and by record_dir into its copies.
    for mark in (folder / ".kind", folder / "v4" / ".kind"):
        if mark.is_file() and mark.read_text().strip() in ("facts", "synthetic"):
            return "sample"
    return "file"


def probe_server(url):
    url, authorization = api_url.split(url)
    request = urllib.request.Request(
        url.rstrip("/") + SMALLEST_STREAM,
        headers={"Accept": "application/json", "User-Agent": "tap-spacex",
                 **authorization})
    with urllib.request.urlopen(request, timeout=PATIENCE_SECONDS) as answer:
        if not isinstance(json.load(answer), dict):
            raise ValueError("the answer is not a JSON object")
        return "sample" if answer.headers.get("X-Sample-Api") else "api"


def main():
    url = sys.stdin.read().rstrip("\n")
    try:
        print(probe_folder(url) if url.lower().startswith("file:")
              else probe_server(url))
    except api_url.UrlError as error:
        sys.exit(f"{api_url.shown(url)}: {error}")
    except (OSError, ValueError, http.client.HTTPException) as error:
        sys.exit(f"{api_url.shown(url)} does not answer: {error}")


if __name__ == "__main__":
    main()
