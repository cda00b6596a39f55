"""The process itself: an input that is not there yet, a stderr nobody reads."""

import json
import os
import pathlib
import signal
import subprocess
import tempfile
import unittest

import programs
from postgres_server import PostgresServer
from waiting import SAFETY_NET_S, wait_until


def is_waiting(process):
    """It sleeps in a system call: it has started, and waits for its input."""
    state = pathlib.Path(f"/proc/{process.pid}/stat").read_text()
    wait = pathlib.Path(f"/proc/{process.pid}/wchan").read_text()
    return state.split(") ")[1][0] == "S" and ("poll" in wait or "fifo" in wait
                                               or "wait" in wait)


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
                        "properties": {"id": {"pattern": "(?=" + "x" * 190},
                                       "ctid": {}, "xmin": {}}}},):
                process.stdin.write(json.dumps(message).encode() + b"\n")
        process.stdin.write(b'{"type": "STATE", "value": {"n": 1}}\n')
        process.stdin.close()
        self.assertEqual(b'{"n": 1}\n', process.stdout.read())
        self.assertEqual(0, process.wait(SAFETY_NET_S))
        process.stdout.close()


if __name__ == "__main__":
    unittest.main()
