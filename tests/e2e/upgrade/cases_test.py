"""Tables that the landed version made, and what a run of this one makes of them: one
folder of cases/ each (README.md)."""

import json
import sys
import unittest

import contents
import landed
from postgres_server import PostgresServer

sys.path.insert(0, str(landed.PROJECT / "tests" / "e2e" / "faults"))

from target import config, run  # noqa: E402


def folders():
    return sorted(each.parent for each in landed.CASES.glob("*/case.json"))


class Cases(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = PostgresServer()
        cls.addClassCleanup(cls.server.remove)

    def test_each(self):
        self.assertGreater(len(folders()), 10)
        for folder in folders():
            with self.subTest(folder.name):
                self.check(folder, json.loads((folder / "case.json").read_text()))

    def check(self, folder, case):
        database = landed.restore(self.server, folder.name, folder / "landed.sql")
        before = self.tables(database)
        settings = case["settings"] | case.get("new_settings", {})
        messages = (folder / "after.singer").read_bytes()
        result = run(config(self.server, database, **settings), messages)
        if refused := case.get("refused"):
            self.assertEqual(1, result.status, result.errors)
            self.assertRegex(result.error, refused)
            self.assertEqual([], result.states)
        else:
            self.assertEqual(0, result.status, result.errors)
            last = json.loads(messages.splitlines()[-1])["value"]
            self.assertEqual(last, json.loads(result.states[-1]))
        for pattern in case.get("says", []):
            self.assertRegex(result.errors, pattern)
        self.check_shape(before, self.tables(database), case.get("types", {}))
        self.assertTrue(case["rows"])
        for query, rows in case["rows"].items():
            self.assertEqual(rows, self.server.query(query, database), query)

    def tables(self, database):
        schemas = self.server.query(
            "select distinct schemaname from pg_tables where schemaname not in"
            " ('pg_catalog', 'information_schema')", database)
        return {f"{schema}.{name}": table for [schema] in schemas for name, table in
                contents.read(self.server, database, schema).items()}

    def check_shape(self, before, after, changed):
        """All tables are there, with their keys and columns; of another type are those
        in `changed` only."""
        self.assertLessEqual(before.keys(), after.keys())
        for name, table in before.items():
            self.assertEqual(table.key, after[name].key, name)
            expected = {column: changed.get(f"{name}.{column}", kind)
                        for column, kind in table.types.items()}
            self.assertEqual(expected, {column: after[name].types.get(column)
                                        for column in expected}, name)


if __name__ == "__main__":
    unittest.main()
