"""Input that is odd, and loaded exactly.
"""

import json
import unittest

from expectations import ID, ID_TEXT, InputTest
from target import record, schema, state

MIB = 1 << 20


class GoodValue(InputTest):
    """Odd, and loaded exactly."""

    def stored(self, property_schema, literal, expected, cast="text"):
        """`literal` is JSON text; `expected` is what PostgreSQL shows."""
        with self.subTest(literal=literal[:40]):
            self.setUp()
            self.assert_done(self.load(
                schema("a", ID | {"value": property_schema}, ["id"]),
                b'{"type": "RECORD", "stream": "a", "record": {"id": 1, '
                b'"value": ' + literal.encode() + b'}}\n'))
            self.assertEqual(self.rows(f"value::{cast}"), [[expected]])

    def test_integers(self):
        for literal, expected in {
                "9223372036854775807": "9223372036854775807",
                "-9223372036854775808": "-9223372036854775808",
                "-0": "0", "1e2": "100", "3.0": "3"}.items():
            self.stored({"type": "integer"}, literal, expected)

    def test_numbers_keep_their_digits(self):
        for literal, expected in {
                "0.1000": "0.1000", "1e-400": "0." + "0" * 399 + "1",
                "1" * 30: "1" * 30, "1.5e3": "1500", "-0.0": "0.0",
                "12345678901234567890.12345678901234567890":
                "12345678901234567890.12345678901234567890",
                "NaN": "NaN", "Infinity": "Infinity",
                "-Infinity": "-Infinity"}.items():
            self.stored({"type": "number"}, literal, expected)
        self.stored({"type": "number"}, "1e400", "1" + "0" * 400)

    def test_arrays_of_arrays(self):
        for items, literal, expected in (
                ({"type": ["integer"]}, "[[1,2],[3,4]]", "{{1,2},{3,4}}"),
                ({"type": ["string", "null"]}, '[["a","b"],["c",null]]',
                 "{{a,b},{c,NULL}}"),
                ({"type": "array", "items": {"type": "integer"}},
                 "[[1],[2]]", "{{1},{2}}"),
                ({"$ref": "#/properties/id"}, "[[[1]],[[2]]]",
                 "{{{1}},{{2}}}")):
            self.stored({"type": ["array", "null"], "items": items},
                        literal, expected)
        with self.subTest("a jsonb column takes any shape"):
            self.setUp()
            made = schema("a", ID | {"value": {"type": "array"}}, ["id"])
            self.assert_done(self.load(made))
            self.assert_done(self.load(
                schema("a", ID | {"value": {
                    "type": "array", "items": {"type": "integer"}}}, ["id"]),
                record("a", {"id": 1, "value": [[1, 2], [3]]})))
            self.assertEqual(self.rows("value::text"), [["[[1, 2], [3]]"]])

    def test_times_of_day(self):
        for text, expected in {"9:30:00": "09:30:00",
                               "0:00:00": "00:00:00",
                               "23:59:59.5": "23:59:59.5"}.items():
            self.stored({"type": "string", "format": "time"},
                        json.dumps(text), expected)

    def test_instants(self):
        for text, expected in {
                "2021-01-02T03:04:05Z": "2021-01-02 03:04:05",
                "2021-01-02T03:04:05z": "2021-01-02 03:04:05",
                "2021-01-02T03:04:05": "2021-01-02 03:04:05",
                "2021-01-02 03:04:05.123456789Z": "2021-01-02 03:04:05.123456",
                "2021-01-02T03:04:05,5Z": "2021-01-02 03:04:05.5",
                "2021-01-01T00:00:00+14:00": "2020-12-31 10:00:00",
                "2021-01-01T00:00:00-12:00": "2021-01-01 12:00:00",
                "0001-01-01T00:00:00Z": "0001-01-01 00:00:00",
                "9999-12-31T23:59:59Z": "9999-12-31 23:59:59"}.items():
            self.stored({"type": "string", "format": "date-time"},
                        json.dumps(text), expected)

    def test_text(self):
        for text in ("", " ", "\\N", "\\.", "NULL", "a\tb\r\nc\\d", "\x7f",
                     "\U0001f680\u200d\u202e", "\ufeffx", "'; drop table a;--"):
            for literal in (json.dumps(text),
                            json.dumps(text, ensure_ascii=False)):
                self.stored({"type": "string"}, literal, text)

    def test_the_last_of_duplicate_members_wins(self):
        self.stored({"type": "integer"}, '1, "value": 2', "2")
        self.stored({"type": "object"}, '{"a": 1, "a": 2}', '{"a": 2}')
        # What was overwritten need not be right.
        self.stored({"type": "object", "maxProperties": 1,
                     "properties": {"a": {"type": "integer"}}},
                    '{"a": "x", "\\u0061": 2}', '{"a": 2}')

    def test_the_last_of_a_property_declared_twice_counts(self):
        self.assert_done(self.load(
            b'{"type": "SCHEMA", "stream": "a", "schema": {"properties": '
            b'{"id": {"type": "integer"}, '
            b'"n": {"type": "string", "type": ["null", "integer"]}, '
            b'"value": {"type": "string"}, "text": {"type": "string"}, '
            b'"value": {"type": ["null", "integer"]}}}, '
            b'"key_properties": ["id"]}\n',
            record("a", {"id": 1, "n": 6, "value": 5, "text": "x"}), state(1)))
        self.assertEqual(self.rows("id, n, value, text"),
                         [["1", "6", "5", "x"]])
        self.assertEqual(
            [["id", "bigint"], ["n", "bigint"], ["value", "bigint"],
             ["text", "text"]],
            self.server.query(
                "select column_name, data_type from information_schema.columns "
                f"where table_schema = '{self.schema}' and table_name = 'a' "
                "and column_name not like '\\_sdc%' "
                "order by ordinal_position"))

    def test_the_last_of_a_message_s_members_counts(self):
        """Also where they come behind the record, and name another stream."""
        done = self.load(
            schema("b", ID_TEXT),
            b'{"type": "SCHEMA", "stream": "b", "stream": "a", '
            b'"schema": {"properties": {"x": {"type": "integer"}}}, '
            b'"key_properties": ["x"], "key_properties": ["id"], '
            b'"schema": {"properties": {"id": {"type": "integer"}, '
            b'"text": {"type": "string"}}}}\n',
            b'{"type": "RECORD", "stream": "a", "record": {"id": 1, "text": 5},'
            b' "version": 1, "record": {"id": 1, "text": "x"}, "version": 2}\n',
            b'{"type": "RECORD", "stream": "b", "record": {"id": 2}, '
            b'"stream": "a"}\n',
            b'{"type": "RECORD", "stream": "unknown", "record": {"id": 3}, '
            b'"stream": "a"}\n',
            b'{"type": "RECORD", "stream": "b", "record": {"id": 4}, '
            b'"type": "STATE", "value": 1, "value": {"n": 2}}\n')
        self.assert_done(done)
        self.assertEqual(done.states, ['{"n": 2}'])
        self.assertEqual(
            self.rows("id, text, _sdc_table_version"),
            [["1", "x", "2"], ["2", "", ""], ["3", "", ""]])
        self.assertEqual(
            self.server.query(f"select id from {self.schema}.b"), [])

    def test_nesting_of_a_hundred(self):
        text = '{"a": ' * 100 + "1" + "}" * 100
        self.stored({"type": "object"}, text, text)

    def test_last_of_a_key_wins(self):
        self.assert_done(self.load(
            schema("a", ID_TEXT, ["id"]),
            *(record("a", {"id": 1, "text": str(n)}) for n in range(10)),
            record("a", {"id": 2, "text": "x"}), record("a", {"id": 2})))
        self.assertEqual(self.rows("id, text"), [["1", "9"], ["2", ""]])

    def test_a_key_is_one_however_it_is_spelled(self):
        for kind in ("integer", "number"):
            with self.subTest(kind=kind):
                self.setUp()
                spellings = ("1", "1.0", "10e-1", "1.00", "0.1e1")
                data = [schema("a", {"id": {"type": kind},
                                     "text": {"type": "string"}}, ["id"])]
                for spelling in spellings:
                    data.append(
                        b'{"type":"RECORD","stream":"a","record":{"id":'
                        + spelling.encode() + b',"text":"' + spelling.encode()
                        + b'"}}\n')
                for _ in range(2):
                    self.assert_done(self.load(*data))
                    self.assertEqual(self.rows("id::int, text"),
                                     [["1", "0.1e1"]])

    def test_keys_that_are_empty_text(self):
        text_key = {"id": {"type": "string"}}
        self.assert_done(self.load(
            schema("a", text_key, ["id"]), record("a", {"id": ""}),
            record("a", {"id": ""})))
        self.assertEqual(self.rows("length(id)"), [["0"]])


class Framing(InputTest):
    def test_last_line_without_its_end(self):
        result = self.load(schema("a", ID), record("a", {"id": 1}),
                           state({"n": 1}).rstrip())
        self.assert_done(result)
        self.assertEqual(result.states, ['{"n": 1}'])
        self.assertEqual(self.rows(), [["1"]])

    def test_carriage_returns_spaces_and_tabs(self):
        result = self.load(*(
            b" \t" + each.rstrip() + b" \t\r\n" for each in
            (schema("a", ID), record("a", {"id": 1}), state({"n": 1}))))
        self.assert_done(result)
        self.assertEqual(result.states, ['{"n": 1}'])
        self.assertEqual(self.rows(), [["1"]])

    def test_any_case_of_the_type(self):
        data = [schema("a", ID), record("a", {"id": 1}), state({"n": 1})]
        result = self.load(*(
            each.replace(b"SCHEMA", b"schema").replace(b"RECORD", b"Record")
            .replace(b"STATE", b"state") for each in data))
        self.assert_done(result)
        self.assertEqual(self.rows(), [["1"]])

    def test_nothing_at_all(self):
        result = self.load(b"")
        self.assert_done(result)
        self.assertEqual(result.states, [])

    def test_only_a_schema(self):
        self.assert_done(self.load(schema("a", ID)))
        self.assertEqual(self.rows(), [])

    def test_states_come_back_byte_for_byte(self):
        values = [
            '{"a":1.50,"b":12345678901234567890123,"c":1e2}',
            '{ "spaced" : [ 1 , 2 ] }', r'{"e":"\u00e4\/\ud83d\ude80"}',
            '{"raw":"\u00e4\U0001f680"}', '{"a":1,"a":2}', "1", '"x"', "[]",
            json.dumps({"large": "x" * MIB})]
        result = self.load(*(
            f'{{"type":"STATE","value":{value}}}\n'.encode()
            for value in values))
        self.assert_done(result)
        # Newer ones may stand for older ones, but never in another form.
        self.assertEqual(result.states[-1], values[-1])
        self.assertLessEqual(set(result.states), set(values))
        for value in values:
            with self.subTest(value=value[:40]):
                result = self.load(
                    f'{{"type":"STATE","value":{value}}}\n'.encode())
                self.assertEqual(result.states, [value])

    def test_an_empty_state_is_not_printed(self):
        result = self.load(state({}))
        self.assert_done(result)
        self.assertEqual(result.states, [])

    def test_the_same_schema_ten_thousand_times(self):
        result = self.load(*[schema("a", ID, ["id"]),
                             record("a", {"id": 1})] * 10_000)
        self.assert_done(result)
        self.assertEqual(self.rows(), [["1"]])
        # One batch: an unchanged SCHEMA ends none.
        self.assertEqual(self.server.query(
            "select n_tup_ins + n_tup_upd < 100 from pg_stat_user_tables "
            f"where schemaname = '{self.schema}'"), [["t"]])

    def test_five_hundred_streams_with_a_row_each(self):
        streams = [f"s{n}" for n in range(500)]
        result = self.load(
            *(schema(stream, ID, ["id"]) for stream in streams),
            *(record(stream, {"id": 1}) for stream in streams), state({"n": 1}))
        self.assert_done(result)
        self.assertEqual(
            self.server.value("select " + " + ".join(
                f"(select count(*) from {self.schema}.{stream})"
                for stream in streams)),
            "500")


if __name__ == "__main__":
    unittest.main()
