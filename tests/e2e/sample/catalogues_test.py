"""The satellite catalogue and the launch log: formats, counts, joins."""

import csv
import re
import unittest
from collections import Counter
from pathlib import Path

from sample_api import SAMPLE, SHARED, generated, synthetic

RECORDED = SHARED / "catalogue"
CATALOGUE = "pub/satcat.csv"
LOG = "space/gcat/tsv/derived/launchlog.tsv"


def catalogue(directory: Path) -> list[dict[str, str]]:
    with (directory / CATALOGUE).open(newline="") as lines:
        return list(csv.DictReader(lines))


def log(directory: Path) -> list[dict[str, str]]:
    lines = (directory / LOG).read_text().splitlines()
    columns = lines[0].removeprefix("#").split("\t")
    return [dict(zip(columns, map(str.strip, line.split("\t")), strict=True))
            for line in lines if not line.startswith("#")]


def facts(name: str) -> list[dict[str, str]]:
    with (SAMPLE / "facts" / f"{name}.csv").open(newline="") as lines:
        return list(csv.DictReader(lines))


class Catalogue(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.directory = Path(generated().name)
        cls.rows = catalogue(cls.directory)

    def test_it_is_as_of_the_last_day_that_all_is_known_of(self):
        origin = self.directory / f"{CATALOGUE}.origin"
        self.assertEqual(origin.read_text(), "2026-08-22T12:00:00Z\n")
        days = [row["DECAY_DATE"] or row["LAUNCH_DATE"] for row in self.rows]
        self.assertLessEqual(max(days), "2026-08-22")

    def test_counts(self):
        self.assertEqual(len(self.rows), 12_675)
        self.assertEqual(
            sum(not row["DECAY_DATE"] for row in self.rows), 10_977)
        self.assertEqual(
            len({row["NORAD_CAT_ID"] for row in self.rows}), 12_675)

    def test_decayed_is_said_alike_by_date_status_and_orbit(self):
        self.assertEqual(
            Counter((bool(row["DECAY_DATE"]), row["OPS_STATUS_CODE"],
                     row["ORBIT_TYPE"]) for row in self.rows),
            {(True, "D", "IMP"): 1698, (False, "", "ORB"): 10_977})

    def test_nothing_is_told_of_orbits(self):
        for row in self.rows:
            for column in ("PERIOD", "INCLINATION", "APOGEE", "PERIGEE", "RCS",
                           "LAUNCH_SITE", "DATA_STATUS_CODE"):
                self.assertEqual(row[column], "")

    def test_numbers_ascend_to_six_digits(self):
        numbers = [int(row["NORAD_CAT_ID"]) for row in self.rows]
        self.assertEqual(numbers, sorted(numbers))
        self.assertGreater(numbers[-1], 100_000)

    def test_format_is_the_services(self):
        recorded = RECORDED / "celestrak" / "satcat.csv"
        body = (self.directory / CATALOGUE).read_bytes()
        self.assertEqual(body.count(b"\n"), body.count(b"\r\n"))
        if not recorded.is_file():
            self.skipTest(f"no recorded body at {recorded}")
        self.assertEqual(body.split(b"\n")[0],
                         recorded.read_bytes().split(b"\n")[0])


class LaunchLog(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.directory = Path(generated().name)
        cls.rows = log(cls.directory)
        cls.launches = facts("starlink_launches_2018_2026")

    def test_a_row_for_each_satellite_that_was_deployed(self):
        self.assertEqual(len(self.rows), 12_968)
        self.assertEqual(
            Counter(row["Launch_Tag"] for row in self.rows),
            {launch["launch_id"]: int(launch["satellites_deployed"])
             for launch in self.launches})

    def test_keys_and_pieces_are_unique(self):
        self.assertEqual(len({(row["Launch_Tag"], row["JCAT"])
                              for row in self.rows}), 12_968)
        self.assertEqual(len({row["Piece"] for row in self.rows}), 12_968)

    def test_fifty_never_came_into_the_catalogue(self):
        self.assertEqual(
            Counter(row["Launch_Tag"] for row in self.rows
                    if row["JCAT"].startswith("A")),
            {"2022-010": 32, "2024-129": 18})

    def test_the_catalogues_satellites_are_in_it(self):
        numbers = {int(row["JCAT"][1:]) for row in self.rows
                   if row["JCAT"].startswith("S")}
        listed = {int(row["NORAD_CAT_ID"])
                  for row in catalogue(self.directory)}
        self.assertLess(listed, numbers)
        self.assertEqual(len(numbers - listed), 243)

    def test_six_launches_are_younger_than_the_catalogue(self):
        days = {launch["launch_id"]: launch["launch_date"]
                for launch in self.launches}
        later = Counter(days[row["Launch_Tag"]] for row in self.rows
                        if days[row["Launch_Tag"]] > "2026-08-22")
        self.assertEqual((len(later), later.total(), min(later), max(later)),
                         (6, 163, "2026-08-25", "2026-09-28"))

    def test_the_failure_is_told(self):
        failed = {row["Launch_Tag"] for row in self.rows
                  if row["Launch_Code"] != "OS"}
        self.assertEqual(failed, {"2024-129"})

    def test_format_is_the_services(self):
        lines = (self.directory / LOG).read_text().splitlines()
        self.assertEqual(lines[1], "# Updated 2026 Sep 28 2216:34")
        recorded = RECORDED / "gcat" / "launchlog-2026-09.tsv"
        if not recorded.is_file():
            self.skipTest(f"no recorded body at {recorded}")
        theirs = recorded.read_text().splitlines()
        self.assertEqual(lines[:2], theirs[:2])
        # Dates of the same launches, spelled alike.
        dates = {line.split("\t")[0]: line.split("\t")[1] for line in theirs[2:]
                 if "\tStarlink " in line}
        ours = {line.split("\t")[0]: line.split("\t")[1] for line in lines[2:]}
        same = {tag for tag in dates if ours[tag] == dates[tag]}
        self.assertEqual({tag for tag in dates
                          if ours[tag][:11] != dates[tag][:11]}, set())
        self.assertGreater(len(same), 5)


class Synthetic(unittest.TestCase):
    def test_both_scale_with_the_constellation(self):
        directory = Path(synthetic().name)
        rows, flown = catalogue(directory), log(directory)
        self.assertEqual((len(rows), len(flown)), (5000, 5000))
        self.assertEqual({row["OBJECT_ID"] for row in rows},
                         {row["Piece"] for row in flown})
        origin = directory / f"{CATALOGUE}.origin"
        self.assertEqual(origin.read_text(), "2022-11-30T12:00:00Z\n")
        for row in flown:
            self.assertTrue(re.fullmatch(r"S\d{6}", row["JCAT"]))


if __name__ == "__main__":
    unittest.main()
