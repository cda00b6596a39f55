"""Each fault is seen on the wire as scripted: read with plain sockets."""

import gzip
import http.client
import json
import socket
import ssl
import subprocess
import sys
import time
import unittest
from contextlib import closing, contextmanager
from email.utils import parsedate_to_datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

PROGRAM = Path(__file__).with_name("fault_server.py")


@contextmanager
def scripted(script: dict, *options: str):
    """The lines that the server prints: its URL, and its authority."""
    command = [sys.executable, "-B", PROGRAM, "-", *options]
    with subprocess.Popen(command, stdin=subprocess.PIPE, text=True,
                          stdout=subprocess.PIPE) as process:
        try:
            process.stdin.write(json.dumps(script))
            process.stdin.close()
            wanted = 2 if "--tls" in options else 1
            yield [process.stdout.readline().strip() for _ in range(wanted)]
        finally:
            process.terminate()
            process.wait()


def address(url: str) -> tuple[str, int]:
    return urlsplit(url).hostname, urlsplit(url).port


def wire(url: str, path: str = "/", method: str = "GET", headers: str = "",
         limit: int | None = None) -> tuple[bytes, bytes]:
    """Head and body as they come, until the end, or `limit` bytes."""
    with closing(socket.create_connection(address(url))) as raw:
        raw.sendall(f"{method} {path} HTTP/1.1\r\nHost: x\r\n{headers}"
                    "\r\n".encode())
        received = b""
        while limit is None or len(received) < limit:
            piece = raw.recv(1 << 16)
            if not piece:
                break
            received += piece
    first, _, rest = received.partition(b"\r\n\r\n")
    return first, rest


class Framing(unittest.TestCase):
    def one(self, **behaviour) -> tuple[bytes, bytes]:
        behaviour.setdefault("end", "close")
        with scripted({"/": [behaviour]}) as (url,):
            return wire(url)

    def test_a_good_answer(self):
        head, body = self.one(body={"json": [{"id": 1}]})
        self.assertIn(b"HTTP/1.1 200 Scripted\r\n", head)
        self.assertIn(b"Content-Length: 11\r\n", head)
        self.assertEqual(json.loads(body), [{"id": 1}])

    def test_length_longer_and_shorter_than_the_body(self):
        for said in (10, 2):
            head, body = self.one(body="[12]", content_length=said)
            self.assertIn(b"Content-Length: %d\r\n" % said, head)
            self.assertEqual(body, b"[12]")

    def test_chunks(self):
        _, body = self.one(body="abcdef", framing="chunked", chunk_size=4)
        self.assertEqual(body, b"4\r\nabcd\r\n2\r\nef\r\n0\r\n\r\n")

    def test_chunk_with_bad_size(self):
        _, body = self.one(body="abcdef", framing="chunked", chunk_size=4,
                           bad_chunk=[1, "zz"])
        self.assertEqual(body, b"4\r\nabcd\r\nzz\r\nef\r\n0\r\n\r\n")

    def test_chunk_cut(self):
        _, body = self.one(body="abcdef", framing="chunked", chunk_size=4,
                           cut=5)
        self.assertEqual(body, b"4\r\nab")

    def test_body_until_the_end_of_the_connection(self):
        head, body = self.one(body="[]", framing="close")
        self.assertNotIn(b"Content-Length", head)
        self.assertEqual(body, b"[]")

    def test_reset_comes_after_the_bytes_before_it(self):
        with scripted({"/": [{"body": {"zeros": 90000}, "cut": 50000,
                              "end": "reset"}]}) as (url,), \
                closing(socket.create_connection(address(url))) as raw:
            raw.sendall(b"GET / HTTP/1.1\r\n\r\n")
            received = b""
            with self.assertRaises(ConnectionResetError):
                while piece := raw.recv(1 << 16):
                    received += piece
            self.assertEqual(len(received.partition(b"\r\n\r\n")[2]), 50000)

    def test_silence(self):
        with scripted({"/": [{"body": "[]", "cut": 1, "end": "hang"}]}) \
                as (url,), \
                closing(socket.create_connection(address(url))) as raw:
            raw.sendall(b"GET / HTTP/1.1\r\n\r\n")
            received = b""
            while not received.endswith(b"\r\n\r\n["):
                received += raw.recv(1 << 16)
            raw.settimeout(0.2)
            with self.assertRaises(TimeoutError):
                raw.recv(1)

    def test_raw_bytes(self):
        with scripted({"/": [{"raw": "no http\xff"}]}) as (url,):
            self.assertEqual(wire(url)[0], b"no http\xff")

    def test_nothing_at_all(self):
        with scripted({"/": [{"raw": ""}]}) as (url,):
            self.assertEqual(wire(url), (b"", b""))


class Answers(unittest.TestCase):
    def one(self, **behaviour) -> tuple[bytes, bytes]:
        with scripted({"/": [{"end": "close", **behaviour}]}) as (url,):
            return wire(url)

    def test_behaviours_are_used_in_order_and_the_last_repeats(self):
        script = {"/a": [{"status": 503}, {"status": 500}, {"status": 200}],
                  "*": [{"status": 410}]}
        with scripted(script) as (url,):
            connection = http.client.HTTPConnection(*address(url))
            seen = []
            for path in ("/a", "/a?x=1", "/b", "/a", "/a"):
                connection.request("GET", path)
                response = connection.getresponse()
                response.read()
                seen.append(response.status)
            connection.close()
        self.assertEqual(seen, [503, 500, 410, 200, 200])

    def test_unscripted_paths_are_not_found(self):
        with scripted({}) as (url,):
            head, body = wire(url, limit=100)
        self.assertIn(b" 404 ", head)

    def test_headers_are_added_replaced_left_out_and_repeated(self):
        head, _ = self.one(headers=[["X-A", "1"], ["X-A", "2"],
                                    ["Content-Type", None],
                                    ["Date", "long ago"],
                                    ["Location", "{base}/next"]])
        self.assertIn(b"X-A: 1\r\nX-A: 2\r\n", head)
        self.assertNotIn(b"Content-Type", head)
        self.assertIn(b"Date: long ago\r\n", head)
        self.assertRegex(head, rb"Location: http://127.0.0.1:\d+/next")

    def test_retry_after_as_a_date(self):
        head, _ = self.one(status=429, retry_after_date_s=60)
        lines = dict(line.split(": ", 1)
                     for line in head.decode().split("\r\n")[1:])
        wait = parsedate_to_datetime(lines["Retry-After"]) \
            - parsedate_to_datetime(lines["Date"])
        self.assertIn(wait.total_seconds(), (60, 61))

    def test_gzip_whole_truncated_and_wrongly_announced(self):
        head, body = self.one(body="[1,2]", gzip=True)
        self.assertIn(b"Content-Encoding: gzip\r\n", head)
        self.assertEqual(gzip.decompress(body), b"[1,2]")
        head, short = self.one(body="[1,2]", gzip=True, truncate=-8)
        self.assertEqual(short, body[:-8])
        self.assertIn(b"Content-Length: %d\r\n" % len(short), head)
        head, body = self.one(body="[1]", headers={"Content-Encoding": "gzip"})
        self.assertIn(b"Content-Encoding: gzip", head)
        self.assertEqual(body, b"[1]")

    def test_gzip_bomb(self):
        _, body = self.one(body={"zeros": 20_000_000}, gzip=True)
        self.assertLess(len(body), 30_000)
        self.assertEqual(len(gzip.decompress(body)), 20_000_000)

    def test_endless_body(self):
        with scripted({"/": [{"body": {"endless": "[1],"},
                              "framing": "chunked"}]}) as (url,):
            _, body = wire(url, limit=1 << 20)
        self.assertGreaterEqual(len(body), (1 << 20) - 500)

    def test_repeated_body(self):
        for times in (0, 1, 50_000):
            _, body = self.one(body={"repeat": ["xyz", times]})
            self.assertEqual(body, b"xyz" * times)

    def test_no_content_and_head_have_no_body(self):
        head, body = self.one(status=204, body="never")
        self.assertEqual(body, b"")
        self.assertNotIn(b"Content-Length", head)
        with scripted({"/": [{"body": "[]", "end": "close"}]}) as (url,):
            head, body = wire(url, method="HEAD")
        self.assertIn(b"Content-Length: 2", head)
        self.assertEqual(body, b"")

    def test_etag_answers_304_to_who_has_it(self):
        with scripted({"/": [{"etag": '"a"', "body": "[]"}]}) as (url,):
            head, _ = wire(url, headers="If-None-Match: \"a\"\r\n", limit=40)
            self.assertIn(b" 304 ", head)
            head, _ = wire(url, headers="If-None-Match: \"b\"\r\n", limit=40)
            self.assertIn(b" 200 ", head)

    def test_pace_is_kept(self):
        with scripted({"/": [{"body": "x" * 8, "bytes_per_s": 20,
                              "end": "close"}]}) as (url,), \
                closing(socket.create_connection(address(url))) as raw:
            raw.sendall(b"GET / HTTP/1.1\r\n\r\n")
            began = time.monotonic()
            while raw.recv(1 << 16):
                pass
        self.assertGreaterEqual(time.monotonic() - began, 0.3)

    def test_unknown_members_are_refused(self):
        for wrong in ({"statuss": 200}, {"framing": "none"}, {"body": {}}):
            ended = subprocess.run([sys.executable, "-B", PROGRAM, "-"],
                                   input=json.dumps({"/": [wrong]}),
                                   text=True, capture_output=True)
            self.assertEqual(ended.returncode, 1, wrong)
            self.assertEqual(ended.stderr.count("\n"), 1, ended.stderr)


class Records(unittest.TestCase):
    def test_requests_are_recorded_in_order(self):
        with TemporaryDirectory() as directory:
            file = Path(directory) / "requests.jsonl"
            with scripted({"*": [{}]}, "--record", str(file)) as (url,):
                connection = http.client.HTTPConnection(*address(url))
                for method, path, body in (("GET", "/a?b", None),
                                           ("POST", "/c", b"\xffx")):
                    connection.request(method, path, body)
                    connection.getresponse().read()
                connection.close()
            lines = [json.loads(line)
                     for line in file.read_text().splitlines()]
        self.assertEqual([(line["n"], line["connection"], line["method"],
                           line["path"], line["body"]) for line in lines],
                         [(1, 1, "GET", "/a?b", ""),
                          (2, 1, "POST", "/c", "\xffx")])
        self.assertIn(["Host", url.removeprefix("http://")],
                      lines[0]["headers"])
        self.assertLessEqual(lines[0]["seconds"], lines[1]["seconds"])


class Tls(unittest.TestCase):
    def connect(self, kind: str) -> None:
        with scripted({"*": [{"body": "[]"}]}, "--tls", kind) \
                as (url, authority):
            context = ssl.create_default_context(cafile=authority)
            connection = http.client.HTTPSConnection(*address(url),
                                                     context=context)
            with closing(connection):
                connection.request("GET", "/")
                self.assertEqual(connection.getresponse().read(), b"[]")

    def test_valid(self):
        self.connect("valid")

    def test_bad_certificates_are_bad_in_their_own_way(self):
        for kind, reason in (("self-signed", "self-signed certificate"),
                             ("expired", "certificate has expired"),
                             ("wrong-host", "IP address mismatch")):
            with self.assertRaises(ssl.SSLCertVerificationError) as caught:
                self.connect(kind)
            self.assertIn(reason, str(caught.exception))

    def test_old_protocol_is_spoken_and_refused_by_default(self):
        with scripted({}, "--tls", "old") as (url, _):
            old = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
            old.check_hostname, old.verify_mode = False, ssl.CERT_NONE
            old.set_ciphers("ALL:@SECLEVEL=0")
            old.minimum_version = ssl.TLSVersion.TLSv1
            with old.wrap_socket(socket.create_connection(address(url))) as c:
                self.assertEqual(c.version(), "TLSv1")
            with self.assertRaises(ssl.SSLError):
                socket_to_close = socket.create_connection(address(url))
                self.addCleanup(socket_to_close.close)
                ssl.create_default_context().wrap_socket(
                    socket_to_close, server_hostname="localhost")


if __name__ == "__main__":
    unittest.main()
