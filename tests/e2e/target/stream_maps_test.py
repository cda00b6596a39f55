"""Stream maps and flattening as people configure them, through MeltanoLabs' target
and ours: the tables are equal. stream_maps.json has the configurations."""

import json
import pathlib
import unittest

import comparison
import programs
import tables
from postgres_server import PostgresServer

HERE = pathlib.Path(__file__).resolve().parent
CONFIGURATIONS = json.loads((HERE / "stream_maps.json").read_text())
MESSAGES = (HERE / "stream_maps.singer").read_bytes()

# It makes a table of each stream all the same.
DROPPED = {"drop_streams": ["events", "public-orders"]}
# It writes what Python's float() gave as PostgreSQL's double would.
DIFFERENT = {"casts": ["orders.total of row 2: 5 → 5.0"]}


def unexpected(theirs, ours):
    """Differences but for one that has nothing to do with maps: of an object that is
    null it makes a JSON null."""
    return [line for line in comparison.differences(theirs, ours)
            if not line.endswith(": null → NULL")]


class StreamMapsTest(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.server = PostgresServer(tcp=True)
        cls.addClassCleanup(cls.server.remove)
        for database in ("meltanolabs", "ours"):
            cls.server.create_database(database)
        cls.meltanolabs = programs.MeltanoLabs(cls.server, "meltanolabs")
        cls.addClassCleanup(cls.meltanolabs.close)
        cls.ours = programs.Ours(cls.server, "ours")

    def see(self, database, target, name):
        settings = {**CONFIGURATIONS[name], "default_target_schema": name}
        outcome = target.run(MESSAGES, settings)
        return comparison.Seen(
            [outcome.is_done], outcome.states[-1:] or [None],
            tables.read_schema(self.server, database, name),
            outcome.errors.strip().rsplit("\n", 1)[-1])

    def test_tables_are_equal(self):
        for name in CONFIGURATIONS:
            with self.subTest(name):
                theirs = self.see("meltanolabs", self.meltanolabs, name)
                ours = self.see("ours", self.ours, name)
                for table in DROPPED.get(name, []):
                    self.assertEqual([], theirs.tables.pop(table.split("-")[-1]).rows)
                self.assertEqual(
                    DIFFERENT.get(name, []), unexpected(theirs, ours),
                    f"\ntheirs: {theirs.errors}\nours: {ours.errors}")

    def test_the_map_is_what_makes_them(self):
        """Not two targets that ignore it."""
        seen = self.see("ours", self.ours, "rename")
        self.assertEqual(["user_id"], seen.tables["users"].primary_key)
        self.assertNotIn("id", seen.tables["users"].column_names())
        seen = self.see("ours", self.ours, "flatten_1")
        self.assertIn("address__city", seen.tables["users"].column_names())

    def test_what_is_refused_names_the_place(self):
        for name, place in {
                "not_an_expression": "line 1: stream 'users': property 'x': "
                                     "expression name +: ",
                "no_such_name": "line 4: stream 'users': property 'x': "
                                "expression nmae.lower(): ",
                "lost_key": "line 1: stream 'users': property 'id' is a key"}.items():
            with self.subTest(name):
                outcome = self.ours.run(MESSAGES, CONFIGURATIONS[name])
                self.assertEqual(1, outcome.status)
                self.assertIn(place, outcome.errors)
                self.assertEqual([], outcome.states)


if __name__ == "__main__":
    unittest.main()
