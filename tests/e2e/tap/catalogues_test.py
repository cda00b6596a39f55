"""The satellite catalogue and the launch log: recorded bodies, the sample's,
raw copies and their replay."""

import csv
import json
import shutil
import tempfile
import unittest
from pathlib import Path
from urllib.request import urlopen

from tap import CATALOGUES, PROJECT, catalog_of, run, sample

RECORDED = PROJECT.parent / "shared" / "catalogue"
SATCAT = RECORDED / "celestrak" / "satcat.csv"
LOGS = {RECORDED / "gcat" / "launchlog-2024-12.tsv": 9295,
        RECORDED / "gcat" / "launchlog-2026-09.tsv": 245}
PATHS = {"satellite_catalogue": "pub/satcat.csv",
         "launch_log": "space/gcat/tsv/derived/launchlog.tsv"}

needs_recorded = unittest.skipUnless(
    RECORDED.is_dir(), f"no recorded catalogues in {RECORDED}")


def read(*streams, state=None, **settings):
    return run(catalog=catalog_of(*streams, "extractions"), state=state,
               validate_records="fail", **settings)


def rows(path: Path, delimiter: str, nothing: str, quoting: int):
    """The body's rows by another reader."""
    with path.open(newline="", encoding="utf-8") as file:
        lines = [line for n, line in enumerate(file)
                 if n == 0 or not (delimiter == "\t" and line.startswith("#"))]
    names, *found = csv.reader(lines, delimiter=delimiter, quoting=quoting)
    names[0] = names[0].removeprefix("#")
    return [{name: None if value.strip(" ") in ("", nothing)
             else value.strip(" ")
             for name, value in zip(names, row, strict=True)}
            for row in found]


class Cached(unittest.TestCase):
    def setUp(self):
        self.folder = Path(tempfile.mkdtemp(prefix="tap-catalogues-"))
        self.addCleanup(shutil.rmtree, self.folder)
        self.cache = str(self.folder / "cache")


@needs_recorded
class Recorded(unittest.TestCase):
    maxDiff = 2000

    def test_every_line_of_the_catalogue_comes_out(self):
        done = read("satellite_catalogue", catalogue_url=SATCAT.as_uri())
        self.assertEqual(0, done.status, done.log)
        self.assertNotIn("WARNING", done.log)
        found = done.records("satellite_catalogue")
        self.assertEqual(12_702, len(found))
        self.assertEqual(rows(SATCAT, ",", "", csv.QUOTE_MINIMAL), found)
        starlinks = [each for each in found if each["OBJECT_TYPE"] == "PAY"
                     and each["OBJECT_NAME"].startswith(("STARLINK-",
                                                         "TINTIN"))]
        self.assertEqual(10_836, sum(each["DECAY_DATE"] is None
                                     for each in starlinks))
        self.assertEqual(12_502, len(starlinks))

    def test_every_line_of_the_launch_logs_comes_out(self):
        for path, count in LOGS.items():
            with self.subTest(path.name):
                done = read("launch_log", launch_log_url=path.as_uri())
                self.assertEqual(0, done.status, done.log)
                self.assertNotIn("WARNING", done.log)
                found = done.records("launch_log")
                self.assertEqual(count, len(found))
                for record in found:
                    self.assertRegex(record.pop("Launch_Date_instant"),
                                     r"^(19|20)\d\d-\d\d-\d\dT[\d:.]+Z$")
                    self.assertIn(record.pop("Launch_Date_precision"),
                                  ("second", "minute", "day", "month", "year",
                                   "decade"))
                    self.assertEqual(record["Launch_Date"].endswith("?"),
                                     record.pop("Launch_Date_doubtful"))
                self.assertEqual(rows(path, "\t", "-", csv.QUOTE_NONE), found)

    def test_they_hold_as_of_their_newest_day(self):
        done = read(*CATALOGUES, catalogue_url=SATCAT.as_uri(),
                    launch_log_url=list(LOGS)[-1].as_uri())
        self.assertEqual(
            {"satellite_catalogue": ("2026-07-24T00:00:00Z", "content",
                                     "file"),
             "launch_log": ("2026-09-28T22:16:34Z", "content", "file")},
            {each["stream"]: (each["as_of"], each["as_of_basis"],
                              each["kind"])
             for each in done.records("extractions")})


class Sample(Cached):
    """The project's own server, which serves both."""

    def settings(self, url, **settings):
        return {"catalogue_url": f"{url}/{PATHS['satellite_catalogue']}",
                "launch_log_url": f"{url}/{PATHS['launch_log']}",
                "cache_dir": self.cache} | settings

    def extractions(self, done):
        return {each["stream"]: each for each in done.records("extractions")}

    def test_one_request_each_and_a_replay_says_the_same(self):
        raw = self.folder / "raw"
        with sample("--verbose") as (url, requests):
            first = read(*CATALOGUES, record_dir=str(raw),
                         **self.settings(url))
            self.assertEqual(0, first.status, first.log)
            bodies = {stream: urlopen(f"{url}/{path}").read()
                      for stream, path in PATHS.items()}
            second = read(*CATALOGUES, **self.settings(url))
            unchanged = read(*CATALOGUES, state=first.states[-1],
                             record_dir=str(raw), **self.settings(url))
            # Two of them are this test's own.
            self.assertEqual(["200"] * 4, requests())
        self.assertEqual(12_675, len(first.records("satellite_catalogue")))
        self.assertEqual(12_968, len(first.records("launch_log")))
        for stream in CATALOGUES:
            self.assertEqual(first.records(stream), second.records(stream))
            self.assertEqual([], unchanged.records(stream))
            found = self.extractions(first)[stream]
            self.assertEqual(("facts", "read", "last_modified"), tuple(
                found[name] for name in ("kind", "outcome", "as_of_basis")))
            self.assertEqual("not_due",
                             self.extractions(unchanged)[stream]["outcome"])
        self.assertEqual(
            "2026-08-22T12:00:00Z",
            self.extractions(first)["satellite_catalogue"]["as_of"])
        folders = sorted(raw.iterdir())
        self.assertEqual(2, len(folders))
        for folder in folders:
            replay = read(*CATALOGUES, **self.settings(folder.as_uri()))
            for stream, path in PATHS.items():
                self.assertEqual(bodies[stream],
                                 (folder / path).read_bytes())
                self.assertEqual(first.records(stream),
                                 replay.records(stream))
                found = self.extractions(replay)[stream]
                self.assertEqual(
                    ("facts", "origin_file",
                     self.extractions(first)[stream]["as_of"]),
                    tuple(found[name] for name in (
                        "kind", "as_of_basis", "as_of")))

    def test_what_is_gone_is_told_by_a_version(self):
        path = self.folder / "satcat.csv"
        header = ("NORAD_CAT_ID,OBJECT_NAME,OBJECT_ID,OBJECT_TYPE,"
                  "LAUNCH_DATE,DECAY_DATE")
        settings = {"catalogue_url": path.as_uri(),
                    "emit_activate_version_messages": True}
        path.write_text(f"{header}\n1,A,B,PAY,,\n2,A,B,PAY,,\n")
        first = read("satellite_catalogue", **settings)
        path.write_text(f"{header}\n1,A,B,PAY,,\n")
        second = read("satellite_catalogue", state=first.states[-1],
                      **settings)
        self.assertEqual(1, len(second.records("satellite_catalogue")))
        versions = [json.loads(line)["version"] for done in (first, second)
                    for line in done.output.splitlines()
                    if line.startswith(b'{"type":"ACTIVATE_VERSION"')]
        self.assertEqual(2, len(versions))
        self.assertLess(*versions)
        # A body that is broken changes nothing.
        path.write_text(f"{header}\n1,A,B\n")
        broken = read("satellite_catalogue", state=second.states[-1],
                      **settings)
        self.assertEqual(1, broken.status)
        self.assertNotIn(b"ACTIVATE_VERSION", broken.output)
        self.assertEqual(second.states[-1]["bookmarks"],
                         broken.states[-1]["bookmarks"])

    def test_some_columns_of_it(self):
        path = self.folder / "satcat.csv"
        path.write_text("NORAD_CAT_ID,OBJECT_NAME,PERIOD\n5,A,long\n")
        catalog = catalog_of("satellite_catalogue")
        for item in catalog["streams"][0]["metadata"]:
            if item["breadcrumb"]:
                item["metadata"]["selected"] = \
                    item["breadcrumb"][-1] == "OBJECT_NAME"
        done = run(catalog=catalog, catalogue_url=path.as_uri())
        self.assertEqual(0, done.status, done.log)
        self.assertEqual([{"NORAD_CAT_ID": "5", "OBJECT_NAME": "A"}],
                         done.records("satellite_catalogue"))


if __name__ == "__main__":
    unittest.main()
