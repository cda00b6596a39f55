"""Records that carry _sdc_deleted_at: none is dropped in silence.

Each stream sends inserts and deletes of a few keys in turn. The last word of
each counts; a delete that finds no row, for want of keys, is told.
"""

import re
import unittest

from expectations import ID_TEXT, InputTest
from target import record, schema, state

AT = "2022-01-01T00:00:00Z"
LEFT_OUT = r"stream 'a': (\d+) records? with _sdc_deleted_at left out"
AS_IF = r"stream 'a': (\d+) records? with _sdc_deleted_at loaded as if"


def row(number, text=None):
    return record("a", {"id": number, "text": text})


def gone(number, **values):
    return record("a", {"id": number, "_sdc_deleted_at": AT, **values})


# 1 returns, 2 and 5 go, 3 comes after all, 4 was never there.
CHANGES = [row(1, "a"), gone(1), row(1, "b"), row(2, "c"), gone(2), gone(3),
           row(3, "x"), gone(4), row(5, "y"), gone(5, text="full")]


class Deletions(InputTest):
    def changed(self, keys=(), batch=None, changes=CHANGES, **settings):
        """The changes loaded by a run that must succeed."""
        self.setUp()
        result = self.load(
            schema("a", ID_TEXT, keys), *changes, state({"n": 1}),
            settings={"batch_size_rows": batch, **settings})
        self.assert_done(result)
        self.assertEqual(result.states, ['{"n": 1}'])
        return result

    def assert_told(self, result, pattern, count):
        """In one WARNING, which says how many."""
        told = [re.search(pattern, each) for each in result.errors.splitlines()
                if "| WARNING" in each and re.search(pattern, each)]
        self.assertEqual([each[1] for each in told],
                         [str(count)] if count else [], result.errors)

    def summary(self, result):
        return re.search(r"Stream 'a': (.*)", result.errors)[1]

    def test_the_last_word_of_each_key_counts(self):
        for batch, summary in (
                (None, "10 rows read, 2 loaded, 5 superseded, 3 deleted"),
                (3, None),
                (1, "10 rows read, 5 loaded, 0 superseded, 5 deleted")):
            for method in ("upsert", "overwrite"):
                with self.subTest(batch=batch, method=method):
                    result = self.changed(["id"], batch, hard_delete=True,
                                          load_method=method)
                    self.assertEqual(self.rows("id, text"),
                                     [["1", "b"], ["3", "x"]])
                    self.assert_told(result, LEFT_OUT, 0)
                    if summary:
                        self.assertEqual(self.summary(result), summary)

    def test_without_keys_a_deletion_is_left_out_and_told(self):
        live = [["1", "a"], ["1", "b"], ["2", "c"], ["3", "x"], ["5", "y"]]
        for keys, settings in (
                ((), {}), ((), {"load_method": "overwrite"}),
                (["id"], {"load_method": "append-only",
                          "strict_load_method": True})):
            for batch in (None, 1, 4):
                with self.subTest(keys=keys, settings=settings, batch=batch):
                    result = self.changed(keys, batch, hard_delete=True,
                                          **settings)
                    self.assertEqual(
                        self.rows("id, text", "order by 1, 2"), live)
                    self.assert_told(result, LEFT_OUT, 5)
                    self.assertEqual(
                        self.summary(result), "10 rows read, 5 loaded, "
                        "0 superseded, 5 left out")

    def test_it_is_told_also_when_the_run_fails(self):
        self.setUp()
        result = self.load(
            schema("a", ID_TEXT), row(1), gone(1), b"no message\n",
            settings={"hard_delete": True})
        self.assert_failed(result, "line 4\\b")
        self.assertEqual(self.rows(), [["1"]])
        self.assert_told(result, LEFT_OUT, 1)

    def test_without_hard_delete_the_row_is_marked(self):
        for keys, settings, marked in (
                (["id"], {}, ["2", "4", "5"]),
                ((), {}, ["1", "2", "3", "4", "5"]),
                (["id"], {"load_method": "append-only",
                          "strict_load_method": True},
                 ["1", "2", "3", "4", "5"])):
            with self.subTest(keys=keys, settings=settings):
                result = self.changed(keys, **settings)
                self.assertEqual(
                    self.rows("id", "where _sdc_deleted_at is not null "
                              "order by 1"), [[each] for each in marked])
                self.assert_told(result, LEFT_OUT, 0)
                self.assert_told(result, AS_IF, 0)

    def test_without_the_column_that_marks_it_is_told(self):
        result = self.changed(["id"], add_record_metadata=False)
        self.assertEqual(self.rows("id"), [[each] for each in "12345"])
        self.assert_told(result, AS_IF, 5)
        null = record("a", {"id": 1, "_sdc_deleted_at": None})
        result = self.changed(["id"], changes=[null], add_record_metadata=False)
        self.assert_told(result, AS_IF, 0)


if __name__ == "__main__":
    unittest.main()
