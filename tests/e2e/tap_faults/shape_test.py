"""A22-A27, A30: good JSON, but not the documents of before."""

import json
import unittest
from datetime import datetime, timedelta, timezone

from tap_runs import TapTest, crew, ids


class Root(TapTest):
    def test_a22_no_documents(self):
        outcome = self.answered({"body": "[]", "etag": '"empty"'},
                                emit_activate_version_messages=True)
        self.assertEqual(0, outcome.status, outcome.log)
        self.assertEqual(["SCHEMA", "STATE"],
                         [message["type"] for message in outcome.messages])
        [warning] = outcome.logged("WARNING")
        self.assertIn("stream 'crew'", warning)
        self.assertNotIn("etag", outcome.bookmarks["crew"])

    def test_a22_the_version_is_sent_when_there_are_documents(self):
        outcome = self.answered({"body": {"json": crew(3)}},
                                emit_activate_version_messages=True)
        self.assertEqual(
            ["SCHEMA", *["RECORD"] * 3, "ACTIVATE_VERSION", "STATE"],
            [message["type"] for message in outcome.messages])

    def test_a22_no_version_after_a_failure(self):
        outcome = self.answered({"body": {"json": crew(9)}, "cut": 1000},
                                emit_activate_version_messages=True)
        self.assert_failed(outcome)

    def test_a23_no_array(self):
        for body, name in (('{"docs":[]}', "a JSON object"), ("null", "array"),
                           ('"text"', "array"), ("17", "array"),
                           ('{"error":"x"}', "a JSON object")):
            with self.subTest(body):
                outcome = self.answered({"body": body})
                self.assert_failed(outcome, name, body)
                self.assertEqual([], outcome.records())

    def test_a23_no_object(self):
        for body, name in (("[]", "a JSON array"), ("null", "object"),
                           ('[{"id":"a"}]', "a JSON array")):
            with self.subTest(body):
                outcome = self.sync({"/v4/company": [{"body": body}]},
                                    streams=["company"])
                self.assert_failed(outcome, name, body, path="/v4/company",
                                   stream="company")


class Drift(TapTest):
    def read(self, *documents: dict, **settings):
        outcome = self.answered({"body": {"json": documents}}, **settings)
        self.assertEqual(0, outcome.status, outcome.log)
        self.assertEqual(len(documents), len(outcome.records()))
        return outcome

    def test_a24_new_property_is_left_out_with_one_warning(self):
        outcome = self.read(*crew(5, age=40, twitter=None))
        self.assertEqual(crew(5), outcome.records())
        [warning] = outcome.logged("WARNING")
        for part in ("stream 'crew'", "'age'", "'twitter'"):
            self.assertIn(part, warning)

    def test_a24_new_part_passes(self):
        launch = {"id": "a", "links": {"patch": {"small": "s", "huge": "h"}}}
        outcome = self.sync({"/v5/launches": [{"body": {"json": [launch]}}]},
                            streams=["launches"])
        self.assertEqual([launch], outcome.records("launches"))
        self.assertEqual([], outcome.logged("WARNING"))

    CHANGED = (("name", 5), ("name", {"first": "A"}), ("launches", "a"),
               ("launches", {"a": 1}), ("launches", None), ("image", True))

    def test_a25_other_type_passes(self):
        for name, value in self.CHANGED:
            with self.subTest(name=name, value=value):
                [document] = crew(1, **{name: value})
                outcome = self.read(document)
                self.assertEqual([document], outcome.records())

    def test_a25_validation_warns_or_fails(self):
        documents = crew(3, name=5)
        outcome = self.read(*documents, validate_records="warn")
        self.assertEqual(documents, outcome.records())
        [warning] = outcome.logged("WARNING")
        self.assertIn("name", warning)
        outcome = self.answered({"body": {"json": documents}},
                                validate_records="fail")
        self.assertEqual(1, outcome.status)
        self.assertIn("stream 'crew'", outcome.error)
        self.assertIn("name", outcome.error)
        self.assert_no_bookmark(outcome)

    def test_a25_a_good_body_is_valid(self):
        outcome = self.read(*crew(3), validate_records="fail")
        self.assertEqual([], outcome.logged("WARNING"))

    def test_a26_missing_property_stays_absent(self):
        outcome = self.read({"id": "a", "name": "A"})
        self.assertEqual([{"id": "a", "name": "A"}], outcome.records())

    def test_a26_document_without_a_usable_id(self):
        for document in ({"name": "A"}, {"id": None}, {"id": ""}, {"id": 5},
                         {"id": ["a"]}, {}):
            with self.subTest(document):
                outcome = self.answered(
                    {"body": {"json": [*crew(2), document, *crew(1)]}})
                self.assert_failed(outcome, "document 3", "id")
                self.assertEqual([], [record for record in outcome.records()
                                      if record.get("id") not in ids(2)])

    def test_a27_same_id_twice(self):
        documents = [*crew(2), *crew(1, name="Later"), *crew(2)]
        outcome = self.read(*documents)
        self.assertEqual(documents, outcome.records())

    def test_a27_same_member_twice(self):
        body = '[{"id":"a","name":"first","name":"second"}]'
        outcome = self.answered({"body": body})
        self.assertEqual(0, outcome.status, outcome.log)
        self.assertEqual("second", outcome.records()[0]["name"])

    def test_a27_the_last_of_a_member_is_what_the_tap_goes_by(self):
        """The key, what it checks, and at any level."""
        body = r'[{"id":null,"name":5,"id":"a","n\u0061me":"second"}]'
        outcome = self.answered({"body": body}, validate_records="fail")
        self.assertEqual(0, outcome.status, outcome.log)
        self.assertEqual(("a", "second"), tuple(
            outcome.records()[0][name] for name in ("id", "name")))
        outcome = self.answered({"body": '[{"id":"a","id":null}]'})
        self.assert_failed(outcome, "document 1", "id")

    def test_spelling_of_numbers_and_names_is_kept(self):
        values = ("5.4e-7", "-0", "1E+2", "0.10", "196.29900000000001",
                  "12345678901234567890123")
        body = "[{" + ",".join(f'"name":{value}' for value in values[:1]) \
            + ',"launches":[' + ",".join(values) + '],"id":"a"}]'
        outcome = self.answered({"body": body})
        self.assertIn(("[" + ",".join(values) + "]").encode(), outcome.output)

    def test_escaped_name_is_the_same_name(self):
        outcome = self.answered({"body": r'[{"\u0069d":"a","n\u0061me":"A"}]'})
        self.assertEqual(0, outcome.status, outcome.log)
        self.assertEqual([{"id": "a", "name": "A"}], outcome.records())

    def test_spaces_between_tokens(self):
        body = json.dumps(crew(3), indent=2).replace("\n", "\r\n\t")
        self.assert_done(self.answered({"body": body}), 3)


class Clock(TapTest):
    def test_a30_the_servers_clock_does_not_count(self):
        for date in ("Thu, 01 Jan 1970 00:00:00 GMT",
                     "Fri, 01 Jan 2100 00:00:00 GMT", "yesterday"):
            with self.subTest(date):
                before = datetime.now(timezone.utc)
                outcome = self.answered({"body": {"json": crew(3)},
                                         "headers": {"Date": date}})
                self.assert_done(outcome, 3)
                for message in outcome.of("RECORD"):
                    time = datetime.fromisoformat(message["time_extracted"])
                    self.assertLessEqual(before - timedelta(seconds=1), time)
                    self.assertLessEqual(time, datetime.now(timezone.utc))


if __name__ == "__main__":
    unittest.main()
