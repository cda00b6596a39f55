"""Two runs in one checkout: the second waits, and says for which."""

import re
import signal
import subprocess
import unittest

from meltano_project import (MeltanoProject, clean_environment, reach, served_url,
                             start_server)
from waiting import SAFETY_NET_S, wait_until

WAITS = "waiting for another run in this checkout to end: process "
RUN = ("scripts/with_env", "sample", "meltano", "run", "tap-spacex",
       "target-postgres")


class TwoRuns(unittest.TestCase):
    def setUp(self):
        self.server = start_server()
        self.addCleanup(self.server.remove)
        self.project = MeltanoProject()
        self.addCleanup(self.project.remove)
        self.lock = self.project.folder / ".local" / "run.lock"
        url = self.enterContext(served_url("--satellites", "100"))
        self.variables = {"TAP_SPACEX_API_URL": url}
        self.logs = 0

    def start(self, *command):
        """A process, what it says in a file."""
        self.logs += 1
        log = self.project.folder / f"log-{self.logs}"
        with log.open("w") as output:
            process = subprocess.Popen(
                command, cwd=self.project.folder, stdin=subprocess.DEVNULL,
                env=clean_environment() | reach(self.server) | self.variables,
                stdout=output, stderr=subprocess.STDOUT)
        process.log = log
        self.addCleanup(self.end, process)
        return process

    @staticmethod
    def end(process):
        process.terminate()
        process.wait(SAFETY_NET_S)

    def hold(self):
        """A process that has the lock, as a run has it, until it is ended."""
        self.lock.write_text("process 77, since 12:34:56\n")
        holder = self.start("flock", "--no-fork", self.lock, "sleep", "infinity")
        wait_until(lambda: not self.is_free(), "the lock to be taken")
        return holder

    def is_free(self):
        return subprocess.run(["flock", "-n", self.lock, "true"]).returncode == 0

    def wait_for(self, process, text):
        wait_until(lambda: text in process.log.read_text() or
                   process.poll() is not None, text)
        self.assertIsNone(process.poll(), process.log.read_text())

    def assert_done(self, process):
        status = process.wait(SAFETY_NET_S)
        text = process.log.read_text()
        self.assertEqual(0, status, text)
        return text

    def test_the_second_goes_on_when_the_first_has_ended(self):
        first = self.start("scripts/run")
        # dbt has begun, and built nothing yet.
        self.wait_for(first, "Running with dbt=")
        second = self.start("scripts/run", "--env", "sample")
        self.wait_for(second, f"{WAITS}{first.pid}, since ")
        self.assertNotIn(WAITS, self.assert_done(first))
        self.assert_done(second)
        self.assertLess(self.moments(first)[-1], self.moments(second)[0])
        self.assertTrue(self.is_free())

    @staticmethod
    def moments(process):
        """Of Meltano's log; each has its date."""
        return re.findall(r"^(?:\x1b\[\w+)*(\d{4}-\S+Z)",
                          process.log.read_text(), re.MULTILINE)

    def test_a_scheduled_run_waits_too(self):
        holder = self.hold()
        second = self.start(*RUN)
        self.wait_for(second, f"{WAITS}77, since 12:34:56")
        self.assertEqual([], self.moments(second))
        holder.terminate()
        self.assert_done(second)
        self.assertNotEqual([], self.moments(second))
        self.assertTrue(self.is_free())

    def test_what_is_no_run_does_not_wait(self):
        self.hold()
        for command in (["psql", "-XAtc", "select 6 * 7"],
                        ["meltano", "state", "list"]):
            done = self.assert_done(
                self.start("scripts/with_env", "sample", *command))
            self.assertNotIn("waiting", done)

    def test_one_that_waits_can_be_stopped(self):
        self.hold()
        for command in (["scripts/run"], RUN):
            second = self.start(*command)
            self.wait_for(second, WAITS)
            second.send_signal(signal.SIGTERM)
            self.assertIn(second.wait(SAFETY_NET_S), (-15, 143))
        self.assertFalse(self.is_free())


if __name__ == "__main__":
    unittest.main()
