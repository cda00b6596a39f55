"""The process itself: its memory, its descriptors, its signals.
"""

import os
import shutil
import signal
import subprocess
import threading
import unittest

from expectations import ID, ID_TEXT, InputTest
from target import PROGRAM, Target, record, run, schema, state
from waiting import wait_until

MIB = 1 << 20


class Memory(InputTest):
    """What the target holds at most; its limit is the documented 64 MiB."""

    BOUND = 64 * MIB

    def peak(self, *data):
        loaded = threading.Event()
        target = Target(self.config(batch_wait_limit_seconds=1),
                        on_state=lambda _: loaded.set())
        for each in data:
            target.write(each)
        target.write(state({"n": 1}))
        wait_until(loaded.is_set, "the STATE")
        peak = target.peak_bytes()
        target.end_input()
        self.assert_done(target.wait())
        self.assertGreater(peak, MIB)
        return peak

    def test_the_same_for_few_and_many_rows(self):
        for count in (1000, 200_000):
            self.setUp()
            peak = self.peak(schema("a", ID_TEXT, ["id"]), b"".join(
                record("a", {"id": n, "text": "x" * 200})
                for n in range(count)))
            self.assertEqual(self.rows("count(*)"), [[str(count)]])
            self.assertLess(peak, self.BOUND)

    def test_a_large_text_costs_a_multiple_of_its_size_once(self):
        """Line, row, and libpq's copy of it; then all is small again."""
        size = 10 * MIB
        peak = self.peak(
            schema("a", ID_TEXT, ["id"]),
            *(record("a", {"id": n, "text": "x" * size}) for n in range(4)),
            *(record("a", {"id": n, "text": "y"}) for n in range(4, 2000)))
        self.assertEqual(
            self.rows("max(length(text)), count(*)", order=""),
            [[str(size), "2000"]])
        self.assertLess(peak, self.BOUND + 6 * size)

    def test_a_line_without_end_is_given_up_at_the_limit(self):
        limit = 8 * MIB
        target = Target(self.config(max_line_bytes=limit))
        target.write(schema("a", ID))
        target.write(b'{"type": "RECORD", "stream": "a", "record": {"x": "')
        pieces, peak = 0, 0
        # Far beyond the limit, if it is not given up.
        while pieces < 200 and target.write(b"x" * MIB):
            pieces += 1
            peak = max(peak, target.peak_bytes())
        target.end_input()
        self.assert_failed(target.wait(), "line 2\\b", "max_line_bytes")
        self.assertLess(pieces, 200)
        self.assertLess(peak, self.BOUND + 3 * limit)


class Descriptors(InputTest):
    def start(self, **popen):
        return Target(self.config(), **popen)

    DATA = b"".join([schema("a", ID, ["id"]), record("a", {"id": 1}),
                     state({"n": 1})])

    def test_stdout_that_nobody_reads(self):
        reader, writer = os.pipe()
        os.close(reader)
        target = self.start(stdout=writer)
        os.close(writer)
        target.write(self.DATA)
        target.end_input()
        self.assert_failed(target.wait(), "stdout|standard output")
        # What is committed stays.
        self.assertEqual(self.rows(), [["1"]])

    def test_stdout_that_is_full(self):
        with open("/dev/full", "wb") as full:
            target = self.start(stdout=full)
        target.write(self.DATA)
        target.end_input()
        self.assert_failed(target.wait(), "stdout|standard output")
        self.assertEqual(self.rows(), [["1"]])

    def test_stdout_closed(self):
        target = self.start(stdout=None, prefix=[
            "sh", "-c", 'exec "$@" >&-', "sh"])
        target.write(self.DATA)
        target.end_input()
        self.assert_failed(target.wait(), "stdout|standard output")

    def test_stderr_closed_broken_or_full(self):
        reader, broken = os.pipe()
        os.close(reader)
        full = os.open("/dev/full", os.O_WRONLY)
        for name, options in {
                "broken": {"stderr": broken}, "full": {"stderr": full},
                "closed": {"prefix": ["sh", "-c", 'exec "$@" 2>&-', "sh"]},
        }.items():
            with self.subTest(stderr=name):
                target = self.start(**options)
                target.write(self.DATA)
                target.end_input()
                target.wait()
                self.assertEqual(target.status, 0)
                self.assertEqual(target.states, ['{"n": 1}'])
        os.close(broken)
        os.close(full)
        self.assertEqual(self.rows(), [["1"]])

    def test_stdin_is_a_folder(self):
        folder = os.open("/", os.O_RDONLY)
        target = self.start(stdin=folder)
        os.close(folder)
        self.assert_failed(target.wait(), "directory|input|stdin")

    def test_stdin_closed(self):
        target = self.start(prefix=["sh", "-c", 'exec "$@" <&-', "sh"])
        self.assert_failed(target.wait(), "input|stdin")

    def test_stdin_does_not_block(self):
        reader, writer = os.pipe()
        os.set_blocking(reader, False)
        target = self.start(stdin=reader)
        os.close(reader)
        for each in self.DATA.splitlines(keepends=True):
            os.write(writer, each[:5])
            os.write(writer, each[5:])
        os.close(writer)
        self.assert_done(target.wait())
        self.assertEqual(self.rows(), [["1"]])

    def test_stopped_and_continued(self):
        target = self.start()
        target.write(self.DATA[:100])
        target.signal(signal.SIGSTOP)
        target.signal(signal.SIGCONT)
        target.write(self.DATA[100:])
        target.end_input()
        self.assert_done(target.wait())
        self.assertEqual(self.rows(), [["1"]])

    @unittest.skipUnless(shutil.which("strace"), "needs strace")
    def test_interrupted_system_calls(self):
        loading = self.reads_of_the_loader()
        for call in ("read", "poll", "write", "sendto", "recvfrom"):
            with self.subTest(call=call):
                self.setUp()
                first = 1 + (loading if call == "read" else 0)
                target = self.start(prefix=[
                    "strace", "-f", "-qq", "-o", "/dev/null", "-e",
                    f"inject={call}:error=EINTR:when={first}+2"])
                target.write(self.DATA)
                target.end_input()
                self.assert_done(target.wait())
                self.assertEqual(target.states, ['{"n": 1}'])
                self.assertEqual(self.rows(), [["1"]])

    def reads_of_the_loader(self):
        """Reads made before main(), which are not the program's own."""
        trace = self.server.folder / "trace"
        subprocess.run(["strace", "-qq", "-e", "trace=read", "-o", trace,
                        PROGRAM, "--version"], capture_output=True, check=True)
        return len(trace.read_text().splitlines())

    def test_input_from_a_file(self):
        path = self.server.folder / "data.singer"
        path.write_bytes(self.DATA)
        target = self.start(
            stdin=subprocess.DEVNULL, arguments=["--input", path])
        self.assert_done(target.wait())
        self.assertEqual(self.rows(), [["1"]])


if __name__ == "__main__":
    unittest.main()
