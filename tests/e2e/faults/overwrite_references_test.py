"""Foreign keys that refer to a table which is overwritten.

Rows of other tables are never deleted or changed by it: what would reach them is
refused by name, before anything changes, and only when a row that goes, or whose
referenced columns change, is referred to.
"""

import unittest

from expectations import ID_TEXT, INTEGER, TEXT, TableTest
from target import Target, config, record, schema, state

ALL = ("cascade", "set null", "set default", "no action", "restrict")
REACHING = ALL[:3]
PARENT = ID_TEXT | {"parent": INTEGER}


class OverwriteTest(TableTest):
    def overwrite(self, *rows, properties=ID_TEXT, keys=("id",), **settings):
        """Stream a has these rows."""
        return self.load(*self.stream("a", rows, properties, keys),
                         state({"n": 1}), load_method="overwrite", **settings)

    @staticmethod
    def stream(name, rows, properties=ID_TEXT, keys=("id",)):
        names = list(properties)
        return [schema(name, properties, keys),
                *(record(name, dict(zip(names, row))) for row in rows)]

    def assert_overwritten(self, result, *rows, columns="id, text"):
        self.assert_done(result)
        self.assertEqual(result.states, ['{"n": 1}'])
        self.assertEqual(self.rows(columns), [list(row) for row in rows])
        self.assert_no_side_table()

    def assert_kept(self, result, *parts):
        """Refused, and nothing is as it was not."""
        self.assert_failed(result, *parts)
        self.assertEqual(result.states, [])
        self.assertEqual(self.everything(), self.before)
        self.assert_no_side_table()

    def assert_no_side_table(self):
        self.assertEqual(self.sql(
            "select relname from pg_class where relname like '%\\_\\_new%'"), [])

    def everything(self):
        """The rows of all tables, but for the target's own columns."""
        tables = self.sql("select relname from pg_class where relkind in "
                          "('r', 'p') and relnamespace = 'raw'::regnamespace "
                          "order by 1")
        return {table: self.sql(
            "select (to_jsonb(t) - array(select key from jsonb_each(to_jsonb(t)) "
            f"where key like '_sdc_%'))::text from raw.{table} t order by 1")
            for [table] in tables}

    def given(self, sql):
        self.sql(sql)
        self.before = self.everything()


class Deleted(OverwriteTest):
    def refer(self, action, more=""):
        self.given(
            "create table raw.a (id bigint primary key, text text);"
            "insert into raw.a values (1, 'one'), (2, 'two'), (3, 'three');"
            "create table raw.notes (note text, a bigint default 3 references "
            f"raw.a on delete {action} {more});"
            "insert into raw.notes values ('of 1', 1), ('of none', null)")

    def test_rows_that_stay_are_referred_to(self):
        for action in ALL:
            with self.subTest(action):
                self.setUp()
                self.refer(action)
                self.assert_overwritten(
                    self.overwrite((1, "changed"), (3, "three"), (4, "new")),
                    ("1", "changed"), ("3", "three"), ("4", "new"))
                self.assertEqual(self.everything()["notes"],
                                 self.before["notes"])

    def test_a_row_that_goes_is_referred_to(self):
        for action in REACHING:
            with self.subTest(action):
                self.setUp()
                self.refer(action)
                self.assert_kept(
                    self.overwrite((2, "two"), (3, "changed")),
                    'stream \'a\', table "raw"."a"', 'table "raw"."notes"',
                    "\\(id\\)=\\(1\\)", f"ON DELETE {action.upper()}",
                    "notes_a_fkey")

    def test_a_plain_reference_fails_loudly(self):
        for action, more in (("no action", ""), ("restrict", ""),
                             ("no action", "deferrable initially deferred")):
            with self.subTest(action=action, more=more):
                self.setUp()
                self.refer(action, more)
                self.assert_kept(self.overwrite((2, "two")), '"notes"',
                                 "keep.* old content", "SQLSTATE 23")

    def test_deferred(self):
        self.refer("cascade", "deferrable initially deferred")
        self.assert_kept(self.overwrite((2, "two")), "notes_a_fkey")

    def test_all_rows_go(self):
        self.refer("cascade")
        self.assert_kept(
            self.load(schema("a", ID_TEXT, ["id"]),
                      b'{"type":"ACTIVATE_VERSION","stream":"a","version":1}\n',
                      state({"n": 1}), load_method="overwrite"),
            "notes_a_fkey")

    def test_without_keys_all_rows_go(self):
        self.given(
            "create table raw.a (own serial primary key, id bigint, text text);"
            "insert into raw.a (id, text) values (1, 'one'), (2, 'two');"
            "create table raw.notes (a bigint references raw.a "
            "on delete cascade, note text);")
        self.assert_overwritten(self.overwrite((1, "new"), keys=()),
                                ("1", "new"))
        self.sql("insert into raw.notes select own, 'x' from raw.a")
        self.before = self.everything()
        self.assert_kept(self.overwrite((1, "new"), keys=()), "notes_a_fkey")

    def test_several_columns_of_any_type(self):
        """Also with NULLs, of which none refers, and in another order."""
        self.given(
            "create table raw.a (id bigint, text text, own varchar(9) "
            "default 'x', primary key (id), unique (text, own));"
            "insert into raw.a values (1, 'one'), (2, 'two');"
            "create table raw.notes (note int, own text, a text, foreign key "
            "(own, a) references raw.a (own, text) on delete cascade);"
            "insert into raw.notes values (1, 'x', null), (2, 'x', 'two')")
        self.assert_overwritten(self.overwrite((2, "two")), ("2", "two"))
        self.assert_overwritten(self.overwrite((3, "three"), (2, "two")),
                                ("2", "two"), ("3", "three"))
        self.before = self.everything()
        self.assert_kept(self.overwrite((3, "three")), "notes_.*_fkey",
                         "\\(own, text\\)=\\(x, two\\)")

    def test_a_reference_that_is_partitioned(self):
        self.given(
            "create table raw.a (id bigint primary key, text text);"
            "insert into raw.a values (1, 'one'), (2, 'two');"
            "create table raw.notes (note int, a bigint references raw.a "
            "on delete cascade) partition by range (note);"
            "create table raw.low partition of raw.notes for values from (0) "
            "to (9); insert into raw.notes values (1, 1)")
        self.assert_overwritten(self.overwrite((1, "new")), ("1", "new"))
        self.before = self.everything()
        self.assert_kept(self.overwrite((2, "new")), '"notes"')

    def partitioned(self):
        self.given(
            "create table raw.a (id bigint primary key, text text) "
            "partition by range (id);"
            "create table raw.low partition of raw.a for values from (0) to (9);"
            "create table raw.high partition of raw.a for values from (9) to "
            "(99); insert into raw.a values (1, 'one'), (10, 'ten')")

    def test_a_reference_to_a_partitioned_table_or_a_partition(self):
        for referenced in ("a", "low"):
            with self.subTest(referenced):
                self.setUp()
                self.partitioned()
                self.sql("create table raw.notes (note int, a bigint references "
                         f"raw.{referenced} on delete set null);"
                         "insert into raw.notes values (1, 1)")
                self.assert_overwritten(
                    self.overwrite((1, "new"), (11, "new")),
                    ("1", "new"), ("11", "new"))
                self.before = self.everything()
                self.assert_kept(self.overwrite((11, "new")), '"notes"')

    def test_a_stream_that_is_loaded_into_a_partition(self):
        self.given(
            "create table raw.whole (id bigint primary key, text text) "
            "partition by range (id);"
            "create table raw.a partition of raw.whole for values from (0) to "
            "(9); insert into raw.a values (1, 'one'), (2, 'two');"
            "create table raw.notes (note int, a bigint references raw.whole "
            "on delete cascade); insert into raw.notes values (1, 1)")
        bare = {"add_record_metadata": False}
        self.assert_overwritten(self.overwrite((1, "new"), **bare),
                                ("1", "new"))
        self.before = self.everything()
        self.assert_kept(self.overwrite((2, "new"), **bare), '"notes"')

    def test_the_references_of_a_child_table_are_no_obstacle(self):
        self.refer("cascade")
        self.sql("create table raw.more (more int) inherits (raw.notes);"
                 "insert into raw.more (note, a) values ('no reference', 2)")
        self.assert_overwritten(self.overwrite((1, "one")), ("1", "one"))

    def test_rows_that_the_role_may_not_see(self):
        self.refer("cascade")
        self.sql("do $$ begin create role reader login; exception when "
                 "duplicate_object then null; end $$;"
                 "grant all on schema raw to reader;"
                 "alter table raw.a owner to reader")
        self.assert_overwritten(
            self.overwrite((1, "one"), (2, "two"), (3, "new"), user="reader"),
            ("1", "one"), ("2", "two"), ("3", "new"))
        self.before = self.everything()
        gone = [(1, "one"), (2, "two")]
        self.assert_kept(self.overwrite(*gone, user="reader"),
                         '"raw"."notes"', "may not read", "GRANT")
        self.sql("grant select on raw.notes to reader;"
                 "alter table raw.notes enable row level security")
        self.assert_kept(self.overwrite(*gone, user="reader"),
                         '"raw"."notes"', "may not read", "GRANT")
        self.sql("create policy all_rows on raw.notes using (true);"
                 "alter table raw.notes disable row level security")
        self.assert_overwritten(self.overwrite(*gone, user="reader"),
                                ("1", "one"), ("2", "two"))

    def test_a_row_that_refers_comes_meanwhile(self):
        """It waits, and then finds nothing to refer to."""
        self.refer("cascade")
        with self.server.session(self.database) as other:
            other.query("begin; insert into raw.notes values ('of 2', 2)")
            target = Target(config(self.server, self.database,
                                   load_method="overwrite"))
            target.write(b"".join(self.stream("a", [(1, "one")])))
            target.end_input()
            self.server.blocked(self.database)
            other.query("commit")
        came = ['{"a": 2, "note": "of 2"}']
        self.before["notes"] = sorted([*self.before["notes"], came])
        self.assert_kept(target.wait(), "notes_a_fkey", "\\(id\\)=\\(2\\)")


class Updated(OverwriteTest):
    """A referenced column that changes reaches others by ON UPDATE."""

    def refer(self, action, key="text", column="text", type="text"):
        self.given(
            f"create table raw.a (id bigint primary key, {column} {type} "
            "unique); insert into raw.a values (1, 'one'), (2, 'two');"
            f"create table raw.notes (a {type} default 'two' references "
            f"raw.a ({key}) on update {action}, note text);"
            "insert into raw.notes values ('one', 'x')")

    def test_a_referenced_column_changes(self):
        for action in REACHING:
            with self.subTest(action):
                self.setUp()
                self.refer(action)
                self.assert_overwritten(
                    self.overwrite((1, "one"), (2, "new"), (3, "three")),
                    ("1", "one"), ("2", "new"), ("3", "three"))
                self.before = self.everything()
                self.assert_kept(
                    self.overwrite((1, "new"), (2, "other")), '"raw"."notes"',
                    f"ON UPDATE {action.upper()}", "\\(text\\)=\\(one\\)")

    def test_a_plain_reference_fails_loudly(self):
        self.refer("no action")
        self.assert_kept(self.overwrite((1, "new"), (2, "two")), '"notes"',
                         "SQLSTATE 23503")

    def test_a_key_that_is_spelled_anew(self):
        """Equal keys, so the row stays; but ON UPDATE hands the spelling on."""
        self.given("create extension citext schema public;"
                   "create table raw.a (id citext primary key, text text);"
                   "insert into raw.a values ('One', 'x'), ('Two', 'x');"
                   "create table raw.notes (a citext references raw.a "
                   "on update cascade on delete cascade, note int);"
                   "insert into raw.notes values ('ONE', 1)")
        properties = ID_TEXT | {"id": TEXT}
        self.assert_overwritten(
            self.overwrite(("One", "new"), ("TWO", "x"), properties=properties),
            ("One", "new"), ("TWO", "x"))
        self.before = self.everything()
        self.assert_kept(
            self.overwrite(("one", "new"), properties=properties),
            "ON UPDATE CASCADE")

    def test_a_row_that_moves_to_another_partition(self):
        self.given(
            "create table raw.a (id bigint, text text, primary key (id, text)) "
            "partition by list (text);"
            "create table raw.b partition of raw.a for values in ('b');"
            "create table raw.c partition of raw.a for values in ('c');"
            "insert into raw.a values (1, 'b'), (2, 'b');"
            "create table raw.notes (id bigint, text text, foreign key "
            "(id, text) references raw.a on delete cascade);"
            "insert into raw.notes values (2, 'b')")
        self.assert_overwritten(self.overwrite((1, "c"), (2, "b")),
                                ("1", "c"), ("2", "b"))
        self.before = self.everything()
        self.assert_kept(self.overwrite((1, "c"), (2, "c")),
                         "notes_.*_fkey", "ON DELETE CASCADE")


class BetweenOverwritten(OverwriteTest):
    """The tables that refer are overwritten too: what they will hold counts."""

    def test_a_tree(self):
        for action in ALL:
            with self.subTest(action):
                self.setUp()
                self.given(
                    "create table raw.a (id bigint primary key, text text, "
                    f"parent bigint references raw.a on delete {action});"
                    "insert into raw.a values (1, 'top', null), (2, 'x', 1), "
                    "(3, 'x', 2), (4, 'x', 1)")
                # 2 goes, 3 moves to a new parent, 4 goes with it.
                if action != "restrict":
                    self.assert_overwritten(
                        self.overwrite((1, "top", None), (3, "x", 5),
                                       (5, "new", 1), properties=PARENT),
                        ("1", ""), ("3", "5"), ("5", "1"), columns="id, parent")
                    self.before = self.everything()
                # 3 still refers to what goes.
                self.assert_kept(
                    self.overwrite((1, "top", None), (3, "x", 5),
                                   properties=PARENT), "a_parent_fkey")

    def test_a_tree_of_a_column_that_the_stream_does_not_have(self):
        self.given(
            "create table raw.a (id bigint primary key, text text, "
            "parent bigint references raw.a on delete cascade);"
            "insert into raw.a values (1, 'top', null), (2, 'x', 1)")
        self.assert_kept(self.overwrite((2, "x")), "a_parent_fkey")
        self.assert_overwritten(
            self.overwrite((1, "top"), (3, "x")), ("1", ""), ("3", ""),
            columns="id, parent")

    def two(self, action="cascade", keys=("id",)):
        self.given(
            "create table raw.a (id bigint primary key, text text);"
            "insert into raw.a values (1, 'one'), (2, 'two');"
            "create table raw.b (id bigint primary key, text text, own int, "
            f"parent bigint references raw.a on delete {action});"
            "insert into raw.b values (10, 'x', 1, 1), (11, 'x', 2, 2), "
            "(12, 'x', 3, 2)")
        self.keys = keys

    def load_two(self, a, b):
        return self.load(*self.stream("a", a),
                         *self.stream("b", b, PARENT, self.keys),
                         state({"n": 1}), load_method="overwrite")

    def test_two_tables(self):
        for action in ("cascade", "set null", "no action"):
            for keys in (("id",), ()):
                with self.subTest(action=action, keys=keys):
                    self.setUp()
                    self.two(action, keys)
                    # 11 goes with 2, 12 moves to a new one.
                    self.assert_overwritten(
                        self.load_two([(1, "one"), (3, "new")],
                                      [(10, "x", 1), (12, "x", 3)]),
                        ("1", "one"), ("3", "new"))
                    own = ["1", "3"] if keys else ["", ""]
                    self.assertEqual(
                        self.rows("id, parent, own", "raw.b"),
                        [["10", "1", own[0]], ["12", "3", own[1]]])

    def test_content_that_refers_to_what_goes(self):
        for action in ("cascade", "set null", "no action"):
            with self.subTest(action):
                self.setUp()
                self.two(action)
                self.before = self.everything()
                self.assert_kept(self.load_two([(1, "one")], [(12, "x", 2)]),
                                 "b_parent_fkey")

    def test_a_table_that_refers_and_is_not_sent(self):
        self.two()
        self.before = self.everything()
        self.assert_kept(self.load_two([(1, "one")], []), "b_parent_fkey")

    def test_a_chain_to_a_table_that_is_not_overwritten(self):
        self.two()
        self.sql("create table raw.notes (b bigint references raw.b on delete "
                 "cascade, note int); insert into raw.notes values (12, 1)")
        self.before = self.everything()
        self.assert_kept(self.load_two([(1, "one")], [(10, "x", 1)]),
                         "stream 'b'", "notes_b_fkey")
        self.assert_overwritten(
            self.load_two([(1, "one")], [(10, "x", 1), (12, "x", 1)]),
            ("1", "one"))
        self.assertEqual(self.rows("*", "raw.notes"), [["12", "1"]])


if __name__ == "__main__":
    unittest.main()
