"""The whole job goes on with the database, the state and the snapshots that the landed
version left: nothing is lost, doubled or marked as gone."""

import json
import unittest

import contents
import landed
import landed_api
from meltano_project import MELTANO, MeltanoProject
from postgres_server import PostgresServer

LOAD = ("tap-spacex", "target-postgres")
DATABASE = "spacex_dev"
RAW = "tap_spacex"
# Of the API that the landed version read, and of no other.
STREAMS = ("capsules", "company", "cores", "crew", "dragons", "history", "landpads",
           "launches", "launchpads", "payloads", "roadster", "rockets", "ships",
           "starlink")
# Columns that change on purpose: (table, column) to the new type; a test of its own
# shows the values to be right.
CHANGED = {("launches", "date_local"): "text"}
# A row is added by each run, and none is changed.
LOG = "extractions"


class Upgrade(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = PostgresServer()
        cls.addClassCleanup(cls.server.remove)
        landed.restore(cls.server, DATABASE, landed.DATABASE)
        cls.before = contents.read(cls.server, DATABASE, RAW)
        cls.project = MeltanoProject()
        cls.addClassCleanup(cls.project.remove)
        cls.answers = landed_api.bodies()
        cls.enterClassContext(landed_api.served(cls.answers))
        cls.meltano("state", "set", "--force", landed.STATE_ID,
                    landed.STATE.read_text())

    @classmethod
    def meltano(cls, *arguments):
        output, status = cls.project.call(
            [MELTANO, "--environment=dev", *arguments], cls.server,
            TAP_SPACEX_API_URL=landed_api.URL,
            TAP_SPACEX__SELECT_FILTER=json.dumps([*STREAMS, LOG]))
        if status != 0:
            raise AssertionError(output)
        return output

    @classmethod
    def query(cls, sql):
        return cls.server.query(sql, DATABASE)

    def raw(self):
        return contents.read(self.server, DATABASE, RAW)

    def assert_same(self, before, after, name):
        """The same rows under the same key, in columns of the same type; there may be
        columns that are new."""
        self.assertEqual(before.key, after.key, name)
        self.assertEqual(before.rows.keys(), after.rows.keys(), name)
        for column, kind in before.types.items():
            if column in contents.OF_THE_RUN:
                continue
            self.assertEqual(CHANGED.get((name, column), kind), after.types[column],
                             f"{name}.{column}")
            if (name, column) in CHANGED:
                continue
            changed = {key: (row[column], after.rows[key][column])
                       for key, row in before.rows.items()
                       if row[column] != after.rows[key][column]}
            self.assertEqual([], list(changed.items())[:3], f"{name}.{column}")

    def assert_local_times(self):
        """launches.date_local is as the API has it, once an instant in UTC."""
        launches = json.loads(self.answers["/v5/launches"])
        self.assertGreater(len({each["date_local"][-6:] for each in launches}), 3)
        self.assertEqual(
            {each["id"]: each["date_local"] for each in launches},
            dict(self.query(f"select id, date_local from {RAW}.launches"
                            " where _sdc_deleted_at is null")))

    def newest_records(self):
        return {stream: int(records) for stream, records in self.query(
            f"select distinct on (stream) stream, records from {RAW}.{LOG}"
            " order by stream, fetched_at desc")}


class Incremental(Upgrade):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        landed.restore(cls.server, "before", landed.DATABASE)
        cls.output = cls.meltano("run", *LOAD, "dbt-postgres:build")

    def test_every_table_has_the_same_rows(self):
        after = self.raw()
        for name in STREAMS:
            with self.subTest(name):
                self.assert_same(self.before[name], after[name], name)
        self.assertGreater(len(after["launches"].rows), 200)
        self.assert_local_times()

    def test_the_log_of_extractions_goes_on(self):
        before, after = self.before[LOG], self.raw()[LOG]
        self.assertEqual(before.key, after.key)
        for key, row in before.rows.items():
            self.assertEqual(row, {column: after.rows[key][column] for column in row})
        self.assertGreater(len(after.rows), len(before.rows))

    def test_what_has_not_changed_is_not_read_again_without_a_word(self):
        for stream, records in self.newest_records().items():
            if records:
                self.assertRegex(
                    self.output, f"stream '{stream}': .*everything is read again")

    def test_the_state_goes_on(self):
        before = json.loads(landed.STATE.read_text())["singer_state"]["bookmarks"]
        after = self.project.state(landed.STATE_ID)["singer_state"]["bookmarks"]
        self.assertLessEqual(before.keys(), after.keys())
        for stream, bookmark in before.items():
            with self.subTest(stream):
                self.assertEqual(bookmark.get("replication_key_value"),
                                 after[stream].get("replication_key_value"))
                # The API's answer is the same, and its version is none older.
                self.assertEqual(bookmark["etag"], after[stream]["etag"])
                self.assertGreaterEqual(after[stream].get("version", 0),
                                        bookmark.get("version", 0))

    def relations(self, database, schema):
        return dict(self.server.query(
            "select relname, relkind from pg_class join pg_namespace n"
            f" on n.oid = relnamespace where nspname = '{schema}'"
            " and relkind in ('r', 'v')", database))

    def test_marts_are_there_and_filled(self):
        before = self.relations("before", "analytics")
        after = self.relations(DATABASE, "analytics")
        # Of another name they stay as views for one release.
        self.assertLessEqual(before.keys(), after.keys())
        self.assertIn("dim_starlink_satellites", before)
        for name in before:
            [[was]] = self.server.query(
                f"select count(*) > 0 from analytics.{name}", "before")
            if was == "t":
                with self.subTest(name):
                    self.assertEqual([["t"]], self.query(
                        f"select count(*) > 0 from analytics.{name}"))

    def test_launches_are_counted_as_before(self):
        for name in ("fct_launches", "fct_payloads", "dim_rockets"):
            sql = f"select count(*) from analytics.{name}"
            self.assertEqual(self.server.query(sql, "before"), self.query(sql))

    def test_snapshots_keep_their_history(self):
        for name, key in (("snap_starlink_satellites", "satellite_id"),
                          ("snap_starlink_answers", "scenario_key")):
            with self.subTest(name):
                snapshot = f"analytics_snapshots.{name}"
                kept = ("select dbt_scd_id, dbt_valid_from, {key} from {snapshot}"
                        .format(key=key, snapshot=snapshot))
                before = self.server.query(kept, "before")
                self.assertGreater(len(before), 5)
                self.assertLessEqual(set(map(tuple, before)),
                                     set(map(tuple, self.query(kept))))
                self.assertEqual([], self.query(
                    f"select {key} from {snapshot} where dbt_valid_to is null"
                    f" group by 1 having count(*) > 1"))
                self.assertEqual([], self.query(
                    f"select {key} from {snapshot} where dbt_valid_to"
                    " < dbt_valid_from"))

    def test_no_test_of_dbt_fails(self):
        self.assertRegex(self.output, r"Done\. PASS=\d+ .*ERROR=0 SKIP=0")


class FullRefresh(Upgrade):
    def test_everything_read_again_is_the_same(self):
        self.meltano("run", "--full-refresh", *LOAD)
        after = self.raw()
        for name in STREAMS:
            with self.subTest(name):
                self.assert_same(self.before[name], after[name], name)
        for stream, records in self.newest_records().items():
            self.assertEqual(len(self.before[stream].rows), records, stream)


class TheApiMovesOn(Upgrade):
    def test_only_what_moved_is_changed(self):
        launches = json.loads(self.answers["/v5/launches"])
        gone, edited = launches.pop(7), launches[20]
        edited["name"] = "Renamed"
        self.answers["/v5/launches"] = json.dumps(launches).encode()
        crew = json.loads(self.answers["/v4/crew"])
        crew.append(crew[0] | {"id": "5fffffffffffffffffffffff"})
        self.answers["/v4/crew"] = json.dumps(crew).encode()
        self.meltano("run", *LOAD)
        after = self.raw()
        row = after["launches"].rows[gone["id"],]
        self.assertIsNotNone(row.pop("_sdc_deleted_at"))
        row["_sdc_deleted_at"] = None
        row = after["launches"].rows[edited["id"],]
        self.assertEqual("Renamed", row["name"])
        row["name"] = self.before["launches"].rows[edited["id"],]["name"]
        new = after["crew"].rows.pop(("5fffffffffffffffffffffff",))
        self.assertEqual(crew[0]["name"], new["name"])
        for name in STREAMS:
            with self.subTest(name):
                self.assert_same(self.before[name], after[name], name)


if __name__ == "__main__":
    unittest.main()
