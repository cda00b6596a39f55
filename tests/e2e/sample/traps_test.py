"""What is odd in the API's data is odd in the sample's too."""

import re
import unittest
from collections import Counter
from datetime import datetime
from pathlib import Path

from sample_api import documents, synthetic, synthetic_documents


def instant(launch: dict) -> datetime:
    return datetime.fromisoformat(launch["date_utc"].replace("Z", "+00:00"))


class Traps(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.launches = documents("v5/launches")
        cls.satellites = documents("v4/starlink")
        cls.launch_by_id = {launch["id"]: launch for launch in cls.launches}

    def test_flight_numbers_are_given_twice(self):
        numbers = Counter(launch["flight_number"] for launch in self.launches)
        self.assertEqual({number for number, times in numbers.items()
                          if times > 1}, {188, 198})

    def test_upcoming_launches_carry_past_dates(self):
        newest = max(satellite["spaceTrack"]["CREATION_DATE"] or ""
                     for satellite in self.satellites)
        self.assertEqual(newest, "2022-11-30T17:18:05")
        stale = [launch for launch in self.launches if launch["upcoming"]
                 and launch["date_utc"] < newest]
        self.assertEqual(len(stale), 12)

    def test_one_past_launch_has_no_success(self):
        unknown = [launch["name"] for launch in self.launches
                   if launch["success"] is None and not launch["upcoming"]]
        self.assertEqual(unknown, ["Starlink 3-1 (v1.5)"])

    def test_date_unix_is_another_instant_on_two(self):
        wrong = {launch["name"] for launch in self.launches
                 if instant(launch).timestamp() != launch["date_unix"]}
        self.assertEqual(wrong, {"COTS 2", "SSO-A"})

    def test_date_local_is_another_instant_on_seven(self):
        wrong = [launch["name"] for launch in self.launches
                 if instant(launch) != datetime.fromisoformat(launch["date_local"])]
        self.assertEqual(len(wrong), 7)

    def test_summer_time_is_kept(self):
        local = {launch["name"]: launch["date_local"]
                 for launch in self.launches}
        self.assertEqual(local["Crew-5"], "2022-10-05T12:00:00-04:00")
        self.assertEqual(local["DSCOVR"], "2015-02-11T18:03:00-05:00")
        self.assertEqual(local["FalconSat"], "2006-03-25T10:30:00+12:00")

    def test_crew_is_ids_in_v4_and_roles_in_v5(self):
        for old, new in zip(documents("v4/launches"), self.launches):
            self.assertEqual(old["crew"],
                             [member["crew"] for member in new["crew"]])
            self.assertEqual({**old, "crew": new["crew"]}, new)
        self.assertEqual(sum(len(launch["crew"]) for launch in self.launches),
                         30)

    def test_fairings_and_cores_have_nulls(self):
        fairings = [launch["fairings"] for launch in self.launches]
        cores = [core for launch in self.launches for core in launch["cores"]]
        self.assertEqual(fairings.count(None), 36)
        self.assertEqual(len(cores), 215)
        self.assertEqual(sum(core["core"] is None for core in cores), 19)

    def test_failures_before_lift_off_and_without_altitude(self):
        failures = [failure for launch in self.launches
                    for failure in launch["failures"]]
        self.assertEqual(len(failures), 5)
        self.assertEqual([failure["altitude"] for failure in failures]
                         .count(None), 1)
        self.assertEqual(min(failure["time"] for failure in failures),
                         -165180)

    def test_payloads_whose_launch_is_gone(self):
        gone = [payload for payload in documents("v4/payloads")
                if payload["launch"] not in self.launch_by_id]
        self.assertEqual(len(gone), 4)

    def test_payloads_flown_twice_and_never(self):
        flown = Counter(payload for launch in self.launches
                        for payload in launch["payloads"])
        self.assertEqual(sum(times > 1 for times in flown.values()), 2)
        self.assertEqual(225 - len(flown), 5)

    def test_satellites_without_launch_and_version(self):
        unlinked = [satellite for satellite in self.satellites
                    if satellite["launch"] is None]
        self.assertEqual(len(unlinked), 311)
        self.assertTrue(all(satellite["version"] is None
                            for satellite in unlinked))

    def test_satellites_linked_to_the_wrong_launch(self):
        wrong = [satellite for satellite in self.satellites
                 if satellite["spaceTrack"]["LAUNCH_DATE"] == "2022-10-05"]
        names = {self.launch_by_id[satellite["launch"]]["name"]
                 for satellite in wrong}
        self.assertEqual((len(wrong), names), (52, {"Crew-5"}))

    def test_five_satellites_without_dates(self):
        tracks = [satellite["spaceTrack"] for satellite in self.satellites]
        undated = [track for track in tracks if track["LAUNCH_DATE"] is None]
        self.assertEqual([track["OBJECT_NAME"] for track in undated],
                         ["STARLINK-3XXX"] * 5)
        self.assertEqual({(track["CREATION_DATE"], track["SITE"],
                           track["RCS_SIZE"]) for track in undated},
                         {(None, None, None)})
        self.assertEqual({track["NORAD_CAT_ID"] for track in undated},
                         {51456, 51457, 51458, 51459, 51466})

    def test_prototypes(self):
        prototypes = [satellite["spaceTrack"]["OBJECT_NAME"]
                      for satellite in self.satellites
                      if satellite["version"] == "prototype"]
        self.assertEqual(prototypes, ["TINTIN A", "TINTIN B"])

    def test_what_decayed_has_a_date(self):
        for satellite in self.satellites:
            self.assertEqual(satellite["spaceTrack"]["DECAYED"] == 1,
                             satellite["spaceTrack"]["DECAY_DATE"] is not None)

    def test_only_what_is_in_orbit_has_a_position(self):
        for satellite in synthetic_documents("v4/starlink"):
            decayed = satellite["spaceTrack"]["DECAYED"] == 1
            for key in ("height_km", "latitude", "longitude", "velocity_kms"):
                self.assertEqual(satellite[key] is None, decayed)

    def test_times_have_no_zone(self):
        for satellite in self.satellites:
            track = satellite["spaceTrack"]
            self.assertRegex(track["CREATION_DATE"] or "2022-01-01T00:00:00",
                             r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$")
            self.assertRegex(track["EPOCH"],
                             r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}$")

    def test_small_numbers_have_exponents_as_javascript_spells_them(self):
        text = (Path(synthetic().name) / "v4/starlink.json").read_text()
        tokens = re.findall(
            r'"(?:BSTAR|MEAN_MOTION_DOT|MEAN_MOTION_DDOT)":([^,]+)', text)
        self.assertTrue(any("e-" in token for token in tokens))
        for token in tokens:
            self.assertRegex(token, r"^-?(0|\d\.\d*[1-9]|[1-9]|"
                                    r"0\.\d*[1-9]|\d(\.\d*[1-9])?e-[1-9])$")
            self.assertEqual("e" in token, 0 < abs(float(token)) < 1e-6)

    def test_two_line_elements_are_69_columns_with_check_digits(self):
        for satellite in synthetic_documents("v4/starlink"):
            for name in ("TLE_LINE1", "TLE_LINE2"):
                line = satellite["spaceTrack"][name]
                total = sum(int(character) for character in line[:-1]
                            if character.isdigit()) + line[:-1].count("-")
                self.assertEqual((len(line), int(line[-1])),
                                 (69, total % 10), line)

    def test_ship_status_is_empty_or_null(self):
        statuses = [ship["status"] for ship in documents("v4/ships")]
        self.assertEqual(Counter(statuses), {"": 17, None: 12})

    def test_valuation_needs_64_bits(self):
        self.assertEqual(documents("v4/company")[0]["valuation"], 74 * 10**9)


if __name__ == "__main__":
    unittest.main()
