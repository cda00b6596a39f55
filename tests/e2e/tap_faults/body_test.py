"""A08, A17-A19, A21: a body that is not the JSON it should be."""

import base64
import gzip
import json
import unittest

from tap_runs import TapTest, crew, ids

DOCUMENTS = crew(3)
GOOD = {"body": {"json": DOCUMENTS}}
TEXT = json.dumps(DOCUMENTS, separators=(",", ":"))


def raw(data: bytes) -> dict:
    return {"base64": base64.b64encode(data).decode()}


class Broken(TapTest):
    """Such a body is tried again: a good one may follow."""

    def broken(self, body: str | dict, *parts: str, **behaviour):
        outcome = self.answered({"body": body, **behaviour}, GOOD, max_tries=2)
        self.assertEqual(0, outcome.status, outcome.log)
        self.assertEqual(ids(3), outcome.record_ids()[-3:])
        outcome = self.answered({"body": body, **behaviour})
        self.assert_failed(outcome, *parts, "given up after 3 tries")
        self.assertEqual(3, len(self.requests))
        return outcome

    def no_records(self, body: str | dict, *parts: str, **behaviour):
        outcome = self.broken(body, *parts, **behaviour)
        self.assertEqual([], outcome.records())


class NoJson(Broken):
    def test_a08_length_shorter_than_the_body(self):
        self.broken(TEXT, "ends in mid-JSON", content_length=len(TEXT) - 1)

    def test_a17_html(self):
        self.no_records("<!DOCTYPE html>\n<html><body>Just a moment...",
                        "an HTML or XML page, not a JSON array of documents",
                        "<!DOCTYPE html>", "is api_url the API's root?",
                        headers={"Content-Type": "text/html"})

    def test_a17_html_that_says_json(self):
        self.no_records("\n\n  <html>", "HTML", "<html>")

    def test_a18_plain_text(self):
        self.no_records("Not Found", "not a JSON array of documents",
                        "Not Found", "is api_url the API's root?")

    def test_a18_another_resource(self):
        self.no_records('{"message": "hello"}', "a JSON object, not a JSON",
                        "is api_url the API's root?")

    def test_a18_trailing_comma(self):
        self.broken(TEXT[:-1] + ",]", f"offset {len(TEXT)}")

    def test_a18_no_comma(self):
        self.broken('[{"id":"a"} {"id":"b"}]', "offset 12")

    def test_a18_two_roots(self):
        self.broken(TEXT + TEXT, f"offset {len(TEXT)}")

    def test_a18_text_behind_the_end(self):
        self.broken(TEXT + "\n;", f"offset {len(TEXT) + 1}")

    def test_a18_brackets_do_not_match(self):
        self.broken('[{"id":"a","launches":["b"}]', "offset 26")

    def test_a18_unfinished(self):
        for end in (1, 2, 20, 200):
            with self.subTest(end):
                self.broken(TEXT[:-end], "ends in mid-JSON")

    def test_a18_only_a_bracket(self):
        self.no_records("[", "ends in mid-JSON")

    def test_a18_tokens(self):
        for token in ("NaN", "Infinity", "-", "01", "1.", ".5", "+1", "1e",
                      "tru", "'a'", "undefined", "0x1", "--1", '"\\x41"',
                      '"\\u12g4"', '"a\nb"', '"a\tb"', "{a:1}", '{"a"}',
                      '{"a":1,}', "[1,]", "[,1]", '{"a" 1}', "/**/1"):
            with self.subTest(token):
                body = f'[{{"id":"a","launches":{token}}}]'
                outcome = self.answered({"body": body}, max_tries=1)
                self.assert_failed(outcome, "offset ")
                self.assertEqual([], outcome.records())

    def test_element_is_no_object(self):
        for element in ("null", "1", '"a"', "[]", "true"):
            with self.subTest(element):
                self.no_records(f"[{element}]", "not an object", "offset 1")

    def test_nesting_is_bounded(self):
        deep = "[" * 200_000 + "]" * 200_000
        outcome = self.answered(
            {"body": f'[{{"id":"a","launches":{deep}}}]'}, max_tries=1)
        self.assert_failed(outcome, "offset ")

    def test_nesting_of_a_hundred_passes(self):
        deep = "[" * 100 + "]" * 100
        outcome = self.answered({"body": f'[{{"id":"a","launches":{deep}}}]'})
        self.assertEqual(0, outcome.status, outcome.log)
        self.assertIn(f'"launches":{deep}'.encode(), outcome.output)


class Encoding(Broken):
    def test_a19_invalid_utf8(self):
        for name, data in (("lone continuation", b"\x80"),
                           ("Latin-1", b"caf\xe9"),
                           ("overlong", b"\xc0\xaf"),
                           ("surrogates as UTF-8", b"\xed\xa0\x80\xed\xb0\x80"),
                           ("beyond Unicode", b"\xf4\x90\x80\x80"),
                           ("cut short", b"\xe2\x82")):
            with self.subTest(name):
                body = b'[{"id":"a","name":"' + data + b'"}]'
                self.no_records(raw(body), "invalid UTF-8", "offset ")

    def test_a19_byte_order_mark(self):
        self.no_records(raw(b"\xef\xbb\xbf" + TEXT.encode()),
                        "byte order mark")

    def test_a19_utf16(self):
        self.no_records(raw(TEXT.encode("utf-16")), "UTF-16")
        for encoding in ("utf-16-le", "utf-16-be"):
            with self.subTest(encoding):
                self.no_records(raw(TEXT.encode(encoding)), "offset ")

    def test_a19_lone_surrogate(self):
        for escape in (r"\ud800", r"\udc00", r"\ud800x", r"\udc00\ud800",
                       r"\ud800\ud800"):
            with self.subTest(escape):
                self.no_records(f'[{{"id":"a","name":"{escape}"}}]',
                                "surrogate", "offset ")

    def test_escapes_pass_as_they_are(self):
        for escape in (r"\u0000", r"\ud83d\ude80", r"\u00e9", r"\/"):
            with self.subTest(escape):
                outcome = self.answered(
                    {"body": f'[{{"id":"a","name":"x{escape}"}}]'})
                self.assertEqual(0, outcome.status, outcome.log)
                self.assertIn(f'"name":"x{escape}"'.encode(), outcome.output)

    def test_text_passes_byte_by_byte(self):
        name = "Ünïcödé 🚀 \u2028\u200f"
        body = json.dumps(crew(1, name=name), ensure_ascii=False)
        outcome = self.answered({"body": body})
        self.assertEqual(name, outcome.records()[0]["name"])
        self.assertIn(name.encode(), outcome.output)


class Compression(Broken):
    def test_a21_gzip(self):
        self.assert_done(self.answered({**GOOD, "gzip": True}), 3)

    def test_a21_gzip_in_chunks(self):
        self.assert_done(self.answered(
            {**GOOD, "gzip": True, "framing": "chunked", "chunk_size": 1}), 3)

    def test_a21_members_in_a_row(self):
        data = gzip.compress(TEXT[:100].encode()) \
            + gzip.compress(TEXT[100:].encode())
        self.assert_done(self.answered(
            {"body": raw(data), "headers": {"Content-Encoding": "gzip"}}), 3)

    def test_a21_truncated(self):
        self.broken(TEXT, "gzip", gzip=True, truncate=-30)

    def test_a21_trailer_missing(self):
        # All of the JSON is there; whether it is right, nobody knows.
        self.broken(TEXT, "gzip", gzip=True, truncate=-8)

    def damaged(self, position: int, *parts: str):
        data = bytearray(gzip.compress(TEXT.encode()))
        data[position] ^= 0xFF
        self.broken(raw(bytes(data)), *parts,
                    headers={"Content-Encoding": "gzip"})

    def test_a21_wrong_checksum(self):
        self.damaged(-8, "gzip")

    def test_a21_wrong_length(self):
        self.damaged(-1, "gzip")

    def test_a21_damaged_data(self):
        self.damaged(10, "gzip")

    def test_a21_more_behind_the_trailer(self):
        data = gzip.compress(TEXT.encode()) + b"and more"
        self.broken(raw(data), headers={"Content-Encoding": "gzip"})

    def test_a21_says_gzip_and_is_none(self):
        self.no_records(TEXT, "gzip", headers={"Content-Encoding": "gzip"})

    def test_a21_is_gzip_and_does_not_say_so(self):
        self.no_records(raw(gzip.compress(TEXT.encode())), "undeclared gzip")

    def test_a21_encodings_that_were_not_asked_for(self):
        for encoding in ("br", "deflate", "zstd", "gzip, gzip"):
            with self.subTest(encoding):
                self.no_records(TEXT, f"'{encoding}'",
                                headers={"Content-Encoding": encoding})

    def test_a21_identity(self):
        self.assert_done(self.answered(
            {**GOOD, "headers": {"Content-Encoding": "identity"}}), 3)

    def test_a21_spelt_in_capitals(self):
        self.assert_done(self.answered(
            {**GOOD, "gzip": True,
             "headers": {"Content-Encoding": "GZIP"}}), 3)


if __name__ == "__main__":
    unittest.main()
