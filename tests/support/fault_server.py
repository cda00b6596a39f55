#!/usr/bin/env python3
"""An HTTP server that misbehaves exactly as a script tells it.

    fault_server.py SCRIPT.json [--record FILE] [--tls KIND] [--host HOST]

SCRIPT ("-": stdin) maps a path to a list of behaviours, one per request, the
last one repeated; "*" stands for all other paths (else 404). The members of a
behaviour are those of class Behaviour; README.md shows them by example.
Prints the base URL, and with --tls the file of the authority to trust, one
line each; ends with status 0 on SIGTERM and SIGINT.

Raw sockets, because a library would mend the faults in framing.
"""

import argparse
import base64
import fcntl
import itertools
import json
import signal
import socket
import ssl
import struct
import sys
import termios
import threading
import time
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.utils import formatdate
from pathlib import Path
from tempfile import TemporaryDirectory

from tls_certificates import KINDS, tls_context

BLOCK_BYTES = 1 << 16
# A request is small; more than this without an end is none.
LONGEST_HEAD = 1 << 20
# How often a paced answer is continued, per second.
PACE_STEPS = 10
ENDING_SIGNALS = (signal.SIGTERM, signal.SIGINT)
FRAMINGS = ("length", "chunked", "close")
ENDS = ("keep", "close", "reset", "hang")


# --- the script -----------------------------------------------------------

@dataclass(frozen=True)
class Behaviour:
    """One answer. Where nothing is said, it is a good one."""
    status: int = 200
    reason: str = "Scripted"
    # Name to value, or a list of pairs; null leaves a default header out.
    # "{base}" in a value is the server's own base URL.
    headers: dict | list = field(default_factory=dict)
    # Text, or one of {"json": value}, {"base64": text}, {"file": path},
    # {"zeros": bytes}, {"repeat": [text, times]}, {"endless": text}.
    body: str | dict = ""
    gzip: bool = False          # compress, and say so
    truncate: int | None = None  # keep so many (-n: all but n), then frame
    etag: str | None = None     # sent; 304 for who asks with it
    retry_after_date_s: float | None = None  # Retry-After: now + s, as a date
    framing: str = "length"     # or chunked, close (until the end)
    content_length: int | str | None = None  # said instead of the true one
    chunk_size: int = 4096
    bad_chunk: list | None = None  # [index, text]: text instead of its size
    delay_s: float = 0          # before the first byte
    head_bytes_per_s: float | None = None
    bytes_per_s: float | None = None
    cut: int | None = None      # stop after so many bytes on the wire
    end: str | None = None      # keep, close, reset, hang; see ending
    raw: str | None = None      # these bytes (Latin-1) and nothing else

    def __post_init__(self):
        if self.framing not in FRAMINGS:
            raise ValueError(f"framing is one of {FRAMINGS}")
        if self.end not in (None, *ENDS):
            raise ValueError(f"end is one of {ENDS}")
        if not isinstance(self.body, str) and len(self.body) != 1:
            raise ValueError("body is a text or has exactly one member")

    @property
    def ending(self) -> str:
        """The connection is kept only after an answer whose end is plain."""
        plain = (self.framing != "close" and self.cut is None
                 and self.content_length is None and self.bad_chunk is None
                 and self.raw is None)
        return self.end or ("keep" if plain else "close")


NOT_FOUND = Behaviour(status=404, reason="Not Found", body="Not Found")


class Script:
    """Gives each request of a path its behaviour, in order."""

    def __init__(self, text: str):
        self._lock = threading.Lock()
        self._waiting = {path: [Behaviour(**item) for item in behaviours]
                         for path, behaviours in json.loads(text).items()}

    def next(self, path: str) -> Behaviour:
        with self._lock:
            waiting = self._waiting.get(path) or self._waiting.get("*")
            if not waiting:
                return NOT_FOUND
            return waiting.pop(0) if len(waiting) > 1 else waiting[0]


# --- bodies ---------------------------------------------------------------

def content(spec: str | dict) -> tuple[int | None, Iterator[bytes]]:
    """The body's length (None: endless) and its pieces."""
    kind, value = ("text", spec) if isinstance(spec, str) \
        else next(iter(spec.items()))
    if kind == "endless":
        return None, itertools.repeat(filled(value.encode()))
    if kind == "zeros":
        return repeated(b"\0", value)
    if kind == "repeat":
        return repeated(value[0].encode(), value[1])
    data = {"text": lambda: value.encode(),
            "json": lambda: json.dumps(value).encode(),
            "base64": lambda: base64.b64decode(value),
            "file": lambda: Path(value).read_bytes()}[kind]()
    return len(data), iter([data])


def filled(unit: bytes) -> bytes:
    """At least a block of whole units: small pieces would be slow."""
    return unit * max(1, BLOCK_BYTES // len(unit))


def repeated(unit: bytes, times: int) -> tuple[int, Iterator[bytes]]:
    block = filled(unit)
    whole, rest = divmod(len(unit) * times, len(block))
    return len(unit) * times, itertools.chain(
        itertools.repeat(block, whole), [block[:rest]])


def compressed(pieces: Iterator[bytes]) -> Iterator[bytes]:
    packer = zlib.compressobj(9, zlib.DEFLATED, 16 + zlib.MAX_WBITS)
    for piece in pieces:
        yield packer.compress(piece)
    yield packer.flush()


def encoded(behaviour: Behaviour) -> tuple[int | None, Iterator[bytes]]:
    """The content as announced: compressed and truncated if so scripted."""
    length, pieces = content(behaviour.body)
    if behaviour.gzip:
        pieces = compressed(pieces)
        if length is not None:
            packed = b"".join(pieces)
            length, pieces = len(packed), iter([packed])
    if behaviour.truncate is not None:
        kept = behaviour.truncate
        length = kept if kept >= 0 else length + kept
        pieces = limited(pieces, length)
    return length, pieces


def limited(pieces: Iterator[bytes], count: int) -> Iterator[bytes]:
    for piece in pieces:
        if count <= 0:
            return
        yield piece[:count]
        count -= len(piece)


def chunks(pieces: Iterator[bytes], behaviour: Behaviour) -> Iterator[bytes]:
    size = behaviour.chunk_size
    parts = (piece[start:start + size] for piece in pieces
             for start in range(0, len(piece), size))
    bad_index, bad_size = behaviour.bad_chunk or (None, "")
    for index, part in enumerate(parts):
        said = bad_size if index == bad_index else f"{len(part):x}"
        yield said.encode() + b"\r\n" + part + b"\r\n"
    yield b"0\r\n\r\n"


# --- answers --------------------------------------------------------------

@dataclass(frozen=True)
class Request:
    method: str
    path: str
    version: str
    headers: list[tuple[str, str]]
    body: bytes

    def header(self, name: str) -> str | None:
        return next((value for given, value in self.headers
                     if given.lower() == name), None)


def head(behaviour: Behaviour, length: int | None, base_url: str) -> bytes:
    defaults = {"Date": formatdate(usegmt=True),
                "Content-Type": "application/json; charset=utf-8"}
    if behaviour.framing == "chunked":
        defaults["Transfer-Encoding"] = "chunked"
    elif behaviour.content_length is not None:
        defaults["Content-Length"] = str(behaviour.content_length)
    elif behaviour.framing == "length" and length is not None \
            and behaviour.status not in (204, 304):
        defaults["Content-Length"] = str(length)
    if behaviour.gzip:
        defaults["Content-Encoding"] = "gzip"
    if behaviour.etag:
        defaults["ETag"] = behaviour.etag
    if behaviour.retry_after_date_s is not None:
        defaults["Retry-After"] = formatdate(
            time.time() + behaviour.retry_after_date_s, usegmt=True)
    if behaviour.ending != "keep":
        defaults["Connection"] = "close"
    return head_text(behaviour, defaults, base_url)


def head_text(behaviour: Behaviour, defaults: dict, base_url: str) -> bytes:
    given = behaviour.headers
    pairs = list(given.items()) if isinstance(given, dict) else given
    scripted = {name.lower() for name, _ in pairs}
    lines = [f"HTTP/1.1 {behaviour.status} {behaviour.reason}"]
    lines += [f"{name}: {value}" for name, value in defaults.items()
              if name.lower() not in scripted]
    lines += [f"{name}: {value}".replace("{base}", base_url)
              for name, value in pairs if value is not None]
    return "\r\n".join([*lines, "", ""]).encode("latin-1")


def answer(behaviour: Behaviour, request: Request,
           base_url: str) -> tuple[bytes, Iterator[bytes]]:
    """Head and body, as bytes for the wire."""
    if behaviour.raw is not None:
        return behaviour.raw.encode("latin-1"), iter(())
    if behaviour.etag and request.header("if-none-match") == behaviour.etag:
        unchanged = Behaviour(status=304, etag=behaviour.etag)
        return head(unchanged, None, base_url), iter(())
    length, pieces = encoded(behaviour)
    if behaviour.framing == "chunked":
        pieces = chunks(pieces, behaviour)
    if request.method == "HEAD" or behaviour.status in (204, 304):
        pieces = iter(())
    if behaviour.cut is not None:
        pieces = limited(pieces, behaviour.cut)
    return head(behaviour, length, base_url), pieces


# --- the wire -------------------------------------------------------------

def send(connection: socket.socket, data: bytes, rate: float | None) -> None:
    if rate is None:
        connection.sendall(data)
        return
    step = max(1, int(rate / PACE_STEPS))
    for start in range(0, len(data), step):
        connection.sendall(data[start:start + step])
        time.sleep(step / rate)


def read_request(stream) -> Request | None:
    """None when the client has closed, or does not speak HTTP."""
    lines = list(itertools.takewhile(
        bytes.strip, iter(lambda: stream.readline(LONGEST_HEAD), b"")))
    if not lines or len(lines[0].split()) != 3:
        return None
    method, target, version = lines[0].decode("latin-1").split()
    pairs = (line.decode("latin-1").partition(":") for line in lines[1:])
    headers = [(name.strip(), value.strip()) for name, _, value in pairs]
    request = Request(method, target, version, headers, b"")
    length = int(request.header("content-length") or 0)
    return Request(method, target, version, headers, stream.read(length))


def finish(connection: socket.socket, ending: str) -> None:
    """Ends the connection: FIN, RST, or silence until the client goes."""
    if ending == "hang":
        while connection.recv(BLOCK_BYTES):
            pass
    if ending == "reset":
        wait_until_sent(connection)
        linger = struct.pack("ii", 1, 0)  # on, 0 s: close() sends RST
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
    else:
        connection.shutdown(socket.SHUT_WR)
    connection.close()


def wait_until_sent(connection: socket.socket) -> None:
    """A reset drops what the client has not yet acknowledged, and the fault
    is to come after those bytes. A client that stops reading ends the wait."""
    for _ in range(1000):
        unsent = fcntl.ioctl(connection, termios.TIOCOUTQ, b"\0" * 4)
        if struct.unpack("i", unsent) == (0,):
            return
        time.sleep(0.001)


# --- the server -----------------------------------------------------------

class Recorder:
    """One JSON line per request, in the order of arrival."""

    def __init__(self, path: Path | None):
        self._file = path.open("w", encoding="utf-8") if path else None
        self._lock = threading.Lock()
        self._count = 0

    def record(self, connection: int, request: Request) -> None:
        if self._file is None:
            return
        with self._lock:
            self._count += 1
            line = {"n": self._count, "connection": connection,
                    "seconds": round(time.monotonic(), 6),
                    "method": request.method, "path": request.path,
                    "headers": request.headers,
                    "body": request.body.decode("latin-1")}
            self._file.write(json.dumps(line) + "\n")
            self._file.flush()


class FaultServer:
    def __init__(self, script: Script, recorder: Recorder, host: str,
                 context: ssl.SSLContext | None):
        self._script, self._recorder = script, recorder
        self._context = context
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        self._listener = socket.create_server((host, 0), family=family,
                                              backlog=128)
        port = self._listener.getsockname()[1]
        name = f"[{host}]" if ":" in host else host
        self.base_url = f"{'https' if context else 'http'}://{name}:{port}"

    def serve(self) -> None:
        for number in itertools.count(1):
            connection, _ = self._listener.accept()
            threading.Thread(target=self._converse, daemon=True,
                             args=(connection, number)).start()

    def _converse(self, connection: socket.socket, number: int) -> None:
        try:
            if self._context:
                connection = self._context.wrap_socket(connection,
                                                       server_side=True)
            with connection, connection.makefile("rb") as stream:
                while request := read_request(stream):
                    self._recorder.record(number, request)
                    if not self._respond(connection, request):
                        return
        except OSError:
            pass  # the client went, or refused the certificate: as wanted

    def _respond(self, connection: socket.socket, request: Request) -> bool:
        """Whether the connection goes on."""
        behaviour = self._script.next(request.path.partition("?")[0])
        first, pieces = answer(behaviour, request, self.base_url)
        time.sleep(behaviour.delay_s)
        send(connection, first, behaviour.head_bytes_per_s)
        for piece in pieces:
            send(connection, piece, behaviour.bytes_per_s)
        if behaviour.ending != "keep":
            finish(connection, behaviour.ending)
        return behaviour.ending == "keep"


def stop(*_signal) -> None:
    """Status 0; a second signal must not interrupt the tidying up."""
    for number in ENDING_SIGNALS:
        signal.signal(number, signal.SIG_IGN)
    sys.exit(0)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("script", type=argparse.FileType(encoding="utf-8"))
    parser.add_argument("--record", type=Path, metavar="FILE")
    parser.add_argument("--tls", choices=KINDS)
    parser.add_argument("--host", default="127.0.0.1")
    options = parser.parse_args()
    for number in ENDING_SIGNALS:
        signal.signal(number, stop)
    try:
        script = Script(options.script.read())
    except (TypeError, ValueError, AttributeError) as error:
        sys.exit(f"fault_server.py: {options.script.name}: {error}")
    with TemporaryDirectory(prefix="fault-server-") as scratch:
        context = tls_context(Path(scratch), options.tls) if options.tls \
            else None
        server = FaultServer(script, Recorder(options.record), options.host,
                             context)
        print(server.base_url, flush=True)
        if context:
            print(Path(scratch) / "ca.pem", flush=True)
        server.serve()


if __name__ == "__main__":
    main()
