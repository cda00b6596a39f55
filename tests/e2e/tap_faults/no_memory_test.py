"""No memory left: at one call for it, at all from one on, or by a low limit.

Over file://, where all that runs is the tap's own: curl is loaded when a URL
needs it, and the loader's words for no memory are many.
"""

import json
import subprocess
import tempfile
import unittest
from pathlib import Path

from tap_runs import TAP, Tap, TapTest, catalog_of, crew, environment, ids
from no_memory import (
    ALL_BEHIND, ONE, Shortage, least_limit, limited_to, needs_library,
    numbers_of_calls)

COUNT = 5


class NoMemoryTest(TapTest):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory(prefix="no-memory-")
        cls.addClassCleanup(folder.cleanup)
        cls.folder = Path(folder.name)
        (cls.folder / "v4").mkdir()
        (cls.folder / "v4" / "crew.json").write_text(json.dumps(crew(COUNT)))

    def outcome(self, **options):
        return Tap(config={"api_url": f"file://{self.folder}"},
                   catalog=catalog_of("crew"), **options).finish()

    def check(self, outcome):
        self.check_protocol(outcome)
        if outcome.status == 0:
            self.assert_done(outcome, COUNT)
            return
        self.assertEqual(1, outcome.status, outcome.log)
        self.assertEqual(1, len(outcome.logged("CRITICAL")), outcome.log)
        self.assertIn("out of memory", outcome.error)
        # A bookmark is of what was all written.
        if outcome.bookmarks:
            self.assertEqual(ids(COUNT), outcome.record_ids())


@needs_library
class FailingCalls(NoMemoryTest):
    def run_short(self, kind=None, call=0):
        shortage = Shortage(self.folder, kind, call)
        return self.outcome(variables=shortage.environment), shortage

    def calls(self):
        outcome, shortage = self.run_short()
        self.assert_done(outcome, COUNT)
        calls, failed = shortage.counts()
        self.assertEqual(0, failed)
        self.assertGreater(calls, 300)
        return calls

    def check_calls(self, kind, first, sampled):
        failed_runs = 0
        for call in numbers_of_calls(self.calls(), first, sampled):
            with self.subTest(call=call):
                outcome, shortage = self.run_short(kind, call)
                self.check(outcome)
                self.assertTrue(outcome.status == 0 or shortage.counts()[1] > 0)
                failed_runs += outcome.status != 0
        self.assertGreater(failed_runs, (first + sampled) // 2)

    def test_one_call_fails(self):
        self.check_calls(ONE, first=100, sampled=200)

    def test_all_calls_fail_from_one_on(self):
        self.check_calls(ALL_BEHIND, first=10, sampled=100)


@needs_library
class LowLimit(NoMemoryTest):
    STEPS = 16

    @staticmethod
    def starts(size):
        return subprocess.run(
            [TAP, "--version"], env=environment(), capture_output=True,
            preexec_fn=limited_to(size)).returncode == 0

    def ends_well(self, size):
        outcome = self.outcome(preexec=limited_to(size))
        self.check(outcome)
        return outcome.status == 0

    def test_address_space(self):
        """From where the program just starts to where it reads all."""
        least = least_limit(self.starts)
        enough = least_limit(lambda size: size > least and
                             self.ends_well(size))
        self.assertLess(least, enough)
        for step in range(self.STEPS):
            size = least + (enough - least) * step // self.STEPS
            with self.subTest(size=size):
                self.ends_well(size)


if __name__ == "__main__":
    unittest.main()
