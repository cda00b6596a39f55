"""What goes wrong ends in one line and a status, and leaves no page."""

import pathlib
import tempfile
import unittest

from report_run import report
from postgres_server import PostgresServer


class Errors(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = PostgresServer()
        cls.addClassCleanup(cls.server.remove)
        cls.server.create_database("spacex")

    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="report-")
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def assert_fails(self, status, says, *arguments, database="spacex",
                     **variables):
        variables = {"REPORT_PATH": str(self.folder / "page.html"), **variables}
        done = report(self.server, database, *arguments, **variables)
        self.assertEqual(status, done.returncode, done.stderr)
        [line] = done.stderr.splitlines()
        self.assertTrue(line.startswith("spacex-report: "), line)
        self.assertRegex(line, says)
        self.assertEqual("", done.stdout)
        self.assertEqual([], list(self.folder.iterdir()))

    def test_no_marts(self):
        self.assert_fails(1, "mart_starlink_42k_answer.* does not exist.*42P01"
                             ".*meltano invoke dbt-postgres:build")

    def test_an_old_page_stays_as_it_was(self):
        page = self.folder / "old" / "page.html"
        with tempfile.TemporaryDirectory() as folder:
            page = pathlib.Path(folder) / "page.html"
            page.write_text("old")
            self.assert_fails(1, "does not exist", REPORT_PATH=str(page))
            self.assertEqual("old", page.read_text())

    def test_marts_of_another_version(self):
        self.server.create_database("older")
        self.server.query(
            "create schema analytics; create table"
            " analytics.mart_starlink_42k_answer (answer_text text)", "older")
        self.assert_fails(1, "query answer failed.*42703", database="older")

    def test_marts_without_a_row(self):
        self.server.create_database("rowless")
        self.server.query("create schema analytics", "rowless")
        self.server.query(
            "create table analytics.mart_starlink_42k_answer as select"
            " null::text as scenario_key, null::text as scenario_name,"
            " true as is_headline, null::text as outcome,"
            " 1 as target_satellites, null::date as as_of_date,"
            " null::text as data_source, 1 as satellites_launched,"
            " 1 as satellites_in_orbit, 1 as satellites_decayed,"
            " 1 as launches_to_date, 1 as ttm_launches,"
            " 1.0 as satellites_per_launch, 1 as saturation_level,"
            " 1 as ttm_satellites, 1 as required_satellites_per_year,"
            " 0.1 as prob_reached_by_2035, null::text as interval_method,"
            " 0.1 as chance_standard_error_points, null::text as rate_text,"
            " null::text as since_text, null::text as source_text, null::text as assumptions_hash,"
            " 1 as required_launches_per_year, null::date as reach_date_p50,"
            " 1 as launches_needed_p50, 0.1 as prob_reached_by_2040,"
            " 0.1 as prob_reached_by_2050, 0.1 as prob_reached_by_2100,"
            " null::text as answer_text, now() as transformation_updated_at"
            " limit 0", "rowless")
        self.assert_fails(1, "has no headline", database="rowless")

    def test_no_database(self):
        self.assert_fails(1, '"nowhere" does not exist', database="nowhere")

    def test_no_server(self):
        self.assert_fails(1, "cannot connect.*TARGET_POSTGRES_HOST",
                          DBT_POSTGRES_HOST="127.0.0.1", DBT_POSTGRES_PORT="1")

    def test_password_is_never_shown(self):
        done = report(self.server, "nowhere",
                      DBT_POSTGRES_PASSWORD="not-to-be-seen")
        self.assertEqual(1, done.returncode)
        self.assertNotIn("not-to-be-seen", done.stderr)

    def test_port_that_is_none(self):
        for port in ("0", "65536", "five", "٥"):
            with self.subTest(port=port):
                self.assert_fails(2, "TARGET_POSTGRES_PORT",
                                  DBT_POSTGRES_PORT=port)

    def test_argument(self):
        self.assert_fails(2, "'--help'|'page'", "page")

    def test_path_that_is_a_folder(self):
        self.assert_fails(2, "REPORT_PATH", REPORT_PATH=str(self.folder))


if __name__ == "__main__":
    unittest.main()
