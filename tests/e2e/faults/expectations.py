"""What every run must show, whether it went well or failed."""

import re
import unittest

LOG_LINE = re.compile(
    r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} \| [A-Z]+ +\| \S+ \| ")


class FaultTest(unittest.TestCase):
    def assert_done(self, result):
        self.assertEqual(result.status, 0, result.errors)
        self.assert_whole_lines(result)

    def assert_failed(self, result, *parts, status=1):
        """Ended with `status`, and one line on stderr tells why.

        Each of `parts` is a regular expression that this line must match.
        """
        self.assertEqual(result.status, status, result.errors)
        critical = [each for each in result.errors.splitlines()
                    if "| CRITICAL |" in each]
        self.assertEqual(len(critical), 1, result.errors)
        self.assertEqual(critical[0], result.error)
        for part in parts:
            self.assertRegex(result.error, part)
        self.assert_whole_lines(result)

    def assert_whole_lines(self, result):
        """stdout has only whole lines; stderr only those of the log."""
        self.assertEqual(result.rest, b"")
        for each in result.errors.splitlines():
            self.assertRegex(each, LOG_LINE)
