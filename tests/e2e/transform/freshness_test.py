"""Old in two senses: the tap has not asked for long, or the API has nothing new."""

import unittest

from bodies import sample_url
from transform_run import Warehouse, tap_output


class Freshness(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.warehouse = Warehouse.of_class(cls, tap_output(sample_url(cls)))

    def asked_hours_ago(self, hours, stream):
        self.warehouse.query(
            "update tap_spacex.extractions set fetched_at ="
            f" (now() at time zone 'UTC') - interval '{hours} hours'"
            f" where stream = '{stream}'")

    def test_a_stream_just_read_is_fresh_however_old_its_rows(self):
        self.warehouse.query("update tap_spacex.ships set _sdc_batched_at ="
                             " '2020-01-01'")
        self.assertNotRegex(self.warehouse.dbt("source", "freshness"),
                            r"\[(WARN|ERROR)")

    def test_a_day_is_a_warning_and_two_are_an_error(self):
        self.addCleanup(self.asked_hours_ago, 0, "crew")
        self.asked_hours_ago(30, "crew")
        output = self.warehouse.dbt("source", "freshness")
        self.assertRegex(output, r"WARN freshness of spacex\.crew ")
        self.assertNotRegex(output, r"(WARN|ERROR).* of spacex\.ships ")
        self.asked_hours_ago(50, "crew")
        with self.assertRaisesRegex(
                AssertionError, r"ERROR STALE freshness of spacex\.crew "):
            self.warehouse.dbt("source", "freshness")

    def test_synthetic_data_beside_any_other_is_an_error(self):
        select = ("test", "--select", "synthetic_stands_alone")
        self.warehouse.dbt("run", "--select", "stg_spacex__extractions")
        self.assertIn("PASS synthetic_stands_alone", self.warehouse.dbt(*select))
        self.addCleanup(self.warehouse.query,
                        "update tap_spacex.extractions set kind = 'facts'")
        self.warehouse.query("update tap_spacex.extractions set kind ="
                             " 'synthetic' where stream = 'starlink'")
        with self.assertRaisesRegex(AssertionError,
                                    "FAIL 13 synthetic_stands_alone"):
            self.warehouse.dbt(*select)
        self.warehouse.query(
            "update tap_spacex.extractions set kind = 'synthetic'")
        self.assertIn("PASS synthetic_stands_alone", self.warehouse.dbt(*select))

    def test_old_documents_warn_and_new_ones_do_not(self):
        select = ("build", "--select", "+data_is_current",
                  "--indirect-selection", "cautious")
        self.assertRegex(self.warehouse.dbt(*select), "WARN 1 data_is_current")
        for target in ("staging", "prod"):
            with self.subTest(target=target), self.assertRaisesRegex(
                    AssertionError, "FAIL 1 data_is_current"):
                self.warehouse.dbt(*select, "--target", target)
        self.warehouse.query(
            "update tap_spacex.starlink set space_track_creation_date ="
            " now() at time zone 'UTC' where id ="
            " (select min(id) from tap_spacex.starlink)")
        self.assertRegex(self.warehouse.dbt(*select, "--target", "prod"),
                         "PASS data_is_current")


if __name__ == "__main__":
    unittest.main()
