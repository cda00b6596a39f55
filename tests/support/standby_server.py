"""A streaming standby of a PostgresServer."""

import os
import pathlib
import shutil
import subprocess
import tempfile

from postgres_server import PostgresServer, SqlError
from waiting import wait_until


class StandbyServer(PostgresServer):
    """Made by pg_basebackup; streams from construction to promote()."""

    def __init__(self, primary):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="standby-"))
        self._environment = dict(os.environ)
        self._tcp = False
        self._settings = {"fsync": "off"}
        self._primary = primary
        self._copy()
        self.start()
        self._wait_until_streaming()

    def _copy(self):
        owner = self._primary.data.stat().st_uid
        os.chown(self.folder, owner, -1)
        # The programs that the primary runs by.
        program = (self._primary.data / "postmaster.opts").read_text().split()[0]
        command = [str(pathlib.Path(program).parent / "pg_basebackup"),
                   "-h", self._primary.socket_folder,
                   "-p", str(self._primary.port), "-U", self._primary.user,
                   "-D", str(self.data), "--write-recovery-conf",
                   "--checkpoint=fast", "--no-sync"]
        if os.geteuid() == 0:
            command = ["setpriv", f"--reuid={owner}", "--clear-groups",
                       *command]
        done = subprocess.run(command, capture_output=True, text=True, cwd="/")
        if done.returncode != 0:
            shutil.rmtree(self.folder)
            raise RuntimeError(f"pg_basebackup: {done.stderr}")

    def _wait_until_streaming(self):
        wait_until(lambda: self._primary.query(
            "select 1 from pg_stat_replication where state = 'streaming'"),
            "the standby to stream")

    def wait_until_caught_up(self):
        end = self._primary.value("select pg_current_wal_lsn()")
        wait_until(lambda: self.value(
            f"select coalesce(pg_last_wal_replay_lsn() >= '{end}', false)") == "t",
            "the standby to catch up")

    def sender(self):
        """The primary's process that sends to this standby."""
        return int(self._primary.value(
            "select pid from pg_stat_replication"))

    def receiver(self):
        return int(self.value("select pid from pg_stat_wal_receiver"))

    def promote(self):
        if self.value("select pg_promote()") != "t":
            raise SqlError("the standby was not promoted")
