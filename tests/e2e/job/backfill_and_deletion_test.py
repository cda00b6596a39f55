"""Backfills leave table and state alone; what vanished from the API goes."""

import json
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

from meltano_project import PROJECT, MeltanoProject, start_server

LOAD = ("--environment=dev", "run", "tap-spacex", "target-postgres")
STATE_ID = "dev:tap-spacex-to-target-postgres"
DATABASE = "spacex_dev"


class OwnApi(unittest.TestCase):
    """A folder of generated answers, read by file://, that a test may edit."""

    def setUp(self):
        self.server = start_server()
        self.addCleanup(self.server.remove)
        self.project = MeltanoProject()
        self.addCleanup(self.project.remove)
        self.api = pathlib.Path(tempfile.mkdtemp(prefix="api-"))
        self.addCleanup(shutil.rmtree, self.api)
        subprocess.run([sys.executable, PROJECT / "sample" / "generate.py",
                        self.api], check=True, stdout=subprocess.DEVNULL)
        self.launches = self.api / "v5" / "launches.json"

    def load(self, *options, **variables):
        self.project.meltano(*LOAD[:2], *options, *LOAD[2:], server=self.server,
                             TAP_SPACEX_API_URL=self.api.as_uri(), **variables)

    def value(self, query):
        return self.server.value(query, DATABASE)

    def newest_records(self):
        """Records of each stream in the newest run."""
        return {stream: int(records) for stream, records in self.server.query(
            "select distinct on (stream) stream, records"
            " from tap_spacex.extractions order by stream, fetched_at desc",
            DATABASE)}


class VanishedLaunch(OwnApi):
    def remove_a_launch(self):
        documents = json.loads(self.launches.read_text())
        gone = documents.pop(100)
        self.launches.write_text(json.dumps(documents))
        return gone["id"]

    def test_is_marked(self):
        self.load()
        gone = self.remove_a_launch()
        self.load()
        marked = self.server.query(
            "select id from tap_spacex.launches"
            " where _sdc_deleted_at is not null", DATABASE)
        self.assertEqual([[gone]], [list(row) for row in marked])
        self.assertEqual("205", self.value(
            "select count(*) from tap_spacex.launches"))

    def test_is_deleted_under_hard_delete(self):
        self.load()
        gone = self.remove_a_launch()
        self.load(TARGET_POSTGRES_HARD_DELETE="true")
        self.assertEqual("204", self.value(
            "select count(*) from tap_spacex.launches"))
        self.assertEqual("0", self.value(
            f"select count(*) from tap_spacex.launches where id = '{gone}'"))


class VanishedSatellites(OwnApi):
    def remove_two(self):
        body = self.api / "v4" / "starlink.json"
        documents = json.loads(body.read_text())
        gone = [documents.pop(2000)["id"], documents.pop(100)["id"]]
        body.write_text(json.dumps(documents))
        return sorted(gone)

    def marked(self):
        return [name for [name] in self.server.query(
            "select id from tap_spacex.starlink"
            " where _sdc_deleted_at is not null order by id", DATABASE)]

    def test_are_marked_by_a_read_of_all_alone(self):
        self.load()
        gone = self.remove_two()
        self.load()
        # Of the newest date: read, but not all was sent.
        self.assertGreater(self.newest_records()["starlink"], 0)
        self.assertLess(self.newest_records()["starlink"], 3524)
        self.assertEqual([], self.marked())

        self.load("--full-refresh")
        self.assertEqual(3524, self.newest_records()["starlink"])
        self.assertEqual(gone, self.marked())
        self.assertEqual("3526", self.value(
            "select count(*) from tap_spacex.starlink"))


class LocalTime(OwnApi):
    """What a launch's date_local says beyond its instant."""

    def assert_kept(self):
        sent = {document["id"]: document["date_local"]
                for document in json.loads(self.launches.read_text())}
        self.assertEqual(205, len(sent))
        found = dict(self.server.query(
            "select id, date_local from tap_spacex.launches", DATABASE))
        self.assertEqual(sent, found)
        self.assertIn("-07:00", {text[-6:] for text in found.values()})

    def test_is_loaded_as_the_api_has_it(self):
        self.load()
        self.assert_kept()

    def test_comes_into_a_table_that_lost_it(self):
        """As version 0.1.0 left it: instants, and a bookmark of its schema."""
        self.load()
        self.server.query(
            "alter table tap_spacex.launches alter column date_local type"
            " timestamp using date_local::timestamptz at time zone 'UTC'",
            DATABASE)
        state = self.project.state(STATE_ID)
        state["singer_state"]["bookmarks"]["launches"]["fingerprint"] = "0" * 16
        self.project.meltano(
            "--environment=dev", "state", "set", "--force", STATE_ID,
            json.dumps(state))
        self.load()
        self.assertEqual(205, self.newest_records()["launches"])
        self.assert_kept()


class Backfill(OwnApi):
    WINDOW = {"TAP_SPACEX_START_DATE": "2021-01-01",
              "TAP_SPACEX_END_DATE": "2022-01-01"}

    def test_harms_neither_table_nor_state(self):
        self.load()
        state = self.project.state(STATE_ID)
        content = ("select md5(string_agg(id || name, ',' order by id))"
                   " || count(*) || count(_sdc_deleted_at)"
                   " from tap_spacex.launches")
        before = self.value(content)

        self.load("--state-id-suffix=backfill-2021", **self.WINDOW)

        inside = sum("2021-01-01" <= document["date_utc"] < "2022-01-01"
                     for document in json.loads(self.launches.read_text()))
        records = self.newest_records()
        self.assertGreater(inside, 0)
        self.assertEqual(inside, records["launches"])
        self.assertEqual(before, self.value(content))
        self.assertEqual(state, self.project.state(STATE_ID))
        backfilled = self.project.state(f"{STATE_ID}:backfill-2021")
        newest = (backfilled["singer_state"]["bookmarks"]["starlink"]
                  .get("replication_key_value", ""))
        self.assertLess(newest, "2022-01-01T00:00:01")

        # The daily run goes on where it was: nothing has changed.
        self.load()
        self.assertEqual({0}, set(self.newest_records().values()))


if __name__ == "__main__":
    unittest.main()
