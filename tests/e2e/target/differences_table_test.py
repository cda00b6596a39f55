"""The README's table of differences is the declared list."""

import re
import unittest

import declared
import programs

README = programs.PROJECT / "target-postgres-cpp" / "README.md"


class DifferencesTableTest(unittest.TestCase):
    maxDiff = None

    def test_readme_shows_the_declared_differences(self):
        found = re.search(
            r"<!-- differences -->\n(.*?)\n?<!-- /differences -->",
            README.read_text(), re.DOTALL)
        self.assertIsNotNone(found, "no <!-- differences --> in the README")
        self.assertEqual(declared.markdown(declared.load()),
                         found.group(1).strip())

    def test_each_is_told_once_and_shown_by_a_case(self):
        found = declared.load()
        titles = [difference["title"] for difference in found]
        self.assertEqual(sorted(set(titles)), sorted(titles))
        for difference in found:
            self.assertTrue(difference["cases"], difference["title"])


if __name__ == "__main__":
    unittest.main()
