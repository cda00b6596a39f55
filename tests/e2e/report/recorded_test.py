"""The page of the API's recorded answers."""

import unittest

from page_case import FullPage
from transform_run import NO_RECORDED, RECORDED, tap_output


@unittest.skipUnless(RECORDED.is_dir(), NO_RECORDED)
class RecordedAnswers(FullPage, unittest.TestCase):
    @classmethod
    def messages(cls):
        return tap_output(RECORDED.as_uri())

    def test_does_not_speak_of_samples(self):
        self.browser.open(self.path)
        self.assertEqual(0, self.browser.count("#sample-data"))

    def test_figures_are_the_frozen_apis(self):
        self.browser.open(self.path)
        figures = self.browser.visible_text(".figures")
        for figure in ("3,268", "in orbit on 2022-11-30",
                       "chance of 42,000 by 2040"):
            self.assertIn(figure, figures)


if __name__ == "__main__":
    unittest.main()
