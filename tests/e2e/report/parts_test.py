"""Numbers and days as people read them."""

import dataclasses
import datetime
import decimal
import unittest

import report_run  # noqa: F401  (makes the package importable)
from spacex_report.answer import Answer
from spacex_report.first_screen import first_screen
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


class FirstScreen(unittest.TestCase):
    ANSWER = Answer(
        text="So many. " * 20, rate="A rate.", since=None, source="A source.",
        kind="facts", as_of=datetime.date(2026, 8, 22), target=42000,
        figures=[("in orbit", "11,057"), ("chance by 2035", "53 %")],
        scenarios=None, transformed_at=None, lineage=None, quality=None, run="")

    def test_warning_question_answer_figures_and_basis_are_paragraphs(self):
        parts = first_screen(self.ANSWER).split("\n\n")
        self.assertTrue(parts[0].startswith("Sample data. Made from"))
        self.assertIn("42,000", parts[1])
        self.assertEqual(self.ANSWER.text.split(), parts[2].split())
        self.assertEqual("in orbit        11,057\nchance by 2035  53 %",
                         parts[3])
        self.assertEqual(["A rate.", "A source.\n"], parts[4:])

    def test_no_line_is_longer_than_a_terminal(self):
        label = "launches from now for it by 2040: " + "of this kind " * 5
        answer = dataclasses.replace(
            self.ANSWER, figures=[(label, "under 1 %"), ("in orbit", "3")])
        text = first_screen(answer)
        self.assertLess(max(map(len, text.splitlines())), 80)
        self.assertIn(f"{label}under 1 %", " ".join(text.split()))

    def test_real_data_needs_no_warning(self):
        for kind in ("public", "file"):
            answer = dataclasses.replace(self.ANSWER, kind=kind)
            self.assertTrue(first_screen(answer).startswith("When will"))


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
