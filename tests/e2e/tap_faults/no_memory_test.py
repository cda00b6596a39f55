"""No memory left: at one call for it, at all from one on, or by a low limit.

Over file:// all that runs is the tap's own. Over http:// it is libcurl's and the
loader's, too, whose words for no memory are many; what the tap throws meanwhile
passes none of their frames.
"""

import json
import tempfile
import unittest
from pathlib import Path

from tap_runs import (
    LOG_LINE, TAP, Tap, TapTest, catalog_of, crew, ids, scripted_api)
from no_memory import (
    ALL_BEHIND, ONE, FailingCalls, LowLimit, Shortage, limited_to,
    needs_library)

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
class Calls(FailingCalls, NoMemoryTest):
    LEAST_CALLS = 300

    def run_short(self, kind=None, call=0):
        shortage = Shortage(self.folder, kind, call)
        return self.outcome(variables=shortage.environment), shortage

    def assert_whole(self, outcome):
        self.assert_done(outcome, COUNT)

    def test_one_call_fails(self):
        self.check_calls(ONE, first=100, sampled=200)

    def test_all_calls_fail_from_one_on(self):
        self.check_calls(ALL_BEHIND, first=10, sampled=100)


@needs_library
class Limit(LowLimit, NoMemoryTest):
    PROGRAM = TAP

    def run_limited(self, size):
        return self.outcome(preexec=limited_to(size))


@needs_library
class Http(FailingCalls, TapTest):
    LEAST_CALLS = 1000
    # Libraries that libcurl brings with it, and the loader, do without much.
    LEAST_FAILED = 0.05

    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="no-memory-")
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        # More than one piece of the body.
        self.documents = crew(COUNT, status="x" * 100_000)
        self.api = self.enterContext(scripted_api(
            {"/v4/crew": [{"body": {"json": self.documents}}]}))

    def run_short(self, kind=None, call=0):
        shortage = Shortage(self.folder, kind, call)
        return Tap(config=self.settings(self.api.url, max_tries=1),
                   catalog=catalog_of("crew"),
                   variables=shortage.environment).finish(), shortage

    def assert_whole(self, outcome):
        self.assert_done(outcome, COUNT)

    def check(self, outcome):
        # Some of them have lines of their own.
        outcome.log = [line for line in outcome.log if LOG_LINE.match(line)]
        self.check_protocol(outcome)
        if outcome.status == 0:
            self.assert_done(outcome, COUNT)
            return
        self.assertEqual(1, outcome.status, outcome.log)
        self.assertEqual(1, len(outcome.logged("CRITICAL")), outcome.log)
        self.assertIn("| CRITICAL |", outcome.error)
        if outcome.bookmarks:
            self.assertEqual(ids(COUNT), outcome.record_ids())

    def test_one_call_fails(self):
        self.check_calls(ONE, first=0, sampled=150)

    def test_all_calls_fail_from_one_on(self):
        self.check_calls(ALL_BEHIND, first=0, sampled=50)


if __name__ == "__main__":
    unittest.main()
