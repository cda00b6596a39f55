"""What each label of scripts/test needs of the machine, and no more."""

import os
import unittest

from project import PROJECT, ScriptsFolder

# A machine where nothing is installed, and an ordinary user without sudo: the
# script then names what is missing, and stops.
MACHINE = {"dpkg-query": "exit 1", "id": "echo 1000", "sudo": "exit 1"}
BUILD = {"g++", "cmake", "ninja-build", "catch2", "libpq-dev"}
OTHERS = {"postgresql", "python3-venv", "chromium"}


class Needs(unittest.TestCase):
    def setUp(self):
        self.scripts = ScriptsFolder(self)
        (self.scripts.folder / "tests").symlink_to(PROJECT / "tests")
        programs = self.scripts.folder / "programs"
        programs.mkdir()
        for name, command in MACHINE.items():
            (programs / name).write_text(f"#!/bin/sh\n{command}\n")
            (programs / name).chmod(0o755)
        self.path = f"{programs}:{os.environ['PATH']}"

    def missing(self, *options):
        output, status = self.scripts.call(
            "scripts/test", *options, env=dict(os.environ, PATH=self.path))
        self.assertEqual(1, status, output)
        self.assertEqual([], sorted(
            each.name for each in self.scripts.folder.glob("build*")), output)
        return set(output.split("apt-get install ")[1].split())

    def test_of_each_label(self):
        for options, others in ((["--label", "unit"], set()),
                                (["--label", "unit", "-R", "loader"], set()),
                                (["--label", "postgres"], {"postgresql"}),
                                (["--label", "e2e"], OTHERS),
                                (["-R", "loader"], OTHERS),
                                ([], OTHERS)):
            with self.subTest(options):
                missing = self.missing(*options)
                self.assertLessEqual(BUILD, missing)
                self.assertEqual(others, missing & OTHERS)


if __name__ == "__main__":
    unittest.main()
