"""A TCP proxy before PostgreSQL that does harm at a COMMIT.

It follows the frontend protocol just far enough to see each COMMIT a client
sends, and asks a `script` what to do with it:

    PASS          forward it, as everything else
    CUT_BEFORE    close both sides; the server never sees the COMMIT
    CUT_AFTER     forward it, and close both sides when the server's answer
                  arrives: it is done, and the client cannot know
    CUT_BLIND     forward it, and close the client's side at once, while the
                  server is still busy with it
    a callable    called with the commit; its answer, one of the above, is
                  what to do then: to wait, or to crash the server meanwhile

Only for clients on plain TCP: the server must not offer TLS.
"""

import dataclasses
import re
import socket
import struct
import threading

PASS = "pass"
CUT_BEFORE = "cut before"
CUT_AFTER = "cut after"
CUT_BLIND = "cut blind"

COMMIT = re.compile(rb"(?:^|;)\s*(?:commit|end)\b", re.IGNORECASE)

# The command tag, or "ready for query".
ANSWER = re.compile(rb"COMMIT\x00|ROLLBACK\x00|Z\x00\x00\x00\x05")

# Codes of a startup packet's first int32 that mean "another one follows".
SSL_REQUEST, GSSENC_REQUEST = 80877103, 80877104


@dataclasses.dataclass
class Commit:
    """A COMMIT on its way: which of the proxy's, and if rows came before."""

    number: int
    with_rows: bool
    # Of those with rows, this is which, counted from 1.
    number_with_rows: int


class CuttingProxy:
    """Listens from construction to close() on 127.0.0.1, port `port`."""

    def __init__(self, host, port, script):
        self._upstream = (host, port)
        self._script = script
        self._lock = threading.Lock()
        self._sockets = set()
        self.commits = 0
        self.commits_with_rows = 0
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self):
        # Closing alone would not wake up accept().
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for each in list(self._sockets):
            _close(each)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def _accept(self):
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(
                target=self._serve, args=(client,), daemon=True).start()

    def _serve(self, client):
        try:
            server = socket.create_connection(self._upstream)
        except OSError:
            _close(client)
            return
        for each in (client, server):
            each.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._sockets |= {client, server}
        muted = threading.Event()
        threading.Thread(
            target=_answer, args=(server, client, muted), daemon=True).start()
        try:
            self._forward(client, server, muted)
        except OSError:
            pass
        finally:
            if not muted.is_set():
                _close(server)
                _close(client)
            self._sockets -= {client, server}

    def _forward(self, client, server, muted):
        for packet in _startup_packets(client):
            server.sendall(packet)
        with_rows = False
        action = PASS
        for kind, body in _messages(client):
            if kind == b"d":
                with_rows = True
            if kind in b"QP" and COMMIT.search(_sql(kind, body)):
                action = self._ask(with_rows)
                with_rows = False
                if action == CUT_BEFORE:
                    return
                if action in (CUT_AFTER, CUT_BLIND):
                    muted.set()
            server.sendall(kind + struct.pack("!i", len(body) + 4) + body)
            if muted.is_set() and action == CUT_BLIND:
                _close(client)
                return

    def _ask(self, with_rows):
        with self._lock:
            self.commits += 1
            self.commits_with_rows += with_rows
            commit = Commit(self.commits, with_rows, self.commits_with_rows)
        action = self._script(commit)
        return action(commit) if callable(action) else action


def _answer(server, client, muted):
    try:
        while data := server.recv(1 << 16):
            if not muted.is_set():
                client.sendall(data)
            elif ANSWER.search(data):
                break
    except OSError:
        pass
    _close(client)
    _close(server)


def _startup_packets(client):
    while True:
        head = _exactly(client, 8)
        length, code = struct.unpack("!ii", head)
        yield head + _exactly(client, length - 8)
        if code not in (SSL_REQUEST, GSSENC_REQUEST):
            return


def _messages(client):
    while True:
        head = _exactly(client, 5)
        (length,) = struct.unpack("!i", head[1:])
        yield head[:1], _exactly(client, length - 4)


def _sql(kind, body):
    # Parse: the statement's name comes before its text.
    text = body.split(b"\0", 1)[1] if kind == b"P" else body
    return text.split(b"\0", 1)[0]


def _exactly(source, size):
    data = bytearray()
    while len(data) < size:
        piece = source.recv(size - len(data))
        if not piece:
            raise ConnectionError("closed")
        data += piece
    return bytes(data)


def _close(each):
    try:
        each.shutdown(socket.SHUT_RDWR)
    except OSError:
        pass
    each.close()
