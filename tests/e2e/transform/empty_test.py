"""A database where the tap loaded nothing: the tables are there, the rows not."""

import unittest

from transform_run import RUN, Warehouse, schemas_only, tap_output
from bodies import sample_url


class EmptyDatabase(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.warehouse = Warehouse()
        cls.addClassCleanup(cls.warehouse.remove)
        cls.warehouse.load(schemas_only(tap_output(sample_url(cls))))
        cls.output = cls.warehouse.dbt(*RUN)

    def test_it_says_that_data_is_lacking(self):
        self.assertEqual(
            [["insufficient_data"]], self.warehouse.query(
                "select distinct outcome"
                " from analytics.mart_starlink_42k_answer"))
        self.assertIn("too little data to say", self.warehouse.value(
            "select answer_text from analytics.mart_starlink_42k_answer"
            " where is_headline"))

    def test_its_tests_pass_too(self):
        self.assertNotRegex(self.warehouse.dbt("build"), "WARN=[1-9]")


if __name__ == "__main__":
    unittest.main()
