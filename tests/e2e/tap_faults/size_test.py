"""A20, A21: a body of any size is read in bounded memory, or not at all."""

import json
import unittest
from pathlib import Path
from tempfile import TemporaryDirectory

from tap_runs import TapTest, crew

# What the tap may hold at most, whatever it is sent.
BOUND_MIB = 32
CAP = 64 << 20
DOCUMENT = json.dumps(crew(1)[0]).encode()


class Large(TapTest):
    def setUp(self):
        folder = TemporaryDirectory(prefix="tap-faults-")
        self.addCleanup(folder.cleanup)
        self.file = Path(folder.name) / "body"

    def file_of(self, start: bytes, unit: bytes, size: int,
                end: bytes = b"") -> dict:
        """A body of `size` bytes and up to a unit more."""
        with self.file.open("wb") as file:
            file.write(start)
            block = unit * (1 + (1 << 20) // len(unit))
            while file.tell() < size:
                file.write(block)
            file.write(end)
        return {"file": str(self.file)}

    def stopped(self, body: dict, *parts: str, **behaviour):
        outcome = self.answered({"body": body, **behaviour}, measured=True,
                                max_body_bytes=CAP)
        self.assert_failed(outcome, *parts)
        self.assertLess(outcome.peak_mib, BOUND_MIB)

    def capped(self, body: dict, **behaviour):
        self.stopped(body, "max_body_bytes", **behaviour)
        # The same again would not help.
        self.assertEqual(1, len(self.requests))

    def test_a20_more_documents_than_the_cap(self):
        self.capped(self.file_of(b"[", DOCUMENT + b",", CAP + (4 << 20)))

    def test_a20_spaces_without_end(self):
        self.capped({"endless": " "}, framing="chunked")

    def test_a20_spaces_until_the_connection_closes(self):
        self.capped({"endless": " "}, framing="close")

    def test_a20_length_of_two_gibibytes(self):
        self.capped({"repeat": [" ", 2 << 30]})

    def test_a21_bomb(self):
        self.capped({"endless": " "}, framing="chunked", gzip=True)

    def test_a20_zeros(self):
        self.stopped({"zeros": 2 << 30}, "offset 0")

    def test_a20_elements_that_are_none(self):
        self.stopped({"endless": "[1],"}, "not an object", framing="chunked")

    def test_a20_one_document_without_end(self):
        for name, start, unit in (("text", b'[{"id":"', b"a"),
                                  ("escapes", b'[{"id":"', b"\\u0061"),
                                  ("number", b'[{"id":1', b"1"),
                                  ("array", b'[{"id":[1', b",1"),
                                  ("members", b'[{"id":1', b',"a":1'),
                                  ("spaces", b'[{"id":', b" ")):
            with self.subTest(name):
                self.stopped(self.file_of(start, unit, 16 << 20),
                             "document 1 is larger than")

    def test_long_names_of_many_undeclared_properties(self):
        body = json.dumps([{"id": f"{n}", f"{n}" + "n" * 1_000_000: 1}
                           for n in range(150)])
        self.file.write_text(body)
        outcome = self.answered({"body": {"file": str(self.file)}},
                                measured=True)
        self.assertEqual(150, len(outcome.records()), outcome.log)
        self.assertLess(outcome.peak_mib, BOUND_MIB)

    def test_large_body_passes_in_little_memory(self):
        body = self.file_of(b"[" + DOCUMENT, b"," + DOCUMENT, 32 << 20, b"]")
        for name, behaviour in (("plain", {}), ("gzip", {"gzip": True}),
                                ("chunked", {"framing": "chunked"})):
            with self.subTest(name):
                outcome = self.answered({"body": body, **behaviour},
                                        measured=True)
                self.assertEqual(0, outcome.status, outcome.log)
                self.assertEqual(self.file.read_bytes().count(b'"id"'),
                                 outcome.output.count(b'"RECORD"'))
                self.assertLess(outcome.peak_mib, BOUND_MIB)

    def test_body_of_the_cap_passes(self):
        text = json.dumps(crew(1))
        outcome = self.answered({"body": text}, max_body_bytes=len(text))
        self.assert_done(outcome, 1)

    def test_body_of_a_byte_more_does_not(self):
        text = json.dumps(crew(1))
        outcome = self.answered({"body": text}, max_body_bytes=len(text) - 1)
        self.assert_failed(outcome, "max_body_bytes")
        self.assertEqual(1, len(self.requests))


if __name__ == "__main__":
    unittest.main()
