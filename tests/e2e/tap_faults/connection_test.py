"""A01-A03, A05-A07, A09, A10, A31: the line fails, before or in mid-answer."""

import contextlib
import json
import socket
import unittest

from tap_runs import (Tap, TapTest, catalog_of, crew, ids, scripted_api)

GOOD = {"body": {"json": crew(3)}}
# The stall timeout in which the tests' silent servers are found out.
STALL = {"stall_timeout_seconds": 0.1}


def has_ipv6() -> bool:
    try:
        with socket.create_server(("::1", 0), family=socket.AF_INET6):
            return True
    except OSError:
        return False


class NoAnswer(TapTest):
    def unreachable(self, url: str, *parts: str, **settings):
        """Fails naming curl's reason, after all tries."""
        outcome = Tap(config=self.settings(url, **settings),
                      catalog=catalog_of("crew")).finish()
        self.check_protocol(outcome)
        self.assert_failed(outcome, *parts, "given up after 3 tries")
        self.assertEqual(2, len(outcome.waits))
        self.assertEqual([], outcome.records())

    def test_a01_unknown_host(self):
        # A name that no resolver is asked for: a label is 63 bytes at most.
        self.unreachable(f"http://{'x' * 64}.invalid", "(curl 6)")

    def test_a02_connection_refused(self):
        with socket.create_server(("127.0.0.1", 0)) as listener:
            port = listener.getsockname()[1]
        self.unreachable(f"http://127.0.0.1:{port}", "(curl 7)")

    def test_a03_connection_never_stands(self):
        # A listener whose queue is full drops what else knocks.
        with contextlib.ExitStack() as stack:
            listener = stack.enter_context(socket.socket())
            listener.bind(("127.0.0.1", 0))
            listener.listen(0)
            for _ in range(4):
                knock = stack.enter_context(socket.socket())
                knock.setblocking(False)
                knock.connect_ex(listener.getsockname())
            self.unreachable(f"http://127.0.0.1:{listener.getsockname()[1]}",
                             "(curl 28)", connect_timeout_seconds=0.1)

    def test_closed_without_a_word(self):
        outcome = self.answered({"raw": ""})
        self.assert_failed(outcome, "given up after 3 tries")
        self.assertEqual(3, len(self.requests))

    def test_no_http_at_all(self):
        outcome = self.answered({"raw": "SSH-2.0-OpenSSH_9.2\r\n"})
        self.assert_failed(outcome, "(curl 1)")


class Slow(TapTest):
    def test_a05_no_head_in_time(self):
        outcome = self.answered({"delay_s": 3600}, **STALL)
        self.assert_failed(outcome, "stall_timeout_seconds",
                           "given up after 3 tries")
        self.assertEqual(3, len(self.requests))

    def test_a05_head_byte_by_byte(self):
        outcome = self.answered({**GOOD, "head_bytes_per_s": 10}, **STALL)
        self.assert_failed(outcome, "stall_timeout_seconds")
        self.assertEqual(3, len(self.requests))

    def test_a05_recovers(self):
        outcome = self.answered({"delay_s": 3600}, GOOD, **STALL)
        self.assert_done(outcome, 3)
        self.assertEqual(2, len(self.requests))

    def test_a06_body_of_a_byte_per_second(self):
        outcome = self.answered({**GOOD, "bytes_per_s": 1}, **STALL)
        self.assert_failed(outcome, "stall_timeout_seconds",
                           "given up after 3 tries")
        self.assertEqual([], outcome.records())
        self.assertEqual(3, len(self.requests))

    def test_a06_silence_in_mid_body(self):
        outcome = self.answered({**GOOD, "cut": 200, "end": "hang"}, **STALL)
        self.assert_failed(outcome, "stall_timeout_seconds")
        self.assertEqual(3, len(self.requests))

    def test_whole_request_too_long(self):
        # Fast enough never to stall, and yet it does not come to its end.
        outcome = self.answered(
            {"body": {"json": crew(100)}, "bytes_per_s": 2000},
            request_timeout_seconds=0.2, max_tries=2)
        self.assert_failed(outcome, "request_timeout_seconds",
                           "given up after 2 tries")


class Cut(TapTest):
    """The answer breaks off. Documents that came before the break may come
    again; what counts is that after a good end each has come."""

    def breaks(self, behaviour: dict, *parts: str):
        with self.subTest("for ever"):
            outcome = self.answered(behaviour)
            self.assert_failed(outcome, *parts, "given up after 3 tries")
            self.assertEqual(3, len(self.requests))
            self.assertLessEqual(set(outcome.record_ids()), set(ids(100)))
        with self.subTest("once"):
            outcome = self.answered(behaviour, {"body": {"json": crew(100)}})
            self.assertEqual(0, outcome.status, outcome.log)
            self.assertEqual(ids(100), outcome.record_ids()[-100:])
            self.assertIn("crew", outcome.bookmarks)
            self.assertEqual(2, len(self.requests))

    def test_a07_body_shorter_than_its_length(self):
        self.breaks({"body": {"json": crew(100)}, "cut": 5000}, "(curl 18)")

    def test_a09_cut_in_mid_chunk(self):
        self.breaks({"body": {"json": crew(100)}, "framing": "chunked",
                     "cut": 5000}, "(curl 18)")

    def test_a09_chunk_size_is_no_number(self):
        self.breaks({"body": {"json": crew(100)}, "framing": "chunked",
                     "bad_chunk": [1, "zz"]}, "(curl 56)")

    def test_a09_cut_between_chunks(self):
        # All of the JSON, but not the last chunk's end.
        self.breaks({"body": {"json": crew(100)}, "framing": "chunked",
                     "chunk_size": 1 << 20,
                     "cut": len(json.dumps(crew(100))) + 6}, "(curl 18)")

    def test_a10_reset(self):
        self.breaks({"body": {"json": crew(100)}, "cut": 5000,
                     "end": "reset"}, "(curl 56)")

    def test_body_until_the_connection_closes(self):
        # No length and no chunks: only the closing bracket tells the end.
        self.breaks({"body": {"json": crew(100)}, "framing": "close",
                     "cut": 5000}, "ends in mid-JSON")


class Surroundings(TapTest):
    def test_a31_proxy(self):
        script = {"http://api.invalid/v4/crew": [GOOD]}
        with scripted_api(script) as proxy:
            outcome = Tap(config=self.settings("http://api.invalid"),
                          catalog=catalog_of("crew"),
                          variables={"http_proxy": proxy.url}).finish()
            self.assertEqual(1, len(proxy.requests))
        self.assert_done(outcome, 3)

    def test_a31_no_proxy(self):
        outcome = self.answered(GOOD, variables={
            "http_proxy": "http://127.0.0.1:1", "no_proxy": "127.0.0.1"})
        self.assert_done(outcome, 3)

    def test_a31_proxy_is_down(self):
        outcome = self.answered(
            GOOD, variables={"http_proxy": "http://u:hidden@127.0.0.1:1"})
        self.assert_failed(outcome, "(curl 7)")
        self.assertNotIn("hidden", "".join(outcome.log))
        self.assertEqual([], self.requests)

    @unittest.skipUnless(has_ipv6(), "this machine has no IPv6 loopback")
    def test_a31_ipv6(self):
        self.assert_done(self.answered(GOOD, host="::1"), 3)

    def test_a31_many_headers(self):
        headers = [[f"X-{n}", "v" * 8000] for n in range(10)]
        self.assert_done(self.answered({**GOOD, "headers": headers}), 3)

    def test_a31_far_too_many_headers(self):
        # 800 kB: more than libcurl's newer versions take.
        headers = [[f"X-{n}", "v" * 8000] for n in range(100)]
        outcome = self.answered({**GOOD, "headers": headers}, measured=True)
        if outcome.status == 0:
            self.assert_done(outcome, 3)
        else:
            self.assert_failed(outcome, "failed: ")
        self.assertLess(outcome.peak_mib, 32)

    def test_a31_endless_headers(self):
        outcome = self.answered({"headers": [["X", "v" * 8000]] * 5000},
                                measured=True)
        self.assert_failed(outcome, "failed: ")
        self.assertLess(outcome.peak_mib, 32)

    def test_a31_state_injects_no_header(self):
        good = {**GOOD, "etag": '"a"'}
        with scripted_api({"/v4/crew": [good]}) as api:
            run = {"config": self.settings(api.url),
                   "catalog": catalog_of("crew")}
            state = {"bookmarks": Tap(**run).finish().bookmarks}
            state["bookmarks"]["crew"]["etag"] += "\r\nX-Injected: 1"
            self.assert_done(Tap(**run, state=state).finish(), 3)
            self.requests = api.requests
        self.assertEqual(2, len(self.requests))
        for request in self.requests:
            self.assertNotIn("x-injected", [
                name.lower() for name, _ in request["headers"]])

    def test_a31_setting_injects_no_header(self):
        outcome = self.answered(GOOD, user_agent="a\r\nX-Injected: 1")
        self.assertEqual(2, outcome.status, outcome.log)
        self.assertIn("user_agent", outcome.error)
        self.assertEqual([], self.requests)

    def test_connections_are_kept(self):
        streams = ("capsules", "cores", "crew", "dragons", "ships")
        outcome = self.sync({"*": [{"body": "[]"}]}, streams=streams,
                            max_connections=1)
        self.assertEqual(0, outcome.status, outcome.log)
        self.assertEqual(5, len(self.requests))
        self.assertEqual({1}, {r["connection"] for r in self.requests})

    def test_no_more_connections_than_allowed(self):
        streams = ("capsules", "cores", "crew", "dragons", "ships")
        outcome = self.sync({"*": [{"body": "[]"}]}, streams=streams,
                            max_connections=2)
        self.assertEqual(0, outcome.status, outcome.log)
        self.assertLessEqual({r["connection"] for r in self.requests}, {1, 2})

    def test_asks_as_it_says(self):
        self.answered(GOOD)
        self.assertRegex(self.headers["User-Agent"][0],
                         r"^tap-spacex/\d+\.\d+\.\d+ \(\+https://\S+\)$")


if __name__ == "__main__":
    unittest.main()
