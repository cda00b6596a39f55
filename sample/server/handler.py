"""Answers one connection's requests, with the API's headers."""

import sys
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from time import perf_counter

from server.body import READ_BYTES, Body
from server.negotiation import accepts_gzip, is_since, matches
from server.routes import Route, find

# The API streams what its cache does not hold in one piece.
SMALLEST_CHUNKED = 1 << 17


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # Head and body are two writes: the second must not wait for an ACK.
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        self._answer(with_body=True)

    def do_HEAD(self) -> None:
        self._answer(with_body=False)

    def _refuse(self) -> None:
        """Data is only read here. The request's body is left unread, so the
        connection cannot go on."""
        self.close_connection = True
        if find(self.server.routes, self.path):
            self._plain(405, "Method Not Allowed", allow="HEAD, GET")
        else:
            self._plain(404, "Not Found")

    do_POST = do_PUT = do_PATCH = do_DELETE = do_OPTIONS = _refuse

    def _answer(self, with_body: bool) -> None:
        self._started = perf_counter()
        if self.headers.get("Content-Length") or \
                self.headers.get("Transfer-Encoding"):
            self.close_connection = True  # a body nobody reads
        route = find(self.server.routes, self.path)
        if route is None:
            self._plain(404, "Not Found", with_body=with_body)
        elif self._is_unchanged(route):
            self._begin(304)
            self._cache_headers(route)
            self.end_headers()
        else:
            self._send_body(route, with_body)

    def _is_unchanged(self, route: Route) -> bool:
        """The tag counts alone where one is given."""
        tags = self.headers.get("If-None-Match")
        if tags is not None:
            return matches(tags, route.body.etag)
        return is_since(self.headers.get("If-Modified-Since", ""),
                        route.modified)

    def _send_body(self, route: Route, with_body: bool) -> None:
        body = route.body
        file = self._encoded(body)
        length = file.stat().st_size
        # Chunks are HTTP/1.1's: an older client gets the length always.
        chunked = body.length >= SMALLEST_CHUNKED \
            and self.request_version == "HTTP/1.1"
        self._begin(200)
        self._cache_headers(route)
        self.send_header("Content-Type", f"{route.content_type}; charset=utf-8")
        if file != body.path:
            self.send_header("Content-Encoding", "gzip")
        if chunked:
            self.send_header("Transfer-Encoding", "chunked")
        else:
            self.send_header("Content-Length", str(length))
        self.end_headers()
        if with_body:
            self._stream(file, chunked)

    def _encoded(self, body: Body) -> Path:
        asked = accepts_gzip(self.headers.get("Accept-Encoding", ""))
        return body.compressed() if asked and body.compressible else body.path

    def _stream(self, file: Path, chunked: bool) -> None:
        with file.open("rb") as content:
            while block := content.read(READ_BYTES):
                if chunked:
                    block = b"%x\r\n%b\r\n" % (len(block), block)
                self.wfile.write(block)
        if chunked:
            self.wfile.write(b"0\r\n\r\n")

    def _cache_headers(self, route: Route) -> None:
        first = route.body.first_request()
        taken = round((perf_counter() - self._started) * 1000)
        self.send_header("ETag", route.body.etag)
        if route.modified is not None:
            self.send_header("Last-Modified",
                             format_datetime(route.modified, usegmt=True))
        self.send_header("Cache-Control", f"max-age={route.max_age}")
        self.send_header("Spacex-Api-Cache", "MISS" if first else "HIT")
        self.send_header("Spacex-Api-Cache-Online", "true")
        self.send_header("Spacex-Api-Response-Time", f"{taken}ms")

    def _plain(self, status: int, text: str, allow: str | None = None,
               with_body: bool = True) -> None:
        """The API's errors are text, never JSON."""
        self._begin(status)
        if allow:
            self.send_header("Allow", allow)
        self.send_header("Content-Type", "text/plain; charset=utf-8")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        if with_body:
            self.wfile.write(text.encode())

    def _begin(self, status: int) -> None:
        self.send_response(status)
        self.send_header("Vary", "Accept-Encoding, Origin")
        if self.server.is_sample:
            self.send_header("X-Sample-Api", "tap-spacex")
        if self.server.data_kind:
            self.send_header("X-Data-Kind", self.server.data_kind)
        if self.close_connection:
            self.send_header("Connection", "close")

    def send_error(self, code, message=None, explain=None) -> None:
        """Malformed requests and unknown methods, also as plain text."""
        self.close_connection = True
        self._plain(code, message or self.responses[code][0],
                    with_body=self.command != "HEAD")

    def version_string(self) -> str:
        return "sample-api"

    def log_message(self, format, *arguments) -> None:
        if self.server.verbose:
            print(f"{self.log_date_time_string()} {format % arguments}",
                  file=sys.stderr, flush=True)
