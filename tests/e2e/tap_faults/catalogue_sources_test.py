"""A source that fails costs the others nothing, where it is optional."""

import unittest

from catalogue_runs import (CATALOGUE, GOOD, LOG, LOG_PATH, PATH,
                            CatalogueTest, satcat)
from tap_runs import QUICK, Tap, crew

BOTH = (CATALOGUE, "launch_log", "extractions")
EVERYTHING = ("crew", "ships", "launch_log", CATALOGUE, "extractions")
API = {"/v4/crew": [{"body": {"json": crew(2)}}],
       "/v4/ships": [{"body": '[{"id":"s1"}]'}]}
GONE = [{"status": 521, "body": "web server is down"}]
ALL = ["spacex", "celestrak", "gcat"]


class OptionalSources(CatalogueTest):
    def run_all(self, catalogue=(GOOD,), log=({"body": LOG},), api=API,
                optional=ALL, **settings):
        with self.serving(*catalogue, **{LOG_PATH: log}, **api):
            return self.run_tap(streams=EVERYTHING, optional_sources=optional,
                                catalogue_request_interval_hours=0,
                                launch_log_request_interval_hours=0,
                                max_tries=2, **settings)

    def outcomes(self, outcome):
        return {record["stream"]: record["outcome"]
                for record in outcome.records("extractions")}

    def test_all_of_them_answer(self):
        outcome = self.run_all()
        self.assertEqual(0, outcome.status, outcome.log)
        self.assertEqual(dict.fromkeys(EVERYTHING[:-1], "read"),
                         self.outcomes(outcome))
        self.assertEqual(
            {"crew": "spacex", "ships": "spacex", "launch_log": "gcat",
             CATALOGUE: "celestrak"},
            {record["stream"]: record["source"]
             for record in outcome.records("extractions")})

    def test_one_that_fails_is_told_and_its_state_stays(self):
        good = self.run_all()
        state = {"bookmarks": good.bookmarks}
        outcome = self.run_all(catalogue=({"status": 404},),
                               log=({"body": "<html>"},), state=state)
        self.assertEqual(0, outcome.status, outcome.log)
        self.assertEqual({"crew": "read", "ships": "read",
                          "launch_log": "failed", CATALOGUE: "failed"},
                         self.outcomes(outcome))
        for stream in ("launch_log", CATALOGUE):
            self.assertEqual(good.bookmarks[stream],
                             outcome.bookmarks[stream])
            self.assertEqual([], outcome.records(stream))
            found = self.extraction(outcome, stream)
            self.assertIn(f"stream '{stream}'", found["problem"])
            self.assertIsNone(found["fetched_at"])
            self.assertIsNone(found["as_of"])
        self.assertEqual(404, self.extraction(outcome)["http_status"])
        self.assertEqual([], outcome.of("ACTIVATE_VERSION"))

    def test_the_api_may_be_gone(self):
        outcome = self.run_all(api={"*": GONE})
        self.assertEqual(0, outcome.status, outcome.log)
        self.assertEqual({"crew": "failed", "ships": "failed",
                          "launch_log": "read", CATALOGUE: "read"},
                         self.outcomes(outcome))
        # Nobody is there: the second stream need not find that out again.
        self.assertIn("was not asked for: the API is not there",
                      self.extraction(outcome, "ships")["problem"])
        self.assertEqual(1, sum("521" in line
                                for line in outcome.logged("WARNING")
                                if "optional_sources" in line))

    def test_not_all_of_them_may_fail(self):
        outcome = self.run_all(api={"*": GONE}, catalogue=GONE, log=GONE)
        self.assertEqual(1, outcome.status)
        self.assertIn("no source answered", outcome.error)
        self.assertEqual(dict.fromkeys(EVERYTHING[:-1], "failed"),
                         self.outcomes(outcome))

    def test_unchanged_is_an_answer(self):
        settings = {"streams": EVERYTHING, "optional_sources": ALL,
                    "catalogue_request_interval_hours": 0, "max_tries": 1}
        with self.serving(GOOD, **{"*": GONE}):
            first = self.run_tap(**settings)
            self.assertEqual(0, first.status, first.log)
            outcome = self.run_tap(state={"bookmarks": first.bookmarks},
                                   **settings)
        self.assertEqual(0, outcome.status, outcome.log)
        self.assertEqual("unchanged", self.outcomes(outcome)[CATALOGUE])

    def test_one_that_is_not_optional_fails_the_run(self):
        outcome = self.run_all(api={"*": GONE},
                               optional=["celestrak", "gcat"])
        self.assertEqual(1, outcome.status)
        self.assertIn("521", outcome.error)
        outcome = self.run_all(catalogue=({"status": 404},),
                               optional=["spacex"])
        self.assertEqual(1, outcome.status)
        self.assertIn(f"GET {self.api.url}{PATH} answered 404", outcome.error)

    def test_catalogues_are_optional_by_default(self):
        with self.serving({"status": 404}, **{LOG_PATH: GONE}, **API):
            outcome = self.run_tap(streams=EVERYTHING)
        self.assertEqual(0, outcome.status, outcome.log)

    def test_none_is_selected_by_default(self):
        answers = {"*": [{"body": '[{"id":"a"}]'}],
                   "/v4/company": [{"body": '{"id":"a"}'}],
                   "/v4/roadster": [{"body": '{"id":"a"}'}]}
        with self.serving(GOOD, **answers) as api:
            outcome = Tap(config=QUICK | {
                "api_url": api.url, "cache_dir": str(self.cache)}).finish()
            self.assertEqual(0, self.asked)
        self.assertEqual(0, outcome.status, outcome.log)
        self.assertEqual(14, len(outcome.records("extractions")))

    def test_wrong_names_are_refused(self):
        for value in (["spacex", "nasa"], [1], "spacex"):
            outcome = self.tap_with(value).finish()
            self.assertEqual(2, outcome.status)
            self.assertIn("'optional_sources'", outcome.error)

    def tap_with(self, value):
        with self.serving(GOOD):
            return self.tap(optional_sources=value)


class Kinds(CatalogueTest):
    def test_the_answers_header_says_what_data_it_is(self):
        for header, kind in (({}, "public"), ({"X-Data-Kind": "facts"},
                             "facts"), ({"X-Data-Kind": "synthetic"},
                                        "synthetic"),
                             ({"X-Sample-Api": "tap-spacex"}, "facts")):
            with self.subTest(kind), self.serving(
                    {"body": satcat(1), "headers": header}):
                self.setUp()
                for _ in range(2):  # asked, and kept
                    self.assertEqual(
                        kind, self.extraction(self.run_tap())["kind"])

    def holding(self, catalogue_kind, log_kind):
        """A server of both catalogues, which says of each what data it is."""
        def headers(kind):
            return {} if kind == "public" else {"X-Data-Kind": kind}

        return self.serving(
            {"body": satcat(1), "headers": headers(catalogue_kind)},
            **{LOG_PATH: [{"body": LOG, "headers": headers(log_kind)}]})

    def test_synthetic_data_stands_alone(self):
        """Also where each source may fail: what is built on both is wrong."""
        for kinds in (("synthetic", "facts"), ("facts", "synthetic"),
                      ("synthetic", "public"), ("public", "synthetic")):
            with self.subTest(kinds), self.holding(*kinds):
                self.setUp()
                other = next(kind for kind in kinds if kind != "synthetic")
                outcome = self.run_tap(streams=BOTH)
                self.assertEqual(1, outcome.status, outcome.log)
                for part in ("| CRITICAL |", "holds synthetic data",
                             f"does not ({other})", "deselect"):
                    self.assertIn(part, outcome.error)
                # What was read first, nothing of the second.
                self.assertEqual(1, len(outcome.records(CATALOGUE) +
                                        outcome.records("launch_log")))

    def test_synthetic_data_is_read_where_all_is(self):
        with self.holding("synthetic", "synthetic"):
            outcome = self.run_tap(streams=BOTH)
        self.assertEqual(0, outcome.status, outcome.log)
        self.assertEqual([1, 1], [len(outcome.records(stream))
                                  for stream in BOTH[:2]])

    def test_as_of_when_it_holds(self):
        date = "Sun, 23 Aug 2026 01:02:03 GMT"
        for headers, as_of, basis in (
                (GOOD["headers"] | {"Date": date}, "2026-08-22T06:00:00Z",
                 "last_modified"),
                ({"Date": date}, "2026-08-23T01:02:03Z", "date_header"),
                ({"Date": None}, "2026-01-02T00:00:00Z", "content")):
            with self.subTest(basis), self.serving(
                    {"body": satcat(1), "headers": headers}):
                self.setUp()
                first = self.run_tap()
                state = {"bookmarks": first.bookmarks}
                for outcome in (first, self.run_tap(),
                                self.run_tap(state=state)):
                    found = self.extraction(outcome)
                    self.assertEqual((as_of, basis), (found["as_of"],
                                                      found["as_of_basis"]))


if __name__ == "__main__":
    unittest.main()
