"""A Meltano project of somebody else's, with a server of its own to load into."""

import contextlib
import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest

import ruamel.yaml

from wheels import PROJECT, index, wheels

from meltano_project import MELTANO, PostgresServer, clean_environment

TAP = """#!/bin/sh
cat <<END
{"type":"SCHEMA","stream":"animals","key_properties":["id"],"schema":{"properties":{"id":{"type":"integer"}}}}
{"type":"RECORD","stream":"animals","record":{"id":7}}
{"type":"STATE","value":{"n":1}}
END
"""
# As Meltano reads and writes it.
YAML = ruamel.yaml.YAML()
FOREIGN_TAP = {"name": "tap-file", "namespace": "tap_file", "executable": "./tapfile.sh",
               "settings": []}


class PackagingCase(unittest.TestCase):
    """One server, one index with the wheels and one project per class."""

    @classmethod
    def setUpClass(cls):
        cls.server = PostgresServer()
        cls.addClassCleanup(cls.server.remove)
        cls.server.create_database("dwh")
        cls.made = pathlib.Path(tempfile.mkdtemp(prefix="wheels-"))
        cls.addClassCleanup(shutil.rmtree, cls.made)
        cls.wheels = wheels(cls.made)
        with contextlib.ExitStack() as stack:
            cls.index = stack.enter_context(index(cls.wheels, cls.made / "index"))
            cls.addClassCleanup(stack.pop_all().close)

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="project-"))
        self.addCleanup(shutil.rmtree, self.folder)
        (self.folder / "tapfile.sh").write_text(TAP)
        (self.folder / "tapfile.sh").chmod(0o755)
        self.write_project({})
        self.server.query("drop schema if exists tap_file cascade", "dwh")

    def write_project(self, plugins, **members):
        self.configuration = {
            "project_id": "foreign", "send_anonymous_usage_stats": False,
            "default_environment": "dev", "environments": [{"name": "dev"}],
            **members,
            "plugins": {"extractors": [FOREIGN_TAP], **plugins}}
        self.save()

    def save(self):
        YAML.dump(self.configuration, self.folder / "meltano.yml")

    def load_configuration(self):
        self.configuration = YAML.load(self.folder / "meltano.yml")
        return self.configuration["plugins"]

    def connection(self):
        return {"host": self.server.socket_folder, "port": self.server.port,
                "user": self.server.user, "database": "dwh"}

    def run_here(self, *command, **variables):
        """Output and status; no index but ours is there, and no program of the project's."""
        environment = clean_environment() | {
            "PIP_INDEX_URL": self.index, "UV_INDEX_URL": self.index,
            "UV_DEFAULT_INDEX": self.index, "PIP_DISABLE_PIP_VERSION_CHECK": "1",
            "UV_NO_CACHE": "1"} | variables
        done = subprocess.run(command, cwd=self.folder, env=environment, text=True,
                              stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT)
        return done.stdout, done.returncode

    def must(self, *command, **variables):
        output, status = self.run_here(*command, **variables)
        self.assertEqual(0, status, output)
        return output

    def meltano(self, *arguments, **variables):
        return self.must(MELTANO, *arguments, **variables)

    def assert_loads(self, **variables):
        self.meltano("run", "--no-install", "tap-file", "target-postgres", **variables)
        self.assertEqual([["7"]], self.server.query(
            "select id from tap_file.animals", "dwh"))


def with_programs(*folders):
    """A PATH with these folders first."""
    return {"PATH": os.pathsep.join([*map(str, folders), os.environ["PATH"]])}


def commit():
    """As --version tells it, or None where this is no checkout of git."""
    if not shutil.which("git"):
        return None
    done = subprocess.run(["git", "describe", "--always", "--exclude=*", "--abbrev=40"],
                          cwd=PROJECT, capture_output=True, text=True)
    return done.stdout.strip()[:12] or None
