"""A32-A34: signals, a reader that went, and one that takes its time."""

import fcntl
import json
import os
import signal
import struct
import termios
import time
import unittest

from tap_runs import (SAFETY_NET_S, Tap, TapTest, catalog_of, crew, ids,
                      scripted_api)
from terminal import Terminal

# More than all pipes and buffers between the server and the reader hold.
MANY = 60_000


def until(condition) -> None:
    """Waits for what other processes are about to do."""
    end = time.monotonic() + SAFETY_NET_S
    while not condition():
        assert time.monotonic() < end, "another process did not do its part"
        time.sleep(0.005)


def unread(pipe: int) -> int:
    return struct.unpack("i", fcntl.ioctl(pipe, termios.FIONREAD, b"\0" * 4))[0]


def wait_until_full(pipe: int) -> None:
    """Until nothing has come for a while that nobody has read."""
    before, end = -1, time.monotonic() + SAFETY_NET_S
    while (now := unread(pipe)) != before or now == 0:
        assert time.monotonic() < end, "the pipe goes on being filled"
        before = now
        time.sleep(0.3)


class Signals(TapTest):
    def stopped(self, script: dict, is_under_way, streams=("crew",),
                number=signal.SIGTERM, times=1, **settings):
        """Ended by a signal once `is_under_way` says that it is time."""
        with scripted_api(script) as api:
            tap = Tap(config=self.settings(api.url, **settings),
                      catalog=catalog_of(*streams))
            until(lambda: is_under_way(tap, api))
            for _ in range(times):
                tap.process.send_signal(number)
            outcome = tap.finish()
        self.check_protocol(outcome)
        self.assertEqual(128 + number, outcome.status, outcome.log)
        self.assertIn("| CRITICAL |", outcome.error)
        self.assertIn(str(int(number)), outcome.error)
        self.assert_no_bookmark(outcome)
        return outcome

    def asked(self, count: int):
        return lambda tap, api: len(api.requests) >= count

    MID_BODY = {"/v4/crew": [{"body": {"json": crew(MANY)},
                              "cut": 5_000_000, "end": "hang"}]}

    @staticmethod
    def has_written(tap, api) -> bool:
        return len(tap.written()) > 100_000

    def test_a32_in_mid_body(self):
        for number in (signal.SIGTERM, signal.SIGINT):
            with self.subTest(number.name):
                outcome = self.stopped(self.MID_BODY, self.has_written,
                                       number=number)
                count = len(outcome.records())
                self.assertEqual(ids(MANY)[:count], outcome.record_ids())

    def test_a32_again_and_again(self):
        self.stopped(self.MID_BODY, self.has_written, times=5)

    def test_a32_before_the_head(self):
        self.stopped({"/v4/crew": [{"delay_s": 3600}]}, self.asked(1))

    def test_a32_while_an_answer_never_pauses(self):
        self.stopped({"/v4/crew": [{
            "body": {"endless": " "}, "framing": "chunked"}]}, self.asked(1),
            max_body_bytes=1 << 40)

    def test_a32_while_waiting_to_try_again(self):
        self.stopped({"/v4/crew": [{"status": 429, "headers": {
            "Retry-After": "3600"}}]},
            lambda tap, api: "next try" in tap.logged(),
            retry_wait_max_seconds=3600)

    def test_a32_the_state_holds_what_was_done(self):
        outcome = self.stopped(
            {"/v4/capsules": [{"body": "[]", "etag": '"a"'}], **self.MID_BODY},
            self.has_written, streams=("capsules", "crew"))
        self.assertEqual({"capsules"}, set(outcome.bookmarks))

    def stopped_while_stdout_is_full(self, *signals, apart=0.0, count=MANY,
                                     **member):
        """The output of a tap that gets the signals one after the other."""
        reading, writing = os.pipe()
        with scripted_api({"/v4/crew": [{"body": {
                "json": crew(count, **member)}}]}) as api:
            tap = Tap(config=self.settings(api.url),
                      catalog=catalog_of("crew"), stdout=writing)
            os.close(writing)
            wait_until_full(reading)
            for number in signals:
                tap.process.send_signal(number)
                time.sleep(apart)
            outcome = tap.finish()
        self.assertIn("| CRITICAL |", outcome.error)
        with open(reading, "rb") as pipe:
            return pipe.read(), outcome

    def test_a32_while_the_reader_takes_nothing(self):
        first, then = signal.SIGINT, signal.SIGTERM
        for signals, apart in (((then,), 0), ((first, then), 0.05),
                               ((first, then), 0.7), ((then, first), 1.1),
                               ((first, then) * 5, 0.02)):
            with self.subTest(signals=signals, apart=apart):
                output, outcome = self.stopped_while_stdout_is_full(
                    *signals, apart=apart)
                # Two that wait together are taken in any order.
                self.assertIn(outcome.status, [128 + n for n in signals[:2]],
                              outcome.log)
                self.assertTrue(output.endswith(b"}\n"), output[-200:])
                self.assertNotIn(b'"crew":', output)  # a bookmark

    def test_a32_while_the_reader_takes_nothing_of_a_long_line(self):
        """Longer than the pipe: the line is whole all the same."""
        output, outcome = self.stopped_while_stdout_is_full(
            signal.SIGINT, signal.SIGTERM, count=40, status="x" * 200_000)
        self.assertIn(outcome.status, (130, 143))
        self.assertTrue(output.endswith(b"}\n"), output[-200:])
        self.assertGreater(len(output), 200_000)


class Reader(TapTest):
    def test_a33_reader_goes(self):
        with scripted_api({"/v4/crew": [{"body": {
                "json": crew(MANY)}}]}) as api:
            reading, writing = os.pipe()
            tap = Tap(config=self.settings(api.url),
                      catalog=catalog_of("crew"), stdout=writing)
            os.close(writing)
            first = os.read(reading, 100)
            os.close(reading)
            outcome = tap.finish()
        self.assertTrue(first.startswith(b'{"type":"SCHEMA"'))
        self.assertEqual(1, outcome.status)
        self.assertIn("| CRITICAL |", outcome.error)
        self.assertIn("broken pipe", outcome.error)
        self.check_protocol(outcome)

    def test_a33_reader_was_never_there(self):
        reading, writing = os.pipe()
        os.close(reading)
        with scripted_api({"/v4/crew": [{"body": "[]"}]}) as api:
            tap = Tap(config=self.settings(api.url),
                      catalog=catalog_of("crew"), stdout=writing)
            os.close(writing)
            outcome = tap.finish()
        self.assertEqual(1, outcome.status)
        self.assertIn("broken pipe", outcome.error)

    def test_a33_discovery_too(self):
        reading, writing = os.pipe()
        os.close(reading)
        tap = Tap(["--discover"], stdout=writing)
        os.close(writing)
        self.assertEqual(1, tap.finish().status)

    def test_stdout_is_full(self):
        with open("/dev/full", "wb") as full, \
                scripted_api({"/v4/crew": [{"body": "[]"}]}) as api:
            outcome = Tap(config=self.settings(api.url),
                          catalog=catalog_of("crew"), stdout=full).finish()
        self.assertEqual(1, outcome.status)
        self.assertIn("stdout cannot be written", outcome.error)

    def test_a34_slow_reader(self):
        """All comes, in little memory, and the server gets no blame for the
        time in which the reader took nothing."""
        with scripted_api({"/v4/crew": [{"body": {
                "json": crew(MANY)}}]}) as api:
            reading, writing = os.pipe()
            tap = Tap(config=self.settings(
                api.url, stall_timeout_seconds=1,
                request_timeout_seconds=1, max_tries=1),
                catalog=catalog_of("crew"), stdout=writing, measured=True)
            os.close(writing)
            wait_until_full(reading)
            time.sleep(1.2)  # longer than either timeout
            with open(reading, "rb") as pipe:
                lines = pipe.read().splitlines()
            outcome = tap.finish()
            self.assertEqual(1, len(api.requests))
        self.assertEqual(0, outcome.status, outcome.log)
        records = [json.loads(line)["record"]["id"] for line in lines
                   if line.startswith(b'{"type":"RECORD"')]
        self.assertEqual(ids(MANY), records)
        self.assertLess(outcome.peak_mib, 32)

    def test_a34_non_blocking_pipe(self):
        with scripted_api({"/v4/crew": [{"body": {
                "json": crew(MANY)}}]}) as api:
            reading, writing = os.pipe()
            os.set_blocking(writing, False)
            tap = Tap(config=self.settings(api.url),
                      catalog=catalog_of("crew"), stdout=writing)
            os.close(writing)
            wait_until_full(reading)
            with open(reading, "rb") as pipe:
                count = pipe.read().count(b'{"type":"RECORD"')
            self.assertEqual(0, tap.finish().status)
        self.assertEqual(MANY, count)

    def test_stderr_is_closed(self):
        """Lines for the log must not land among the messages."""
        with scripted_api({"/v4/crew": [{"body": {"json": crew(3)}}]}) as api:
            tap = Tap(config=self.settings(api.url),
                      catalog=catalog_of("crew"), launcher=[
                          "sh", "-c", 'exec "$@" 2>&-', "sh"])
            outcome = tap.finish()
        self.assert_done(outcome, 3)

    def test_a_terminal_has_a_line_that_moves(self):
        terminal = Terminal()
        self.addCleanup(terminal.close)
        body = {"json": crew(2000)}  # in some two seconds
        with scripted_api({"/v4/crew": [{"body": body,
                                         "bytes_per_s": 200_000}]}) as api:
            tap = Tap(config=self.settings(api.url),
                      catalog=catalog_of("crew"), stderr=terminal.descriptor,
                      variables={"TERM": "xterm"})
            until(lambda: "\rtap-spacex | crew: " in terminal.text())
            self.assertEqual(0, tap.finish().status)
        self.assertRegex(terminal.text(), r"crew: [\d,]+ records, [\d,]+/s, "
                                          "0\\.\\d MB\x1b\\[K")


if __name__ == "__main__":
    unittest.main()
