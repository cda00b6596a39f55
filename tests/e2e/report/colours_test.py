"""The page's two sets of colours: complete, and readable by WCAG 2's ratios."""

import re
import unittest

from report_run import PROJECT

PACKAGE = PROJECT / "transform" / "report" / "spacex_report"
CSS = (PACKAGE / "template" / "page.css").read_text()
LIGHT, DARK = (dict(re.findall(r"(--[\w-]+): ([^;]+);", block))
               for block in re.findall(r":root \{(.*?)\}", CSS, re.S))


def luminance(colour):
    channels = [int(colour[place:place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        channel / 12.92 if channel <= 0.04045
        else ((channel + 0.055) / 1.055) ** 2.4 for channel in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


class Colours(unittest.TestCase):
    def assert_contrast(self, least, fronts, backs):
        for scheme, colours in (("light", LIGHT), ("dark", DARK)):
            for front in fronts:
                for back in backs:
                    with self.subTest(scheme=scheme, front=front, back=back):
                        self.assertGreaterEqual(
                            contrast(colours[front], colours[back]), least)

    def test_known_ratios(self):
        self.assertAlmostEqual(21, contrast("#000000", "#ffffff"))
        self.assertAlmostEqual(4.48, contrast("#777777", "#ffffff"), 2)

    def test_both_schemes_have_every_colour(self):
        self.assertEqual(set(LIGHT), set(DARK))

    def test_every_colour_that_is_named_is_there(self):
        used = {name for path in PACKAGE.rglob("*")
                if path.suffix in (".css", ".py")
                for name in re.findall(r"var\((--[\w-]+)\)", path.read_text())}
        self.assertLessEqual(used, set(LIGHT))

    def test_text_is_readable(self):
        self.assert_contrast(4.5, ("--text", "--muted", "--link"),
                             ("--page", "--card"))
        self.assert_contrast(4.5, ("--warn",), ("--warn-page",))

    def test_lines_are_visible(self):
        self.assert_contrast(
            3, [f"--series-{number}" for number in range(1, 9)], ("--card",))


if __name__ == "__main__":
    unittest.main()
