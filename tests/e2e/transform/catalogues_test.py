"""The constellation by the sample's satellite catalogue and launch log, as the tap
reads them: as of 2026-08-22, with what was launched since."""

import csv
import unittest

from bodies import sample_url
from transform_run import TRANSFORM, Warehouse, catalogues_of, tap_output

MODELS = ("+fct_starlink_launches", "+fct_starlink_constellation_monthly",
          "+dim_starlink_satellites", "starlink_launches",
          "starlink_in_orbit_monthly_2019_2026")


class Catalogues(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        url = sample_url(cls)
        cls.warehouse = Warehouse.of_class(
            cls, tap_output(url, **catalogues_of(url)))
        cls.warehouse.dbt("build", "--select", *MODELS,
                          "--exclude-resource-type", "unit_test",
                          "--indirect-selection", "cautious")

    def test_sources_declare_the_columns_that_the_target_makes(self):
        self.assertEqual([], self.warehouse.not_as_declared(
            "satellite_catalogue", "launch_log", "extractions"))

    def test_each_source_says_what_it_is_and_as_of_when(self):
        self.assertEqual(
            [["celestrak", "facts", "2026-08-22", "origin_file"],
             ["gcat", "facts", "2026-09-28", "origin_file"]],
            self.warehouse.query(
                "select source, kind, as_of::date, as_of_basis"
                " from tap_spacex.extractions where source <> 'spacex'"
                " order by source"))

    def test_in_orbit_and_what_the_catalogue_lists_of_it(self):
        self.assertEqual([["11057", "10977", "80", "12755", "1698"]],
                         self.warehouse.query(
            "select in_orbit, in_orbit_in_catalogue,"
            " in_orbit - in_orbit_in_catalogue, launched_to_date,"
            " decayed_to_date"
            " from analytics.fct_starlink_constellation_monthly"
            " order by month_end desc limit 1"))

    def test_launches_since(self):
        self.assertEqual(
            [["6", "163", "2026-08-25", "2026-09-28"]], self.warehouse.query(
                "select count(*), sum(satellites_deployed), min(launched_on),"
                " max(launched_on) from analytics.fct_starlink_launches"
                " where is_after_as_of"))

    def test_months_are_those_of_the_facts(self):
        with open(TRANSFORM / "seeds/starlink_in_orbit_monthly_2019_2026.csv",
                  encoding="utf-8") as file:
            facts = [[row["month_end"], row["launched_cumulative"],
                      row["decayed_cumulative"], row["in_orbit"]]
                     for row in csv.DictReader(file)
                     if row["month_end"] <= "2026-07-31"]
        # Without the two prototypes, which decayed in August 2020.
        self.assertEqual(facts, self.warehouse.query(
            "select month_end, launched_to_date - 2, decayed_to_date - gone,"
            " in_orbit - 2 + gone"
            " from analytics.fct_starlink_constellation_monthly"
            " cross join lateral (select case when month_end >= '2020-08-31'"
            " then 2 else 0 end as gone) as prototypes where month_end"
            " between '2019-05-31' and '2026-07-31' order by month_end"))

    def test_every_launch_has_the_generation_of_the_facts(self):
        self.assertEqual([["427", "0"]], self.warehouse.query(
            "select count(*), count(*) filter (where launches.generation"
            " <> facts.generation) from analytics.fct_starlink_launches as"
            " launches inner join analytics_seeds.starlink_launches as facts"
            " using (launch_key)"))


if __name__ == "__main__":
    unittest.main()
