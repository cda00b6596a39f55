"""A database that version 0.1.0 built is built on, and keeps what was said."""

import pathlib
import unittest

from bodies import sample_url
from transform_run import Warehouse, tap_output

FIRST_VERSION = pathlib.Path(__file__).with_name("first_version.sql")


class Upgrade(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.warehouse = Warehouse.of_class(cls, tap_output(sample_url(cls)))
        cls.warehouse.query(FIRST_VERSION.read_text())
        cls.output = cls.warehouse.dbt("build")

    def test_everything_is_built_and_tested(self):
        self.assertRegex(self.output, r"ERROR=0 SKIP=0")

    def test_former_answers_are_kept_and_ended(self):
        self.assertEqual(
            [["never_at_this_rate", "0.0810", "2022-11-30", "t"]],
            self.warehouse.query(
                "select outcome, prob_reached_by_2040, as_of_date,"
                " dbt_valid_to is not null"
                " from analytics_snapshots.snap_starlink_answers"
                " where dbt_scd_id = 'first answer'"))

    def test_what_was_said_of_satellites_goes_on(self):
        # 44238 has decayed since; of the others nothing new is said.
        self.assertEqual(
            [["44238", "f", "f"], ["44238", "t", "t"], ["44714", "f", "t"],
             ["46774", "f", "t"]],
            self.warehouse.query(
                "select norad_id, is_decayed, dbt_valid_to is null"
                " from analytics_snapshots.snap_starlink_satellites"
                " where norad_id in (44238, 44714, 46774)"
                " order by norad_id, dbt_valid_from"))

    def test_the_audit_keeps_its_former_runs(self):
        self.assertEqual("311", self.warehouse.value(
            "select rows_flagged from analytics.audit_data_quality"
            " where run_id = '2026-11-26T00:00:00Z'"))

    def test_former_names_are_views(self):
        former = {
            node["name"]: node["config"]["meta"]["renamed_to"]
            for node in self.warehouse.dbt.manifest()["nodes"].values()
            if node["resource_type"] == "model"
            and node["fqn"][1:3] == ["marts", "renamed"]}
        self.assertIn("rpt_starlink_versions", former)
        for name, now in former.items():
            with self.subTest(mart=name):
                self.assertEqual(
                    ["v", "t"], self.warehouse.query(
                        "select relkind, (select count(*) from"
                        f" analytics.{name}) = (select count(*) from"
                        f" analytics.{now}) from pg_class where oid ="
                        f" 'analytics.{name}'::regclass")[0])

    def test_a_seed_with_a_new_column_is_made_anew(self):
        self.warehouse.query("alter table"
                             " analytics_seeds.starlink_generation_rules"
                             " drop column source, add column old text")
        self.warehouse.dbt("seed", "--select", "starlink_generation_rules")
        self.assertEqual([["priority", "source"]], self.warehouse.query(
            "select (array_agg(attname order by attnum))[1],"
            " (array_agg(attname order by attnum desc))[1]"
            " from pg_attribute where attnum > 0 and attrelid ="
            " 'analytics_seeds.starlink_generation_rules'::regclass"))


if __name__ == "__main__":
    unittest.main()
