"""Numbers and days as people read them."""

import datetime
import decimal
import unittest

import report_run  # noqa: F401  (makes the package importable)
from spacex_report.table import percent, table_of, text_of


class Texts(unittest.TestCase):
    def test_numbers_have_their_thousands_apart_and_keep_their_digits(self):
        self.assertEqual("42,000", text_of(42000))
        self.assertEqual("-1,234.50", text_of(decimal.Decimal("-1234.50")))
        self.assertEqual("0", text_of(0))

    def test_what_is_missing_is_a_dash(self):
        self.assertEqual("–", text_of(None))

    def test_a_day_does_not_break(self):
        day = text_of(datetime.date(2022, 11, 30))
        self.assertEqual("2022-11-30", day.replace("\u2011", "-"))
        self.assertNotIn("-", day)

    def test_truth_is_a_word_and_no_number(self):
        self.assertEqual(["yes", "no"], [text_of(True), text_of(False)])

    def test_shares(self):
        self.assertEqual("12.6 %", percent(decimal.Decimal("0.1260")))
        self.assertEqual("0.0 %", percent(0))
        self.assertIsNone(percent(None))


class Tables(unittest.TestCase):
    ROWS = [{"name": "a", "count": None, "share": None, "held": True},
            {"name": "b", "count": 1000, "share": 0.5, "held": False}]

    def test_columns_of_numbers_are_known_though_some_are_missing(self):
        table = table_of("Title", {
            "Name": "name", "Count": "count", "Held": "held",
            "Share": lambda row: percent(row["share"])}, self.ROWS)
        self.assertEqual([False, True, False, True], table.are_numbers)
        self.assertEqual([["a", "–", "yes", "–"],
                          ["b", "1,000", "no", "50.0 %"]], table.rows)

    def test_no_rows(self):
        table = table_of("Title", {"Name": "name"}, [])
        self.assertEqual(([False], []), (table.are_numbers, table.rows))


if __name__ == "__main__":
    unittest.main()
