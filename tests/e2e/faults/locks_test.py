"""Locks of others, and two targets at once: waited for, retried, never for long.
"""

import os
import unittest

from expectations import ID, ID_TEXT, INTEGER, TableTest
from target import Target, config, record, schema, state

# Enough for what comes back by itself within a test, on any machine.
PATIENT = 600
RACES = int(os.environ.get("RACES", "10"))


class Locks(TableTest):
    def blocked(self, count=1):
        self.server.blocked(self.database, count)

    def test_a_reader_is_in_the_way_of_a_new_column(self):
        self.assert_done(self.load_one(ID, {"id": 1}))
        with self.server.session(self.database) as reader:
            reader.query("begin; select * from raw.a")
            target = Target(config(self.server, self.database,
                                   retry_budget_seconds=PATIENT))
            target.write(schema("a", ID_TEXT, ["id"]) +
                         record("a", {"id": 1, "text": "new"}))
            target.end_input()
            self.blocked()
            # Queued behind the waiting ALTER, until that gives way: this
            # returns while the first reader still holds its lock.
            self.assertEqual(self.rows("id"), [["1"]])
            reader.query("commit")
        self.assert_done(target.wait())
        self.assertEqual(self.rows(), [["1", "new"]])

    def test_a_reader_stays_in_the_way(self):
        self.assert_done(self.load_one(ID, {"id": 1}))
        with self.server.session(self.database) as reader:
            reader.query("begin; select * from raw.a")
            self.refused("55P03", "a", retry_budget_seconds=1)
        self.assertEqual(self.rows("id"), [["1"]])

    def test_a_long_reader_sees_all_or_nothing_of_a_batch(self):
        self.loaded()
        with self.server.session(self.database) as reader:
            reader.query("begin isolation level repeatable read")
            before = reader.query("select count(*) from raw.a")
            self.assert_done(self.load(
                schema("a", ID_TEXT, ["id"]),
                *(record("a", {"id": n, "text": "x"}) for n in range(50))))
            self.assertEqual(
                reader.query("select count(*) from raw.a"), before)
        self.assertEqual(len(self.rows()), 50)

    def test_maintenance_meanwhile(self):
        """VACUUM FULL and CREATE INDEX take strong locks, again and again."""
        self.loaded()
        settings = config(self.server, self.database, batch_size_rows=20,
                          retry_budget_seconds=PATIENT)
        target = Target(settings)
        with self.server.session(self.database) as other:
            for start in range(0, 1000, 100):
                target.write(b"".join([
                    schema("a", ID_TEXT, ["id"]),
                    *(record("a", {"id": n, "text": "x"})
                      for n in range(start, start + 100)),
                    state({"n": start})]))
                other.query("vacuum full raw.a")
                other.query("create index concurrently on raw.a (text)")
                other.query("cluster raw.a using a_pkey")
        target.end_input()
        self.assert_done(target.wait())
        self.assertEqual(self.rows("count(*), count(distinct id)"),
                         [["1000", "1000"]])

    def test_a_deadlock_is_retried(self):
        """The other session waits longer than the server does to find it."""
        self.assert_done(self.load(
            schema("a", ID_TEXT, ["id"]),
            *(record("a", {"id": n, "text": "old"}) for n in range(10))))
        self.sql(f"alter database {self.database} set deadlock_timeout = '2s'")
        with self.server.session(self.database) as other:
            other.query("set deadlock_timeout = '1h'")
            other.query("begin; update raw.a set text = 'x' where id = 9")
            target = Target(config(self.server, self.database,
                                   retry_budget_seconds=PATIENT))
            target.write(b"".join([
                schema("a", ID_TEXT, ["id"]),
                *(record("a", {"id": n, "text": "new"}) for n in range(10))]))
            target.end_input()
            self.blocked()
            other.send("update raw.a set text = 'x' where id = 0; commit")
            other.receive()
        self.assert_done(target.wait())
        self.assertEqual(self.rows("distinct text"), [["new"]])
        self.assertIn("40P01", target.errors)

    def test_two_targets_on_one_table_in_opposite_order(self):
        orders = [list(range(200)), list(reversed(range(200)))]
        self.assert_done(self.load(schema("a", ID_TEXT, ["id"]),
                                   schema("b", ID_TEXT, ["id"])))
        for _ in range(RACES):
            targets = []
            for order in orders:
                streams = ("a", "b") if order[0] == 0 else ("b", "a")
                target = Target(config(self.server, self.database,
                                       batch_size_rows=40))
                target.write(b"".join(
                    [schema(stream, ID_TEXT, ["id"]) for stream in streams] +
                    [record(stream, {"id": n, "text": str(order[0])})
                     for n in order for stream in streams]))
                target.end_input()
                targets.append(target)
            for target in targets:
                self.assert_done(target.wait())
            for stream in ("a", "b"):
                self.assertEqual(
                    self.rows("count(*), count(distinct id)", f"raw.{stream}"),
                    [["200", "200"]])

    def test_two_targets_make_the_same_schema_and_table_at_once(self):
        for race in range(RACES):
            self.sql("drop schema raw cascade")
            targets = [Target(config(self.server, self.database))
                       for _ in range(2)]
            for number, target in enumerate(targets):
                target.write(schema("a", ID, ["id"]) +
                             record("a", {"id": number}) + state({"n": 1}))
                target.end_input()
            for target in targets:
                self.assert_done(target.wait())
            self.assertEqual(self.rows("id"), [["0"], ["1"]], f"race {race}")

    def test_two_targets_add_different_columns_at_once(self):
        for race in range(RACES):
            self.sql("drop table if exists raw.a; "
                     "create table raw.a (id bigint primary key)")
            targets = [Target(config(self.server, self.database,
                                     retry_budget_seconds=PATIENT))
                       for _ in range(2)]
            for number, target in enumerate(targets):
                target.write(
                    schema("a", ID | {f"c{number}": INTEGER}, ["id"]) +
                    record("a", {"id": number, f"c{number}": 5}))
                target.end_input()
            for target in targets:
                self.assert_done(target.wait())
            self.assertEqual(self.rows("id, c0, c1"),
                             [["0", "5", ""], ["1", "", "5"]], f"race {race}")


if __name__ == "__main__":
    unittest.main()
