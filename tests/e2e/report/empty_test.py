"""A database where the tap loaded nothing: a page that says so."""

import unittest

from browser import Browser
from page_case import LOOK_AT_CHARTS, WIDTHS
from report_run import Warehouse, make_page
from bodies import sample_url
from transform_run import RUN, schemas_only, tap_output


class EmptyDatabase(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.warehouse = Warehouse.of_class(
            cls, schemas_only(tap_output(sample_url(cls))))
        cls.warehouse.dbt(*RUN)
        cls.path = make_page(cls, cls.warehouse)
        cls.browser = Browser()
        cls.addClassCleanup(cls.browser.quit)

    def test_says_that_data_is_lacking(self):
        for width in WIDTHS:
            with self.subTest(width=width):
                self.browser.open(self.path, width)
                self.assertIn("too little data to say",
                              self.browser.visible_text("#answer"))
                self.assertIn("There is no data for this yet.",
                              self.browser.visible_text("#in-orbit"))
                self.assertEqual([], self.browser.messages())
                self.assertEqual(width, self.browser.ask(
                    "return document.documentElement.scrollWidth"))

    def test_draws_what_there_is(self):
        self.browser.open(self.path)
        # The back-test is on the satellite catalogue, which is a seed.
        charts = self.browser.ask(LOOK_AT_CHARTS)
        self.assertIn("errors", charts)
        self.assertNotIn("in-orbit", charts)
        for chart in charts.values():
            self.assertGreater(chart["shapes"], 0)


if __name__ == "__main__":
    unittest.main()
