"""scripts/postgres: no start that was killed, moved or misled loses its data."""

import os
import pathlib
import shutil
import signal
import subprocess
import tempfile
import unittest

from meltano_project import PROJECT, clean_environment
from waiting import wait_until

SCRIPT = PROJECT / "scripts" / "postgres"
BINDIR = pathlib.Path(os.environ.get("POSTGRES_BINDIR") or max(
    pathlib.Path("/usr/lib/postgresql").glob("*/bin"),
    key=lambda each: int(each.parent.name)))

# Runs the real program, and then stands still for the test to kill it.
AND_STAND_STILL = """#!/bin/sh
"{real}" "$@" && : >"{reached}" && exec sleep 1000000
"""


class PrivateServer(unittest.TestCase):
    def setUp(self):
        self.scratch = pathlib.Path(tempfile.mkdtemp(prefix="private server-"))
        self.scratch.chmod(0o755)
        self.folder = self.scratch / "of mine"
        self.addCleanup(shutil.rmtree, self.scratch, ignore_errors=True)
        self.addCleanup(lambda: self.call("stop", "immediate"))

    def call(self, command, *arguments, **variables):
        with tempfile.TemporaryFile("w+") as output:
            status = subprocess.run(
                [SCRIPT, command, self.folder, *arguments],
                env=clean_environment() | variables, stdin=subprocess.DEVNULL,
                stdout=output, stderr=subprocess.STDOUT).returncode
            output.seek(0)
            return output.read(), status

    def start(self, *arguments):
        output, status = self.call("start", *arguments)
        self.assertEqual(0, status, output)
        return output

    def value(self, exports, query):
        """What psql prints that was told `exports` as a shell is."""
        return subprocess.run(
            ["bash", "-c", f'set -a; {exports}\npsql -XAtc "$0" postgres',
             query], env=clean_environment(), check=True, text=True,
            stdout=subprocess.PIPE).stdout.strip()

    def kill_start_after(self, program):
        """A start that is killed as a whole when `program` has done its work."""
        bindir = self.scratch / f"{program} stands still"
        bindir.mkdir()
        bindir.chmod(0o777)
        for each in BINDIR.iterdir():
            (bindir / each.name).symlink_to(each)
        reached = bindir / "reached"
        (bindir / program).unlink()
        (bindir / program).write_text(AND_STAND_STILL.format(
            real=BINDIR / program, reached=reached))
        (bindir / program).chmod(0o755)
        script = subprocess.Popen(
            [SCRIPT, "start", self.folder], start_new_session=True,
            env=clean_environment() | {"POSTGRES_BINDIR": str(bindir)},
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL)
        wait_until(lambda: script.poll() is not None or reached.exists(),
                   f"{program} to have done its work")
        self.assertIsNone(script.poll())
        os.killpg(script.pid, signal.SIGKILL)
        script.wait()

    def test_killed_while_the_server_starts(self):
        self.kill_start_after("pg_ctl")
        exports = self.start()
        self.assertEqual("1", self.value(exports, "select 1"))
        self.assertEqual(exports, self.call("env")[0])

    def test_killed_while_the_cluster_is_made(self):
        self.kill_start_after("initdb")
        exports = self.start("-c", "work_mem=7MB")
        self.assertEqual("7MB", self.value(exports, "show work_mem"))
        self.assertEqual("", self.value(exports, "show listen_addresses"))

    def test_cluster_without_its_settings_gets_them(self):
        self.start()
        self.call("stop")
        conf = self.folder / "data" / "postgresql.conf"
        conf.write_text(conf.read_text().replace("include_if_exists", "#"))
        self.assertEqual("", self.value(self.start(), "show listen_addresses"))

    def test_the_number_of_the_process_belongs_to_another_now(self):
        self.value(self.start(), "create table kept as select 1 as one")
        self.call("stop", "immediate")
        lock = self.folder / "data" / "postmaster.pid"
        owner = (self.folder / "data").stat().st_uid
        another = subprocess.Popen(
            ["sleep", "1000000"], **({"user": owner} if os.getuid() == 0 else {}))
        self.addCleanup(another.wait)
        self.addCleanup(another.kill)
        data = self.folder / "data"
        lock.write_text(f"{another.pid}\n{data}\n1\n5432\n{self.folder}\n\n"
                        "1 1\nready   \n")
        self.assertEqual("1", self.value(self.start(), "select one from kept"))
        self.assertIsNone(another.poll())

    def test_folder_written_before_paths_were_quoted(self):
        exports = self.start("--tcp")
        self.assertIn("127.0.0.1", exports)
        env = self.folder / "env"
        for text in (f"PGHOST={self.folder}\nPGPORT=1\nPGUSER=postgres\n", ""):
            env.write_text(text)
            self.assertEqual(exports, self.start())
        self.call("stop")
        env.write_text(f"PGHOST={self.folder}\n")
        self.assertEqual("1", self.value(self.start("--tcp"), "select 1"))

    def test_moved_while_it_runs(self):
        exports = self.start()
        self.value(exports, "create table kept as select 1 as one")
        self.folder = self.folder.rename(self.scratch / "elsewhere")
        self.assertEqual("1", self.value(self.start(), "select one from kept"))
        self.call("stop")
        self.assertEqual("1", self.value(self.start(), "select one from kept"))

    @unittest.skipUnless(os.getuid() == 0 and
                         pathlib.Path("/var/lib/postgresql").is_dir(),
                         "only root's server is another user's")
    def test_cluster_that_cannot_be_here_is_in_the_servers_home(self):
        closed = pathlib.Path(tempfile.mkdtemp(dir=pathlib.Path.home()))
        self.addCleanup(shutil.rmtree, closed, ignore_errors=True)
        self.folder = closed / "server"
        self.assertEqual("1", self.value(self.start(), "select 1"))
        data = (self.folder / "data").resolve()
        self.call("stop")
        shutil.rmtree(data.parent)
        if pathlib.Path.home().stat().st_mode & 0o001 == 0:
            self.assertTrue(data.is_relative_to("/var/lib/postgresql"), data)


if __name__ == "__main__":
    unittest.main()
