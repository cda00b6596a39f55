"""The recorded answers of the API go through the tap unharmed."""

import json
import re
import unittest
from collections import Counter
from datetime import datetime

from tap import (EARLIER, PATHS, RECORDED, STREAMS, catalog_of, needs_recorded,
                 run, served)

COUNTS = {"starlink": 3526, "launches": 205, "payloads": 225, "cores": 83,
          "crew": 30, "ships": 29, "capsules": 25, "history": 15,
          "landpads": 7, "launchpads": 6, "rockets": 4, "dragons": 2,
          "company": 1, "roadster": 1}


def documents(root, stream: str) -> list[dict]:
    """As recorded, numbers as their text."""
    body = json.loads((root / f"{PATHS[stream]}.json").read_text(),
                      parse_float=str, parse_int=str)
    return body if isinstance(body, list) else [body]


def created(document: dict) -> str | None:
    date = document["spaceTrack"]["CREATION_DATE"]
    return date and date.replace(" ", "T") + "Z"


def without_lifted(record: dict) -> dict:
    return {name: value for name, value in record.items()
            if name != "space_track_creation_date"}


def faults(schema: dict, value, path="") -> list[str]:
    """What a value (numbers as such) has that its schema does not allow."""
    kinds = {"null": value is None, "boolean": isinstance(value, bool),
             "integer": isinstance(value, int) and not isinstance(value, bool),
             "number": isinstance(value, (int, float))
             and not isinstance(value, bool),
             "string": isinstance(value, str),
             "array": isinstance(value, list),
             "object": isinstance(value, dict)}
    found = []
    allowed = schema.get("type", list(kinds))
    allowed = [allowed] if isinstance(allowed, str) else allowed
    if not any(kinds[kind] for kind in allowed):
        found.append(f"{path}: {value!r} is none of {allowed}")
    if isinstance(value, str) and "format" in schema:
        try:
            date = datetime.fromisoformat(value)
            if schema["format"] == "date-time" and date.tzinfo is None:
                found.append(f"{path}: {value!r} has no zone")
        except ValueError:
            found.append(f"{path}: {value!r} is no {schema['format']}")
    if isinstance(value, dict):
        for name, inner in value.items():
            if name not in schema.get("properties", {}):
                found.append(f"{path}.{name} is not declared")
            else:
                found += faults(schema["properties"][name], inner,
                                f"{path}.{name}")
    if isinstance(value, list):
        for inner in value:
            found += faults(schema.get("items", {}), inner, path + "[]")
    return found


@needs_recorded
class RoundTrip(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.http_run = None
        with served(RECORDED) as (url, _):
            cls.http_run = run(api_url=url)
        cls.file_run = run(api_url=f"file://{RECORDED}")

    def test_both_ways_end_well(self):
        for done in (self.http_run, self.file_run):
            self.assertEqual(0, done.status, done.log)

    def test_every_document_comes_out_as_it_went_in(self):
        for done in (self.http_run, self.file_run):
            for stream in STREAMS:
                with self.subTest(stream):
                    expected = documents(RECORDED, stream)
                    records = done.records(stream)
                    self.assertEqual(COUNTS[stream], len(records))
                    self.assertEqual(expected,
                                     [without_lifted(r) for r in records])

    def test_creation_dates_are_lifted(self):
        for record in self.http_run.records("starlink"):
            self.assertEqual(created(record),
                             record["space_track_creation_date"])

    def test_records_are_as_their_schemas_say(self):
        schemas = {message["stream"]: message["schema"]
                   for message in self.file_run.messages
                   if message["type"] == "SCHEMA"}
        for line in self.file_run.output.splitlines():
            message = json.loads(line)
            if message["type"] == "RECORD":
                self.assertEqual([], faults(schemas[message["stream"]],
                                            message["record"]))

    def test_the_tap_finds_them_valid_too(self):
        done = run(api_url=f"file://{RECORDED}", validate_records="fail")
        self.assertEqual(0, done.status, done.log)

    def test_metrics_count_the_records(self):
        for stream in STREAMS:
            counts = [int(re.search('"value":([0-9]+)', line)[1])
                      for line in self.http_run.log.splitlines()
                      if '"record_count","value":' in line
                      and f'"stream":"{stream}"' in line]
            self.assertEqual(COUNTS[stream], sum(counts), stream)

    def test_v4_launches(self):
        done = run(api_url=f"file://{RECORDED}", launches_version="v4",
                   catalog=catalog_of("launches"), validate_records="fail")
        self.assertEqual(0, done.status, done.log)
        body = json.loads((RECORDED / "v4/launches.json").read_text(),
                          parse_float=str, parse_int=str)
        self.assertEqual(body, done.records("launches"))

    def test_numbers_that_a_printer_would_respell(self):
        """In the answer of 2021 there are thousands of them."""
        done = run(api_url=f"file://{EARLIER}", catalog=catalog_of("starlink"))
        self.assertEqual(0, done.status, done.log)
        self.assertEqual(documents(EARLIER, "starlink"),
                         [without_lifted(r) for r in done.records("starlink")])


@needs_recorded
class Sequence(unittest.TestCase):
    """The API in 2021, and then at its end."""

    def test_an_increment_is_what_changed_and_what_is_new(self):
        catalog = catalog_of("starlink")
        with served(EARLIER) as (url, _):
            first = run(api_url=url, catalog=catalog)
        self.assertEqual(0, first.status, first.log)
        bookmark = first.states[-1]["bookmarks"]["starlink"]
        self.assertEqual("2021-10-17T15:46:11Z",
                         bookmark["replication_key_value"])
        # The same API at another port has another fingerprint: carry the place.
        state = {"bookmarks": {"starlink": {
            name: bookmark[name]
            for name in ("replication_key", "replication_key_value")}}}
        second = run(api_url=f"file://{RECORDED}", catalog=catalog, state=state)
        self.assertEqual(0, second.status, second.log)

        before = {d["id"]: d for d in documents(EARLIER, "starlink")}
        after = documents(RECORDED, "starlink")
        emitted = {r["id"] for r in second.records("starlink")}
        due = {d["id"] for d in after
               if created(d) is None
               or created(d) >= bookmark["replication_key_value"]}
        self.assertEqual(due, emitted)
        merged = before | {r["id"]: without_lifted(r)
                           for r in second.records("starlink")}
        new = {d["id"] for d in after} - set(before)
        self.assertLessEqual(new, emitted)
        stale = {d["id"] for d in after
                 if d["id"] not in emitted
                 and d["spaceTrack"]["CREATION_DATE"]
                 != merged[d["id"]]["spaceTrack"]["CREATION_DATE"]}
        self.assertEqual(set(), stale)

    def test_an_unchanged_api_costs_one_304_per_stream(self):
        with served(RECORDED) as (url, requests):
            first = run(api_url=url)
            second = run(api_url=url, state=first.states[-1])
            statuses = requests()
        self.assertEqual(0, second.status, second.log)
        self.assertEqual(["extractions"] * 14, second.streams("RECORD"))
        self.assertEqual({"304"}, {record["http_status"] for record
                                   in second.records("extractions")})
        self.assertEqual(15, len(second.streams("SCHEMA")))
        self.assertEqual([first.states[-1]], second.states)
        self.assertEqual({"200": 14, "304": 14}, Counter(statuses))

    def test_sample_and_real_data_do_not_mix(self):
        first = run(api_url=f"file://{EARLIER}", catalog=catalog_of("starlink"))
        second = run(api_url=f"file://{RECORDED}",
                     catalog=catalog_of("starlink"), state=first.states[-1])
        self.assertIn("another api_url", second.log)
        self.assertEqual(3526, len(second.records("starlink")))


@needs_recorded
class Dates(unittest.TestCase):
    def read(self, stream="launches", incremental=False, **options):
        metadata = {"replication-method": "INCREMENTAL"} if incremental else {}
        done = run(api_url=f"file://{RECORDED}",
                   catalog=catalog_of(stream, metadata=metadata), **options)
        self.assertEqual(0, done.status, done.log)
        return done

    def test_launches_on_demand(self):
        first = self.read(incremental=True)
        bookmark = first.states[-1]["bookmarks"]["launches"]
        newest = max(d["date_utc"] for d in documents(RECORDED, "launches"))
        self.assertEqual(newest, bookmark["replication_key_value"])
        bookmark = dict(bookmark, replication_key_value="2020-01-01T00:00:00Z")
        bookmark.pop("etag")
        for days, start in ((0, "2020-01-01"), (31, "2019-12-01")):
            done = self.read(incremental=True, lookback_days=days,
                             state={"bookmarks": {"launches": bookmark}})
            self.assertEqual(
                [d["id"] for d in documents(RECORDED, "launches")
                 if d["date_utc"] >= start],
                [r["id"] for r in done.records("launches")])

    def test_backfill_in_windows_is_everything_once(self):
        for stream, date in (("launches", lambda d: d["date_utc"]),
                             ("history", lambda d: d["event_date_utc"]),
                             ("starlink",
                              lambda d: d["spaceTrack"]["LAUNCH_DATE"])):
            ids = []
            for start, end in ((None, "2019-06-01"),
                               ("2019-06-01", "2020-01-01"),
                               ("2020-01-01", "2021-03-04T08:24:00Z"),
                               ("2021-03-04T08:24:00Z", "2030-01-01")):
                bounds = {"start_date": start} if start else {}
                done = self.read(stream, end_date=end, **bounds,
                                 emit_activate_version_messages=True)
                ids += [r["id"] for r in done.records(stream)]
                self.assertEqual([], done.streams("ACTIVATE_VERSION"))
                bookmark = done.states[-1]["bookmarks"][stream]
                self.assertNotIn("etag", bookmark)
                value = bookmark.get("replication_key_value", "")
                self.assertLessEqual(value[:len(end)], end)
            dated = [d["id"] for d in documents(RECORDED, stream) if date(d)]
            self.assertEqual(sorted(dated), sorted(ids))
            self.assertGreater(len(dated), 0)


if __name__ == "__main__":
    unittest.main()
