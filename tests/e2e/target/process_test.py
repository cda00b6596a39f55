"""The process itself: an input that is not there yet, a stderr nobody reads."""

import contextlib
import fcntl
import json
import os
import pathlib
import signal
import struct
import subprocess
import tempfile
import termios
import time
import unittest

import programs
from postgres_server import PostgresServer
from terminal import Terminal
from waiting import SAFETY_NET_S, wait_until


def is_waiting(process):
    """It sleeps in a system call: it has started, and waits for its input."""
    state = pathlib.Path(f"/proc/{process.pid}/stat").read_text()
    wait = pathlib.Path(f"/proc/{process.pid}/wchan").read_text()
    return state.split(") ")[1][0] == "S" and ("poll" in wait or "fifo" in wait
                                               or "wait" in wait)


def unread(pipe):
    return struct.unpack("i", fcntl.ioctl(pipe, termios.FIONREAD, b"\0" * 4))[0]


class ProcessTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = PostgresServer(tcp=True)
        cls.addClassCleanup(cls.server.remove)

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.config = self.folder / "config.json"
        self.config.write_text(json.dumps(
            programs.connection_settings(self.server, "postgres")))

    def start(self, *arguments, **popen):
        process = subprocess.Popen(
            [programs.PROGRAM, "--config", self.config, *arguments], **popen)
        self.addCleanup(process.kill)
        return process

    def test_sigterm_while_nobody_has_opened_the_fifo(self):
        fifo = self.folder / "fifo"
        os.mkfifo(fifo)
        process = self.start("--input", fifo)
        wait_until(lambda: is_waiting(process), "the target to wait")
        process.send_signal(signal.SIGTERM)
        self.assertEqual(128 + signal.SIGTERM, process.wait(SAFETY_NET_S))

    def test_a_fifo_is_read_to_its_end(self):
        fifo = self.folder / "fifo"
        os.mkfifo(fifo)
        process = self.start("--input", fifo, stdout=subprocess.PIPE)
        with open(fifo, "wb") as writer:
            for number in (1, 2):
                writer.write(b'{"type": "STATE", "value": {"n": %d}}\n' % number)
                writer.flush()
                self.assertEqual(b'{"n": %d}\n' % number,
                                 process.stdout.readline())
        self.assertEqual(0, process.wait(SAFETY_NET_S))
        process.stdout.close()

    def stopped_while_stdout_is_full(self, *signals):
        """The output of a target that gets the signals one after the other."""
        reading, writing = os.pipe()
        process = self.start(stdin=subprocess.PIPE, stdout=writing,
                             stderr=subprocess.DEVNULL)
        os.close(writing)
        value = "x" * 3000
        with contextlib.suppress(BrokenPipeError):
            for number in range(40):
                process.stdin.write(json.dumps(
                    {"type": "STATE", "value": {"n": number, "is": value}}
                ).encode() + b"\n")
            process.stdin.flush()
        wait_until(lambda: is_waiting(process) and unread(reading) >= 40_000,
                   "the pipe to be full")
        for number in signals:
            process.send_signal(number)
            time.sleep(0.1)
        # Two that wait together are taken in any order.
        self.assertIn(process.wait(SAFETY_NET_S), [128 + n for n in signals[:2]])
        with contextlib.suppress(BrokenPipeError):
            process.stdin.close()
        with open(reading, "rb") as pipe:
            return pipe.read()

    def test_signals_while_nobody_reads_stdout(self):
        for signals in ((signal.SIGTERM,), (signal.SIGINT, signal.SIGTERM),
                        (signal.SIGTERM, signal.SIGINT) * 3):
            with self.subTest(signals=signals):
                output = self.stopped_while_stdout_is_full(*signals)
                self.assertTrue(output.endswith(b"}\n"), output[-100:])
                numbers = [json.loads(line)["n"]
                           for line in output.splitlines()]
                self.assertEqual(list(range(len(numbers))), numbers)

    def test_the_writer_is_relieved_of_its_rest_after_a_signal(self):
        """As Meltano needs it: it hands on what it has, or never ends."""
        process = self.start(stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        process.stdin.write(b'{"type": "STATE", "value": {"n": 1}}\n')
        process.stdin.flush()
        self.assertEqual(b'{"n": 1}\n', process.stdout.readline())
        process.send_signal(signal.SIGTERM)
        time.sleep(0.1)
        # More than a pipe holds; on a busy machine some are read as ever, before
        # the target has seen the signal.
        sent = b'{"n": 2}\n' * 10_000
        for number in range(10_000):
            process.stdin.write(b'{"type": "STATE", "value": {"n": 2}}\n')
        process.stdin.close()
        self.assertTrue(sent.startswith(process.stdout.read()))
        self.assertEqual(143, process.wait(SAFETY_NET_S))
        process.stdout.close()

    def test_a_stderr_nobody_reads_stops_nothing(self):
        """More warnings than a pipe holds."""
        reading, writing = os.pipe()
        self.addCleanup(os.close, reading)
        process = self.start(stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                             stderr=writing)
        os.close(writing)
        for number in range(700):
            for message in (
                    {"type": "SCHEMA", "stream": f"s{number}", "schema": {
                        "properties": {"id": {"pattern": "(?ai)" + "x" * 190},
                                       "ctid": {}, "xmin": {}}}},):
                process.stdin.write(json.dumps(message).encode() + b"\n")
        process.stdin.write(b'{"type": "STATE", "value": {"n": 1}}\n')
        process.stdin.close()
        self.assertEqual(b'{"n": 1}\n', process.stdout.read())
        self.assertEqual(0, process.wait(SAFETY_NET_S))
        process.stdout.close()

    def test_a_terminal_has_a_line_that_moves(self):
        terminal = Terminal()
        self.addCleanup(terminal.close)
        process = self.start(stdin=subprocess.PIPE, stdout=subprocess.DEVNULL,
                             stderr=terminal.descriptor,
                             env={**os.environ, "TERM": "xterm"})
        process.stdin.write(json.dumps(
            {"type": "SCHEMA", "stream": "moving", "key_properties": [],
             "schema": {"properties": {"id": {"type": "integer"}}}}
        ).encode() + b"\n")
        record = (b'{"type": "RECORD", "stream": "moving", "record": {"id": 1}}'
                  b"\n")
        sent = 0
        while "\rtarget-postgres | moving: " not in terminal.text():
            process.stdin.write(record * 100)
            process.stdin.flush()
            sent += 100
            time.sleep(0.02)
        process.stdin.close()
        self.assertEqual(0, process.wait(SAFETY_NET_S))
        shown = terminal.text()
        self.assertRegex(shown, r"moving: [\d,]+ records, [\d,]+/s, \d+\.\d MB"
                                "\x1b\\[K\r\x1b\\[K")
        self.assertIn(f"{sent} rows read, {sent} loaded", shown)
        # What is left are the lines of the log.
        self.assertTrue(shown.endswith("rows/s.\r\n"), shown[-200:])


if __name__ == "__main__":
    unittest.main()
