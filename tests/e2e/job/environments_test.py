"""No environment's run touches another's database."""

import unittest

from meltano_project import (ENVIRONMENTS, MeltanoProject, served_url,
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


if __name__ == "__main__":
    unittest.main()
