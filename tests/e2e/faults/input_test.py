"""Input of any shape: exact rows, or one line that says where it went wrong.

What the catalogue of inputs below loads is loaded exactly; what it refuses ends
with exit status 1 and names line and stream. STATE never passes the bad line.
"""

import json
import os
import shutil
import signal
import subprocess
import threading
import unittest

from expectations import FaultTest
from target import PROGRAM, Target, config, line, record, run, schema, state
from postgres_server import PostgresServer

MIB = 1 << 20
ID = {"id": {"type": "integer"}}
ID_TEXT = {"id": {"type": "integer"}, "text": {"type": ["string", "null"]}}
DEEP = 100_000


def setUpModule():
    global server
    server = PostgresServer()


def tearDownModule():
    server.remove()


class InputTest(FaultTest):
    number = 0

    def setUp(self):
        """Called again for each of many cases: a schema of its own."""
        InputTest.number += 1
        self.schema = f"input{self.number}"

    def config(self, **settings):
        return config(server, "postgres", default_target_schema=self.schema,
                      **settings)

    def rows(self, columns="id", order="order by 1"):
        return server.query(
            f"select {columns} from {self.schema}.a {order}")

    def load(self, *data, **options):
        settings = options.pop("settings", {})
        return run(self.config(**settings), list(data), **options)


class BadLine(InputTest):
    """One bad line after a good batch: line 5, stream a."""

    GOOD = [schema("a", ID_TEXT, ["id"]), record("a", {"id": 1, "text": "x"}),
            state({"n": 1}), record("a", {"id": 2, "text": "y"})]

    def refused(self, bad, *parts, after=True, **settings):
        following = [record("a", {"id": 9}), state({"n": 9})] if after else []
        bad = bad if isinstance(bad, bytes) else line(bad)
        self.setUp()
        result = self.load(*self.GOOD, bad, *following, settings={
            "batch_size_rows": 1, **settings})
        self.assert_failed(result, "line 5\\b", *parts)
        self.assertLessEqual(set(result.states), {'{"n": 1}'})
        # What was committed before stays; nothing of what came after.
        self.assertIn(self.rows(), ([["1"]], [["1"], ["2"]]))

    def refused_values(self, values, *parts, **settings):
        self.refused(record("a", values), "'a'", *parts, **settings)

    def test_malformed_json(self):
        for bad in (b'{"type": "RECORD", "stream": "a", "record": {"id": 3}\n',
                    b'{"type": "RECORD" "stream": "a"}\n', b"nonsense\n",
                    b'{"type": "RECORD", "stream": "a", "record": {"id": 3,}}\n',
                    b'{"type": "STATE", "value": 1} trailing\n',
                    b'{"type": "RECORD", "stream": "a", "record": {"id": 03}}\n',
                    b'{"type": "RECORD", "stream": "a", "record": {id: 3}}\n',
                    b"{'type': 'STATE'}\n", b"\x00\n", b"\xff\xfe\n"):
            with self.subTest(bad=bad):
                self.refused(bad)

    def test_truncated_last_line(self):
        whole = record("a", {"id": 3, "text": "\u00e4\u20ac"})
        for cut in range(1, len(whole) - 1, 7):
            with self.subTest(cut=cut):
                self.refused(whole[:cut], after=False)

    def test_blank_line(self):
        for blank in (b"\n", b"  \n", b"\t\r\n"):
            with self.subTest(blank=blank):
                self.refused(blank)

    def test_byte_order_mark(self):
        result = self.load(b"\xef\xbb\xbf" + schema("a", ID))
        self.assert_failed(result, "line 1\\b")

    def test_not_an_object(self):
        for bad in ("[]", "1", "null", "{}", '"text"', "true"):
            with self.subTest(bad=bad):
                self.refused(bad.encode() + b"\n")

    def test_odd_types_of_message(self):
        for bad in ({"stream": "a", "record": {}},
                    {"type": 1}, {"type": None}, {"type": "UNKNOWN"},
                    {"type": ""}, {"type": ["RECORD"]}):
            with self.subTest(bad=bad):
                self.refused(bad)

    def test_record_of_an_unknown_stream(self):
        for stream in ("b", "", "A", "a "):
            with self.subTest(stream=stream):
                self.refused(record(stream, {"id": 3}))
        for stream in (None, 1, ["a"]):
            with self.subTest(stream=stream):
                self.refused(record(stream, {"id": 3}), "stream")

    def test_record_before_schema(self):
        result = self.load(record("early", {"id": 3}))
        self.assert_failed(result, "line 1\\b", "early", "SCHEMA")

    def test_members_missing(self):
        for bad in ({"type": "RECORD", "stream": "a"},
                    {"type": "RECORD", "record": {"id": 3}},
                    {"type": "RECORD", "stream": "a", "record": []},
                    {"type": "RECORD", "stream": "a", "record": None},
                    {"type": "STATE"}, {"type": "SCHEMA", "stream": "b"},
                    {"type": "SCHEMA", "stream": "b", "schema": {}},
                    {"type": "ACTIVATE_VERSION", "stream": "a"},
                    {"type": "ACTIVATE_VERSION", "stream": "b", "version": 1},
                    {"type": "BATCH", "stream": "a", "manifest": []}):
            with self.subTest(bad=bad):
                self.refused(bad)

    def test_keys(self):
        self.refused_values({"text": "x"}, "id")
        self.refused_values({"id": None, "text": "x"}, "id")
        self.refused_values({}, "id")

    def test_wrong_types(self):
        for properties in ({"id": "x"}, {"id": "3"}, {"id": 1.5},
                           {"id": True}, {"id": {}}, {"id": [3]}):
            for validate in (True, False):
                if not validate and properties == {"id": "3"}:
                    continue  # PostgreSQL's cast takes it
                with self.subTest(properties=properties, validate=validate):
                    self.refused_values(properties, "id",
                                        validate_records=validate)

    def test_integers_beyond_the_column(self):
        for value in ("9223372036854775808", "-9223372036854775809",
                      "18446744073709551616", "1" * 30, "1e19"):
            with self.subTest(value=value):
                self.refused(f'{{"type": "RECORD", "stream": "a", '
                             f'"record": {{"id": {value}}}}}\n'.encode(),
                             "'a'", "id")

    def test_text_that_postgresql_cannot_store(self):
        for text in (rb"a\u0000b", rb"\ud800", rb"\udc00x",
                     rb"\udc00\ud800", rb"\ud83d\u0041"):
            with self.subTest(text=text):
                self.refused(b'{"type": "RECORD", "stream": "a", "record": '
                             b'{"id": 3, "text": "' + text + b'"}}\n', "text")

    def test_invalid_utf8(self):
        for text in (b"\xff", b"\xc0\xaf", b"\xed\xa0\x80", b"\xe2\x82",
                     b"\xf8\x88\x80\x80\x80", b"\xf4\x90\x80\x80", b"\x80"):
            with self.subTest(text=text):
                self.refused(b'{"type": "RECORD", "stream": "a", "record": '
                             b'{"id": 3, "text": "' + text + b'"}}\n')

    def test_control_characters_in_a_string(self):
        self.refused(b'{"type": "RECORD", "stream": "a", "record": '
                     b'{"id": 3, "text": "a\x01b"}}\n')

    def test_a_line_beyond_the_limit(self):
        long = record("a", {"id": 3, "text": "x" * 5000})
        self.refused(long, max_line_bytes=2000)

    def test_secrets_of_a_bad_line_stay_out_of_the_log(self):
        """An error shows at most an excerpt, and never breaks the line."""
        self.refused(b'{"type": "RECORD\n')
        noise = "\x1b[31m" + "n" * 10_000
        self.refused_values({"id": noise}, "id")
        result = self.load(*self.GOOD, record("a", {"id": noise}))
        self.assertNotIn("\x1b", result.errors)
        self.assertLess(len(result.error), 2000)


class BadValue(InputTest):
    """Values that a column's type does not have, validation on or off."""

    def refused(self, property_schema, literal, *parts, **settings):
        parts = parts or ("'a'", "value")
        text = literal if isinstance(literal, str) else json.dumps(literal)
        for validate in (True, False):
            with self.subTest(literal=text[:40], validate=validate):
                self.setUp()
                result = self.load(
                    schema("a", ID | {"value": property_schema}, ["id"]),
                    b'{"type": "RECORD", "stream": "a", "record": {"id": 1, '
                    b'"value": ' + text.encode() + b'}}\n', state({"n": 1}),
                    settings={"validate_records": validate, **settings})
                self.assert_failed(result, "line 2\\b", *parts)
                self.assertEqual(result.states, [])
                self.assertEqual(self.rows(), [])

    def test_date_times(self):
        for text in ("", "not a date", "2021-13-01T00:00:00Z",
                     "2021-02-30T00:00:00Z", "0000-01-01T00:00:00Z",
                     "10000-01-01T00:00:00Z", "2021-01-01T24:00:00Z",
                     "2021-01-01T25:00:00Z", "2021-01-01T00:60:00Z",
                     "2021-01-01T00:00:61Z", "2021-01-01T00:00:00+25:00",
                     "infinity", "2021-01-01 00:00:00 UTC", "now",
                     "Fri, 01 Jan 2021 00:00:00 GMT"):
            self.refused({"type": "string", "format": "date-time"},
                         json.dumps(text))

    def test_dates_and_times(self):
        for text in ("", "2021-02-30", "0000-01-01", "tomorrow", "infinity"):
            self.refused({"type": "string", "format": "date"},
                         json.dumps(text))
        for text in ("", "24:00:00", "25:00:00", "noon"):
            self.refused({"type": "string", "format": "time"},
                         json.dumps(text))

    def test_uuids(self):
        for text in ("", "a0eebc99", "g0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"):
            self.refused({"type": "string", "format": "uuid"},
                         json.dumps(text))

    def test_not_numbers(self):
        for text in ('"x"', '""', "{}", "[1]"):
            self.refused({"type": "number"}, text)
        for text in ("1.", ".5", "+1", "0x1", "--1", "01", "1e", "- 1"):
            self.refused({"type": "number"}, text, "JSON")

    def test_not_booleans(self):
        for text in ('""', "1.5", "{}", '"maybe"'):
            self.refused({"type": "boolean"}, text)

    def test_unstorable_in_jsonb(self):
        for text in (r'{"a": "\u0000"}', r'{"\u0000": 1}',
                     r'{"a": ["\ud800"]}'):
            self.refused({"type": "object"}, text)

    def test_tokens_that_are_no_json_in_an_object(self):
        for text in ('{"a": NaN}', '{"a": Infinity}'):
            self.refused({"type": "object"}, text, "JSON|value")

    def test_nesting_without_end(self):
        for opening, closing in (("[", "]"), ('{"a":', "}")):
            text = opening * DEEP + "1" + closing * DEEP
            self.refused({"type": ["object", "array"]}, text, "nest|deep")


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
        self.assertEqual(server.query(
            "select n_tup_ins + n_tup_upd < 100 from pg_stat_user_tables "
            f"where schemaname = '{self.schema}'"), [["t"]])

    def test_five_hundred_streams_with_a_row_each(self):
        streams = [f"s{n}" for n in range(500)]
        result = self.load(
            *(schema(stream, ID, ["id"]) for stream in streams),
            *(record(stream, {"id": 1}) for stream in streams), state({"n": 1}))
        self.assert_done(result)
        self.assertEqual(
            server.value("select " + " + ".join(
                f"(select count(*) from {self.schema}.{stream})"
                for stream in streams)),
            "500")


class Schemas(InputTest):
    def test_changes_in_mid_stream_keep_the_order(self):
        result = self.load(
            schema("a", ID_TEXT, ["id"]), record("a", {"id": 1, "text": "old"}),
            schema("a", ID_TEXT | {"more": {"type": "number"}}, ["id"]),
            record("a", {"id": 1, "text": "new", "more": 1.5}),
            schema("a", ID_TEXT, ["id"]), record("a", {"id": 2, "text": "x"}),
            state({"n": 3}))
        self.assert_done(result)
        self.assertEqual(self.rows("id, text, more"),
                         [["1", "new", "1.5"], ["2", "x", ""]])

    def test_keys_that_change_in_mid_stream(self):
        """They hold from there on, and the table keeps its primary key."""
        both = {"id": {"type": "integer"}, "code": {"type": "string"},
                "text": {"type": "string"}}

        def row(key, code, text):
            return record("a", {"id": key, "code": code, "text": text})

        result = self.load(
            schema("a", both, ["id"]), row(1, "x", "old"), row(2, "y", "old"),
            schema("a", both, ["code"]), row(1, "x", "between"),
            row(1, "x", "new"), row(3, "z", "new"), state({"n": 5}))
        self.assert_done(result)
        self.assertRegex(result.errors, "WARNING.*line 4\\b.*keys of stream 'a'")
        self.assertEqual(result.states, ['{"n": 5}'])
        self.assertEqual(self.rows("id, code, text"), [
            ["1", "x", "new"], ["2", "y", "old"], ["3", "z", "new"]])
        self.assertEqual(server.value(
            "select pg_get_constraintdef(oid) from pg_constraint where "
            f"contype = 'p' and conrelid = '{self.schema}.a'::regclass"),
            "PRIMARY KEY (id)")
        # What the old key forbids is refused, by name.
        result = self.load(schema("a", both, ["code"]), row(3, "other", "x"))
        self.assert_failed(result, "line 2\\b", "23505", "key code=other",
                           "column 'id'")

    def test_keys_that_come_and_go_in_mid_stream(self):
        result = self.load(
            schema("a", ID_TEXT), record("a", {"id": 1, "text": "old"}),
            schema("a", ID_TEXT, ["id"]),
            record("a", {"id": 1, "text": "new"}),
            record("a", {"id": 2, "text": "new"}),
            schema("a", ID_TEXT), record("a", {"id": 2, "text": "twice"}))
        self.assert_done(result)
        self.assertEqual(result.errors.count("keys of stream 'a' changed"), 2)
        self.assertEqual(self.rows("id, text", "order by 1, 2"), [
            ["1", "new"], ["2", "new"], ["2", "twice"]])

    def test_what_is_refused(self):
        for bad in (
                {"type": "SCHEMA", "stream": "a", "key_properties": [],
                 "schema": {"type": "object"}},
                {"type": "SCHEMA", "stream": "a", "key_properties": [],
                 "schema": {"properties": []}},
                {"type": "SCHEMA", "stream": "a", "key_properties": "id",
                 "schema": {"properties": ID}},
                {"type": "SCHEMA", "stream": "a", "key_properties": ["no"],
                 "schema": {"properties": ID}},
                {"type": "SCHEMA", "stream": "", "key_properties": [],
                 "schema": {"properties": ID}}):
            with self.subTest(bad=bad):
                result = self.load(line(bad))
                self.assert_failed(result, "line 1\\b")

    def test_names_of_any_kind(self):
        names = ['say "hi"', "';--", "new\nline", "\U0001f680", "\u202eabc",
                 "1st", "a b", "a.b", "%s", "$1", "user", "Id", "ID", "\\",
                 "x" * 63, "\u00e4" * 31]
        properties = {name: {"type": "string"} for name in names}
        values = {name: f"v{n}" for n, name in enumerate(names)}
        self.assert_done(self.load(
            schema("a", ID | properties, ["id"]),
            record("a", {"id": 1} | values)))
        found = json.loads(server.value(
            f"select to_jsonb(a) from {self.schema}.a"))
        self.assertEqual({name: found[name] for name in names}, values)

    def test_names_beyond_63_bytes_never_collide(self):
        names = ["x" * 63 + "1", "x" * 63 + "2", "\u20ac" * 40, "x" * 200]
        self.assert_done(self.load(
            schema("a", ID | {name: {"type": "string"} for name in names},
                   ["id"]),
            record("a", {"id": 1} | {name: name[-1] for name in names})))
        found = json.loads(server.value(
            f"select to_jsonb(a) from {self.schema}.a"))
        texts = [value for name, value in found.items()
                 if name != "id" and not name.startswith("_sdc_")]
        self.assertEqual(sorted(texts), sorted(name[-1] for name in names))

    def test_names_of_system_columns(self):
        result = self.load(
            schema("a", ID | {"ctid": {"type": "string"},
                              "xmin": {"type": "string"}}, ["id"]),
            record("a", {"id": 1, "ctid": "c", "xmin": "x"}))
        self.assert_done(result)
        self.assertIn("WARNING", result.errors)
        self.assertEqual(self.rows("id, ctid_, xmin_"), [["1", "c", "x"]])

    def test_as_many_columns_as_there_can_be_and_one_more(self):
        for count, is_loaded in ((1500, True), (1601, False)):
            with self.subTest(count=count):
                self.setUp()
                properties = {f"c{n}": {"type": "boolean"}
                              for n in range(count)}
                result = self.load(
                    schema("a", properties),
                    record("a", {name: True for name in properties}))
                if is_loaded:
                    self.assert_done(result)
                    self.assertEqual(self.rows("c0, c1499"), [["t", "t"]])
                else:
                    self.assert_failed(result, "54011|1600", "a")

    def test_a_row_that_is_too_wide(self):
        properties = {f"c{n}": {"type": "integer"} for n in range(1500)}
        result = self.load(
            schema("a", properties),
            record("a", {name: 2**40 for name in properties}), state({"n": 1}))
        self.assert_failed(result, "54000", f"{self.schema}.*a")
        self.assertEqual(result.states, [])

    def test_fields_that_the_schema_does_not_have(self):
        result = self.load(
            schema("a", ID, ["id"]),
            *(record("a", {"id": n, "extra": 1}) for n in range(50)))
        self.assert_done(result)
        warnings = [each for each in result.errors.splitlines()
                    if "WARNING" in each and "extra" in each]
        self.assertEqual(len(warnings), 1, result.errors)

    def test_a_schema_nested_without_end(self):
        text = '{"type":"array","items":' * DEEP + "{}" + "}" * DEEP
        result = self.load(
            b'{"type": "SCHEMA", "stream": "a", "key_properties": [], '
            b'"schema": {"properties": {"x": ' + text.encode() + b"}}}\n")
        self.assert_failed(result, "line 1\\b")

    def test_versions(self):
        version = {"type": "ACTIVATE_VERSION", "stream": "a", "version": 2}
        for hard, left in ((True, [["2"]]), (False, [["1"], ["2"]])):
            with self.subTest(hard_delete=hard):
                self.setUp()
                result = self.load(
                    schema("a", ID, ["id"]),
                    record("a", {"id": 1}, version=1),
                    record("a", {"id": 2}, version=2), line(version),
                    state({"n": 1}), settings={"hard_delete": hard})
                self.assert_done(result)
                self.assertEqual(self.rows(), left)
                self.assertEqual(server.query(
                    f"select id from {self.schema}.a "
                    "where _sdc_deleted_at is null"), [["2"]])


class Memory(InputTest):
    """What the target holds at most; its limit is the documented 64 MiB."""

    BOUND = 64 * MIB

    def peak(self, *data):
        loaded = threading.Event()
        target = Target(self.config(batch_wait_limit_seconds=1),
                        on_state=lambda _: loaded.set())
        for each in data:
            target.write(each)
        target.write(state({"n": 1}))
        loaded.wait()
        peak = target.peak_bytes()
        target.end_input()
        self.assert_done(target.wait())
        self.assertGreater(peak, MIB)
        return peak

    def test_the_same_for_few_and_many_rows(self):
        for count in (1000, 200_000):
            self.setUp()
            peak = self.peak(schema("a", ID_TEXT, ["id"]), b"".join(
                record("a", {"id": n, "text": "x" * 200})
                for n in range(count)))
            self.assertEqual(self.rows("count(*)"), [[str(count)]])
            self.assertLess(peak, self.BOUND)

    def test_a_large_text_costs_a_multiple_of_its_size_once(self):
        """Line, row, and libpq's copy of it; then all is small again."""
        size = 10 * MIB
        peak = self.peak(
            schema("a", ID_TEXT, ["id"]),
            *(record("a", {"id": n, "text": "x" * size}) for n in range(4)),
            *(record("a", {"id": n, "text": "y"}) for n in range(4, 2000)))
        self.assertEqual(
            self.rows("max(length(text)), count(*)", order=""),
            [[str(size), "2000"]])
        self.assertLess(peak, self.BOUND + 6 * size)

    def test_a_line_without_end_is_given_up_at_the_limit(self):
        limit = 8 * MIB
        target = Target(self.config(max_line_bytes=limit))
        target.write(schema("a", ID))
        target.write(b'{"type": "RECORD", "stream": "a", "record": {"x": "')
        pieces, peak = 0, 0
        # Far beyond the limit, if it is not given up.
        while pieces < 200 and target.write(b"x" * MIB):
            pieces += 1
            peak = max(peak, target.peak_bytes())
        target.end_input()
        self.assert_failed(target.wait(), "line 2\\b", "max_line_bytes")
        self.assertLess(pieces, 200)
        self.assertLess(peak, self.BOUND + 3 * limit)


class Descriptors(InputTest):
    def start(self, **popen):
        return Target(self.config(), **popen)

    DATA = b"".join([schema("a", ID, ["id"]), record("a", {"id": 1}),
                     state({"n": 1})])

    def test_stdout_that_nobody_reads(self):
        reader, writer = os.pipe()
        os.close(reader)
        target = self.start(stdout=writer)
        os.close(writer)
        target.write(self.DATA)
        target.end_input()
        self.assert_failed(target.wait(), "stdout|standard output")
        # What is committed stays.
        self.assertEqual(self.rows(), [["1"]])

    def test_stdout_that_is_full(self):
        with open("/dev/full", "wb") as full:
            target = self.start(stdout=full)
        target.write(self.DATA)
        target.end_input()
        self.assert_failed(target.wait(), "stdout|standard output")
        self.assertEqual(self.rows(), [["1"]])

    def test_stdout_closed(self):
        target = self.start(stdout=None, prefix=[
            "sh", "-c", 'exec "$@" >&-', "sh"])
        target.write(self.DATA)
        target.end_input()
        self.assert_failed(target.wait(), "stdout|standard output")

    def test_stderr_closed_broken_or_full(self):
        reader, broken = os.pipe()
        os.close(reader)
        full = os.open("/dev/full", os.O_WRONLY)
        for name, options in {
                "broken": {"stderr": broken}, "full": {"stderr": full},
                "closed": {"prefix": ["sh", "-c", 'exec "$@" 2>&-', "sh"]},
        }.items():
            with self.subTest(stderr=name):
                target = self.start(**options)
                target.write(self.DATA)
                target.end_input()
                target.wait()
                self.assertEqual(target.status, 0)
                self.assertEqual(target.states, ['{"n": 1}'])
        os.close(broken)
        os.close(full)
        self.assertEqual(self.rows(), [["1"]])

    def test_stdin_is_a_folder(self):
        folder = os.open("/", os.O_RDONLY)
        target = self.start(stdin=folder)
        os.close(folder)
        self.assert_failed(target.wait(), "directory|input|stdin")

    def test_stdin_closed(self):
        target = self.start(prefix=["sh", "-c", 'exec "$@" <&-', "sh"])
        self.assert_failed(target.wait(), "input|stdin")

    def test_stdin_does_not_block(self):
        reader, writer = os.pipe()
        os.set_blocking(reader, False)
        target = self.start(stdin=reader)
        os.close(reader)
        for each in self.DATA.splitlines(keepends=True):
            os.write(writer, each[:5])
            os.write(writer, each[5:])
        os.close(writer)
        self.assert_done(target.wait())
        self.assertEqual(self.rows(), [["1"]])

    def test_stopped_and_continued(self):
        target = self.start()
        target.write(self.DATA[:100])
        target.signal(signal.SIGSTOP)
        target.signal(signal.SIGCONT)
        target.write(self.DATA[100:])
        target.end_input()
        self.assert_done(target.wait())
        self.assertEqual(self.rows(), [["1"]])

    @unittest.skipUnless(shutil.which("strace"), "needs strace")
    def test_interrupted_system_calls(self):
        loading = self.reads_of_the_loader()
        for call in ("read", "poll", "write", "sendto", "recvfrom"):
            with self.subTest(call=call):
                self.setUp()
                first = 1 + (loading if call == "read" else 0)
                target = self.start(prefix=[
                    "strace", "-f", "-qq", "-o", "/dev/null", "-e",
                    f"inject={call}:error=EINTR:when={first}+2"])
                target.write(self.DATA)
                target.end_input()
                self.assert_done(target.wait())
                self.assertEqual(target.states, ['{"n": 1}'])
                self.assertEqual(self.rows(), [["1"]])

    @staticmethod
    def reads_of_the_loader():
        """Reads made before main(), which are not the program's own."""
        trace = server.folder / "trace"
        subprocess.run(["strace", "-qq", "-e", "trace=read", "-o", trace,
                        PROGRAM, "--version"], capture_output=True, check=True)
        return len(trace.read_text().splitlines())

    def test_input_from_a_file(self):
        path = server.folder / "data.singer"
        path.write_bytes(self.DATA)
        target = self.start(
            stdin=subprocess.DEVNULL, arguments=["--input", path])
        self.assert_done(target.wait())
        self.assertEqual(self.rows(), [["1"]])


if __name__ == "__main__":
    unittest.main()
