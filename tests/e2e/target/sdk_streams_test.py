"""The Meltano SDK's streams for testing targets, each with its expected
outcome: sdk_streams.json has, by stream, whether the run ends well, the last
STATE and every table without metadata, its values as PostgreSQL prints them."""

import json
import pathlib
import unittest

import cases
import programs
import tables
from postgres_server import PostgresServer

EXPECTED = json.loads(
    (pathlib.Path(__file__).resolve().parent / "sdk_streams.json").read_text())


def without_metadata(table):
    kept = [place for place, name in enumerate(table.column_names())
            if not name.startswith("_sdc_")]
    return {
        "columns": [f"{table.columns[place].name} {table.columns[place].type}"
                    for place in kept],
        "key": table.primary_key,
        "rows": [[row[place] for place in kept] for row in table.rows]}


class SdkStreamsTest(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.server = PostgresServer(tcp=True)
        cls.addClassCleanup(cls.server.remove)
        cls.target = programs.Ours(cls.server, "postgres")

    def _load(self, stream, schema, **settings):
        """The outcome, and the tables that a run leaves behind."""
        path = cases.packaged_files()[f"sdk/{stream}"]
        outcome = self.target.run(
            path.read_bytes(), {"default_target_schema": schema, **settings})
        found = tables.read_schema(self.server, "postgres", schema)
        return outcome, {name: without_metadata(table)
                         for name, table in found.items()}

    def test_every_stream_is_expected(self):
        self.assertEqual(sorted(EXPECTED), sorted(
            name.removeprefix("sdk/") for name in cases.packaged_files()
            if name.startswith("sdk/")))

    def test_streams_that_load(self):
        for stream, expected in EXPECTED.items():
            if not expected["done"]:
                continue
            with self.subTest(stream):
                outcome, found = self._load(stream, f"once_{stream}")
                self.assertEqual(0, outcome.status, outcome.errors)
                self.assertEqual(expected["states"], outcome.states[-1:])
                self.assertEqual(expected["tables"], found)

    def test_streams_that_are_refused(self):
        for stream, expected in EXPECTED.items():
            if expected["done"]:
                continue
            with self.subTest(stream):
                outcome, found = self._load(stream, f"refused_{stream}")
                self.assertEqual(1, outcome.status, outcome.errors)
                self.assertEqual([], outcome.states)
                self.assertRegex(outcome.errors, expected["reason"])
                rows = [row for table in found.values() for row in table["rows"]
                        if stream != "encoded_string_data"]
                self.assertEqual([], rows)

    def test_nul_characters_load_when_sanitized(self):
        outcome, found = self._load("encoded_string_data", "sanitized",
                                    sanitize_null_text_characters=True)
        self.assertEqual(0, outcome.status, outcome.errors)
        rows = {row[0]: row[1] for row in found["test_strings"]["rows"]}
        self.assertEqual("Control Characters in string: \ufffd A \x01",
                         rows["11"])
        self.assertEqual("Double quoting: \\u0000 \\u0041 \\u0001", rows["10"])
        self.assertEqual(11, len(rows))
        self.assertEqual(11, len(found["test_strings_in_objects"]["rows"]))
        self.assertEqual(6, len(found["test_strings_in_arrays"]["rows"]))

    def test_updates_replace_what_was_there(self):
        self._load("user_location_data", "relations")
        outcome, found = self._load("user_location_upsert_data", "relations")
        self.assertEqual(0, outcome.status, outcome.errors)
        self.assertEqual(
            [["1", "Johny"], ["12", "Paul"], ["13", "Mary"], ["2", "George"],
             ["3", "Jacob"], ["4", "Josh"], ["5", "Jim"], ["8", "Thomas"]],
            found["test_users"]["rows"])
        self.assertEqual(5, len(found["test_locations"]["rows"]))
        self.assertEqual(5, len(found["test_user_in_location"]["rows"]))

    def test_streams_without_keys_are_appended(self):
        for stream in ("no_primary_keys", "no_primary_keys_append") * 2:
            _, found = self._load(stream, "appended")
        self.assertEqual(16, len(found["test_no_pk"]["rows"]))

    def test_every_state_is_echoed_when_each_row_is_a_batch(self):
        outcome, _ = self._load("multiple_state_messages", "states",
                                batch_size_rows=1)
        name = "test_multiple_state_messages"
        self.assertEqual(
            [{f"{name}_a": a, f"{name}_b": b}
             for a, b in ((1, 0), (2, 1), (3, 2), (5, 3), (5, 6))],
            [json.loads(state) for state in outcome.states])


if __name__ == "__main__":
    unittest.main()
