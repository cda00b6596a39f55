"""A test that hangs is ended: each has a time after which ctest does so."""

import json
import os
import subprocess
import unittest


class EveryTestEnds(unittest.TestCase):
    def test_has_a_timeout_and_a_label(self):
        listed = json.loads(subprocess.run(
            [os.environ["CTEST"], "--test-dir", os.environ["BUILD_FOLDER"],
             "--show-only=json-v1"], check=True,
            stdout=subprocess.PIPE).stdout)["tests"]
        self.assertIn("every_test_ends", [each["name"] for each in listed])
        for test in listed:
            with self.subTest(test["name"]):
                has = {each["name"] for each in test["properties"]}
                self.assertLessEqual({"TIMEOUT", "LABELS"}, has)


if __name__ == "__main__":
    unittest.main()
