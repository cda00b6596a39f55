"""The transform's seeds and the sample's facts tell the same: each fact stands in
sample/facts, and the seeds are those facts in the columns that dbt wants."""

import csv
import re
import unittest
from collections import Counter

from sample_api import PROJECT

PROTOTYPES = "2018-020"
WORDS = {"yes": "true", "no": "false"}


def rows(path):
    with (PROJECT / path).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


LAUNCHES = rows("sample/facts/starlink_launches_2018_2026.csv")
SATELLITES = rows("sample/facts/starlink_satellites_2026.csv")


def launch(fact):
    """A launch of the facts as the seed has it."""
    group = re.search(r"Group (\w+-\d+)", fact["mission"])
    return {"launch_key": fact["launch_id"],
            "launched_on": fact["launch_date"],
            "launch_time_utc": fact["launch_time_utc"],
            # Without the version of the vehicle, as "Starship V3" has one.
            "vehicle": re.sub(r" V\d+$", "", fact["vehicle"]).lower()
            .replace(" ", "_"),
            "mission": fact["mission"],
            "launch_group": group.group(1) if group else "",
            "generation": fact["generation"].replace(" ", "_"),
            "direct_to_cell": fact["direct_to_cell"],
            "deployed": fact["satellites_deployed"],
            "catalogued": fact["satellites_catalogued"],
            "reached_orbit": WORDS[fact["reached_orbit"]],
            # The log pads its fields.
            "flight": " ".join(fact["flight"].split()),
            "source": fact["source"], "note": fact["note"]}


class Seeds(unittest.TestCase):
    maxDiff = 3000

    def test_launches(self):
        self.assertEqual([launch(fact) for fact in LAUNCHES],
                         rows("transform/seeds/starlink_launches.csv"))

    def test_decays_by_launch_and_day(self):
        decayed = [each for each in SATELLITES if each["decay_date"]]
        days = Counter((each["launch_id"], each["decay_date"])
                       for each in decayed)
        estimated = Counter((each["launch_id"], each["decay_date"])
                            for each in decayed
                            if each["decay_basis"] == "bracket")
        self.assertEqual(
            {day: (count, estimated[day]) for day, count in days.items()},
            {(each["launch_key"], each["decayed_on"]):
             (int(each["satellites"]), int(each["estimated"]))
             for each in rows("transform/seeds/starlink_decays.csv")})

    def test_months_as_far_as_every_satellite_is_known(self):
        """The two months after are other people's counts."""
        months = rows("transform/seeds/starlink_in_orbit_monthly_2019_2026.csv")
        known = [month for month in months if month["month_end"] < "2026-08"]
        self.assertEqual((87, 89), (len(known), len(months)))
        self.assertEqual([self.month(each["month_end"]) for each in known],
                         [{name: value for name, value in each.items()
                           if name != "basis"} for each in known])

    @staticmethod
    def month(end):
        own = [each for each in SATELLITES if each["launch_id"] != PROTOTYPES]
        launched = sum(each["launch_date"] <= end for each in own)
        decays = [each for each in own
                  if each["decay_date"] and each["decay_date"] <= end]
        return {"month_end": end, "launched_cumulative": str(launched),
                "decayed_cumulative": str(len(decays)),
                "in_orbit": str(launched - len(decays)),
                "launches_in_month": str(sum(
                    each["launch_date"][:7] == end[:7] for each in LAUNCHES)),
                "decays_estimated": str(sum(
                    each["decay_date"][:7] == end[:7]
                    and each["decay_basis"] == "bracket" for each in decays))}


if __name__ == "__main__":
    unittest.main()
