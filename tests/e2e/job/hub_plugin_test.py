"""Our target in a project whose target-postgres was added from the Meltano Hub: what
README.md says of it, with the Hub's own lock file."""

import re
import shutil
import unittest

import yaml
from meltano_project import MELTANO, PROJECT, MeltanoProject
from postgres_server import PostgresServer

CASE = PROJECT.parent / "shared" / "cases" / "new-user"
LOCK = "target-postgres--meltanolabs.lock"
PASSWORD = "hub-s3cret"
TAP = """#!/bin/sh
cat <<END
{"type":"SCHEMA","stream":"animals","key_properties":["id"],"schema":{"properties":{"id":{"type":"integer"}}}}
{"type":"RECORD","stream":"animals","record":{"id":7}}
{"type":"STATE","value":{"n":1}}
END
"""


def snippet():
    """The loader's entry in README.md."""
    text = (PROJECT / "README.md").read_text()
    [block] = [each for each in re.findall(r"```yaml\n(.*?)```", text, re.DOTALL)
               if "loaders:" in each]
    [entry] = yaml.safe_load(block)["plugins"]["loaders"]
    return entry


class HubProject(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = PostgresServer(tcp=True)
        cls.addClassCleanup(cls.server.remove)
        cls.server.query(f"create role loader login password '{PASSWORD}'")
        hba = cls.server.data / "pg_hba.conf"
        hba.write_text("local all all trust\nhost all all 127.0.0.1/32 scram-sha-256\n")
        cls.server.query("select pg_reload_conf()")
        cls.databases = 0

    def setUp(self):
        self.database = f"dwh{type(self).databases}"
        type(self).databases += 1
        self.server.create_database(self.database, "owner loader")
        self.project = MeltanoProject()
        self.addCleanup(self.project.remove)
        (self.project.folder / "tapfile.sh").write_text(TAP)
        (self.project.folder / "tapfile.sh").chmod(0o755)

    def write(self, configuration, entry):
        """meltano.yml with `entry` as the loader's, which keeps its old config."""
        [old] = configuration["plugins"]["loaders"]
        entry["config"] = {
            **old["config"], **entry.get("config", {}), "port": self.server.port,
            "database": self.database, "password": PASSWORD}
        configuration["plugins"]["loaders"] = [entry]
        (self.project.folder / "meltano.yml").write_text(yaml.safe_dump(configuration))

    def meltano(self, *arguments, **variables):
        return self.project.call([MELTANO, *arguments], **variables)

    def load(self, **variables):
        # Meltano would install MeltanoLabs' package, which nobody runs.
        return self.meltano("run", "--no-install", "tap-file", "target-postgres",
                            **variables)

    def assert_loads(self):
        output, status = self.load()
        self.assertEqual(0, status, output)
        self.assertEqual([["7"]], self.server.query(
            "select id from tap_file.animals", self.database))


@unittest.skipUnless(CASE.is_dir(), f"the Hub's lock file is not here ({CASE})")
class WithTheLockFile(HubProject):
    def setUp(self):
        super().setUp()
        locks = self.project.folder / "plugins" / "loaders"
        locks.mkdir(parents=True)
        shutil.copy(CASE / LOCK, locks)
        self.configuration = yaml.safe_load(
            (CASE / "hub_swap_meltano.yml").read_text())
        [self.entry] = self.configuration["plugins"]["loaders"]

    def test_a_path_in_the_project_is_not_found(self):
        self.write(self.configuration, self.entry)
        output, status = self.load()
        self.assertEqual(1, status, output)
        self.assertIn("'./bin/target-postgres-cpp' could not be found", output)

    def test_an_absolute_path_is_enough(self):
        self.entry["executable"] = str(self.project.folder / "bin/target-postgres-cpp")
        self.entry["config"]["retry_budget_seconds"] = 1
        self.write(self.configuration, self.entry)
        self.assert_loads()
        # Nor does Meltano take it out again.
        output, status = self.meltano("config", "set", "target-postgres",
                                      "load_method", "upsert")
        self.assertEqual(0, status, output)
        self.server.query("truncate tap_file.animals", self.database)
        self.assert_loads()
        output, status = self.load(TARGET_POSTGRES_PORT="1")
        self.assertEqual(1, status)
        self.assertIn("for up to 1 s", output)

    def test_the_whole_entry_is_enough(self):
        self.write(self.configuration, snippet())
        self.assert_loads()


class Snippet(HubProject):
    def setUp(self):
        super().setUp()
        self.write({
            "project_id": "hub", "send_anonymous_usage_stats": False,
            "default_environment": "dev", "environments": [{"name": "dev"}],
            "plugins": {
                "extractors": [{"name": "tap-file", "namespace": "tap_file",
                                "executable": "./tapfile.sh", "settings": []}],
                "loaders": [{"config": {"host": "127.0.0.1", "user": "loader"}}]}},
            snippet())

    def test_is_all_that_a_project_needs(self):
        self.assert_loads()

    def test_what_config_test_says(self):
        """As the README has it: its traceback comes in either case."""
        well = "Test data was written to your target system"
        output, _ = self.meltano("config", "test", "target-postgres")
        self.assertIn(well, output)
        self.assertEqual([["1"]], self.server.query(
            "select id from melty.meltano_test_stream", self.database))
        wrong = {"TARGET_POSTGRES_PASSWORD": "wr0ng"}
        self.project.call(["sed", "-i", "/password:/d", "meltano.yml"])
        for level, reason in (("info", False), ("debug", True)):
            output, status = self.meltano(f"--log-level={level}", "config", "test",
                                          "target-postgres", **wrong)
            self.assertEqual(1, status, output)
            self.assertNotIn(well, output)
            self.assertEqual(reason, "28P01" in output, output)
            self.assertNotIn("wr0ng", output)


if __name__ == "__main__":
    unittest.main()
