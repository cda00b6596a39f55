"""A disk that is full: of data, of WAL, of temporary files.

What was acknowledged is there afterwards, nothing else is claimed, and once
there is room the rest can be loaded.
"""

import os
import shutil
import subprocess
import tempfile
import unittest

from expectations import FaultTest
from target import config, record, run, schema, state
from postgres_server import PostgresServer

PROPERTIES = {"id": {"type": "integer"}, "text": {"type": "string"}}
RECORDS = 200
# Enough for a server to come back by itself.
PATIENT = 600


def noise_of(count, bytes_each=100_000):
    """Does not compress: every record fills pages, and WAL."""
    for n in range(count):
        yield record("a", {"id": n, "text": os.urandom(bytes_each).hex()})
        yield state({"n": n + 1})


class SmallDisk(FaultTest):
    """A tmpfs of few megabytes, which can be made larger."""

    size = "12m"

    def setUp(self):
        if os.geteuid() != 0 or not shutil.which("mount"):
            self.skipTest("needs root and mount")
        self.folder = tempfile.mkdtemp(prefix="full-", dir="/var/tmp")
        self.addCleanup(os.rmdir, self.folder)
        mounted = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", f"size={self.size},mode=777",
             "full", self.folder], capture_output=True)
        if mounted.returncode != 0:
            self.skipTest("cannot mount a tmpfs here")
        self.addCleanup(subprocess.run, ["umount", "-l", self.folder])
        os.chmod(self.folder, 0o777)
        self.start_server()

    def start_server(self, **settings):
        self.own = PostgresServer(settings=settings)
        self.addCleanup(self.own.remove)
        # The server's user must own what it writes into.
        self.owner = os.stat(self.own.data).st_uid
        self.space = f"{self.folder}/space"
        os.mkdir(self.space, 0o700)
        os.chown(self.space, self.owner, self.owner)

    def grow(self):
        subprocess.run(["mount", "-o", "remount,size=300m", self.folder],
                       check=True)

    def full_then_room_again(self, database, keys, *parts):
        data = [schema("a", PROPERTIES, keys), *noise_of(RECORDS)]
        settings = config(self.own, database, batch_size_rows=5,
                          retry_budget_seconds=2)
        result = run(settings, data)
        self.assert_failed(result, *parts)
        acknowledged = result.last_state()["n"] if result.states else 0
        self.assertLess(acknowledged, RECORDS)
        self.make_room()
        counts = "select count(*), count(distinct id) from raw.a"
        if acknowledged:
            self.assertEqual(self.own.query(counts, database),
                             [[str(acknowledged)] * 2])
        settings["retry_budget_seconds"] = PATIENT
        result = run(settings, data[:1] + data[1 + 2 * acknowledged:])
        self.assert_done(result)
        self.assertEqual(self.own.query(counts, database),
                         [[str(RECORDS)] * 2])

    def make_room(self):
        self.grow()


class Data(SmallDisk):
    def test_full_then_room_again(self):
        self.own.query(f"create tablespace small location '{self.space}'")
        self.own.query("create database small tablespace small")
        self.full_then_room_again("small", [], "53100", "raw.*a")


class Wal(SmallDisk):
    """PostgreSQL gives up (PANIC) when its WAL has no room."""

    size = "40m"

    def start_server(self):
        # No checkpoint makes room meanwhile.
        super().start_server(max_wal_size="1GB", checkpoint_timeout="1d",
                             restart_after_crash="on")
        self.own.stop()
        wal = self.own.data / "pg_wal"
        shutil.copytree(wal, f"{self.space}/pg_wal")
        shutil.rmtree(wal)
        os.symlink(f"{self.space}/pg_wal", wal)
        subprocess.run(["chown", "-hR", str(self.owner), self.space, wal],
                       check=True)
        self.own.start()

    def make_room(self):
        self.grow()
        # It ended with the PANIC, or it cannot recover without room.
        self.own.stop("immediate")
        self.own.start()

    def test_full_then_room_again(self):
        self.full_then_room_again("postgres", [])

    def test_full_then_room_again_with_keys(self):
        self.full_then_room_again("postgres", ["id"])


class Temporary(FaultTest):
    """A limit of the server stands for a disk without room for sorting."""

    def test_temporary_files_beyond_the_limit(self):
        own = PostgresServer(settings={
            "temp_file_limit": "1MB", "work_mem": "64kB"})
        self.addCleanup(own.remove)
        # A key twice: the merge must sort the batch.
        rows = [record("a", {"id": n, "text": os.urandom(50).hex()})
                for n in range(20_000)]
        data = [schema("a", PROPERTIES, ["id"]), b"".join(rows + rows[::-1]),
                state({"n": 1})]
        result = run(config(own, "postgres"), data)
        self.assert_failed(result, "53400", "'a'")
        self.assertEqual(result.states, [])
        self.assertEqual(own.value("select count(*) from raw.a"), "0")
        # Smaller batches need less.
        result = run(config(own, "postgres", batch_size_rows=2000), data)
        self.assert_done(result)
        self.assertEqual(own.value("select count(*) from raw.a"), "20000")


if __name__ == "__main__":
    unittest.main()
