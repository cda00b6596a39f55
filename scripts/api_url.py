#!/usr/bin/env python3
"""The API's address: how it may be shown, and what is sent for its user.

    api_url.py <URL     prints it as it may be shown

Read from standard input, since everybody can see a program's arguments.
"""

import base64
import re
import sys
import urllib.parse


class UrlError(ValueError):
    """Says why the tap refuses a URL, without repeating it."""


def shown(url):
    """`url` without what could be a user, a password or a token, also where it is
    not encoded as it must be."""
    scheme, separator, rest = url.partition("://")
    if not separator:
        scheme, rest = "", url
    if scheme.lower() == "file":
        # A folder's name may have any of these signs.
        host, slash, path = rest.partition("/")
        return f"{scheme}{separator}{_after_user(host)}{slash}{path}"
    place, *query = re.split("[?#]", rest, maxsplit=1)
    if query and "@" in query[0]:
        # Either that is a token's, or all before it is a password.
        return f"{scheme}{separator}…"
    host, slash, path = place.rpartition("@")[2].partition("/")
    return f"{scheme}{separator}{_after_user(host)}{slash}{path}"


def _after_user(host):
    """An encoded @ ends no user, but whoever wrote it may have meant that."""
    return re.sub("(?s:.*)(@|%40)", "", host)


def split(url):
    """What to open, and the headers that its user and password are sent by; raises
    UrlError as the tap would."""
    try:
        parts = urllib.parse.urlsplit(url)
    except ValueError:
        raise UrlError("it is no URL") from None
    if "?" in url or "#" in url:
        raise UrlError("it must not have a query or fragment")
    if "@" in parts.path:
        raise UrlError("it must not have '@' in its path; user and password "
                       "must be percent-encoded ('/' as %2F)")
    try:
        parts.port
    except ValueError:
        raise UrlError("its port is no number") from None
    user, at, host = parts.netloc.rpartition("@")
    token = base64.b64encode(urllib.parse.unquote_to_bytes(user)).decode()
    return (urllib.parse.urlunsplit(parts._replace(netloc=host)),
            {"Authorization": f"Basic {token}"} if at else {})


if __name__ == "__main__":
    print(shown(sys.stdin.read().rstrip("\n")))
