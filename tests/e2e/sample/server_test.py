"""The sample's server, asked over HTTP on loopback."""

import base64
import gzip
import hashlib
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
import unittest
import unittest.mock
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from sample_api import PATHS, SAMPLE, generate, generated, served

MAX_AGES = {"v4/company": 86400, "v4/dragons": 86400, "v4/rockets": 86400,
            "v4/launches": 20, "v5/launches": 20, "v4/starlink": 3600}


def ended_by(program: str, *options) -> subprocess.CompletedProcess:
    return subprocess.run([sys.executable, "-B", SAMPLE / program, *options],
                          capture_output=True, text=True)


def expected(path: str) -> bytes:
    return (Path(generated().name) / f"{path}.json").read_bytes()


class Answers(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        _, cls.address = cls.enterClassContext(served())

    def setUp(self):
        self.connection = http.client.HTTPConnection(*self.address)
        self.addCleanup(self.connection.close)

    def ask(self, target: str, method: str = "GET", **headers: str):
        self.connection.request(
            method, target, headers={name.replace("_", "-"): value
                                     for name, value in headers.items()})
        response = self.connection.getresponse()
        return response, response.read()

    def test_every_body_is_the_generated_one(self):
        for path in PATHS:
            response, body = self.ask(f"/{path}")
            self.assertEqual(response.status, 200)
            self.assertEqual(response.getheader("Content-Type"),
                             "application/json; charset=utf-8")
            self.assertEqual(body, expected(path), path)

    def test_max_age_is_the_apis(self):
        for path in PATHS:
            response, _ = self.ask(f"/{path}", "HEAD")
            self.assertEqual(response.getheader("Cache-Control"),
                             f"max-age={MAX_AGES.get(path, 300)}")

    def test_etag_is_hex_length_and_base64_sha1(self):
        body = expected("v4/crew")
        hashed = base64.b64encode(hashlib.sha1(body).digest()).decode()[:27]
        response, _ = self.ask("/v4/crew")
        self.assertEqual(response.getheader("ETag"),
                         f'"{len(body):x}-{hashed}"')

    def test_trailing_slash_and_query_are_accepted(self):
        for target in ("/v4/crew/", "/v4/crew?x=1", "/v4/crew/?x"):
            self.assertEqual(self.ask(target)[1], expected("v4/crew"))

    def test_known_etag_gives_304_without_body(self):
        etag = self.ask("/v4/cores")[0].getheader("ETag")
        for condition in (etag, f"W/{etag}", f'"other", {etag}', "*"):
            response, body = self.ask("/v4/cores", If_None_Match=condition)
            self.assertEqual((response.status, body), (304, b""), condition)
            self.assertEqual(response.getheader("ETag"), etag)

    def test_other_etag_gives_the_body(self):
        response, body = self.ask("/v4/cores", If_None_Match='"1-other"')
        self.assertEqual((response.status, body), (200, expected("v4/cores")))

    def test_gzip_only_when_asked(self):
        for asked, given in (("gzip", "gzip"), ("deflate, gzip;q=0.5", "gzip"),
                             ("*", "gzip"), ("gzip;q=0", None),
                             ("identity", None), ("br", None)):
            response, body = self.ask("/v4/ships", Accept_Encoding=asked)
            self.assertEqual(response.getheader("Content-Encoding"), given)
            self.assertIn("Accept-Encoding", response.getheader("Vary"))
            plain = gzip.decompress(body) if given else body
            self.assertEqual(plain, expected("v4/ships"), asked)

    def test_etag_is_the_same_under_gzip(self):
        plain, _ = self.ask("/v4/ships")
        packed, _ = self.ask("/v4/ships", Accept_Encoding="gzip")
        self.assertEqual(packed.getheader("ETag"), plain.getheader("ETag"))

    def test_tiny_bodies_stay_plain(self):
        response, body = self.ask("/v4/company", Accept_Encoding="gzip")
        self.assertIsNone(response.getheader("Content-Encoding"))
        self.assertEqual(body, expected("v4/company"))

    def test_large_bodies_are_chunked(self):
        for path, large in (("v4/starlink", True), ("v5/launches", True),
                            ("v4/crew", False)):
            for coding in ("identity", "gzip"):
                response, _ = self.ask(f"/{path}", Accept_Encoding=coding)
                self.assertEqual(response.getheader("Transfer-Encoding"),
                                 "chunked" if large else None)
                self.assertEqual(response.getheader("Content-Length") is None,
                                 large)

    def test_http_1_0_gets_a_length_and_an_end(self):
        with closing(socket.create_connection(self.address)) as raw:
            raw.sendall(b"GET /v5/launches HTTP/1.0\r\n\r\n")
            answer = b"".join(iter(lambda: raw.recv(1 << 16), b""))
        head, _, body = answer.partition(b"\r\n\r\n")
        self.assertNotIn(b"chunked", head)
        self.assertEqual(body, expected("v5/launches"))

    def test_head_has_the_headers_alone(self):
        full, _ = self.ask("/v4/crew")
        response, body = self.ask("/v4/crew", "HEAD")
        self.assertEqual((response.status, body), (200, b""))
        for name in ("ETag", "Content-Length", "Content-Type"):
            self.assertEqual(response.getheader(name), full.getheader(name))

    def test_unknown_paths_are_plain_text(self):
        for target in ("/", "/v4", "/v4/none", "/v5/crew", "/v4/crew/1",
                       "/v4/../v4/crew", "/v4/crew//"):
            response, body = self.ask(target)
            self.assertEqual((response.status, body), (404, b"Not Found"))
            self.assertEqual(response.getheader("Content-Type"),
                             "text/plain; charset=utf-8")

    def test_data_cannot_be_written(self):
        response, _ = self.ask("/v4/crew", "POST")
        self.assertEqual(response.status, 405)
        self.assertEqual(response.getheader("Allow"), "HEAD, GET")
        response, _ = self.ask("/v4/crew/query", "POST")
        self.assertEqual(response.status, 404)

    def test_every_answer_says_that_it_is_a_sample(self):
        for target, method in (("/v4/crew", "GET"), ("/none", "GET"),
                               ("/v4/crew", "HEAD"), ("/v4/crew", "POST"),
                               ("/v4/crew", "BREW")):
            response, _ = self.ask(target, method)
            self.assertEqual(response.getheader("X-Sample-Api"), "tap-spacex")
            self.assertEqual(response.getheader("X-Data-Kind"), "facts")

    def test_catalogues_are_served_with_the_day_that_they_are_as_of(self):
        for path, kind, modified in (
                ("pub/satcat.csv", "text/csv",
                 "Sat, 22 Aug 2026 12:00:00 GMT"),
                ("space/gcat/tsv/derived/launchlog.tsv",
                 "text/tab-separated-values",
                 "Mon, 28 Sep 2026 22:16:34 GMT")):
            response, body = self.ask(f"/{path}")
            self.assertEqual(response.getheader("Content-Type"),
                             f"{kind}; charset=utf-8")
            self.assertEqual(response.getheader("Last-Modified"), modified)
            self.assertEqual(body, (Path(generated().name) / path).read_bytes())
            for since, status in ((modified, 304), ("never", 200),
                                  ("Fri, 21 Aug 2026 12:00:00 GMT", 200)):
                response, body = self.ask(f"/{path}", If_Modified_Since=since)
                self.assertEqual((response.status, bool(body)),
                                 (status, status == 200))
            response, _ = self.ask(f"/{path}", If_None_Match='"other"',
                                   If_Modified_Since=modified)
            self.assertEqual(response.status, 200)

    def test_connection_is_kept(self):
        self.ask("/v4/crew")
        first = self.connection.sock
        self.ask("/v4/starlink", Accept_Encoding="gzip")
        self.ask("/none")
        self.assertIs(self.connection.sock, first)


class Program(unittest.TestCase):
    def test_cache_header_is_miss_once(self):
        with served() as (_, address):
            seen = []
            for _ in range(3):
                connection = http.client.HTTPConnection(*address)
                connection.request("GET", "/v4/crew")
                response = connection.getresponse()
                seen.append(response.getheader("Spacex-Api-Cache"))
                connection.close()
        self.assertEqual(seen, ["MISS", "HIT", "HIT"])

    def test_directory_is_served_as_the_kind_that_it_is_marked_as(self):
        for options, kind in (((), "facts"), (("--satellites", "3"), "synthetic")):
            with TemporaryDirectory() as directory:
                generate(Path(directory), *options)
                with served("--directory", directory) as (_, address), \
                        closing(http.client.HTTPConnection(*address)) as connection:
                    connection.request("HEAD", "/v4/crew")
                    response = connection.getresponse()
                    self.assertEqual(response.getheader("X-Data-Kind"), kind)
                    self.assertIsNone(response.getheader("X-Sample-Api"))

    def test_directory_is_served_unmarked(self):
        with TemporaryDirectory() as directory:
            body = Path(directory) / "v4" / "crew.json"
            body.parent.mkdir()
            body.write_bytes(b'[{"id":"1"}]')
            with served("--directory", directory) as (_, address):
                connection = http.client.HTTPConnection(*address)
                connection.request("GET", "/v4/crew")
                response = connection.getresponse()
                self.assertEqual(response.read(), b'[{"id":"1"}]')
                self.assertIsNone(response.getheader("X-Sample-Api"))
                self.assertIsNone(response.getheader("X-Data-Kind"))
                connection.request("GET", "/v4/cores")
                self.assertEqual(connection.getresponse().status, 404)
                connection.close()
            self.assertEqual([file.name for file in body.parent.iterdir()],
                             ["crew.json"])

    def test_signals_end_it_with_status_0(self):
        for number in (signal.SIGTERM, signal.SIGINT):
            with served() as (process, _):
                process.send_signal(number)
                self.assertEqual(process.wait(60), 0)
                self.assertEqual(process.stderr.read(), "")

    def test_nothing_is_left_behind_however_often_it_is_told_to_end(self):
        with TemporaryDirectory() as scratch, \
                unittest.mock.patch.dict(os.environ, {"TMPDIR": scratch}):
            with served() as (process, _):
                self.assertEqual(len(os.listdir(scratch)), 1)
                end = time.monotonic() + 60
                while process.poll() is None and time.monotonic() < end:
                    process.send_signal(signal.SIGTERM)
                self.assertEqual(process.returncode, 0)
            self.assertEqual(os.listdir(scratch), [])

    def test_requests_are_logged_when_asked(self):
        with served("--verbose") as (process, address):
            connection = http.client.HTTPConnection(*address)
            connection.request("GET", "/v4/crew")
            connection.getresponse().read()
            connection.close()
            process.terminate()
            self.assertIn('"GET /v4/crew HTTP/1.1" 200',
                          process.stderr.read())

    def test_taken_port_is_said_in_one_line(self):
        with served() as (_, (_, port)):
            ended = ended_by("serve.py", "--port", str(port))
        self.assertEqual((ended.returncode, ended.stdout), (1, ""))
        self.assertRegex(ended.stderr, r"^serve\.py: .*in use\n$")

    def test_no_port_of_that_number(self):
        for port in ("99999", "65536", "-1"):
            ended = ended_by("serve.py", f"--port={port}")
            self.assertEqual((ended.returncode, ended.stdout), (2, ""))
            self.assertIn("--port: a number from 0 to 65535", ended.stderr)

    def test_folder_without_bodies(self):
        with TemporaryDirectory() as directory:
            ended = ended_by("serve.py", "--directory", directory)
        self.assertEqual((ended.returncode, ended.stdout), (2, ""))
        self.assertIn(f"{directory} holds no body", ended.stderr)

    def test_folder_that_cannot_be_written(self):
        with TemporaryDirectory() as directory:
            file = Path(directory) / "file"
            file.touch()
            ended = ended_by("generate.py", file)
        self.assertEqual((ended.returncode, ended.stdout), (1, ""))
        self.assertRegex(ended.stderr, r"^generate\.py: .*file.*\n$")


if __name__ == "__main__":
    unittest.main()
