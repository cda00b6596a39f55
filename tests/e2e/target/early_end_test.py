"""A run that ends before its input does, in the middle of a stream's versions.

What is committed is acknowledged all the same. So a STATE may tell that a
stream is done whose older rows still stay: that is told, with what to do.
"""

import os
import pathlib
import signal
import sys
import tty
import unittest

from programs import PROGRAM

FAULTS = pathlib.Path(__file__).resolve().parents[1] / "faults"
sys.path.insert(0, str(FAULTS))
os.environ.setdefault("TARGET_POSTGRES_CPP", str(PROGRAM))

from expectations import ID, ID_TEXT, TableTest  # noqa: E402
from target import Target, config, line, record, schema, state  # noqa: E402
from waiting import wait_until  # noqa: E402

NOT_ACTIVATED = r"WARNING.*line 2: version 2 of stream 'a' is not activated.*{}"


def activate(version):
    return line(
        {"type": "ACTIVATE_VERSION", "stream": "a", "version": version})


# Row 2 is in no record of version 2.
OLD = (schema("a", ID, ["id"]), record("a", {"id": 1}, version=1),
       record("a", {"id": 2}, version=1), activate(1), state({"n": 1}))
EARLY = (schema("a", ID, ["id"]), activate(2),
         record("a", {"id": 1}, version=2), state({"a": "done"}))
OTHER = (schema("b", ID, ["id"]), record("b", {"id": 1}))
DONE = '{"a": "done"}'


class EarlyEnd(TableTest):
    def setUp(self):
        super().setUp()
        self.assert_done(self.load(*OLD))

    def start(self, *data, **popen):
        target = Target(config(self.server, self.database), **popen)
        for each in data:
            target.write(each)
        return target

    def wait_for_b(self, target):
        wait_until(lambda: target.process.poll() is not None or self.sql(
            "select 1 from pg_tables where tablename = 'b'"), "table b")

    def stop(self, target, number=signal.SIGTERM):
        """Once everything written is read, which the SCHEMA of b tells."""
        self.wait_for_b(target)
        target.signal(number)
        return target.wait()

    def marked(self):
        return self.rows("id, _sdc_deleted_at is not null")

    def assert_told(self, result, why):
        self.assertRegex(result.errors, NOT_ACTIVATED.format(why))
        self.assertNotIn("what was read is committed", result.errors)
        self.assertEqual([["1", "f"], ["2", "f"]], self.marked())

    def test_a_signal(self):
        result = self.stop(self.start(*EARLY, *OTHER))
        self.assertEqual(128 + signal.SIGTERM, result.status)
        self.assertEqual([DONE], result.states)
        self.assert_told(result, "stopped first.*read the whole stream")

    def test_a_kill_leaves_the_older_rows_too(self):
        """As the README says; nobody is left to tell."""
        result = self.stop(self.start(*EARLY, *OTHER), signal.SIGKILL)
        self.assertEqual(-signal.SIGKILL, result.status)
        self.assertEqual([["1", "f"], ["2", "f"]], self.marked())
        self.assert_done(self.load(*EARLY))
        self.assertEqual([["1", "f"], ["2", "t"]], self.marked())

    def test_a_bad_line(self):
        result = self.load(*EARLY, *OTHER, b"{bad\n")
        self.assert_failed(result, "line 7")
        self.assertEqual([DONE], result.states)
        self.assert_told(result, "failed first.*read the whole stream")

    def test_a_record_that_the_server_refuses(self):
        self.sql("create table raw.b (id bigint check (id < 9))")
        result = self.load(*EARLY, *OTHER, record("b", {"id": 9}))
        self.assert_failed(result, "line 7")
        self.assert_told(result, "failed first")

    def test_a_version_behind_its_records_is_done(self):
        """Also when a new SCHEMA came between the two."""
        for between in ((), (schema("a", ID_TEXT, ["id"]),)):
            with self.subTest(between):
                self.setUp()
                result = self.stop(self.start(
                    schema("a", ID, ["id"]), record("a", {"id": 1}, version=2),
                    *between, activate(2), state({"a": "done"}), *OTHER))
                self.assertEqual([DONE], result.states)
                self.assertNotIn("not activated", result.errors)
                self.assertEqual([["1", "f"], ["2", "t"]], self.marked())

    def test_an_input_that_cannot_be_read_to_its_end(self):
        """Of a terminal that was closed, the rest is an error (EIO)."""
        reading, writing = os.openpty()
        tty.setraw(writing)
        target = Target(config(self.server, self.database), stdin=reading)
        os.write(writing, b"".join([*EARLY, *OTHER]))
        self.wait_for_b(target)
        os.close(writing)
        result = target.wait()
        os.close(reading)
        self.assert_failed(result, "line 7: cannot read the input")
        self.assertEqual([DONE], result.states)
        self.assertEqual([["1"]], self.rows("id", "raw.b"))
        self.assert_told(result, "failed first")


if __name__ == "__main__":
    unittest.main()
