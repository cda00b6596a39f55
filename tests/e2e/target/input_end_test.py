"""The end of the input: a tap that ended, and one that broke off.

Singer has no message for the end, and a pipe's end looks the same when the tap
died. What tells them apart is a STATE behind the last record; where nothing is
deleted, a tap that writes none is taken at its word.
"""

import json
import unittest

import programs
from postgres_server import PostgresServer

PROPERTIES = {"id": {"type": "integer"}, "v": {"type": "string"}}


def _lines(*messages):
    return b"".join(json.dumps(each).encode() + b"\n" for each in messages)


def schema(stream="a", properties=PROPERTIES, keys=("id",)):
    return {"type": "SCHEMA", "stream": stream, "key_properties": list(keys),
            "schema": {"type": "object", "properties": properties}}


def record(key, value="new", stream="a", version=None):
    message = {"type": "RECORD", "stream": stream,
               "record": {"id": key, "v": value}}
    return message if version is None else {**message, "version": version}


def activate(version, stream="a"):
    return {"type": "ACTIVATE_VERSION", "stream": stream, "version": version}


def state(value):
    return {"type": "STATE", "value": value}


class InputEndTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = PostgresServer(tcp=True)
        cls.addClassCleanup(cls.server.remove)
        cls.databases = 0

    def setUp(self):
        type(self).databases += 1
        self.database = self.server.create_database(f"d{self.databases}")
        self.target = programs.Ours(self.server, self.database)

    def load(self, *messages, status=0, **settings):
        outcome = self.target.run(
            _lines(*messages), {"default_target_schema": "raw", **settings})
        self.assertEqual(status, outcome.status, outcome.errors)
        return outcome

    def rows(self, table="a"):
        return self.server.query(
            f"select id, v from raw.{table} order by id", self.database)

    def count_marked(self, table="a"):
        return self.server.value(
            f"select count(_sdc_deleted_at) from raw.{table}", self.database)


class EarlyActivation(InputEndTest):
    """ACTIVATE_VERSION before the records it announces."""

    OLD = (schema(), record(1, "old", version=1), record(2, "old", version=1),
           activate(1), state({"n": 1}))

    def test_a_run_that_broke_off_deletes_nothing(self):
        for settings in ({"hard_delete": True}, {}):
            with self.subTest(settings):
                self.setUp()
                self.load(*self.OLD)
                outcome = self.load(
                    state({}), schema(), activate(2),
                    record(1, version=2), **settings)
                self.assertEqual([["1", "new"], ["2", "old"]], self.rows())
                self.assertEqual("0", self.count_marked())
                self.assertRegex(outcome.errors, r"WARNING.*line 3: .*'a'")
                self.assertEqual([], outcome.states)

    def test_nor_does_one_that_broke_off_before_its_first_state(self):
        for end in ([], [record(1, version=2)]):
            with self.subTest(end):
                self.setUp()
                self.load(*self.OLD)
                self.load(schema(), activate(2), *end, hard_delete=True)
                self.assertIn(["2", "old"], self.rows())

    def test_a_state_behind_the_records_tells_that_they_are_all(self):
        self.load(*self.OLD)
        self.load(state({}), schema(), activate(2), record(1, version=2),
                  state({"n": 2}), hard_delete=True)
        self.assertEqual([["1", "new"]], self.rows())

    def test_a_second_activation_tells_it_too(self):
        self.load(*self.OLD)
        self.load(state({}), schema(), activate(2), record(1, version=2),
                  activate(2), hard_delete=True)
        self.assertEqual([["1", "new"]], self.rows())

    def test_an_activation_behind_records_of_no_version_is_done(self):
        self.load(*self.OLD)
        self.load(schema(), record(3), activate(2), hard_delete=True)
        self.assertEqual([], self.rows())

    def test_a_stream_without_a_record_is_empty(self):
        for end in (state({"n": 2}), activate(2)):
            with self.subTest(end):
                self.setUp()
                self.load(*self.OLD)
                self.load(schema(), activate(2), end, hard_delete=True)
                self.assertEqual([], self.rows())

    def test_only_the_stream_that_broke_off_keeps_its_rows(self):
        self.load(*self.OLD, schema("b"), record(1, "old", "b", version=1),
                  activate(1, "b"), state({"n": 1}))
        self.load(schema(), activate(2), record(1, version=2), state({"n": 2}),
                  schema("b"), activate(2, "b"),
                  record(2, stream="b", version=2), hard_delete=True)
        self.assertEqual([["1", "new"]], self.rows("a"))
        self.assertEqual([["1", "old"], ["2", "new"]], self.rows("b"))


class Overwrite(InputEndTest):
    def setUp(self):
        super().setUp()
        self.load(schema(), record(1, "old"), record(2, "old"),
                  schema("b"), record(1, "old", "b"), state({"n": 1}))

    def load_new(self, *messages, **options):
        return self.load(*messages, load_method="overwrite", **options)

    def test_a_run_that_broke_off_replaces_nothing(self):
        outcome = self.load_new(
            schema("b"), record(7, stream="b"), state({"n": 2}),
            schema(), record(8), status=1)
        self.assertEqual([["1", "old"], ["2", "old"]], self.rows())
        self.assertEqual([["1", "old"]], self.rows("b"))
        self.assertRegex(outcome.errors, r"CRITICAL.*line 5: .*'a'.*STATE")
        self.assertEqual([], outcome.states)

    def test_a_state_behind_the_records_tells_that_they_are_all(self):
        outcome = self.load_new(state({}), schema(), record(8),
                                state({"n": 2}))
        self.assertEqual([["8", "new"]], self.rows())
        self.assertEqual(['{"n": 2}'], outcome.states)

    def test_a_tap_without_states_is_taken_at_its_word(self):
        self.load_new(schema(), record(8))
        self.assertEqual([["8", "new"]], self.rows())

    def test_an_announced_version_alone_is_no_content(self):
        self.load_new(schema(), activate(2))
        self.assertEqual([["1", "old"], ["2", "old"]], self.rows())
        self.load_new(schema(), activate(2), state({"n": 2}))
        self.assertEqual([], self.rows())

    def test_a_state_waits_for_the_replacement(self):
        """Also when batches were loaded before, into the side table."""
        self.server.query(
            "create function raw.refuse() returns trigger language plpgsql as "
            "$$ begin raise 'never'; end $$; create trigger refuse before "
            "delete on raw.a execute function raw.refuse()", self.database)
        outcome = self.load_new(
            schema(), record(8), state({"n": 2}), record(9), state({"n": 3}),
            status=1, batch_size_rows=1)
        self.assertEqual([], outcome.states)
        self.assertEqual([["1", "old"], ["2", "old"]], self.rows())


class RefusedSchema(InputEndTest):
    """What came before a SCHEMA that is refused is loaded."""

    BEFORE = (schema("pre"), record(1, stream="pre"), state({"n": 1}))

    def refused(self, message, *parts):
        outcome = self.load(*self.BEFORE, message, record(2, stream="pre"),
                            state({"n": 9}), status=1)
        self.assertEqual([["1", "new"]], self.rows("pre"))
        self.assertEqual(['{"n": 1}'], outcome.states)
        last = outcome.errors.splitlines()[-1]
        self.assertIn("CRITICAL", last)
        for part in ("line 4: ", *parts):
            self.assertIn(part, last)

    def test_more_keys_than_an_index_can_have(self):
        keys = [f"k{i}" for i in range(33)]
        self.refused(schema("wide", {key: {"type": "integer"} for key in keys},
                            keys), "'wide'", "33 keys")

    def test_a_table_that_the_server_refuses(self):
        self.server.query(
            "create function refuse() returns event_trigger language plpgsql "
            "as $$ begin if current_query() like '%\"b\"%' then "
            "raise 'no tables today'; end if; end $$; create event "
            "trigger refuse on ddl_command_start when tag in ('CREATE TABLE') "
            "execute function refuse()", self.database)
        self.refused(schema("b"), "stream 'b'", "no tables today")

    def test_a_name_cannot_reach_the_terminal(self):
        outcome = self.load(record(1, stream="\x1b[31mred"), status=1)
        self.assertNotIn("\x1b", outcome.errors)


if __name__ == "__main__":
    unittest.main()
