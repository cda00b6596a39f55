"""The job on the API's recorded answers and the recorded catalogues: into
PostgreSQL, and through dbt. And with a catalogue that is not what it should be,
which costs nothing of what is there."""

import pathlib
import sys
import tempfile
import unittest

from meltano_project import (JOB, PROJECT, RECORDED, MeltanoProject,
                             start_server)

sys.path.insert(0, str(PROJECT / "tests" / "e2e" / "tap_faults"))

from tap_runs import scripted_api  # noqa: E402

SHARED = PROJECT.parent / "shared" / "catalogue"
SATCAT = SHARED / "celestrak" / "satcat.csv"
# The newest launches alone: the log of all is not here.
LOG = SHARED / "gcat" / "launchlog-2026-09.tsv"
LOADED = JOB[:2]
FRIDAY = {"Last-Modified": "Fri, 24 Jul 2026 19:44:00 GMT"}
THURSDAY = {"Last-Modified": "Thu, 23 Jul 2026 19:44:00 GMT"}
HTML = "<!DOCTYPE html>\n<html><body>maintenance</body></html>\n"
# What is answered after a good body, and what is said of it.
FAULTS = (
    ("absent", {"status": 404, "body": "Not Found"}, "answered 404"),
    ("forbidden", {"status": 403, "body": "blocked"}, "answered 403"),
    ("cut off", {"body": {"file": str(SATCAT)}, "truncate": -20},
     "the body ends in the middle of line"),
    ("HTML", {"body": HTML}, "not a table with the columns"),
    ("empty", {"body": ""}, "the body is empty"))


@unittest.skipUnless(RECORDED.is_dir() and SATCAT.is_file(),
                     f"the recorded bodies are not here ({SATCAT})")
class RecordedCatalogues(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = start_server()
        cls.addClassCleanup(cls.server.remove)
        cls.project = MeltanoProject()
        cls.addClassCleanup(cls.project.remove)
        cls.run_job(*JOB, TAP_SPACEX_CATALOGUE_URL=SATCAT.as_uri())

    @classmethod
    def run_job(cls, *steps, **variables):
        return cls.project.meltano(
            "--environment=dev", "run", *steps, server=cls.server,
            **{"TAP_SPACEX_API_URL": RECORDED.as_uri(),
               "TAP_SPACEX_LAUNCH_LOG_URL": LOG.as_uri(),
               "TAP_SPACEX__SELECT": '["*.*"]'} | variables)

    def query(self, sql):
        return self.server.query(sql, "spacex_dev")

    def test_every_line_has_its_row(self):
        self.assertEqual([["12702", "12702", "245", "245"]], self.query(
            "select (select count(*) from tap_spacex.satellite_catalogue),"
            ' (select count(distinct "NORAD_CAT_ID")'
            " from tap_spacex.satellite_catalogue),"
            " (select count(*) from tap_spacex.launch_log),"
            ' (select count(distinct ("Launch_Tag", "JCAT"))'
            " from tap_spacex.launch_log)"))

    def test_where_each_source_was_read_and_as_of_when(self):
        self.assertEqual(
            [["celestrak", "file", "2026-07-24", "content", "1"],
             ["gcat", "file", "2026-09-28", "content", "1"],
             ["spacex", "file", "", "", "14"]], self.query(
                "select source_name, source_kind, as_of::date, as_of_basis,"
                " count(*) from analytics.audit_extractions"
                " group by 1, 2, 3, 4 order by 1"))

    def test_all_documents_join_and_decays_are_as_known(self):
        self.assertEqual([["3526", "3526", "259", "1078"]], self.query(
            "select count(*), count(norad_id), count(*) filter (where"
            " decayed_on <= '2022-11-30'), count(*) filter (where"
            " decayed_on > '2022-11-30')"
            " from analytics.dim_starlink_satellites"
            " where satellite_id is not null and decay_source is distinct from"
            " 'spacex'"))

    def test_in_orbit_by_the_catalogue(self):
        self.assertEqual([["2026-07-24", "10836"]], self.query(
            "select as_of_date, satellites_in_orbit"
            " from analytics.mart_starlink_42k_answer where is_headline"))

    def test_it_agrees_with_the_api(self):
        """The one decay that the API missed."""
        self.assertEqual([["46774", "", "2022-04-16"]], self.query(
            "select satellites.norad_id, documents.decayed_on,"
            " satellites.decayed_on"
            " from analytics.dim_starlink_satellites as satellites"
            " inner join analytics_intermediate"
            ".int_starlink__documents_deduplicated as documents"
            " using (satellite_id)"
            " where satellites.decayed_on <= '2022-11-30'"
            " and documents.decayed_on is distinct from satellites.decayed_on"))


@unittest.skipUnless(RECORDED.is_dir() and SATCAT.is_file(),
                     f"the recorded bodies are not here ({SATCAT})")
class FaultyCatalogue(unittest.TestCase):
    """Each time after a good body: the job goes on, and its rows stay."""

    @classmethod
    def setUpClass(cls):
        cls.server = start_server()
        cls.addClassCleanup(cls.server.remove)
        cls.project = MeltanoProject()
        cls.addClassCleanup(cls.project.remove)
        cls.small = tempfile.NamedTemporaryFile(suffix=".csv")
        cls.addClassCleanup(cls.small.close)
        lines = SATCAT.read_bytes().splitlines(keepends=True)[:1000]
        pathlib.Path(cls.small.name).write_bytes(b"".join(lines))

    def run_job(self, api, *steps):
        return self.project.meltano(
            "--environment=dev", "run", *steps, server=self.server,
            TAP_SPACEX_API_URL=RECORDED.as_uri(),
            TAP_SPACEX_CATALOGUE_URL=f"{api.url}/satcat.csv",
            TAP_SPACEX_CATALOGUE_REQUEST_INTERVAL_HOURS="0",
            # The catalogue and one stream, which does not fail.
            TAP_SPACEX__SELECT='["satellite_catalogue.*", "crew.*",'
                               ' "extractions.*"]')

    def newest(self, environment="dev"):
        [row] = self.server.query(
            "select outcome, coalesce(problem, '') from tap_spacex.extractions"
            " where stream = 'satellite_catalogue'"
            " order by run_id desc limit 1", f"spacex_{environment}")
        return row

    def rows(self):
        return self.server.query(
            "select count(*), count(_sdc_deleted_at), max(_sdc_batched_at)"
            " from tap_spacex.satellite_catalogue", "spacex_dev")

    def test_a_faulty_body_costs_nothing_of_what_is_there(self):
        good = {"body": {"file": str(SATCAT)}, "headers": FRIDAY}
        stale = {"body": {"file": self.small.name}, "headers": THURSDAY}
        answers = [good, *(answer for _, answer, _ in FAULTS), stale]
        with scripted_api({"/satcat.csv": answers}) as api:
            self.run_job(api, *LOADED)
            self.assertEqual(["read", ""], self.newest())
            before = self.rows()
            self.assertEqual(["12702", "0"], before[0][:2])
            for fault, _, words in FAULTS:
                with self.subTest(fault):
                    output = self.run_job(api, *LOADED)
                    outcome, problem = self.newest()
                    self.assertEqual("failed", outcome)
                    self.assertIn(words, problem)
                    self.assertIn(words, output)
                    self.assertEqual(before, self.rows())
            output = self.run_job(api, *LOADED)
            self.assertEqual("unchanged", self.newest()[0])
            self.assertRegex(output, r"warning.*older")
            self.assertEqual(before, self.rows())
            self.assertEqual(len(answers), len(api.requests))

    def test_an_empty_database_gets_an_answer_as_of_the_api(self):
        with scripted_api({"*": [{"status": 404}]}) as api:
            self.project.meltano(
                "--environment=staging", "run", *LOADED, "dbt-postgres:run",
                server=self.server, TAP_SPACEX_API_URL=RECORDED.as_uri(),
                TAP_SPACEX_CATALOGUE_URL=f"{api.url}/satcat.csv",
                TAP_SPACEX_LAUNCH_LOG_URL=f"{api.url}/launchlog.tsv",
                TAP_SPACEX__SELECT='["*.*"]')
        self.assertEqual("failed", self.newest("staging")[0])
        [text] = self.server.query(
            "select answer_text from analytics.mart_starlink_42k_answer"
            " where is_headline", "spacex_staging")[0]
        self.assertIn("The data ended on 2022-11-30 with 3,268", text)


if __name__ == "__main__":
    unittest.main()
