"""The page of the sample API, which says loudly that it is one."""

import unittest

from page_case import WIDTHS, FullPage
from sample_api import served
from transform_run import catalogues_of, tap_output


class SampleApi(FullPage, unittest.TestCase):
    @classmethod
    def messages(cls):
        with served() as (_, (host, port)):
            url = f"http://{host}:{port}"
            return tap_output(url, **catalogues_of(url))

    def test_says_so_before_all_else(self):
        for width in WIDTHS:
            self.browser.open(self.path, width)
            self.assertRegex(self.browser.visible_text("body"),
                             "^Sample data")
            self.assertRegex(self.browser.ask("return document.title"),
                             "^Sample data")

    def test_says_so_at_the_end_of_the_page_too(self):
        self.browser.open(self.path)
        self.browser.ask("scrollTo(0, document.body.scrollHeight)")
        self.assertEqual(0, self.browser.ask(
            "return document.getElementById('sample-data')"
            ".getBoundingClientRect().top"))


if __name__ == "__main__":
    unittest.main()
