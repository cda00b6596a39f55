"""What a step shows while it runs: on a terminal a line that moves, else none."""

import os
import subprocess
import sys
import unittest

from project import PROJECT, ScriptsFolder

sys.path.insert(0, str(PROJECT / "tests" / "support"))

from terminal import Terminal  # noqa: E402

# Ends when the file `wait` has gone.
STEP = "quietly step bash -c 'echo first; echo the second line; while [ -e wait ];" \
       " do sleep 0.05; done; echo last; exit $0'"


class WatchTest(unittest.TestCase):
    def setUp(self):
        self.scripts = ScriptsFolder(self)
        (self.scripts.folder / "wait").touch()

    def on_terminal(self, status, terminal_kind="xterm"):
        """What the terminal shows, and the status."""
        terminal = Terminal()
        self.addCleanup(terminal.close)
        process = subprocess.Popen(
            ["bash", "-c", "set -euo pipefail; . scripts/setup.sh;"
                           f" {STEP} {status}; say went on"],
            cwd=self.scripts.folder, stdin=subprocess.DEVNULL,
            stderr=terminal.descriptor, env={**os.environ, "TERM": terminal_kind})
        if terminal_kind != "dumb":
            while "the second line" not in terminal.text():
                self.assertIsNone(process.poll(), terminal.text())
        (self.scripts.folder / "wait").unlink()
        process.wait()
        return terminal.text(), process.returncode

    def test_the_log_s_last_line_moves_and_is_taken_away(self):
        shown, status = self.on_terminal(0)
        self.assertEqual(0, status, shown)
        self.assertRegex(shown, r"\r +\d+ s  the second line\x1b\[K")
        self.assertTrue(shown.endswith("\r\x1b[K== went on\r\n"), shown)
        self.assertNotIn("\n", shown[:-len("== went on\r\n")])

    def test_a_step_that_fails_shows_all_of_its_log(self):
        shown, status = self.on_terminal(3)
        self.assertEqual(1, status, shown)
        self.assertIn("\r\x1b[Kfirst\r\nthe second line\r\nlast\r\n", shown)
        self.assertNotIn("went on", shown)

    def test_a_terminal_that_draws_nothing(self):
        self.assertEqual(("== went on\r\n", 0), self.on_terminal(0, "dumb"))

    def test_nothing_moves_in_a_file(self):
        (self.scripts.folder / "wait").unlink()
        self.assertEqual(("== went on\n", 0),
                         self.scripts.function(f"{STEP} 0; say went on"))


if __name__ == "__main__":
    unittest.main()
