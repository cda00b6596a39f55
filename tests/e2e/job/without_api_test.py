"""scripts/run where the public SpaceX API is gone: the project's facts beside the
catalogues that answer, in dev; the sample where they do not answer either."""

import pathlib
import shutil
import sys
import tempfile
import unittest

from meltano_project import PROJECT, MeltanoProject, start_server
from sample_api import generate

sys.path.insert(0, str(PROJECT / "tests" / "e2e" / "tap_faults"))

from tap_runs import scripted_api  # noqa: E402

CATALOGUE, LOG = "/pub/satcat.csv", "/launchlog.tsv"
GONE = [{"status": 404, "body": "gone"}]
# Nobody listens there: https addresses, the public API's, are out of reach.
DEAD = "http://127.0.0.1:1"
KINDS = ("select distinct source, kind, outcome from tap_spacex.extractions"
         " where run_id = (select max(run_id) from tap_spacex.extractions)"
         " order by 1")
FACTS = ["spacex", "facts", "read"]


def answer(file, modified):
    return [{"body": {"file": str(file)},
             "headers": {"Last-Modified": modified}}]


class PublicApiIsGone(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.bodies = pathlib.Path(tempfile.mkdtemp(prefix="bodies-"))
        cls.addClassCleanup(shutil.rmtree, cls.bodies)
        generate(cls.bodies)

    def setUp(self):
        self.server = start_server()
        self.addCleanup(self.server.remove)
        self.project = MeltanoProject()
        self.addCleanup(self.project.remove)

    def good(self):
        log = self.bodies / "space/gcat/tsv/derived/launchlog.tsv"
        return {CATALOGUE: answer(self.bodies / "pub/satcat.csv",
                                  "Sat, 22 Aug 2026 12:00:00 GMT"),
                LOG: answer(log, "Mon, 28 Sep 2026 22:16:00 GMT")}

    def call(self, api, *command, **variables):
        """What COMMAND said. The API's address is the public one, and nobody there;
        by a proxy also where one answers for it."""
        output, status = self.project.call(command, self.server, **{
            "https_proxy": DEAD,
            "TAP_SPACEX_CATALOGUE_URL": api.url + CATALOGUE,
            "TAP_SPACEX_LAUNCH_LOG_URL": api.url + LOG,
            "TAP_SPACEX__SELECT": '["*.*"]'} | variables)
        self.status = status
        return output

    def run_script(self, api, *options, **variables):
        output = self.call(api, "scripts/run", *options, **variables)
        self.assertEqual(0, self.status, output)
        return output

    def asked(self, api):
        return sorted(request["path"] for request in api.requests
                      if request["method"] == "GET")

    def test_facts_beside_live_catalogues(self):
        with scripted_api(self.good()) as api:
            # A proxy that answers 404 for the API.
            output = self.run_script(api, https_proxy=api.url)
            # The trial's, which the job's run reads.
            self.assertEqual([LOG, CATALOGUE], self.asked(api))
            self.assertIn("satellite catalogue: read, as of 2026-08-22", output)
            self.assertIn("launch log: read, as of 2026-09-28", output)
            self.assertIn("SpaceX API: the project's frozen facts, not live",
                          output)
            text = " ".join(output.split())
            self.assertIn("11,057 Starlink satellites are in orbit on"
                          " 2026-08-22", text)
            self.assertIn("GCAT's launch log, read there, as of 2026-09-28. The"
                          " SpaceX API, from frozen public facts, not live, as"
                          " of 2022-11-30.", text)
            self.assertNotIn("SAMPLE", output)
            self.assertEqual(
                [["celestrak", "public", "read"],
                 ["gcat", "public", "read"], FACTS],
                self.server.query(KINDS, "spacex_dev"))
            self.assertEqual([["2026-08-22", "celestrak", "public"]], self.server
                             .query("select as_of_date, source_name, data_source"
                                    " from analytics.mart_starlink_42k_answer"
                                    " where is_headline", "spacex_dev"))
            self.assert_env_is_the_same(api)
            self.assertEqual([LOG, CATALOGUE], self.asked(api))

    def assert_env_is_the_same(self, api):
        """Afterwards, by hand; and from such a shell the script again."""
        printed = self.call(api, "scripts/print_environment")
        self.assertIn("export MELTANO_ENVIRONMENT=dev\n", printed)
        facts = (self.project.folder / ".local/facts").as_uri()
        self.assertIn(f"export TAP_SPACEX_API_URL={facts}\n", printed)
        again = self.call(api, "scripts/print_environment",
                          TAP_SPACEX_API_URL=facts)
        self.assertIn("export MELTANO_ENVIRONMENT=dev\n", again)

    def test_documents_of_the_api_are_kept(self):
        folder = self.project.folder / "api"
        shutil.copytree(self.bodies, folder)
        (folder / ".kind").unlink()
        with scripted_api(self.good()) as api:
            self.project.meltano("run", "tap-spacex", "target-postgres",
                                 server=self.server,
                                 TAP_SPACEX_API_URL=folder.as_uri())
            output = self.run_script(api, TAP_SPACEX_MAX_TRIES="1")
        self.assertIn("what database spacex_dev has of it stays", output)
        self.assertEqual([["3526", "0"]], self.server.query(
            "select count(*), count(_sdc_deleted_at) from tap_spacex.starlink",
            "spacex_dev"))
        self.assertIn(["spacex", "public", "failed"],
                      self.server.query(KINDS, "spacex_dev"))

    def test_without_catalogues_it_is_the_sample(self):
        with scripted_api({"*": GONE}) as api:
            output = self.run_script(api)
            self.assertEqual([LOG, CATALOGUE], self.asked(api))
        self.assertIn("satellite catalogue: not read", output)
        self.assertIn("launch log: not read", output)
        self.assertIn("answered 404", output)
        self.assertIn("SAMPLE DATA", output)
        self.assertEqual("0", self.server.value(
            "select count(*) from pg_namespace where nspname = 'tap_spacex'",
            "spacex_dev"))

    def test_staging_and_prod_take_facts_only_if_told(self):
        with scripted_api(self.good()) as api:
            for environment in ("staging", "prod"):
                output = self.call(api, "scripts/run", "--env", environment)
                self.assertEqual(1, self.status, output)
                self.assertIn("SPACEX_STREAMS=facts", output.splitlines()[-1])
            self.assertEqual([], self.asked(api))
            output = self.call(api, "scripts/print_environment", "prod",
                               SPACEX_STREAMS="facts")
            self.assertEqual(0, self.status, output)
            self.assertIn("export MELTANO_ENVIRONMENT=prod\n", output)
            self.assertIn(".local/facts\n", output)

    def test_facts_and_an_address_contradict_each_other(self):
        with scripted_api(self.good()) as api:
            for variables, words in (
                    ({"SPACEX_STREAMS": "facts", "TAP_SPACEX_API_URL":
                      "http://me:hush@127.0.0.1:1"}, "unset one of them"),
                    ({"SPACEX_STREAMS": "fiction"}, "set it to api or facts")):
                output = self.call(api, "scripts/print_environment", **variables)
                self.assertEqual(1, self.status, output)
                self.assertIn(words, output.splitlines()[-1])
                self.assertNotIn("hush", output)


if __name__ == "__main__":
    unittest.main()
