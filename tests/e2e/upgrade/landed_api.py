"""The API as the landed version read it, always at the same address, which is a part
of what the tap remembers: a network of loopback's that nobody else uses."""

import hashlib
import http.server
import io
import pathlib
import tarfile
import threading
from contextlib import contextmanager

BODIES = pathlib.Path(__file__).resolve().parent / "project" / "api.tar.xz"
ADDRESS = ("127.84.14.1", 8414)
URL = "http://{}:{}".format(*ADDRESS)


def bodies():
    """By path, such as /v5/launches: the bytes of each answer."""
    with tarfile.open(BODIES) as archive:
        return {f"/{member.name.removesuffix('.json')}":
                archive.extractfile(member).read()
                for member in archive.getmembers() if member.isfile()}


def pack(answers):
    """The same on disk, whoever packs them and when."""
    with tarfile.open(BODIES, "w:xz") as archive:
        for path, body in sorted(answers.items()):
            member = tarfile.TarInfo(f"{path.removeprefix('/')}.json")
            member.size = len(body)
            archive.addfile(member, io.BytesIO(body))


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        body = self.server.answers.get(self.path)
        if body is None:
            return self.answer(404, b"Not Found")
        tag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
        if self.headers.get("If-None-Match") == tag:
            return self.answer(304, b"", tag)
        return self.answer(200, body, tag)

    def answer(self, status, body, tag=None):
        self.send_response(status)
        self.send_header("X-Sample-Api", "tap-spacex")
        self.send_header("X-Data-Kind", "synthetic")
        if tag:
            self.send_header("ETag", tag)
        if status != 304:
            self.send_header("Content-Type", "application/json; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


@contextmanager
def served(answers):
    """Serves `answers`, which may be changed meanwhile, at URL."""
    server = http.server.ThreadingHTTPServer(ADDRESS, Handler)
    server.answers = answers
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield URL
    finally:
        server.shutdown()
        server.server_close()
