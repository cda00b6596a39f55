"""What was said before is kept: of a satellite, and of the answer."""

import unittest

from bodies import sample_url
from transform_run import RUN, Warehouse, tap_output

SATELLITES = ("build", "--select", "+snap_starlink_satellites",
              "--exclude-resource-type", "test", "unit_test")


class Snapshots(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.warehouse = Warehouse.of_class(cls, tap_output(sample_url(cls)))
        cls.warehouse.dbt(*RUN)

    def versions(self, where="true"):
        return self.warehouse.query(
            "select is_decayed, dbt_valid_to is null"
            " from analytics_snapshots.snap_starlink_satellites"
            f" where {where} order by dbt_valid_from")

    def change(self, columns, satellite):
        self.warehouse.query(f"update tap_spacex.starlink set {columns}"
                             f" where id = '{satellite}'")
        self.warehouse.dbt(*SATELLITES)

    def in_orbit(self, position):
        return self.warehouse.value(
            "select satellite_id from analytics.dim_starlink_satellites"
            f" where is_in_orbit order by 1 offset {position} limit 1")

    def test_a_decay_begins_a_version_and_a_position_does_not(self):
        satellite = self.in_orbit(0)
        self.change("height_km = 1, longitude = 2", satellite)
        self.assertEqual([["f", "t"]],
                         self.versions(f"satellite_id = '{satellite}'"))
        self.change('"spaceTrack" = "spaceTrack" || \'{"DECAYED": 1,'
                    ' "DECAY_DATE": "2022-11-29"}\'', satellite)
        self.assertEqual([["f", "f"], ["t", "t"]],
                         self.versions(f"satellite_id = '{satellite}'"))

    def test_what_the_api_drops_ends(self):
        satellite = self.in_orbit(1)
        self.change("_sdc_deleted_at = now()", satellite)
        self.assertEqual([["f", "f"]],
                         self.versions(f"satellite_id = '{satellite}'"))

    def test_an_answer_is_kept_when_another_is_given(self):
        rows = ("select count(*), count(*) filter (where dbt_valid_to is null)"
                " from analytics_snapshots.snap_starlink_answers"
                " where scenario_key = 'simulation'")
        answer = ("build", "--select", "int_starlink__source_dates",
                  "int_starlink__as_of", "int_forecast__answers",
                  "mart_starlink_42k_answer", "snap_starlink_answers", "--exclude-resource-type", "test",
                  "unit_test")
        self.warehouse.dbt(*answer)
        self.assertEqual([["1", "1"]], self.warehouse.query(rows))
        self.warehouse.query("update tap_spacex.extractions set kind ="
                             " 'public' where stream = 'starlink'")
        self.warehouse.dbt(*answer)
        self.assertEqual([["2", "1"]], self.warehouse.query(rows))


if __name__ == "__main__":
    unittest.main()
