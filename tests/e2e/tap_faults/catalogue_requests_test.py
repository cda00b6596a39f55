"""The catalogues' hosts are asked as rarely as they want to be."""

import json
import os
import signal
import time
import unittest

from catalogue_runs import (CATALOGUE, GOOD, LOG, LOG_PATH, PATH, UNCHANGED,
                            CatalogueTest, satcat)
from tap_runs import QUICK, Tap, catalog_of

POLICY = "https://celestrak.org/usage-policy.php"
# What a run within the interval says.
NOT_DUE = ("is not to be asked again before ",
           f"(catalogue_request_interval_hours; {POLICY})")


class OneRequest(CatalogueTest):
    def test_two_environments_and_a_full_refresh_make_one(self):
        with self.serving(GOOD):
            dev = self.run_tap()
            self.assert_read(dev, 1, 2, 3)
            # Another environment has a state of its own; a full refresh none.
            self.assert_read(self.run_tap(), 1, 2, 3)
            again = self.run_tap(state={"bookmarks": dev.bookmarks})
            self.assert_unchanged(again, "not_due")
            for arguments in (("--test",), ("--test=connection",)):
                self.assertEqual(
                    0, self.run_tap(arguments=arguments).status)
            self.assertEqual(1, self.asked)
        # Nobody needs to be there.
        self.assert_read(self.run_tap(), 1, 2, 3)

    def test_schemas_alone_make_none(self):
        with self.serving(GOOD):
            self.run_tap(arguments=("--test=schema",))
            self.assertEqual(0, self.asked)

    def test_runs_at_the_same_time_make_one(self):
        with self.serving(GOOD | {"delay_s": 0.5}):
            taps = [self.tap() for _ in range(4)]
            for tap in taps:
                self.assert_read(tap.finish(), 1, 2, 3)
            self.assertEqual(1, self.asked)

    def test_each_url_counts_for_itself(self):
        with self.serving(GOOD, **{LOG_PATH: [{"body": LOG}]}):
            streams = (CATALOGUE, "launch_log", "extractions")
            for _ in range(2):
                outcome = self.run_tap(streams=streams)
                self.assert_read(outcome, 1, 2, 3)
                self.assertEqual(1, len(outcome.records("launch_log")))
            self.assertEqual(
                [PATH, LOG_PATH],
                sorted((request["path"] for request in self.api.requests),
                       reverse=True))

    def test_the_default_cache_is_the_users(self):
        with self.serving(GOOD):
            for _ in range(2):
                self.assert_read(self.run_at_home(), 1, 2, 3)
            self.assertEqual(1, self.asked)
        self.assertEqual(["tap-spacex"],
                         os.listdir(self.cache / ".cache"))

    def run_at_home(self):
        return Tap(catalog=catalog_of(CATALOGUE, "extractions"),
                   config=QUICK | {
                       "catalogue_url": f"{self.api.url}{PATH}"},
                   variables={"HOME": str(self.cache)}).finish()


class AskedAgain(CatalogueTest):
    """After the interval, here after none at all."""

    def run_due(self, **settings):
        return self.run_tap(catalogue_request_interval_hours=0, **settings)

    def test_with_the_validators_of_the_last_answer(self):
        modified = GOOD["headers"]["Last-Modified"]
        with self.serving(GOOD | {"etag": '"e"'}) as api:
            first = self.run_due()
            second = self.run_due(state={"bookmarks": first.bookmarks})
            self.assert_unchanged(second, "unchanged")
            # Another environment gets the body all the same.
            self.assert_read(self.run_due(), 1, 2, 3)
            self.assertEqual([None, '"e"', '"e"'],
                             api.header("If-None-Match"))
            self.assertEqual([None, modified, modified],
                             api.header("If-Modified-Since"))
            self.assertEqual(["gzip"] * 3, api.header("Accept-Encoding"))
            for agent in api.header("User-Agent"):
                self.assertRegex(agent, r"^tap-spacex/\S+ \(\+https://")
        for outcome in (first, second):
            self.assertEqual("2026-08-22T06:00:00Z",
                             self.extraction(outcome)["as_of"])

    def test_a_body_of_the_same_bytes_is_unchanged(self):
        with self.serving({"body": satcat(1)}):
            first = self.run_due()
            self.assert_read(first, 1)
            self.assert_unchanged(
                self.run_due(state={"bookmarks": first.bookmarks}),
                "unchanged")

    def test_a_changed_body_is_read(self):
        with self.serving({"body": satcat(1)}, {"body": satcat(1, 2)}):
            first = self.run_due()
            self.assert_read(
                self.run_due(state={"bookmarks": first.bookmarks}), 1, 2)

    def test_the_text_of_an_unchanged_body_counts_with_any_status(self):
        for status in (403, 200):
            with self.subTest(status), \
                    self.serving(GOOD, {"status": status, "body": UNCHANGED}):
                self.setUp()
                first = self.run_due()
                self.assert_read(first, 1, 2, 3)
                state = {"bookmarks": first.bookmarks}
                self.assert_unchanged(self.run_due(state=state), "unchanged")
                # The cache has it for who does not.
                self.assert_read(self.run_due(), 1, 2, 3)
                # The state has it where the cache is another machine's.
                self.setUp()
                self.assert_unchanged(self.run_due(state=state), "unchanged")
                # Nobody has it: an empty table must not stay empty.
                self.setUp()
                self.assert_failed_alone(
                    self.run_due(), "nothing has changed, but neither the "
                    "state nor cache_dir has its body")

    def test_an_older_body_than_the_kept_one_is_left_out(self):
        older = {"body": satcat(9), "headers": {
            "Last-Modified": "Fri, 21 Aug 2026 06:00:00 GMT"}}
        with self.serving(GOOD, older):
            self.run_due()
            outcome = self.run_due()
        self.assert_read(outcome, 1, 2, 3)
        self.assertTrue(any("older than the one that is kept" in line
                            for line in outcome.logged("WARNING")))


class StoppedAtTheFirstError(CatalogueTest):
    def test_no_answer_but_200_is_tried_again(self):
        for status in (301, 400, 403, 404, 408, 429, 500, 502, 503, 521):
            with self.subTest(status), self.serving(
                    {"status": status, "body": "go away",
                     "headers": {"Location": "{base}/moved.csv",
                                 "Retry-After": "0"}},
                    **{"/moved.csv": [GOOD]}):
                self.setUp()
                for _ in range(2):
                    outcome = self.run_tap()
                    self.assert_failed_alone(outcome, *NOT_DUE, str(status))
                self.assertEqual(1, len(self.api.requests))
                self.assertEqual([], outcome.waits)

    def test_a_redirect_tells_where_the_address_stands(self):
        with self.serving({"status": 301,
                           "headers": {"Location": "{base}/x"}}):
            self.assert_failed_alone(
                self.run_tap(), "301", "catalogue_url must be the address of "
                "satcat.csv itself")

    def test_silence_ends_it(self):
        for behaviour in ({"raw": "", "end": "hang"},
                          GOOD | {"cut": 40, "end": "hang"}):
            with self.subTest(behaviour), self.serving(behaviour):
                self.setUp()
                outcome = self.run_tap(stall_timeout_seconds=0.2)
                self.assert_failed_alone(outcome, "stall_timeout_seconds",
                                         *NOT_DUE)
                self.assertEqual(1, self.asked)

    def test_a_broken_connection_is_tried_once_more(self):
        for behaviour in ({"raw": "", "end": "reset"},
                          GOOD | {"cut": 40, "end": "reset"},
                          GOOD | {"cut": 40}):
            with self.subTest(behaviour), self.serving(behaviour):
                self.setUp()
                outcome = self.run_tap(max_tries=5)
                self.assert_failed_alone(outcome, "given up after 2 tries",
                                         *NOT_DUE)
                self.assertEqual(2, self.asked)
            with self.subTest(behaviour), self.serving(behaviour, GOOD):
                self.setUp()
                self.assert_read(self.run_tap(), 1, 2, 3)
                self.assertEqual(2, self.asked)

    def test_nobody_there_is_nobody_asked(self):
        with self.serving(GOOD) as api:
            url = api.url
        outcome = self.run_tap()
        self.assert_failed_alone(outcome, "(curl 7)", url)
        self.assertNotIn("not to be asked again", "".join(outcome.log))
        outcome = self.run_tap()
        self.assert_failed_alone(outcome, "(curl 7)")

    def test_after_a_failure_what_was_kept_is_read(self):
        with self.serving(GOOD, {"status": 403, "body": "blocked"}):
            first = self.run_tap()
            self.assertEqual(
                1, self.run_tap(catalogue_request_interval_hours=0).status)
            outcome = self.run_tap()
            self.assert_read(outcome, 1, 2, 3)
            [warning] = [line for line in outcome.logged("WARNING")
                         if "was asked for at" in line]
            for part in ("403", "blocked", *NOT_DUE):
                self.assertIn(part, warning)
            self.assert_unchanged(
                self.run_tap(state={"bookmarks": first.bookmarks}), "not_due")
            self.assertEqual(2, self.asked)


class Cache(CatalogueTest):
    def files(self, suffix: str):
        return list(self.cache.glob(f"*{suffix}"))

    def test_a_request_whose_process_was_killed_counts(self):
        with self.serving(GOOD | {"delay_s": 30}, GOOD):
            tap = self.tap()
            while not self.api.requests:
                time.sleep(0.01)
            tap.process.kill()
            tap.process.wait()
            self.assert_failed_alone(self.run_tap(), "it was not finished",
                                     *NOT_DUE)
            self.assertEqual(1, self.asked)

    def test_a_stop_signal_ends_the_wait_for_another_run(self):
        with self.serving(GOOD | {"delay_s": 3}):
            first = self.tap()
            while not self.api.requests:
                time.sleep(0.01)
            second = self.tap()
            while "waiting for another run" not in second.logged():
                time.sleep(0.01)
            second.process.send_signal(signal.SIGTERM)
            self.assertEqual(143, second.finish().status)
            self.assert_read(first.finish(), 1, 2, 3)

    def test_nobody_is_asked_where_nothing_can_be_kept(self):
        self.cache.rmdir()
        self.cache.write_text("a file")
        with self.serving(GOOD):
            self.assert_failed_alone(
                self.run_tap(), f"cache_dir: '{self.cache}' cannot be made",
                "name a folder that can be written")
            self.assertEqual(0, self.asked)
        self.cache.unlink()

    @unittest.skipUnless(os.path.exists("/dev/full"), "no /dev/full here")
    def test_a_full_disk_is_named(self):
        with self.serving(GOOD, GOOD):
            self.run_tap()
            [record] = self.files(".json")
            part = record.with_name(record.name.removesuffix(".json")
                                    + ".part")
            part.symlink_to("/dev/full")
            outcome = self.run_tap(catalogue_request_interval_hours=0)
            self.assert_failed_alone(outcome, "cannot be written: No space")
            # What was kept is as it was.
            self.assert_read(self.run_tap(), 1, 2, 3)

    def test_a_damaged_body_is_not_read(self):
        with self.serving(GOOD, {"body": satcat(7)}):
            self.run_tap()
            [body] = self.files(".body")
            body.write_bytes(body.read_bytes()[:-9])
            self.assert_failed_alone(self.run_tap(), "no body of it is kept")
            self.assert_read(
                self.run_tap(catalogue_request_interval_hours=0), 7)
            self.assertEqual(1, len(self.files(".body")))
            self.assertEqual([], self.files(".part"))

    def test_a_damaged_record_counts_as_a_request_of_its_time(self):
        with self.serving(GOOD):
            self.run_tap()
            [record] = self.files(".json")
            for damage in ("", "{", "[1]", "null"):
                record.write_text(damage)
                self.assert_failed_alone(
                    self.run_tap(), "cannot be read", *NOT_DUE)
            os.utime(record, (0, 0))
            self.assert_read(self.run_tap(), 1, 2, 3)
            self.assertEqual(2, self.asked)

    def test_a_record_can_be_read_by_people(self):
        with self.serving(GOOD) as api:
            self.run_tap()
            [record] = self.files(".json")
            found = json.loads(record.read_text())
            self.assertEqual(f"{api.url}{PATH}", found["url"])
            self.assertRegex(found["asked"], r"^\d{4}-\d\d-\d\dT[\d:]+Z$")
            self.assertNotIn("problem", found)

    def test_a_query_may_be_secret(self):
        with self.serving(GOOD) as api:
            outcome = self.run_tap(
                catalogue_url=f"{api.url}{PATH}?token=hush")
            self.assert_read(outcome, 1, 2, 3)
            self.assertEqual([f"{PATH}?token=hush"],
                             [request["path"] for request in api.requests])
        for text in (*outcome.log, outcome.output.decode(),
                     *(file.read_text() for file in self.cache.iterdir()),
                     *(file.name for file in self.cache.iterdir())):
            self.assertNotIn("hush", text)


if __name__ == "__main__":
    unittest.main()
