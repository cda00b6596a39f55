"""overwrite with keys replaces a table's content by difference: what vanished is
deleted, what differs is updated, what is new is inserted, and the rest is left.

What the table holds afterwards is what the stream sent, whatever the table is.
"""

import unittest

from expectations import ID_TEXT, INTEGER, TEXT
from overwrite_references_test import OverwriteTest
from target import line, record, schema, state

NUMBER = {"type": ["number", "null"]}
OBJECT = {"type": ["object", "null"]}
TIME = {"type": ["string", "null"], "format": "date-time"}
SMALL = {"type": ["integer", "null"], "minimum": 0, "maximum": 9}


def version(number, stream="a"):
    return line({"type": "ACTIVATE_VERSION", "stream": stream,
                 "version": number})


class Difference(OverwriteTest):
    def touched(self):
        """Which rows were written by the last run: the keys."""
        return [key for [key] in self.sql(
            "select id from raw.a where _sdc_sync_started_at = (select "
            "max(_sdc_sync_started_at) from raw.a) order by 1")]

    def test_what_is_untouched_stays_as_it_was(self):
        self.assert_overwritten(
            self.overwrite((1, "one"), (2, "two"), (3, None)),
            ("1", "one"), ("2", "two"), ("3", ""))
        places = "ctid, _sdc_batched_at"
        before = self.rows(places)
        self.assert_overwritten(
            self.overwrite((3, None), (2, "two"), (1, "one")),
            ("1", "one"), ("2", "two"), ("3", ""))
        self.assertEqual(self.rows(places), before)
        self.assert_overwritten(
            self.overwrite((3, "new"), (2, "two"), (4, "four")),
            ("2", "two"), ("3", "new"), ("4", "four"))
        self.assertEqual(self.touched(), ["3", "4"])

    def test_versions_are_always_current(self):
        def overwrite(number, *rows):
            return self.load(
                schema("a", ID_TEXT, ["id"]),
                *(record("a", {"id": key, "text": text}, version=number)
                  for key, text in rows),
                version(number), state({"n": 1}), load_method="overwrite")
        self.assert_overwritten(overwrite(1, (1, "x"), (2, "x")),
                                ("1", "x"), ("2", "x"))
        times = self.rows("id, _sdc_batched_at")
        self.assert_overwritten(overwrite(2, (1, "x"), (2, "new")),
                                ("1", "2"), ("2", "2"),
                                columns="id, _sdc_table_version")
        self.assertEqual(self.rows("id, _sdc_batched_at")[0], times[0])
        self.assertNotEqual(self.rows("id, _sdc_batched_at")[1], times[1])
        # A stream that no longer has versions takes none away.
        self.assert_overwritten(self.overwrite((1, "x"), (2, "new")),
                                ("1", "2"), ("2", "2"),
                                columns="id, _sdc_table_version")

    def test_a_row_that_was_marked_as_deleted_comes_back(self):
        self.assert_overwritten(self.overwrite((1, "x"), (2, "x")),
                                ("1", "x"), ("2", "x"))
        self.sql("update raw.a set _sdc_deleted_at = now() where id = 1")
        self.assert_overwritten(self.overwrite((1, "x"), (2, "x")),
                                ("1", ""), ("2", ""),
                                columns="id, _sdc_deleted_at")

    def test_a_column_that_is_new(self):
        self.assert_overwritten(self.overwrite((1, "x"), (2, "x")),
                                ("1", "x"), ("2", "x"))
        self.assert_overwritten(
            self.overwrite((1, "x", None), (2, "x", 5),
                           properties=ID_TEXT | {"more": INTEGER}),
            ("1", ""), ("2", "5"), columns="id, more")
        self.assertEqual(self.touched(), ["2"])

    def test_a_column_that_is_not_sent_any_more(self):
        self.assert_overwritten(self.overwrite((1, "x")), ("1", "x"))
        self.assert_overwritten(
            self.overwrite((1,), (2,), properties={"id": INTEGER}),
            ("1", "x"), ("2", ""))


class Images(OverwriteTest):
    """Stored images are compared: what is equal may show differently."""

    def overwrite_by(self, *values, properties):
        """Rows 1, 2, … have these values, spelled as JSON."""
        rows = [b'{"type":"RECORD","stream":"a","record":{"id":%d,"text":%s}}\n'
                % (number, value.encode())
                for number, value in enumerate(values, 1)]
        return self.load(schema("a", properties, ["id"]), *rows,
                         state({"n": 1}), load_method="overwrite")

    def given_type(self, column_type):
        self.given("create table raw.a (id bigint primary key, text "
                   f"{column_type})")

    def test_values_that_are_equal(self):
        for column_type, wanted, first, second, shown in (
                ("numeric", NUMBER, "1.0", "1.00", "1.00"),
                ("jsonb", OBJECT, '{"a":1.0}', '{"a":1.00}', '{"a": 1.00}'),
                ("public.citext", TEXT, '"Ab"', '"aB"', "aB"),
                ("json", OBJECT, '{"a":1}', '{"a":1.0}', '{"a": 1.0}'),
                ("text", TEXT, '"x"', "null", "")):
            with self.subTest(column_type):
                self.setUp()
                self.sql("create extension citext schema public")
                self.given_type(column_type)
                for value in (first, second):
                    self.assert_done(self.overwrite_by(
                        value, properties=ID_TEXT | {"text": wanted}))
                self.assertEqual(self.rows(), [["1", shown]])

    def test_the_table_s_own_type_decides(self):
        """Rows that would be stored as they are stay untouched."""
        self.sql("create domain raw.word as varchar(5)")
        for column_type, wanted, value in (
                ("raw.word", TEXT, '"first"'), ("numeric(5,2)", INTEGER, "7"),
                ("numeric", INTEGER, "7"), ("varchar", TEXT, '"x"'),
                ("timestamptz", TIME, '"2024-01-01T12:00:00+02:00"'),
                ("double precision", SMALL, "7"), ("json", OBJECT, '{"b":1}')):
            with self.subTest(column_type):
                self.sql("drop table if exists raw.a")
                self.given_type(column_type)
                places = []
                for _ in range(2):
                    self.assert_done(self.overwrite_by(
                        value, value, properties=ID_TEXT | {"text": wanted}))
                    places.append(self.rows("id, ctid, _sdc_batched_at, text"))
                self.assertEqual(len(places[0]), 2)
                self.assertEqual(places[0], places[1])

    def test_a_value_that_the_table_refuses(self):
        self.sql("create domain raw.word as varchar(5)")
        self.given_type("raw.word")
        self.assert_overwritten(self.overwrite((1, "first")), ("1", "first"))
        self.before = self.everything()
        self.assert_kept(
            self.overwrite((1, "first"), (2, "too long")), "22001", "line 3",
            "key id=2", "column 'text', value too long")


class Keys(OverwriteTest):
    def test_keys_that_are_equal_and_spelled_anew(self):
        self.sql("create extension citext schema public;"
                 "create collation raw.ci (provider = icu, "
                 "locale = 'und-u-ks-level2', deterministic = false)")
        properties = ID_TEXT | {"id": {"type": "string"}}
        for key_type in ("public.citext", "text collate raw.ci"):
            with self.subTest(key_type):
                self.sql("drop table if exists raw.a")
                self.given(f"create table raw.a (id {key_type} primary key, "
                           "text text, own serial);"
                           "insert into raw.a values ('One', 'x'), ('Two', 'x')")
                self.assert_overwritten(
                    self.overwrite(("ONE", "x"), ("Two", "x"),
                                   properties=properties),
                    ("ONE", "x", "1"), ("Two", "x", "2"),
                    columns="id, text, own")
                # Of two that the table takes for one the last counts.
                self.assert_overwritten(
                    self.overwrite(("b", "first"), ("one", "y"), ("B", "last"),
                                   properties=properties),
                    ("B", "last", "3"), ("one", "y", "1"),
                    columns="id, text, own")

    def test_a_type_whose_operators_are_not_in_the_search_path(self):
        self.given("create schema elsewhere;"
                   "create extension citext schema elsewhere;"
                   "create table raw.a (id elsewhere.citext primary key, "
                   "text text, own serial); insert into raw.a values ('One', 'x')")
        self.assert_overwritten(
            self.overwrite(("ONE", "new"),
                           properties=ID_TEXT | {"id": {"type": "string"}}),
            ("ONE", "new", "1"), columns="id, text, own")

    def test_numbers_and_documents(self):
        for key_type, wanted, first, second in (
                ("numeric", NUMBER, "1.0", "1.00"),
                ("jsonb", OBJECT, '{"a":1.0}', '{"a":1.00}')):
            with self.subTest(key_type):
                self.setUp()
                self.given(f"create table raw.a (id {key_type} primary key, "
                           "text text, own serial)")
                for key in (first, second):
                    result = self.load(
                        schema("a", ID_TEXT | {"id": wanted}, ["id"]),
                        b'{"type":"RECORD","stream":"a","record":{"id":%s}}\n'
                        % key.encode(), state({"n": 1}),
                        load_method="overwrite", validate_records=False)
                    self.assert_done(result)
                self.assertEqual(self.rows("own"), [["1"]])
                self.assertIn("1.00", self.rows("id")[0][0])

    def test_several_keys(self):
        properties = ID_TEXT | {"more": INTEGER}
        self.assert_overwritten(
            self.overwrite((1, "a", 1), (1, "b", 1), (2, "a", 1),
                           properties=properties, keys=("id", "text")),
            ("1", "a", "1"), ("1", "b", "1"), ("2", "a", "1"),
            columns="id, text, more")
        self.assert_overwritten(
            self.overwrite((1, "b", 2), (2, "a", 1), (2, "b", 1),
                           properties=properties, keys=("id", "text")),
            ("1", "b", "2"), ("2", "a", "1"), ("2", "b", "1"),
            columns="id, text, more")

    def test_duplicates_and_nulls_of_a_table_without_an_index(self):
        for more in ("", "partition by list (text)"):
            with self.subTest(more):
                self.setUp()
                self.sql(f"create table raw.a (id bigint, text text, own serial) "
                         f"{more}")
                if more:
                    self.sql(
                        "create table raw.x partition of raw.a for values in "
                        "('x'); create table raw.y partition of raw.a default")
                self.sql("insert into raw.a values (1, 'x'), (1, 'y'), (1, 'x'),"
                         "(2, 'x'), (2, 'x'), (null, 'x'), (null, 'x')")
                for _ in range(2):
                    self.assert_overwritten(
                        self.overwrite((2, "x"), (3, "x"), (1, "y")),
                        ("1", "y"), ("2", "x"), ("3", "x"))
                self.assertEqual(self.rows("own")[1:], [["4"], ["8"]])

    def test_keys_that_change_in_mid_stream(self):
        more = ID_TEXT | {"more": INTEGER}
        self.given("create table raw.a (id bigint primary key, text text);"
                   "insert into raw.a values (9, 'old')")
        self.assert_overwritten(
            self.load(*self.stream("a", [(1, "x"), (2, "x")]),
                      *self.stream("a", [(3, "y", 5), (4, "z", 6)], more,
                                   ["text"]),
                      state({"n": 1}), load_method="overwrite"),
            ("1", "x"), ("2", "x"), ("3", "y"), ("4", "z"))

    def test_a_unique_index_of_another_column(self):
        """Rows hand its values on, and exchange them."""
        self.given(
            "create table raw.a (id bigint primary key, text text unique, "
            "own int generated always as identity, twice int generated always "
            "as (2 * id) stored, note text);"
            "insert into raw.a (id, text, note) values (1, 'one', 'n1'), "
            "(2, 'two', 'n2'), (3, 'three', 'n3'), (4, 'four', 'n4');"
            "create table raw.plain (a bigint references raw.a, n int);"
            "insert into raw.plain values (2, 1)")
        self.assert_overwritten(
            self.overwrite((1, "two"), (2, "one"), (3, "four"), (5, "three")),
            ("1", "two", "1", "2", "n1"), ("2", "one", "2", "4", "n2"),
            ("3", "four", "3", "6", "n3"), ("5", "three", "5", "10", ""),
            columns="id, text, own, twice, note")
        self.before = self.everything()
        self.sql("create table raw.notes (a bigint references raw.a on delete "
                 "cascade, n int)")
        self.before = self.everything()
        self.assert_kept(
            self.overwrite((1, "one"), (2, "two"), (3, "four"), (5, "three")),
            "23505", "keeps its old content")


if __name__ == "__main__":
    unittest.main()
