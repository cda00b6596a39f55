"""A job that is ended while tap and target wait: Ctrl-C, and one SIGTERM."""

import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unittest

from meltano_project import (MELTANO, PROJECT, MeltanoProject,
                             clean_environment, reach, start_server)

LOAD = ("--environment=dev", "run", "tap-spacex", "target-postgres")
STATE_ID = "dev:tap-spacex-to-target-postgres"
DATABASE = "spacex_dev"
# Much more than Meltano, the target and all pipes hold.
SATELLITES = 60_000
# Not a limit to keep, only to fail where a job would hang for ever.
SAFETY_NET_S = 60


def programs(meltano):
    """The processes that it has started, by name."""
    found = {}
    for folder in pathlib.Path("/proc").glob("[0-9]*"):
        try:
            name, rest = (folder / "stat").read_text().split("(")[1].split(") ")
        except OSError:
            continue  # gone meanwhile
        if rest.split()[1] == str(meltano.pid) and rest[0] != "Z":
            found[name] = folder
    return found


def written(process):
    """How many bytes it has written, to whatever; 0 if it is not there."""
    try:
        lines = (process / "io").read_text().splitlines()
    except (OSError, TypeError):
        return 0
    return int(dict(line.split(": ") for line in lines)["wchar"])


class Ended(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.api = pathlib.Path(tempfile.mkdtemp(prefix="api-"))
        cls.addClassCleanup(shutil.rmtree, cls.api)
        subprocess.run([sys.executable, PROJECT / "sample" / "generate.py",
                        cls.api, "--satellites", str(SATELLITES)],
                       check=True, stdout=subprocess.DEVNULL)

    def setUp(self):
        self.server = start_server()
        self.addCleanup(self.server.remove)
        self.project = MeltanoProject()
        self.addCleanup(self.project.remove)

    def start(self):
        """A job in a process group of its own, as a terminal starts it."""
        log = open(self.project.folder / "log", "w+")
        self.addCleanup(log.close)
        job = subprocess.Popen(
            [MELTANO, *LOAD], cwd=self.project.folder, start_new_session=True,
            stdin=subprocess.DEVNULL, stdout=log, stderr=log,
            env=clean_environment() | reach(self.server)
            | {"TAP_SPACEX_API_URL": self.api.as_uri()})
        self.addCleanup(self.kill, job)
        return job

    @staticmethod
    def kill(job):
        if job.poll() is None:
            os.killpg(job.pid, signal.SIGKILL)
            job.wait()

    def log(self):
        return (self.project.folder / "log").read_text()

    def wait_until_tap_is_blocked(self, job):
        before = 0
        while True:
            self.assertIsNone(job.poll(), self.log())
            now = written(programs(job).get("tap-spacex"))
            if now == before and now > 8_000_000:
                return
            before = now
            time.sleep(1)

    def assert_ends(self, job, status):
        started = programs(job)
        try:
            job.wait(SAFETY_NET_S)
        except subprocess.TimeoutExpired:
            self.fail(f"Meltano hangs, of its programs are left "
                      f"{list(programs(job))}; its log:\n{self.log()}")
        self.assertEqual(status, job.returncode, self.log())
        self.assertIn("target-postgres", " ".join(started))
        self.assertFalse([name for name, folder in started.items()
                          if folder.exists()])

    def assert_goes_on(self):
        """Nothing is lost, whatever the state says."""
        self.project.meltano(*LOAD, server=self.server,
                             TAP_SPACEX_API_URL=self.api.as_uri())
        self.assertEqual(str(SATELLITES), self.server.value(
            "select count(*) from tap_spacex.starlink", DATABASE))
        self.assertEqual("205", self.server.value(
            "select count(*) from tap_spacex.launches", DATABASE))

    def ended_while_blocked(self, end, status):
        with self.server.session(DATABASE) as other:
            # The target waits for this, and reads nothing meanwhile.
            other.query("begin; create schema tap_spacex")
            job = self.start()
            self.wait_until_tap_is_blocked(job)
            end(job)
            self.assert_ends(job, status)
        self.assertNotIn(STATE_ID, self.project.meltano(
            "--environment=dev", "state", "list"))
        self.assert_goes_on()

    def ended_under_way(self, end, status):
        job = self.start()
        while self.server.value("select to_regclass('tap_spacex.starlink')"
                                " is null", DATABASE) == "t":
            self.assertIsNone(job.poll(), self.log())
            time.sleep(0.05)
        end(job)
        self.assert_ends(job, status)
        self.assert_goes_on()

    @staticmethod
    def ctrl_c(job):
        os.killpg(job.pid, signal.SIGINT)

    @staticmethod
    def terminate(job):
        job.terminate()

    # Meltano's own status of a job that Ctrl-C has ended is 1.

    def test_ctrl_c_while_blocked(self):
        self.ended_while_blocked(self.ctrl_c, 1)

    def test_sigterm_while_blocked(self):
        self.ended_while_blocked(self.terminate, 143)

    def test_ctrl_c_under_way(self):
        self.ended_under_way(self.ctrl_c, 1)

    def test_sigterm_under_way(self):
        self.ended_under_way(self.terminate, 143)


if __name__ == "__main__":
    unittest.main()
