"""No environment's run touches another's database."""

import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

from meltano_project import (ENVIRONMENTS, PROJECT, MeltanoProject, served_url,
                             start_server)

# Small: what is looked at is where the rows go.
SATELLITES = 100


def contents(server, environment):
    """Each table of an environment's database with a hash of its rows."""
    database = f"spacex_{environment}"
    tables = server.query(
        "select format('%I.%I', schemaname, tablename) from pg_tables"
        " where schemaname not in ('pg_catalog', 'information_schema')",
        database)
    return {table: server.value(
        f"select md5(coalesce(string_agg(t::text, '|' order by t::text), ''))"
        f" from {table} t", database) for [table] in tables}


class Environments(unittest.TestCase):
    def test_a_run_writes_into_its_own_database_only(self):
        server = start_server()
        self.addCleanup(server.remove)
        project = MeltanoProject()
        self.addCleanup(project.remove)
        expected = {environment: {} for environment in ENVIRONMENTS}
        with served_url("--satellites", str(SATELLITES)) as url:
            for environment in ENVIRONMENTS:
                project.meltano(
                    f"--environment={environment}", "run", "tap-spacex",
                    "target-postgres", "dbt-postgres:run", server=server,
                    TAP_SPACEX_API_URL=url)
                found = {each: contents(server, each) for each in ENVIRONMENTS}
                own = found.pop(environment)
                expected.pop(environment)
                self.assertEqual(expected, found)
                self.assertIn("tap_spacex.starlink", own)
                self.assertIn("analytics.mart_starlink_42k_answer", own)
                expected = found | {environment: own}


class Refused(unittest.TestCase):
    """A folder of generated documents is the sample API's, however it is read."""

    def setUp(self):
        self.project = MeltanoProject()
        self.addCleanup(self.project.remove)
        self.api = pathlib.Path(tempfile.mkdtemp(prefix="api-"))
        self.addCleanup(shutil.rmtree, self.api)

    def generate(self, *options):
        subprocess.run([sys.executable, PROJECT / "sample" / "generate.py",
                        self.api, *options], check=True)

    def call(self, environment):
        return self.project.call(
            ["scripts/print_environment", environment],
            TAP_SPACEX_API_URL=self.api.as_uri(),
            TARGET_POSTGRES_HOST="/nowhere")

    def test_generated_documents(self):
        for options in ((), ("--satellites", "10")):
            self.generate(*options)
            for environment in ("staging", "prod"):
                with self.subTest(options=options, environment=environment):
                    output, status = self.call(environment)
                    self.assertEqual(1, status, output)
                    self.assertIn("sample API, whose data does not belong into "
                                  f"environment '{environment}'", output)
                    self.assertIn(self.api.as_uri(), output)

    def test_a_copy_of_them_by_record_dir(self):
        """The mark is beside the bodies, as the tap copies it."""
        self.generate()
        (self.api / ".kind").rename(self.api / "v4" / ".kind")
        output, status = self.call("prod")
        self.assertEqual(1, status, output)
        self.assertIn("does not belong into environment 'prod'", output)

    def test_documents_of_the_public_api_are_not(self):
        self.generate()
        (self.api / ".kind").write_text("public\n")
        output, _ = self.call("prod")
        self.assertNotIn("does not belong", output)


if __name__ == "__main__":
    unittest.main()
