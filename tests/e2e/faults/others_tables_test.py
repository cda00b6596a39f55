"""Tables that others made: taken as they are, widened, or refused by name.

The target never drops anything; nothing is cut or rounded.
"""

import unittest

from expectations import ID, ID_TEXT, INTEGER, TEXT, TableTest
from target import record, schema


class OddForms(TableTest):
    def test_missing_columns_are_added(self):
        self.sql("create table raw.a (id bigint primary key, own int default 7)")
        self.sql("insert into raw.a values (1), (2)")
        self.loaded()
        self.assertEqual(self.rows("id, own, text"),
                         [["1", "7", "new"], ["2", "7", ""]])

    def test_no_primary_key(self):
        self.sql("create table raw.a (id bigint, text text);"
                 "insert into raw.a values (1, 'old'), (1, 'old'), (2, 'old')")
        self.loaded()
        self.assertEqual(self.rows(),
                         [["1", "new"], ["1", "new"], ["2", "old"]])

    def test_another_primary_key(self):
        self.sql("create table raw.a "
                 "(id bigint, text text, own serial primary key)")
        self.loaded()
        self.loaded()
        self.assertEqual(self.rows(), [["1", "new"]])

    def test_not_null_without_default(self):
        self.sql("create table raw.a (id bigint primary key, text text, "
                 "own int not null)")
        self.refused("own", "NOT NULL")
        self.assertEqual(self.rows(), [])

    def test_a_shorter_type(self):
        self.sql("create table raw.a (id bigint primary key, "
                 "text varchar(2))")
        result = self.load_one()
        # Widened without loss, or the value is refused: never cut.
        if result.status == 0:
            self.assertEqual(self.rows(), [["1", "new"]])
        else:
            self.assert_failed(result, "text")
            self.assertEqual(self.rows(), [])

    def test_a_narrower_integer_is_widened(self):
        self.sql("create table raw.a (id integer primary key, text text);"
                 "insert into raw.a values (1, 'old')")
        self.loaded(values={"id": 2**40, "text": "new"})
        self.assertEqual(self.rows(), [["1", "old"], [str(2**40), "new"]])

    def test_a_narrower_integer_without_leave_to_alter(self):
        self.sql("create table raw.a (id integer primary key, text text)")
        self.refused("id", values={"id": 2**40, "text": "new"},
                     allow_column_alter=False)
        self.assertEqual(self.rows(), [])

    def test_a_wider_column_stays_as_it_is(self):
        self.sql("create table raw.a (id numeric primary key, text text)")
        self.loaded()
        self.assertEqual(self.rows(), [["1", "new"]])
        self.assertEqual(self.sql(
            "select atttypid::regtype from pg_attribute where "
            "attrelid = 'raw.a'::regclass and attname = 'id'"), [["numeric"]])

    def test_a_number_with_a_scale_takes_integers_that_fit(self):
        self.sql("create table raw.a (id numeric(4,1) primary key, "
                 "text varchar(9), number numeric(5,2))")
        properties = ID_TEXT | {"number": INTEGER}
        self.loaded(properties=properties,
                    values={"id": 1, "text": "new", "number": 999})
        self.refused("22003", "line 2", "'a'", "key id=2\\b",
                     "column 'number', value 1000", properties=properties,
                     values={"id": 2, "text": "new", "number": 1000})
        self.refused("22003", "line 2", "column 'id', value 1000",
                     properties=properties, values={"id": 1000})
        self.assertEqual(self.rows("id, text, number"),
                         [["1.0", "new", "999.00"]])

    def test_a_number_with_a_scale_rounds_nothing(self):
        self.sql("create table raw.a (id bigint primary key, "
                 "text numeric(5,2))")
        fraction = {"properties": ID | {"text": {"type": "number"}},
                    "values": {"id": 1, "text": 1.239}}
        self.refused("text", "numeric\\(5,2\\)", **fraction,
                     allow_column_alter=False)
        self.loaded(**fraction)
        self.assertEqual(self.rows(), [["1", "1.239"]])

    def test_a_domain_of_a_shorter_type_cuts_nothing(self):
        self.sql("create domain raw.word as varchar(5);"
                 "create table raw.a (id bigint primary key, text raw.word)")
        self.loaded()
        self.refused("22001", "line 2", "key id=2\\b",
                     "column 'text', value too long",
                     values={"id": 2, "text": "too long"})
        self.assertEqual(self.rows(), [["1", "new"]])

    def test_a_key_that_the_column_takes_for_equal(self):
        self.sql("create collation raw.ci (provider = icu, "
                 "locale = 'und-u-ks-level2', deterministic = false);"
                 "create table raw.a (id text collate raw.ci primary key, "
                 "text text)")
        properties = {"id": {"type": "string"}, "text": TEXT}
        for _ in range(2):
            self.assert_done(self.load(
                schema("a", properties, ["id"]),
                *(record("a", {"id": key, "text": key})
                  for key in ("b", "a", "B", "A"))))
            self.assertEqual(self.rows("lower(id), text"),
                             [["a", "A"], ["b", "B"]])

    def test_a_type_that_refuses_some_values(self):
        self.sql("create type raw.mood as enum ('new', 'old');"
                 "create table raw.a (id bigint primary key, text raw.mood)")
        self.loaded()
        self.refused("22P02", "line 2", "key id=2\\b", "column 'text', value odd",
                     "raw.mood", values={"id": 2, "text": "odd"})
        self.assertEqual(self.rows(), [["1", "new"]])

    def test_types_whose_values_would_be_spelled_anew(self):
        """Neither altered nor filled by a cast that rounds or cuts."""
        for kind, value in {"interval": "90 min", "money": "12.50",
                            "double precision": "0.1", "timetz": "10:00+05",
                            "timestamptz": "2021-01-01 00:00+09",
                            "jsonb": '"a"', "json": "{}", "bytea": "a",
                            "bit(5)": "10101", "point": "(1,2)",
                            "text[]": "{a}", "name": "a"}.items():
            with self.subTest(kind=kind):
                self.sql(f"""
                    drop table if exists raw.a;
                    create table raw.a (id bigint primary key, text {kind});
                    insert into raw.a values (1, '{value}')""")
                before = self.sql("select text::text, pg_typeof(text) from raw.a")
                result = self.refused("line 1", 'column "text"', "text")
                self.assertIn(before[0][1].split()[0], result.error)
                self.assertEqual(before, self.sql(
                    "select text::text, pg_typeof(text) from raw.a"))

    def test_an_alter_that_is_refused_undoes_the_others(self):
        self.sql("create table raw.a (id integer primary key, text interval)")
        self.refused("text", "interval")
        self.assertEqual(self.sql(
            "select format_type(atttypid, atttypmod) from pg_attribute where "
            "attrelid = 'raw.a'::regclass and attname = 'id'"), [["integer"]])

    def test_instants_keep_their_zone_and_their_digits(self):
        self.sql("create table raw.a (id bigint primary key, "
                 "at timestamptz(3), tod timetz(0));"
                 "insert into raw.a values "
                 "(1, '2021-01-01 10:00:00+09', '10:00:00+05')")
        self.loaded(
            properties=ID | {
                "at": {"type": "string", "format": "date-time"},
                "tod": {"type": "string", "format": "time"}},
            values={"id": 2, "at": "2021-01-01T10:00:00.123456+09:00",
                    "tod": "10:00:00.5+05:30"})
        self.assertEqual(
            self.sql("select pg_typeof(at), at at time zone 'Asia/Tokyo', tod "
                     "from raw.a order by id"),
            [["timestamp with time zone", "2021-01-01 10:00:00",
              "10:00:00+05"],
             ["timestamp with time zone", "2021-01-01 10:00:00.123456",
              "10:00:00.5+05:30"]])

    def test_a_float_takes_numbers_that_it_can_hold(self):
        self.sql("create table raw.a (id bigint primary key, "
                 "text double precision)")
        number = ID | {
            "text": {"type": "string", "format": "x-singer.decimal"}}
        self.loaded(properties=number, values={"id": 1, "text": "0.1"})
        self.refused("line 2", "column 'text'", "double precision",
                     "1.00000000000000000001 would be rounded",
                     properties=number,
                     values={"id": 2, "text": "1.00000000000000000001"})
        self.assertEqual(self.rows(), [["1", "0.1"]])

    def test_a_key_that_is_shorter_keeps_its_collation(self):
        self.sql("create collation raw.ci (provider = icu, "
                 "locale = 'und-u-ks-level2', deterministic = false);"
                 "create table raw.a (id varchar(20) collate raw.ci "
                 "primary key, text text);"
                 "insert into raw.a values ('ABC', 'old')")
        self.loaded(properties={"id": {"type": "string"}, "text": TEXT},
                    values={"id": "abc", "text": "new"})
        self.assertEqual(self.rows(), [["ABC", "new"]])

    def test_a_partitioned_table(self):
        self.sql("create table raw.a (id bigint primary key, text text) "
                 "partition by range (id);"
                 "create table raw.low partition of raw.a "
                 "for values from (0) to (10)")
        self.loaded()
        self.loaded()
        self.assertEqual(self.rows(), [["1", "new"]])
        self.refused("23514", "line 2", values={"id": 10, "text": "x"})

    def test_what_is_no_table(self):
        for kind, statement in {
                "view": "create view raw.a as select 1 id, 'x'::text as text",
                "materialized view":
                    "create materialized view raw.a as select 1 id",
                "sequence": "create sequence raw.a",
                "composite type": "create type raw.a as (id int)",
                "index": "create table raw.t (id int);"
                         "create index a on raw.t (id)"}.items():
            with self.subTest(kind=kind):
                self.setUp()
                self.sql(statement)
                self.refused("raw.*a")

    def test_a_foreign_table(self):
        try:
            self.sql("create extension file_fdw")
        except Exception as error:
            self.skipTest(f"needs extension file_fdw: {error}")
        self.sql("create server files foreign data wrapper file_fdw;"
                 "create foreign table raw.a (id bigint, text text) "
                 "server files options (filename '/dev/null')")
        self.refused("raw.*a")

    def test_a_view_depends_on_a_column_to_widen(self):
        self.sql("create table raw.a (id bigint primary key, text integer);"
                 "create view raw.watching as select text from raw.a")
        self.refused("text", "integer", "raw.watching",
                     "recreate_dependent_views",
                     recreate_dependent_views=False)
        self.assertEqual(
            self.sql("select count(*) from raw.watching"), [["0"]])
        self.loaded()
        self.assertEqual(
            self.sql("select text from raw.watching"), [["new"]])

    def test_a_materialized_view_depends_on_a_column_to_widen(self):
        self.sql("create table raw.a (id bigint primary key, text integer);"
                 "create materialized view raw.watching as "
                 "select text from raw.a")
        self.refused("text", "integer", "watching")


if __name__ == "__main__":
    unittest.main()
