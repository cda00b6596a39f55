"""What the database's owner put there holds for the target too.

The target never goes round a rule of the database: what it cannot load ends in
one line that names the table, and where it can be known line, key and column.
"""

import os
import unittest

from expectations import ID_TEXT, INTEGER, TableTest
from target import line, record, schema, state


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

    def test_a_check_of_a_table_to_be_overwritten(self):
        self.sql("insert into raw.a values (2, 'old');"
                 "alter table raw.a add constraint old check (text = 'old')")
        self.refused("23514", "old", "stream 'a', table .*keeps its old",
                     load_method="overwrite")
        self.assertEqual(self.rows(), [["2", "old"]])

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
        self.assert_failed(result, "raw.*a", "42501")
        self.assertEqual(self.rows(), [])
        # The server refuses COPY into such a table, empty or not.
        for text in ("first", "second"):
            self.loaded(values={"id": 9, "text": text}, user="secured")
            self.assertEqual(self.rows(), [["9", text]])
        self.loaded(values={"id": 8, "text": "keyless"}, keys=(),
                    user="secured")
        self.assertEqual(self.rows(), [["8", "keyless"], ["9", "second"]])


class Privileges(TableTest):
    """Each error names what may not be used; nothing is retried."""

    def setUp(self):
        super().setUp()
        self.role = f"role{self.number}"
        self.sql(f"create role {self.role} login;"
                 "drop schema raw")

    def refused_to_role(self, *parts, **arguments):
        return self.refused("42501", "GRANT", *parts, user=self.role,
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

    def test_no_delete_of_older_versions(self):
        self.tables_of_another("select, insert, update")
        result = self.load(
            schema("a", ID_TEXT, ["id"]),
            record("a", {"id": 1, "text": "new"}, version=2),
            line({"type": "ACTIVATE_VERSION", "stream": "a", "version": 2}),
            state({"n": 1}), user=self.role,
            hard_delete=True)
        self.assert_failed(result, "42501", "GRANT", "stream 'a', table")
        self.assertEqual(result.states, [])

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
