"""Runs that go on from a saved state, through real Meltano."""

import pathlib
import shutil
import tempfile
import unittest

from meltano_project import RECORDED, MeltanoProject, served_url, start_server
from tables import all_differences, documents

LOAD = ("--environment=dev", "run", "tap-spacex", "target-postgres")
STATE_ID = "dev:tap-spacex-to-target-postgres"
EARLIER = RECORDED / "recorded-2021-10-17" / "v4" / "starlink.json"


def created(document):
    return document["spaceTrack"].get("CREATION_DATE")


class Runs(unittest.TestCase):
    def setUp(self):
        self.server = start_server()
        self.addCleanup(self.server.remove)
        self.project = MeltanoProject()
        self.addCleanup(self.project.remove)

    def load(self, url):
        """Runs tap and target; the records of each stream, as the tap says."""
        before = self.runs()
        self.project.meltano(*LOAD, server=self.server, TAP_SPACEX_API_URL=url)
        [run] = self.runs() - before
        return {stream: int(records) for stream, records in self.server.query(
            "select stream, records from tap_spacex.extractions"
            f" where run_id = '{run}'", "spacex_dev")}

    def runs(self):
        if self.server.value("select to_regclass('tap_spacex.extractions')"
                             " is null", "spacex_dev") == "t":
            return set()
        return {run for [run] in self.server.query(
            "select distinct run_id from tap_spacex.extractions",
            "spacex_dev")}

    def assert_table_holds(self, stream, body):
        self.assertEqual([], all_differences(body, self.server, "spacex_dev",
                                             stream))


class UnchangedApi(Runs):
    def test_second_run_brings_no_records(self):
        with served_url() as url:
            first = self.load(url)
            self.assertEqual(3526, first["starlink"])
            state = self.project.state(STATE_ID)
            self.assertIn("starlink", state["singer_state"]["bookmarks"])
            second = self.load(url)
        self.assertEqual(first.keys(), second.keys())
        self.assertEqual({0}, set(second.values()))

    def test_another_api_is_read_in_full(self):
        with served_url() as url:
            self.load(url)
        with served_url() as other:
            self.assertEqual(3526, self.load(other)["starlink"])


@unittest.skipUnless(RECORDED.is_dir(),
                     f"the recorded answers are not here ({RECORDED})")
class StarlinkOf2021ThenOf2022(Runs):
    def setUp(self):
        super().setUp()
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="api-"))
        self.addCleanup(shutil.rmtree, self.folder)
        shutil.copytree(RECORDED / "v4", self.folder / "v4")
        shutil.copytree(RECORDED / "v5", self.folder / "v5")
        self.starlink = self.folder / "v4" / "starlink.json"
        self.starlink.chmod(0o644)
        self.starlink.parent.chmod(0o755)

    def publish(self, body):
        self.starlink.unlink()
        shutil.copyfile(body, self.starlink)

    def test_increment_is_new_and_changed_and_ends_in_the_final_state(self):
        final = RECORDED / "v4" / "starlink.json"
        earlier = documents(EARLIER)
        newest = max(filter(None, map(created, earlier.values())))
        expected = sum(1 for document in documents(final).values()
                       if (created(document) or newest) >= newest)

        self.publish(EARLIER)
        first = self.load(self.folder.as_uri())
        self.assertEqual(1791, first["starlink"])
        self.assert_table_holds("starlink", EARLIER)

        self.publish(final)
        second = self.load(self.folder.as_uri())
        self.assertEqual(expected, second["starlink"])
        self.assertLess(second["starlink"], 3526)
        self.assert_table_holds("starlink", final)
        # Nothing else had changed.
        del second["starlink"]
        self.assertEqual({0}, set(second.values()))


if __name__ == "__main__":
    unittest.main()
