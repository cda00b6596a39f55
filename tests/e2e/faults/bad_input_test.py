"""Input that is refused: one line says where it went wrong.

It ends with exit status 1 and names line and stream; STATE never passes the bad
line.
"""

import json
import unittest

from expectations import ID, ID_TEXT, InputTest
from target import line, record, schema, state

DEEP = 100_000


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


if __name__ == "__main__":
    unittest.main()
