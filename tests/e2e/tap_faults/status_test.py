"""A11-A15: the API answers, but not with what was asked for."""

import unittest

from tap_runs import TapTest, crew

GOOD = {"body": {"json": crew(3)}}


class TooManyRequests(TapTest):
    """The waits are read from the log: they are planned, not slept through."""

    def waits_after(self, maximum_ms: int, headers=None, **behaviour):
        limited = {"status": 429, "headers": headers or {}, **behaviour}
        outcome = self.answered(limited, GOOD, retry_wait_seconds=0.002,
                                retry_wait_max_seconds=maximum_ms / 1000)
        self.assert_done(outcome, 3)
        self.assertEqual(2, len(self.requests))
        return outcome.waits

    def test_a11_at_once(self):
        self.assertEqual([0], self.waits_after(10, {"Retry-After": "0"}))

    def test_a11_seconds_are_capped(self):
        for value in ("1", "3600", "1000000000", "99999999999999999999999"):
            with self.subTest(value):
                self.assertEqual(
                    [10], self.waits_after(10, {"Retry-After": value}))

    def test_a11_date(self):
        [wait] = self.waits_after(10, retry_after_date_s=3600)
        self.assertEqual(10, wait)

    def test_a11_date_in_the_past(self):
        self.assertEqual([0], self.waits_after(10, retry_after_date_s=-3600))

    def test_a11_nonsense_is_ignored(self):
        for value in ("-1", "soon", "", "1.5", "1e9", "0x10"):
            with self.subTest(value):
                [wait] = self.waits_after(60_000, {"Retry-After": value})
                self.assertLessEqual(wait, 2)

    def test_a12_for_ever(self):
        outcome = self.answered({"status": 429, "body": "slow down"},
                                max_tries=5)
        self.assert_failed(outcome, "429", "slow down",
                           "given up after 5 tries")
        self.assertEqual(5, len(self.requests))
        self.assertEqual(4, len(outcome.waits))


class Failures(TapTest):
    def test_a13_burst(self):
        burst = [{"status": status} for status in (500, 502, 503, 504, 521)]
        outcome = self.answered(*burst, GOOD, max_tries=6)
        self.assert_done(outcome, 3)
        self.assertEqual(6, len(self.requests))

    def test_a13_for_ever(self):
        for status in (408, 500, 502, 503, 504, 520, 521, 525):
            with self.subTest(status):
                outcome = self.answered({"status": status, "body": "down"})
                self.assert_failed(outcome, str(status), "down",
                                   "given up after 3 tries")
                self.assertEqual(3, len(self.requests))

    def test_a14_no_retry(self):
        for status in (400, 401, 403, 404, 410, 418, 451):
            with self.subTest(status):
                outcome = self.answered({"status": status, "body": "no"})
                self.assert_failed(outcome, f"answered {status}", ": no")
                self.assertEqual([], outcome.waits)
                self.assertEqual(1, len(self.requests))

    def test_a14_metrics_tell_of_the_failure(self):
        outcome = self.answered({"status": 404, "body": "no"})
        self.assert_failed(outcome)
        for metric in ("http_request_duration", "sync_duration"):
            [line] = [each for each in outcome.log
                      if "METRIC" in each and f'"{metric}"' in each]
            self.assertIn('"status":"failed"', line)

    def test_a14_long_body_is_cut(self):
        outcome = self.answered(
            {"status": 404, "body": {"repeat": ["y", 100_000]}})
        self.assert_failed(outcome)
        self.assertTrue(400 <= outcome.error.count("y") <= 520, outcome.error)

    def test_a14_control_characters_are_escaped(self):
        outcome = self.answered(
            {"status": 404, "body": "\x1b[31mred\r\nFAKE | INFO | line\x00"})
        self.assert_failed(outcome, r"\x1b[31mred\x0d\x0aFAKE")

    def test_a14_endless_body(self):
        outcome = self.answered(
            {"status": 404, "body": {"endless": "no "}, "framing": "chunked"},
            measured=True)
        self.assert_failed(outcome, "404", "no no no")
        self.assertLess(outcome.peak_mib, 32)

    def test_a14_compressed_body(self):
        outcome = self.answered(
            {"status": 404, "body": "squeezed", "gzip": True})
        self.assert_failed(outcome, "404", "squeezed")

    def test_a14_body_that_is_no_gzip(self):
        outcome = self.answered(
            {"status": 404, "body": "plain", "headers": {
                "Content-Encoding": "gzip"}})
        self.assert_failed(outcome, "404")

    def test_a14_body_cut_short(self):
        outcome = self.answered(
            {"status": 404, "body": "never all of this", "cut": 9})
        self.assert_failed(outcome, "404", "never all")

    def test_shutdown_page_of_the_public_api(self):
        outcome = self.answered({
            "status": 521, "headers": {"Content-Type": "text/html"},
            "body": "<!DOCTYPE html><title>api.spacexdata.com | 521</title>"})
        self.assert_failed(outcome, "521", "<!DOCTYPE html>", "api_url")


class Empty(TapTest):
    """A15: nothing is not the same as no data."""

    def test_a15_204(self):
        outcome = self.answered({"status": 204})
        self.assert_failed(outcome, "204", "given up after 3 tries")
        self.assertEqual(3, len(self.requests))

    def test_a15_empty_body(self):
        outcome = self.answered({})
        self.assert_failed(outcome, "empty", "given up after 3 tries")
        self.assertEqual(3, len(self.requests))

    def test_a15_spaces(self):
        outcome = self.answered({"body": " \n\n "})
        self.assert_failed(outcome, "empty")

    def test_a15_recovers(self):
        outcome = self.answered({"status": 204}, {}, GOOD)
        self.assert_done(outcome, 3)
        self.assertEqual(3, len(self.requests))

    def test_304_that_nobody_asked_for(self):
        outcome = self.answered({"status": 304})
        self.assert_failed(outcome, "304", "given up after 3 tries")

    def test_206(self):
        outcome = self.answered({"status": 206, "body": "[]"})
        self.assert_failed(outcome, "206")


class OneOfSeveral(TapTest):
    STREAMS = ("capsules", "crew", "dragons")
    SCRIPT = {"/v4/capsules": [{"body": "[]"}], "/v4/dragons": [{"body": "[]"}],
              "/v4/crew": [{"status": 404, "body": "gone"}]}

    def test_the_others_are_read_when_told_so(self):
        outcome = self.sync(self.SCRIPT, self.STREAMS,
                            continue_on_stream_error=True)
        self.assertEqual(1, outcome.status)
        [error] = outcome.logged("ERROR")
        self.assertIn("stream 'crew': GET ", error)
        self.assertIn("404", error)
        self.assertEqual({"capsules", "dragons"}, set(outcome.bookmarks))

    def test_else_it_is_the_last(self):
        outcome = self.sync(self.SCRIPT, self.STREAMS)
        self.assert_failed(outcome, "404", "gone")
        self.assertEqual({"capsules"}, set(outcome.bookmarks))

    def test_bookmarks_of_old_stay(self):
        state = {"bookmarks": {"crew": {"kept": 1}, "other_tap": {"x": 5}},
                 "mine": [1]}
        outcome = self.sync(self.SCRIPT, self.STREAMS, state=state,
                            continue_on_stream_error=True)
        value = outcome.of("STATE")[-1]["value"]
        self.assertEqual([1], value["mine"])
        self.assertEqual({"x": 5}, value["bookmarks"]["other_tap"])
        self.assertNotIn("fingerprint", value["bookmarks"]["crew"])


if __name__ == "__main__":
    unittest.main()
