"""SCHEMAs of any shape, and those that change in mid-stream.
"""

import json
import re
import unittest

from expectations import ID, ID_TEXT, InputTest
from target import line, record, schema, state

DEEP = 100_000


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

    def test_a_pattern_that_is_none(self):
        """As in MeltanoLabs' target the SCHEMA is refused; without validation nobody asks."""
        for pattern, why in (("(a", "missing \\), unterminated subpattern"),
                             ("\\p{L}", r"bad escape \\p")):
            messages = [schema("a", ID | {"text": {"type": "string", "pattern": pattern}},
                               ["id"]), record("a", {"id": 1, "text": "x"}), state({"n": 1})]
            result = self.load(*messages)
            self.assert_failed(result, "line 1\\b", "stream 'a'", "'text': pattern", why,
                               "set validate_records to false")
            self.assertEqual(result.states, [])
        self.assert_done(self.load(*messages, settings={"validate_records": False}))
        self.assertEqual(self.rows("id, text"), [["1", "x"]])

    def test_a_pattern_that_would_take_for_ever(self):
        """The record is refused by name, and in a second, not in 2^40 steps."""
        result = self.load(
            schema("a", ID | {"text": {"type": "string", "pattern": "(?=a)(a+)+$"}}, ["id"]),
            record("a", {"id": 1, "text": "a" * 40}),
            record("a", {"id": 2, "text": "a" * 40 + "b"}), state({"n": 1}))
        self.assert_failed(result, "line 3\\b", "stream 'a'", "'text'",
                           "pattern: more steps than can be taken",
                           "set validate_records to false")
        self.assertEqual(result.states, [])

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
        self.assertEqual(self.server.value(
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

    def test_keys_that_change_between_runs(self):
        """The order is no change; else a WARNING names stream and keys."""
        both = {"id": {"type": ["null", "integer"]}, "code": {"type": "string"},
                "part": {"type": "string"}}

        def load(keys, *ids):
            return self.load(schema("a", both, keys), *(
                record("a", {"id": n, "code": f"c{n}", "part": "p"})
                for n in ids), state({"n": 1}))

        self.assert_done(load(["code", "part"], 1, 2))
        result = load(["part", "code", "code"], 1)
        self.assert_done(result)
        self.assertNotIn("unique index", result.errors)
        for keys, pattern in (
                (["id"], r"stream 'a': its keys are \(id\), and table "
                 r'"input\d+"\."a" keeps its unique index on \(code, part\)'),
                ([], r"stream 'a': its rows are added, and table "
                 r'"input\d+"\."a" keeps its unique index on')):
            with self.subTest(keys=keys):
                result = load(keys, 3 + len(keys))
                self.assert_done(result)
                warned = [each for each in result.errors.splitlines()
                          if "| WARNING" in each and "unique index" in each]
                self.assertEqual(len(warned), 1, result.errors)
                self.assertRegex(warned[0], "line 1: " + pattern)
        # Found by the new key, and what the old one forbids is refused.
        result = self.load(
            schema("a", both, ["id"]),
            record("a", {"id": 2, "code": "c9", "part": "p"}), state({"n": 1}),
            record("a", {"id": 9, "code": "c1", "part": "p"}))
        self.assert_failed(result, "line 4\\b", "23505", "key id=9")
        self.assertEqual(self.rows("id, code"), [
            ["1", "c1"], ["2", "c2"], ["3", "c3"], ["4", "c4"]])

    def test_a_key_in_another_case_is_pointed_out(self):
        result = self.load(
            schema("a", {"Code": {"type": "string"}}, ["code"]),
            record("a", {"Code": "A"}))
        self.assert_failed(
            result, "line 1: stream 'a': key property 'code' is not among the "
            "schema's properties, but 'Code' is")

    def test_types_that_flip_between_runs(self):
        """Once text, a column stays text and takes all, as it was sent."""
        typed = ID | {"x": {"type": ["number", "null"]},
                      "at": {"type": ["string", "null"],
                             "format": "date-time"}}
        texts = ID | {"x": {"type": ["string", "null"]},
                      "at": {"type": ["string", "null"]}}
        moment = "2021-01-01T10:00:00.50+02:00"
        for key, (properties, x, at) in enumerate((
                (typed, 1.5, moment), (texts, "n/a", "unknown"),
                (typed, 2.5, moment), (texts, "b", "c")), 1):
            result = self.load(
                schema("a", properties, ["id"]),
                record("a", {"id": key, "x": x, "at": at}))
            self.assert_done(result)
            told = re.findall(r"INFO.*changed table .*", result.errors)
            self.assertEqual(len(told), key == 2, result.errors)
            if told:
                self.assertRegex(told[0], r'column "x" from numeric to text, '
                                 r'column "at" from timestamp without .* to '
                                 r'text: ALTER TABLE')
        self.assertEqual(self.rows("id, x, at"), [
            ["1", "1.5", "2021-01-01T08:00:00.5Z"], ["2", "n/a", "unknown"],
            ["3", "2.5", moment], ["4", "b", "c"]])

    def key_twice(self, first, second, key):
        """One record in two runs, its key first declared so, then so."""
        results = []
        for number, declared in enumerate((first, second), 1):
            results.append(self.load(
                schema("a", {"k": declared, "v": {"type": "integer"}}, ["k"]),
                record("a", {"k": key, "v": number}), state({"n": number})))
        self.assert_done(results[0])
        return results[1]

    def test_a_key_that_becomes_a_string(self):
        text = {"type": "string"}
        for declared, key in (
                ({"type": "string", "format": "date-time"},
                 "2019-06-01T00:00:00Z"),
                ({"type": "string", "format": "date"}, "2019-06-01"),
                ({"type": "string", "format": "time"}, "10:00:00"),
                ({"type": "string", "format": "x-singer.decimal"}, "7"),
                ({"type": ["object", "string"]}, "50b5")):
            with self.subTest(declared=declared):
                self.setUp()
                result = self.key_twice(declared, text, key)
                self.assert_failed(result, "line 1", 'column "k"', "text")
                self.assertEqual(result.states, [])
                self.assertEqual(self.rows("v"), [["1"]])
        with self.subTest("a uuid is one however it is spelled"):
            self.setUp()
            self.assert_done(self.key_twice(
                {"type": "string", "format": "uuid"}, text,
                "A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11"))
            self.assertEqual(self.rows("v"), [["2"]])

    def test_a_string_key_that_becomes_typed(self):
        """The same rows are found, and a WARNING tells why some may not."""
        for declared, key in (
                ({"type": "string", "format": "date-time"},
                 "2019-06-01T00:00:00Z"),
                ({"type": "string", "format": "uuid"},
                 "A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11"),
                ({"type": "string", "format": "time"}, "T10:00:00Z"),
                ({"type": "string", "format": "x-singer.decimal"}, "7.10")):
            with self.subTest(declared=declared):
                self.setUp()
                result = self.key_twice({"type": "string"}, declared, key)
                self.assert_done(result)
                self.assertRegex(result.errors, 'WARNING.*column "k".* key')
                self.assertEqual(self.rows("k, v"), [[key, "2"]])

    def test_json_that_becomes_strings(self):
        arrays = {"type": "array", "items": {}}
        for declared, value, becomes in (
                ({"type": ["object", "string"]}, "a", {"type": "string"}),
                ({"type": "object"}, {"k": 1}, {"type": "string"}),
                (arrays, ["a"],
                 {"type": "array", "items": {"type": "string"}})):
            with self.subTest(declared=declared):
                self.setUp()
                self.assert_done(self.load(
                    schema("a", ID | {"x": declared}, ["id"]),
                    record("a", {"id": 1, "x": value})))
                before = self.rows("id, x")
                result = self.load(schema("a", ID | {"x": becomes}, ["id"]))
                self.assert_failed(result, 'column "x"', "jsonb", "text")
                self.assertEqual(self.rows("id, x"), before)

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
        found = json.loads(self.server.value(
            f"select to_jsonb(a) from {self.schema}.a"))
        self.assertEqual({name: found[name] for name in names}, values)

    def test_names_beyond_63_bytes_never_collide(self):
        names = ["x" * 63 + "1", "x" * 63 + "2", "\u20ac" * 40, "x" * 200]
        self.assert_done(self.load(
            schema("a", ID | {name: {"type": "string"} for name in names},
                   ["id"]),
            record("a", {"id": 1} | {name: name[-1] for name in names})))
        found = json.loads(self.server.value(
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
                self.assertEqual(self.server.query(
                    f"select id from {self.schema}.a "
                    "where _sdc_deleted_at is null"), [["2"]])


if __name__ == "__main__":
    unittest.main()
