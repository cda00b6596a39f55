"""Runs of the tap on the two catalogues, which are asked for rarely."""

import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path

from tap_runs import QUICK, Outcome, Tap, TapTest, catalog_of, scripted_api

HEADER = "NORAD_CAT_ID,OBJECT_NAME,OBJECT_ID,OBJECT_TYPE,LAUNCH_DATE,DECAY_DATE"
CATALOGUE = "satellite_catalogue"
PATH = "/pub/satcat.csv"
LOG_HEADER = ("#Launch_Tag\tJCAT\tLaunch_Date\tName\tPLName\tLV_Type"
              "\tLaunch_Code")
LOG_PATH = "/launchlog.tsv"
LOG = f"{LOG_HEADER}\n2026-225\tS1\t2026 Sep 28\tStarlink 1\tG\tFalcon 9\tOS\n"
UNCHANGED = ("SATCAT data has not updated since your last successful download"
             " at 2026-11-28 06:00:00 UTC.")


def satcat(*numbers: int) -> str:
    rows = [f"{number},STARLINK-{number},2026-001A,PAY,2026-01-02,"
            for number in numbers]
    return "\r\n".join([HEADER, *rows, ""])


GOOD = {"body": satcat(1, 2, 3),
        "headers": {"Last-Modified": "Sat, 22 Aug 2026 06:00:00 GMT"}}


class CatalogueTest(TapTest):
    """Each test is a machine of its own: it has a cache, and a server."""

    def setUp(self):
        self.cache = Path(tempfile.mkdtemp(prefix="tap-cache-"))
        self.addCleanup(shutil.rmtree, self.cache, ignore_errors=True)

    @contextmanager
    def serving(self, *behaviours: dict, **others: list):
        """A server that answers for the catalogue so, for others by path."""
        script = {PATH: list(behaviours)} | {
            path: list(answers) for path, answers in others.items()}
        with scripted_api(script) as api:
            self.api = api
            yield api

    def tap(self, streams=(CATALOGUE, "extractions"), state=None,
            arguments=(), config=None, **settings) -> Tap:
        return Tap(arguments, state=state, catalog=catalog_of(*streams),
                   config=QUICK | {
                       "api_url": self.api.url,
                       "catalogue_url": f"{self.api.url}{PATH}",
                       "launch_log_url": f"{self.api.url}{LOG_PATH}",
                       "cache_dir": str(self.cache)} | settings)

    def run_tap(self, **settings) -> Outcome:
        outcome = self.tap(**settings).finish()
        self.check_protocol(outcome)
        return outcome

    @property
    def asked(self) -> int:
        """Requests for the catalogue so far."""
        return sum(request["path"] == PATH for request in self.api.requests)

    def numbers(self, outcome: Outcome) -> list[int]:
        return [record["NORAD_CAT_ID"]
                for record in outcome.records(CATALOGUE)]

    def extraction(self, outcome: Outcome, stream: str = CATALOGUE) -> dict:
        [found] = [record for record in outcome.records("extractions")
                   if record["stream"] == stream]
        return found

    def assert_read(self, outcome: Outcome, *numbers: int) -> None:
        self.assertEqual(0, outcome.status, outcome.log)
        self.assertEqual(list(numbers), self.numbers(outcome))
        self.assertIn(CATALOGUE, outcome.bookmarks)

    def assert_unchanged(self, outcome: Outcome, outcome_name: str) -> None:
        self.assertEqual(0, outcome.status, outcome.log)
        self.assertEqual([], self.numbers(outcome))
        self.assertEqual(outcome_name, self.extraction(outcome)["outcome"])

    def assert_failed_alone(self, outcome: Outcome, *parts: str) -> None:
        """No source answered: status 1, nothing emitted, the reason told."""
        self.assertEqual(1, outcome.status, outcome.log)
        self.assertEqual([], self.numbers(outcome))
        self.assertNotIn(CATALOGUE, outcome.bookmarks)
        problem = self.extraction(outcome)["problem"]
        [warning] = [line for line in outcome.logged("WARNING")
                     if "optional_sources" in line]
        for part in (f"stream '{CATALOGUE}'", *parts):
            self.assertIn(part, problem)
            self.assertIn(part, warning)
        self.assertIn("no source answered", outcome.error)
