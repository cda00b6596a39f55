"""Tables of any make that are overwritten: what inherits from them, partitions,
triggers, rules, policies; and the side table beside them, which never stays.
"""

import os
import signal
import unittest

from expectations import ID_TEXT
from overwrite_references_test import OverwriteTest
from target import Target, config, run, schema, state
from waiting import wait_until

BROKEN = b"broken\n"


class Inheritance(OverwriteTest):
    def setUp(self):
        super().setUp()
        self.sql("create table raw.cities (id bigint primary key, text text);"
                 "create table raw.a () inherits (raw.cities);"
                 "create table raw.capitals (own int) inherits (raw.a)")

    def test_tables_above_and_below_keep_their_rows(self):
        for keys in (("id",), ()):
            with self.subTest(keys):
                self.setUp()
                self.sql("insert into raw.a values (1, 'old'), (2, 'old');"
                         "insert into raw.cities values (1, 'above'), (3, 'x');"
                         "insert into raw.capitals values (1, 'below', 7), "
                         "(5, 'x', 8)")
                self.assert_done(self.overwrite((2, "new"), (5, "new"),
                                                keys=keys))
                self.assertEqual(self.rows(table="only raw.a"),
                                 [["2", "new"], ["5", "new"]])
                self.assertEqual(self.rows(table="only raw.cities"),
                                 [["1", "above"], ["3", "x"]])
                self.assertEqual(self.rows("id, text, own", "raw.capitals"),
                                 [["1", "below", "7"], ["5", "x", "8"]])


class Partitions(OverwriteTest):
    def partitioned(self, key):
        self.sql(f"create table raw.a (id bigint {key}, text text) "
                 "partition by range (id);"
                 "create table raw.low partition of raw.a for values from (0) "
                 "to (9);"
                 "create table raw.high partition of raw.a for values from (9) "
                 "to (99) partition by range (id);"
                 "create table raw.top partition of raw.high for values from "
                 "(9) to (99);"
                 "insert into raw.a values (1, 'x'), (2, 'x'), (10, 'x')")

    def test_the_partitions_are_the_table(self):
        for key, keys in (("primary key", ("id",)), ("", ("id",)), ("", ())):
            with self.subTest(key=key, keys=keys):
                self.setUp()
                self.partitioned(key)
                self.assert_overwritten(
                    self.overwrite((2, "new"), (11, "new"), (10, "x"),
                                   keys=keys),
                    ("2", "new"), ("10", "x"), ("11", "new"))

    def test_a_foreign_table_as_a_partition(self):
        self.partitioned("")
        try:
            self.sql("create extension postgres_fdw")
        except Exception as error:
            self.skipTest(f"needs extension postgres_fdw: {error}")
        self.sql(
            "create table raw.remote (id bigint, text text);"
            "create server here foreign data wrapper postgres_fdw options "
            f"(host '{self.server.socket_folder}', port '{self.server.port}', "
            f"dbname '{self.database}');"
            "create user mapping for public server here options "
            f"(user '{self.server.user}');"
            "create foreign table raw.far partition of raw.a for values from "
            "(100) to (199) server here options "
            "(schema_name 'raw', table_name 'remote');"
            "insert into raw.a values (100, 'old'), (101, 'old')")
        for keys in (("id",), ()):
            bare = {"keys": keys, "add_record_metadata": False}
            self.assert_overwritten(
                self.overwrite((1, "x"), (100, "new"), (102, "new"), **bare),
                ("1", "x"), ("100", "new"), ("102", "new"))
        self.assertEqual(self.rows(table="raw.remote"),
                         [["100", "new"], ["102", "new"]])


class Rules(OverwriteTest):
    """What the database's owner put there holds, as for any statement."""

    def setUp(self):
        super().setUp()
        self.sql("create table raw.a (id bigint primary key, text text);"
                 "insert into raw.a values (1, 'x'), (2, 'x'), (3, 'x');"
                 "create table raw.log (what text, id bigint)")

    def test_triggers(self):
        self.sql("""
            create function raw.note() returns trigger language plpgsql as $$
              begin insert into raw.log values (tg_op, coalesce(new.id, old.id));
              return null; end $$;
            create trigger note after insert or update or delete on raw.a
              for each row execute function raw.note()""")
        self.assert_overwritten(self.overwrite((1, "x"), (2, "new"), (4, "x")),
                                ("1", "x"), ("2", "new"), ("4", "x"))
        self.assertEqual(
            self.rows("id, what", "raw.log"),
            [["2", "UPDATE"], ["3", "DELETE"], ["4", "INSERT"]])

    def test_a_trigger_that_forbids_to_delete(self):
        self.sql("""
            create function raw.forbid() returns trigger language plpgsql as $$
              begin raise 'nothing is deleted here'; end $$;
            create trigger forbid before delete on raw.a
              for each row execute function raw.forbid()""")
        rows = [(1, "x"), (2, "new"), (3, "x")]
        self.assert_overwritten(self.overwrite(*rows),
                                ("1", "x"), ("2", "new"), ("3", "x"))
        self.before = self.everything()
        self.assert_kept(self.overwrite(*rows[1:]), "nothing is deleted here",
                         "keeps its old content", "P0001")

    def test_rules(self):
        self.sql("create rule note as on delete to raw.a do also insert into "
                 "raw.log values ('gone', old.id)")
        self.assert_overwritten(self.overwrite((1, "x"), (2, "new"), (4, "x")),
                                ("1", "x"), ("2", "new"), ("4", "x"))
        self.assertEqual(self.rows("id, what", "raw.log"), [["3", "gone"]])

    def test_policies(self):
        self.sql(f"""
            do $$ begin create role secured login;
              exception when duplicate_object then null; end $$;
            grant all on schema raw to secured;
            grant create on database {self.database} to secured;
            alter table raw.a owner to secured;
            alter table raw.a enable row level security;
            alter table raw.a force row level security;
            create policy small on raw.a using (id < 3)""")
        self.assert_overwritten(
            self.overwrite((1, "new"), user="secured"),
            ("1", "new"), ("3", "x"))

    def test_a_view_in_place_of_the_table(self):
        self.sql("alter table raw.a rename to kept;"
                 "create view raw.a as select id, text from raw.kept")
        self.before = self.everything()
        self.assert_kept(self.overwrite((1, "new")), '"raw"."a" is a view',
                         'ALTER VIEW "raw"."a" RENAME')

    def test_no_right_to_delete(self):
        self.sql(f"""
            do $$ begin create role writer login;
              exception when duplicate_object then null; end $$;
            grant all on schema raw to writer""")
        rows = [(1, "x"), (2, "new"), (3, "x")]
        self.assert_done(self.overwrite(*rows))
        self.sql("grant select, insert, update on raw.a to writer")
        # Nothing goes, so that nothing is missing.
        self.assert_overwritten(self.overwrite(*rows, user="writer"),
                                ("1", "x"), ("2", "new"), ("3", "x"))
        self.before = self.everything()
        self.assert_kept(self.overwrite((1, "x"), user="writer"), "42501",
                         "GRANT", 'stream \'a\', table "raw"."a"')


class SideTables(OverwriteTest):
    def setUp(self):
        super().setUp()
        self.sql("create table raw.b (id bigint primary key, text text)")
        self.assert_done(self.overwrite((1, "old")))
        self.before = self.everything()

    def side_table_of(self, *data):
        """A run that waits for more input, with its side table made."""
        target = Target(config(self.server, self.database, batch_size_rows=1,
                               load_method="overwrite"))
        target.write(b"".join(data))
        wait_until(lambda: self.sql(
            "select 1 from pg_class where relname = 'a__new'"),
            "the side table")
        return target

    def test_an_error_leaves_none(self):
        new = self.stream("a", [(1, "new")])
        for data, part in (
                ([*new, BROKEN], "line 3"),
                ([*new, *self.stream("b", [("x", "y")], ID_TEXT)], "line 4"),
                ([*new, state({}), *new[1:]], "broken off"),
                ([*new, b'{"type":"SCHEMA","stream":"b-a","schema":{"properties"'
                  b':{"id":{}}},"key_properties":[]}\n'], "share table")):
            with self.subTest(part):
                self.assert_kept(self.load(*data, load_method="overwrite"),
                                 part)

    def test_a_refused_row_leaves_none(self):
        self.sql("alter table raw.a add check (text <> 'bad')")
        self.assert_kept(self.overwrite((1, "bad")), "23514")

    def test_a_stop_leaves_none(self):
        for number in (signal.SIGTERM, signal.SIGINT):
            with self.subTest(number):
                target = self.side_table_of(*self.stream("a", [(1, "new")]))
                target.signal(number)
                target.wait()
                self.assertEqual(target.status, 128 + number, target.errors)
                self.assertEqual(self.everything(), self.before)
                self.assert_no_side_table()

    def test_the_next_run_drops_what_a_killed_one_left(self):
        target = self.side_table_of(*self.stream("a", [(1, "new")]))
        os.kill(target.pid, signal.SIGKILL)
        target.wait()
        self.assertEqual(len(self.sql(
            "select 1 from pg_class where relname = 'a__new'")), 1)
        self.assert_overwritten(self.overwrite((2, "new")), ("2", "new"))

    def test_one_that_a_reader_keeps_is_told_of(self):
        with self.server.session(self.database) as reader:
            target = self.side_table_of(*self.stream("a", [(1, "new")]))
            reader.query("begin; select * from raw.a__new")
            target.write(BROKEN)
            target.end_input()
            target.wait()
            self.assertEqual(target.status, 1)
            self.assertRegex(target.errors, 'WARNING .*"raw"."a__new" is left')
        self.assert_overwritten(self.overwrite((2, "new")), ("2", "new"))

    def test_a_stream_of_that_name(self):
        self.sql("create table raw.a__new (id bigint primary key, text text);"
                 "insert into raw.a__new values (7, 'of somebody')")
        self.assert_done(self.overwrite((2, "new")))
        self.assertEqual(self.rows(), [["2", "new"]])
        self.assertEqual(self.rows(table="raw.a__new"), [["7", "of somebody"]])
        for streams in (("a", "a__new"), ("a__new", "a")):
            self.assert_done(run(
                config(self.server, self.database, load_method="overwrite"),
                [b"".join(self.stream(name, [(3, f"of {name}")]))
                 for name in streams] + [state({"n": 1})]))
            self.assertEqual(self.rows(), [["3", "of a"]])
            self.assertEqual(self.rows(table="raw.a__new"),
                             [["3", "of a__new"]])
            self.assertEqual(self.sql(
                "select relname from pg_class where relname like "
                "'%\\_\\_new\\_%' and relkind = 'r'"), [])
            self.sql("drop table raw.a__new")


class Names(OverwriteTest):
    def test_a_name_that_something_else_has(self):
        self.assert_done(self.load(schema("a", ID_TEXT, ["id"])))
        for kind, statement in {
                "INDEX": None,
                "SEQUENCE": "create sequence raw.a_pkey",
                "VIEW": "create view raw.a_pkey as select 1 as id",
                "MATERIALIZED VIEW":
                    "create materialized view raw.a_pkey as select 1 as id",
                "TYPE": "create type raw.a_pkey as (id int)"}.items():
            for method in ("upsert", "overwrite"):
                with self.subTest(kind=kind, method=method):
                    if statement and method == "upsert":
                        self.sql("drop schema raw cascade; create schema raw;"
                                 + statement)
                    result = self.load(*self.stream("a_pkey", [(1, "x")]),
                                       load_method=method)
                    self.assert_failed(
                        result, "line 1: stream 'a_pkey'",
                        f'ALTER {kind} "raw"."a_pkey" RENAME TO')
                    if kind == "INDEX":
                        self.assertIn("an index of table raw.a,", result.error)

    def test_a_type_of_that_name(self):
        self.sql("create type raw.a as enum ('x')")
        self.assert_failed(self.load_one(), "line 1: stream 'a'", 'type "a"',
                           "42710", 'ALTER TYPE "raw"."a" RENAME TO')

    def test_as_the_message_says(self):
        self.assert_done(self.load(*self.stream("a", [(1, "x")])))
        self.sql('alter index "raw"."a_pkey" rename to a_key')
        self.assert_done(self.load(*self.stream("a_pkey", [(2, "x")]),
                                   *self.stream("a", [(1, "new")])))
        self.assertEqual(self.rows(table="raw.a_pkey"), [["2", "x"]])
        self.assertEqual(self.rows(), [["1", "new"]])


if __name__ == "__main__":
    unittest.main()
