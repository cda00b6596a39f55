"""Tables that others made, lock, watch over, or make at the same time.

The target never drops anything and never goes round a rule of the database:
what it cannot load ends in one line that names the table.
"""

import os
import time
import unittest

from expectations import FaultTest
from target import Target, config, record, run, schema, state
from postgres_server import PostgresServer

INTEGER = {"type": ["integer", "null"]}
TEXT = {"type": ["string", "null"]}
ID = {"id": {"type": "integer"}}
ID_TEXT = {"id": {"type": "integer"}, "text": TEXT}
# Enough for what comes back by itself within a test, on any machine.
PATIENT = 600
RACES = int(os.environ.get("RACES", "10"))


def setUpModule():
    global server
    server = PostgresServer()


def tearDownModule():
    server.remove()


class TableTest(FaultTest):
    number = 0

    def setUp(self):
        TableTest.number += 1
        self.database = server.create_database(f"table{self.number}")
        server.query("create schema raw", self.database)

    def sql(self, text):
        return server.query(text, self.database)

    def load(self, *data, **settings):
        return run(config(server, self.database, **settings), list(data))

    def load_one(self, properties=None, values=None, keys=("id",), **settings):
        return self.load(
            schema("a", properties or ID_TEXT, keys),
            record("a", values or {"id": 1, "text": "new"}),
            state({"n": 1}), **settings)

    def refused(self, *parts, **arguments):
        result = self.load_one(**arguments)
        self.assert_failed(result, *parts)
        self.assertEqual(result.states, [])
        return result

    def loaded(self, **arguments):
        result = self.load_one(**arguments)
        self.assert_done(result)
        self.assertEqual(result.states, ['{"n": 1}'])

    def rows(self, columns="id, text", table="raw.a"):
        return self.sql(f"select {columns} from {table} order by 1")


class Locks(TableTest):
    def blocked(self, count=1):
        while len(self.sql(
                "select pid from pg_stat_activity where wait_event_type = "
                f"'Lock' and datname = '{self.database}'")) < count:
            time.sleep(0.005)

    def test_a_reader_is_in_the_way_of_a_new_column(self):
        self.assert_done(self.load_one(ID, {"id": 1}))
        with server.session(self.database) as reader:
            reader.query("begin; select * from raw.a")
            target = Target(config(server, self.database,
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
        with server.session(self.database) as reader:
            reader.query("begin; select * from raw.a")
            self.refused("55P03", "a", retry_budget_seconds=1)
        self.assertEqual(self.rows("id"), [["1"]])

    def test_a_long_reader_sees_all_or_nothing_of_a_batch(self):
        self.loaded()
        with server.session(self.database) as reader:
            reader.query("begin isolation level repeatable read")
            before = reader.query("select count(*) from raw.a")
            self.assert_done(self.load(
                schema("a", ID_TEXT, ["id"]),
                *(record("a", {"id": n, "text": "x"}) for n in range(50))))
            self.assertEqual(
                reader.query("select count(*) from raw.a"), before)
        self.assertEqual(len(self.rows()), 50)

    def test_a_deadlock_is_retried(self):
        """The other session waits longer than the server does to find it."""
        self.assert_done(self.load(
            schema("a", ID_TEXT, ["id"]),
            *(record("a", {"id": n, "text": "old"}) for n in range(10))))
        self.sql(f"alter database {self.database} set deadlock_timeout = '2s'")
        with server.session(self.database) as other:
            other.query("set deadlock_timeout = '1h'")
            other.query("begin; update raw.a set text = 'x' where id = 9")
            target = Target(config(server, self.database,
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
                target = Target(config(server, self.database,
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
            targets = [Target(config(server, self.database))
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
            targets = [Target(config(server, self.database,
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

    def test_a_type_that_cannot_hold_the_values(self):
        self.sql("create table raw.a (id bigint primary key, text point)")
        self.refused("22P02", "point", "line 2")
        self.assertEqual(self.sql("select * from raw.a"), [])

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
        self.refused("text", "integer", "raw.watching")
        self.assertEqual(
            self.sql("select count(*) from raw.watching"), [["0"]])

    def test_a_materialized_view_depends_on_a_column_to_widen(self):
        self.sql("create table raw.a (id bigint primary key, text integer);"
                 "create materialized view raw.watching as "
                 "select text from raw.a")
        self.refused("text", "integer", "watching")


class Rules(TableTest):
    """What the database's owner put there holds for the target too."""

    def setUp(self):
        super().setUp()
        self.sql("create table raw.a (id bigint primary key, text text)")

    def trigger(self, body):
        self.sql(f"""
            create function raw.guard() returns trigger language plpgsql as
              $$ begin {body} end $$;
            create trigger guard before insert or update on raw.a
              for each row execute function raw.guard()""")

    def test_a_trigger_that_raises(self):
        self.trigger("raise exception 'not on a Sunday';")
        self.refused("not on a Sunday", "P0001", "raw.*a")

    def test_a_trigger_that_changes_the_row(self):
        self.trigger("new.text = upper(new.text); return new;")
        self.loaded()
        self.assertEqual(self.rows(), [["1", "NEW"]])

    def test_a_trigger_that_skips_the_row(self):
        self.trigger("return null;")
        self.loaded()
        self.assertEqual(self.rows(), [])

    def test_a_trigger_that_is_slow(self):
        self.trigger("perform pg_sleep(0.2); return new;")
        self.loaded()
        self.assertEqual(self.rows(), [["1", "new"]])

    def test_a_trigger_that_raises_at_one_row(self):
        self.trigger("if new.id = 7 then raise exception 'not seven'; end if; "
                     "return new;")
        result = self.load(
            schema("a", ID_TEXT, ["id"]),
            *(record("a", {"id": n, "text": "x"}) for n in range(20)))
        self.assert_failed(result, "line 9\\b", "key id=7\\b", "not seven")
        self.assertEqual(self.rows(), [])

    def test_a_rule_in_place_of_an_insert(self):
        """COPY passes rules by, and ON CONFLICT does not allow them."""
        self.sql("create table raw.seen (id bigint, text text);"
                 "create rule divert as on insert to raw.a do instead "
                 "insert into raw.seen values (new.id, new.text)")
        self.loaded()
        self.loaded(keys=())
        self.assertEqual(self.rows(), [])
        self.assertEqual(self.rows(table="raw.seen"), [["1", "new"]] * 2)

    def test_a_rule_beside_an_update(self):
        self.sql("create table raw.seen (id bigint, text text);"
                 "create rule watch as on update to raw.a do also "
                 "insert into raw.seen values (new.id, new.text)")
        self.loaded()
        self.loaded()
        self.assertEqual(self.rows(), [["1", "new"]])
        self.assertEqual(self.rows(table="raw.seen"), [["1", "new"]])

    def test_a_check(self):
        self.sql("alter table raw.a add constraint polite "
                 "check (text <> 'new')")
        self.refused("23514", "polite", "line 2", "key id=1\\b",
                     "column 'text'")

    def test_a_check_of_two_columns(self):
        self.sql("alter table raw.a add constraint pair "
                 "check (text <> 'new' or id > 5)")
        self.refused("23514", "pair", "line 2", "column 'id, text'")

    def test_not_null(self):
        self.sql("alter table raw.a alter text set not null")
        self.refused("23502", "line 2", "key id=1\\b", "column 'text'",
                     values={"id": 1, "text": None})

    def test_a_domain(self):
        self.sql("create domain raw.polite as text check (value <> 'new');"
                 "alter table raw.a alter text type raw.polite")
        self.refused("23514", "polite", "line 2", "key id=1\\b",
                     "column 'text', value new")
        self.assertEqual(self.rows(), [])

    def test_an_exclusion_constraint(self):
        self.sql("alter table raw.a add constraint single "
                 "exclude using btree (text with =);"
                 "insert into raw.a values (2, 'new')")
        self.refused("23P01", "single", "line 2")

    def test_another_unique_index(self):
        self.sql("create unique index one_text on raw.a (text);"
                 "insert into raw.a values (2, 'new')")
        self.refused("23505", "one_text", "line 2", "column 'text'")
        self.assertEqual(self.rows(), [["2", "new"]])

    def test_a_foreign_key(self):
        self.sql("create table raw.b (text text primary key);"
                 "alter table raw.a add constraint known "
                 "foreign key (text) references raw.b")
        self.refused("23503", "known", "line 2", "column 'text'")

    def test_an_index_row_that_is_too_large(self):
        self.sql("drop table raw.a; create table raw.a (id text primary key)")
        noise = os.urandom(9000).hex()
        self.refused("54000", "raw.*a", "line 2", properties={"id": {"type": "string"}},
                     values={"id": noise})
        self.assertEqual(self.rows("id"), [])

    def test_a_generated_column_of_its_own(self):
        self.sql("alter table raw.a add size int generated always as "
                 "(length(text)) stored")
        self.loaded()
        self.assertEqual(self.rows("id, size"), [["1", "3"]])

    def test_a_generated_column_that_the_tap_sends(self):
        self.sql("alter table raw.a add size bigint generated always as "
                 "(length(text)) stored")
        self.refused("size", properties=ID_TEXT | {"size": INTEGER},
                     values={"id": 1, "text": "new", "size": 9})

    def test_an_identity_column(self):
        self.sql("alter table raw.a add own int generated always as identity")
        self.loaded()
        self.assertEqual(self.rows("id, own"), [["1", "1"]])

    def test_row_level_security(self):
        self.sql(f"""
            do $$ begin create role secured login;
              exception when duplicate_object then null; end $$;
            grant all on schema raw to secured;
            grant create on database {self.database} to secured;
            alter table raw.a owner to secured;
            alter table raw.a enable row level security;
            alter table raw.a force row level security;
            create policy small on raw.a using (id < 10)""")
        result = self.load_one(values={"id": 10, "text": "x"}, user="secured")
        self.assert_failed(result, "raw.*a")
        self.assertEqual(self.rows(), [])


class Privileges(TableTest):
    """Each error names what may not be used; nothing is retried."""

    def setUp(self):
        super().setUp()
        self.role = f"role{self.number}"
        self.sql(f"create role {self.role} login;"
                 "drop schema raw")

    def refused_to_role(self, *parts, **arguments):
        return self.refused("42501", *parts, user=self.role,
                            retry_budget_seconds=10**6, **arguments)

    def test_no_create_on_the_database(self):
        self.refused_to_role(self.database)

    def test_no_create_on_the_schema(self):
        self.sql(f"create schema raw; grant usage on schema raw to {self.role}")
        self.refused_to_role("raw")

    def test_no_usage_of_the_schema(self):
        self.sql("create schema raw")
        self.refused_to_role("raw")

    def test_a_table_of_its_own_needs_no_create_on_the_database(self):
        self.sql(f"create schema raw; "
                 f"grant usage, create on schema raw to {self.role}")
        self.loaded(user=self.role)

    def tables_of_another(self, grants):
        self.assert_done(self.load(schema("a", ID_TEXT, ["id"])))
        self.sql(f"grant usage on schema raw to {self.role};"
                 f"grant {grants} on raw.a to {self.role}")

    def test_no_insert(self):
        self.tables_of_another("select")
        self.refused_to_role("a")

    def test_no_update(self):
        self.tables_of_another("select, insert")
        self.loaded()
        self.refused_to_role("a")

    def test_all_that_loading_needs(self):
        self.tables_of_another("select, insert, update")
        self.loaded(user=self.role)
        self.loaded(user=self.role)

    def test_no_temporary_tables(self):
        self.tables_of_another("select, insert, update")
        self.loaded()
        self.sql(f"revoke temporary on database {self.database} from public")
        self.refused_to_role(self.database)

    def test_not_the_owner_when_a_column_is_new(self):
        self.tables_of_another("select, insert, update")
        self.refused_to_role("a", properties=ID_TEXT | {"extra": INTEGER})


class SearchPath(TableTest):
    def test_another_schema_comes_first(self):
        """Tables, functions and operators of others are never used."""
        self.sql(f"""
            create schema evil;
            create table evil.a (id bigint primary key, text text);
            create table public.a (id bigint primary key, text text);
            create function evil.trap(bigint, bigint) returns boolean
              language plpgsql as $$ begin raise 'hijacked'; end $$;
            create function evil.trap(text, text) returns boolean
              language plpgsql as $$ begin raise 'hijacked'; end $$;
            create operator evil.= (leftarg = bigint, rightarg = bigint,
                                    function = evil.trap);
            create operator evil.< (leftarg = bigint, rightarg = bigint,
                                    function = evil.trap);
            create operator evil.= (leftarg = text, rightarg = text,
                                    function = evil.trap);
            create function evil.set_config(text, text, boolean) returns text
              language plpgsql as $$ begin raise 'hijacked'; end $$;
            create function evil.now() returns timestamptz
              language plpgsql as $$ begin raise 'hijacked'; end $$;
            alter database {self.database}
              set search_path = evil, public, pg_catalog""")
        for _ in range(2):
            self.loaded()
        self.assertEqual(self.rows(), [["1", "new"]])
        # Without a unique index the merge compares the keys by itself.
        self.sql("alter table raw.a drop constraint a_pkey")
        self.loaded(values={"id": 1, "text": "newer"})
        self.assertEqual(self.rows(), [["1", "newer"]])
        for schema_name in ("evil", "public"):
            self.assertEqual(self.rows(table=f"{schema_name}.a"), [])


if __name__ == "__main__":
    unittest.main()
