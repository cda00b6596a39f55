"""Bodies of catalogues that are not what they should be."""

import unittest

from catalogue_runs import (CATALOGUE, GOOD, HEADER, LOG, LOG_HEADER, LOG_PATH,
                            CatalogueTest, satcat)
from tap_runs import Tap, catalog_of

HTML = "<!DOCTYPE html>\n<html><body>maintenance</body></html>\n"


class NeverData(CatalogueTest):
    """Neither a record nor the kept body changes; the request counts."""

    def assert_refused(self, body, *parts: str) -> None:
        with self.subTest(body), self.serving(GOOD, {"body": body}):
            self.setUp()
            first = self.run_tap()
            self.assert_read(first, 1, 2, 3)
            state = {"bookmarks": first.bookmarks}
            outcome = self.run_tap(state=state,
                                   catalogue_request_interval_hours=0)
            self.assertEqual(1, outcome.status, outcome.log)
            self.assertEqual([], self.numbers(outcome))
            self.assertEqual(first.bookmarks, outcome.bookmarks)
            self.assertEqual([], outcome.of("ACTIVATE_VERSION"))
            problem = self.extraction(outcome)["problem"]
            for part in (f"stream '{CATALOGUE}': GET {self.api.url}",
                         "answered 200, but", *parts):
                self.assertIn(part, problem)
            # Not asked again, and the kept body is the good one.
            again = self.run_tap()
            self.assert_read(again, 1, 2, 3)
            self.assertEqual(2, self.asked)

    def test_another_kind_of_body(self):
        header = "not a table with the columns"
        address = "is catalogue_url the address of satcat.csv?"
        self.assert_refused(HTML, header, "a page", address)
        self.assert_refused('[{"id":"a"}]', header, address)
        self.assert_refused("Not Found", header, address)
        self.assert_refused({"zeros": 5_000_000}, "line 1 is longer than")

    def test_nothing_at_all(self):
        self.assert_refused("", "the body is empty")
        self.assert_refused(f"{HEADER}\r\n",
                            "a header and not a single line")

    def test_a_body_that_breaks_off(self):
        self.assert_refused(satcat(1, 2)[:-12],
                            "the body ends in the middle of line 3")

    def test_lines_that_do_not_fit_the_header(self):
        self.assert_refused(satcat(1) + "2,B\r\n" + satcat(3)[len(HEADER):],
                            "line 3 has 2 fields, but the header has 6")
        self.assert_refused(satcat(1) + "2,B,C,PAY,2026-01-01,,\r\n",
                            "line 3 has 7 fields, but the header has 6")

    def test_another_header(self):
        self.assert_refused(
            satcat(1).replace("DECAY_DATE", "DECAYED"),
            "its header lacks 'DECAY_DATE'")
        self.assert_refused(
            satcat(1).replace("NORAD_CAT_ID", "NUMBER"),
            "its header lacks 'NORAD_CAT_ID'")

    def test_values_of_another_type(self):
        good = "1,A,B,PAY,2026-01-01,"
        for bad, part in (
                ("x,A,B,PAY,2026-01-01,", "'NORAD_CAT_ID' must be an integer"),
                (",A,B,PAY,2026-01-01,", "'NORAD_CAT_ID' must be a value"),
                ("2,A,B,PAY,01/02/2026,", "'LAUNCH_DATE' must be a date"),
                ("2,A,B,PAY,2026-01-01,soon", "'DECAY_DATE' must be a date")):
            self.assert_refused(f"{HEADER}\r\n{good}\r\n{bad}\r\n", "line 3",
                                part)

    def test_bytes_that_are_no_text(self):
        self.assert_refused(
            {"base64": "Tk9SQURfQ0FUX0lELE9CSkVDVF9OQU1FLE9CSkVDVF9JRCxPQkpFQ1R"
                       "fVFlQRSxMQVVOQ0hfREFURSxERUNBWV9EQVRFCjEs/yxCLFBBWSwyMD"
                       "I2LTAxLTAxLAo="}, "line 2 has invalid UTF-8")

    def test_gzip_that_is_cut(self):
        with self.serving({"body": satcat(1), "gzip": True, "truncate": -8}):
            self.assert_failed_alone(self.run_tap(),
                                     "gzip data that ends too early")
            self.assertEqual(1, self.asked)

    def test_a_body_without_end(self):
        with self.serving({"body": {"endless": satcat(1)},
                           "framing": "chunked"}):
            self.assert_failed_alone(self.run_tap(max_body_bytes=1_000_000),
                                     "more than max_body_bytes (1000000)")


class OddButRight(CatalogueTest):
    def read(self, body, **settings):
        with self.serving({"body": body}):
            outcome = self.run_tap(**settings)
        self.assertEqual(0, outcome.status, outcome.log)
        return outcome

    def test_line_ends_and_their_lack(self):
        for body in (satcat(1, 2), satcat(1, 2).replace("\r", ""),
                     satcat(1, 2)[:-2], "\ufeff" + satcat(1, 2)):
            with self.subTest(body):
                self.setUp()
                self.assert_read(self.read(body), 1, 2)

    def test_a_new_column_and_one_that_moved(self):
        body = ("NEW,DECAY_DATE,NORAD_CAT_ID,OBJECT_NAME,OBJECT_ID,OBJECT_TYPE,"
                "LAUNCH_DATE,OWNER\r\nx,2026-02-01,100001,A,B,PAY,2026-01-01,"
                "US\r\n")
        outcome = self.read(body, validate_records="fail")
        [record] = outcome.records(CATALOGUE)
        self.assertEqual(
            {"DECAY_DATE": "2026-02-01", "NORAD_CAT_ID": 100001,
             "OBJECT_NAME": "A", "OBJECT_ID": "B", "OBJECT_TYPE": "PAY",
             "LAUNCH_DATE": "2026-01-01", "OWNER": "US"}, record)
        warnings = "".join(outcome.logged("WARNING"))
        self.assertIn("the satellite catalogue sends properties that the "
                      "schema does not have, left out: 'NEW'", warnings)
        self.assertIn("no longer has these columns", warnings)
        self.assertIn("'PERIOD'", warnings)

    def test_numbers_keep_their_digits(self):
        body = (f"{HEADER},PERIOD,RCS\r\n799501299,A,B,PAY,,,132.590,"
                "1.0000000000000000001E-3\r\n")
        outcome = self.read(body)
        self.assertIn(b'"NORAD_CAT_ID":799501299', outcome.output)
        self.assertIn(b'"PERIOD":132.590,"RCS":1.0000000000000000001E-3',
                      outcome.output)

    def test_gzip(self):
        with self.serving(GOOD | {"gzip": True}):
            self.assert_read(self.run_tap(), 1, 2, 3)

    def test_the_body_is_checked_before_a_record_is_sent(self):
        """A large body whose last line is broken."""
        body = satcat(*range(1, 50_000)) + "2,B\r\n"
        with self.serving({"body": body}):
            outcome = self.run_tap()
        self.assertEqual([], self.numbers(outcome))

    def test_memory_is_bounded(self):
        body = satcat(*range(1, 300_000))
        with self.serving({"body": body, "gzip": True}):
            outcome = Tap(catalog=catalog_of(CATALOGUE), measured=True,
                          config={"catalogue_url":
                                  f"{self.api.url}/pub/satcat.csv",
                                  "cache_dir": str(self.cache)}).finish()
        self.assertEqual(0, outcome.status, outcome.log)
        self.assertEqual(299_999, outcome.output.count(b'"type":"RECORD"'))
        self.assertLess(outcome.peak_mib, 32)


class LaunchLog(CatalogueTest):
    def read(self, body):
        with self.serving(GOOD, **{LOG_PATH: [{"body": body}]}):
            outcome = self.run_tap(streams=("launch_log", "extractions"))
        self.assertEqual(0, outcome.status, outcome.log)
        return outcome

    def test_vague_dates_are_text_and_what_it_says(self):
        dates = {"2026 Sep 28 1248:59": ("2026-09-28T12:48:59Z", "second"),
                 "2026 Sep 17 1650?": ("2026-09-17T16:50:00Z", "minute"),
                 "1958 Jul 25": ("1958-07-25T00:00:00Z", "day"),
                 "1957 Oct  4 1928:34": ("1957-10-04T19:28:34Z", "second"),
                 "1961 Jan?": ("1961-01-01T00:00:00Z", "month"),
                 "2023 Q2": ("2023-04-01T00:00:00Z", "quarter"),
                 "1984?": ("1984-01-01T00:00:00Z", "year"),
                 "1990s?": ("1990-01-01T00:00:00Z", "decade"),
                 "soon": (None, None)}
        rows = [f"2026-{n:03}\tS{n}  \t{date}\t-\t\tFalcon 9\tOS  "
                for n, date in enumerate(dates, 1)]
        outcome = self.read("\n".join([LOG_HEADER, "# Updated 2026 Sep 28 "
                                       "2216:34", *rows, ""]))
        found = outcome.records("launch_log")
        self.assertEqual(list(dates), [row["Launch_Date"] for row in found])
        self.assertEqual(list(dates.values()), [
            (row["Launch_Date_instant"], row["Launch_Date_precision"])
            for row in found])
        self.assertEqual(
            [date.endswith("?") if date != "soon" else None
             for date in dates],
            [row["Launch_Date_doubtful"] for row in found])
        self.assertEqual((None, None, "OS", "S1"), tuple(
            found[0][name] for name in ("Name", "PLName", "Launch_Code",
                                        "JCAT")))
        self.assertTrue(any("1 dates in 'Launch_Date' cannot be understood"
                            in line for line in outcome.logged("WARNING")))

    def test_its_own_rule_is_told(self):
        with self.serving(GOOD, **{LOG_PATH: [{"status": 404}]}):
            outcome = self.run_tap(streams=("launch_log", "extractions"))
        problem = self.extraction(outcome, "launch_log")["problem"]
        self.assertIn("(launch_log_request_interval_hours; "
                      "https://planet4589.org/space/gcat/)", problem)

    def test_a_good_log(self):
        self.assertEqual(1, len(self.read(LOG).records("launch_log")))


if __name__ == "__main__":
    unittest.main()
