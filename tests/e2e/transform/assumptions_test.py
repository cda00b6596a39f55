"""What an analyst changes changes the answer; and each source is named."""

import csv
import unittest

from bodies import sample_url
from transform_run import (RUN, TRANSFORM, Warehouse, catalogues_of,
                           tap_output)

ANSWER = "+mart_starlink_42k_answer"
# What is to be run again where an assumption is another.
CHANCES = "int_forecast__assumptions+,+int_forecast__chances"


class Assumptions(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.warehouse = Warehouse.of_class(cls, tap_output(sample_url(cls)))
        cls.warehouse.dbt(*RUN)
        # By the seeds alone; every test leaves an answer of its own.
        cls.chance, cls.hash = cls.answer(
            "prob_reached_by_2050, assumptions_hash")

    @classmethod
    def answer(cls, columns):
        [row] = cls.warehouse.query(
            f"select {columns} from analytics.mart_starlink_42k_answer"
            " where is_headline")
        return row

    def with_assumptions(self, *command, **values):
        given = ", ".join(f"{name}: {value}" for name, value in values.items())
        return self.warehouse.dbt(
            *(command or ("run", "--select", ANSWER)),
            "--vars", f"{{assumptions: {{{given}}}}}")

    def test_a_met_target_is_reached_already(self):
        self.with_assumptions(target_satellites=3000)
        self.assertEqual(
            ["already_reached", "2022-11-30", "3000", "1.0000"],
            self.answer("outcome, reach_date_p50, target_satellites,"
                        " prob_reached_by_2030"))

    def test_longer_lives_make_it_likelier(self):
        self.with_assumptions(life_years_low=10, life_years_high=15)
        chance, new_hash = self.answer(
            "prob_reached_by_2050, assumptions_hash")
        self.assertGreater(float(chance), 2 * float(self.chance))
        self.assertNotEqual(self.hash, new_hash)

    def test_another_seed_says_about_the_same(self):
        self.with_assumptions(random_seed=7)
        chance, points = self.answer(
            "prob_reached_by_2050, chance_standard_error_points")
        self.assertNotEqual(self.chance, chance)
        # The goal of the draws: half a point, and both may be off.
        self.assertLessEqual(float(points), 0.5)
        self.assertAlmostEqual(float(self.chance), float(chance), delta=0.02)

    def test_the_readmes_example_passes_its_tests(self):
        # A statistic that is worse for it is a warning, never an error.
        output = self.with_assumptions(
            "build", "--select", "+path:models/marts/forecast",
            life_years_low=6)
        self.assertRegex(output, "ERROR=0 SKIP=0")

    def test_a_part_of_the_project_passes_its_tests(self):
        self.assertRegex(
            self.warehouse.dbt("build", "--select", ANSWER), "ERROR=0 SKIP=0")
        self.assertRegex(
            self.warehouse.dbt("build", "--select", "fct_starlink_cadence"),
            "ERROR=0 SKIP=0")

    def test_an_assumption_that_is_not_there_is_named(self):
        with self.assertRaisesRegex(
                AssertionError, "there is no life_years_mode; there are"):
            self.with_assumptions(life_years_mode=6)

    def test_each_source_is_named(self):
        """In the second row as the first version of the tap named it."""
        for named, kind, words in (
                ("source = 'spacex', kind = 'public'", "public",
                 "The SpaceX API, read there, as of 2022"),
                ("source = 'sample', kind = null", "facts",
                 "from frozen public facts, not live")):
            with self.subTest(named=named):
                self.warehouse.query(
                    f"update tap_spacex.extractions set {named}")
                self.warehouse.dbt(
                    "run", "--select", "int_starlink__source_dates",
                    "int_starlink__as_of", "int_forecast__answers",
                    "mart_starlink_42k_answer")
                self.assertEqual(kind, *self.answer("data_source"))
                self.assertIn(words, *self.answer("source_text"))


class Sensitivity(unittest.TestCase):
    """What the seed says of its assumptions is measured again: of each kind one,
    life, launches, and what the chance does not hang on."""

    MEASURED = ("life_years_high", "damping_low", "campaign_satellites")

    @classmethod
    def setUpClass(cls):
        url = sample_url(cls)
        cls.warehouse = Warehouse.of_class(
            cls, tap_output(url, **catalogues_of(url)))
        cls.warehouse.dbt("build", "--select", "+int_forecast__chances",
                          "+fct_starlink_assumptions",
                          "--resource-type", "seed", "--resource-type", "model")

    def chance(self):
        return float(self.warehouse.value(
            "select 100 * chance from analytics_intermediate"
            ".int_forecast__chances where scenario_key = 'simulation'"
            " and year = 2040"))

    def test_points_are_those_of_the_seed(self):
        with open(TRANSFORM / "seeds/forecast_assumptions.csv",
                  encoding="utf-8") as file:
            seed = {row["assumption"]: row for row in csv.DictReader(file)}
        before = self.chance()
        for name in self.MEASURED:
            with self.subTest(assumption=name):
                self.warehouse.dbt(
                    "run", "--select", CHANCES, "--vars",
                    f"{{assumptions: {{{name}: {seed[name]['varied_to']}}}}}")
                self.assertAlmostEqual(int(seed[name]["points_2040"]),
                                       self.chance() - before, delta=1)

    def test_the_mart_has_every_assumption_with_its_source(self):
        self.assertEqual([["13", "13", "0"]], self.warehouse.query(
            "select count(*), count(source), count(*) filter (where value <>"
            " stated_value) from analytics.fct_starlink_assumptions"))


if __name__ == "__main__":
    unittest.main()
