"""The constellation by the sample's satellite catalogue and launch log: as of
2026-08-22, with what was launched since. The raw tables are written as the tap's
streams declare them."""

import csv
import io
import pathlib
import unittest
import urllib.parse

from bodies import sample_url
from transform_run import TRANSFORM, Warehouse, tap_output

MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
MODELS = ("+fct_starlink_launches", "+fct_starlink_constellation_monthly",
          "+dim_starlink_satellites", "starlink_launches",
          "starlink_in_orbit_monthly_2019_2026")


def instant(vague_date):
    """That of a day, or of a day and a time: all that the sample has."""
    year, month, day, *time = vague_date.split()
    clock = time[0] if time else "0000"
    return (f"{year}-{MONTHS.index(month) + 1}-{day}"
            f" {clock[:2]}:{clock[2:]}", "minute" if time else "day")


def copied(table, columns, rows):
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    names = ", ".join(f'"{name}"' for name in columns)
    return f"copy {table} ({names}) from stdin csv;\n{text.getvalue()}\\.\n"


class Catalogues(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        url = sample_url(cls)
        cls.folder = pathlib.Path(urllib.parse.urlparse(url).path)
        cls.warehouse = Warehouse.of_class(cls, tap_output(url))
        cls.warehouse.query(cls.tables())
        cls.warehouse.dbt("build", "--select", *MODELS,
                          "--exclude-resource-type", "unit_test",
                          "--indirect-selection", "cautious")

    @classmethod
    def tables(cls):
        """SQL of the raw tables of both catalogues, and of where they are from."""
        satcat = list(csv.reader(
            (cls.folder / "pub/satcat.csv").read_text().splitlines()))
        log = [[field.strip().removeprefix("#") for field in line.split("\t")]
               for line in (cls.folder / "space/gcat/tsv/derived/launchlog.tsv")
               .read_text().splitlines() if not line.startswith("# ")]
        at = log[0].index("Launch_Date")
        rows = [["" if field == "-" else field for field in row]
                + [*instant(row[at]), "false"] for row in log[1:]]
        numbers = "PERIOD INCLINATION APOGEE PERIGEE RCS".split()
        types = {"NORAD_CAT_ID": "bigint", "LAUNCH_DATE": "date",
                 "DECAY_DATE": "date", "Launch_Date_instant": "timestamp",
                 "Launch_Date_doubtful": "boolean",
                 **dict.fromkeys(numbers, "numeric")}
        parsed = [f"Launch_Date_{each}" for each in (
            "instant", "precision", "doubtful")]
        sql = ""
        for table, columns, lines in (
                ("satellite_catalogue", satcat[0], satcat[1:]),
                ("launch_log", log[0] + parsed, rows)):
            declared = ", ".join(f'"{name}" {types.get(name, "text")}'
                                 for name in columns)
            table = f"tap_spacex.{table}"
            sql += (f"create table {table} ({declared}, _sdc_batched_at"
                    " timestamp default now(), _sdc_deleted_at timestamp);\n"
                    + copied(table, columns, lines))
        return sql + (
            "alter table tap_spacex.extractions add if not exists kind text,"
            " add if not exists as_of timestamp,"
            " add if not exists as_of_basis text;\n"
            "insert into tap_spacex.extractions (run_id, stream, source, kind,"
            " fetched_at, as_of, as_of_basis, documents) values"
            " ('r', 'satellite_catalogue', 'celestrak', 'facts', now(),"
            " '2026-08-22', 'last_modified', 1);\n")

    def test_in_orbit_and_what_the_catalogue_lists_of_it(self):
        self.assertEqual([["11057", "10977", "80", "12755", "1698"]],
                         self.warehouse.query(
            "select in_orbit, in_orbit_in_catalogue,"
            " in_orbit - in_orbit_in_catalogue, launched_to_date,"
            " decayed_to_date"
            " from analytics.fct_starlink_constellation_monthly"
            " order by month_end desc limit 1"))

    def test_launches_since(self):
        self.assertEqual(
            [["6", "163", "2026-08-25", "2026-09-28"]], self.warehouse.query(
                "select count(*), sum(satellites_deployed), min(launched_on),"
                " max(launched_on) from analytics.fct_starlink_launches"
                " where is_after_as_of"))

    def test_months_are_those_of_the_facts(self):
        with open(TRANSFORM / "seeds/starlink_in_orbit_monthly_2019_2026.csv",
                  encoding="utf-8") as file:
            facts = [[row["month_end"], row["launched_cumulative"],
                      row["decayed_cumulative"], row["in_orbit"]]
                     for row in csv.DictReader(file)
                     if row["month_end"] <= "2026-07-31"]
        # Without the two prototypes, which decayed in August 2020.
        self.assertEqual(facts, self.warehouse.query(
            "select month_end, launched_to_date - 2, decayed_to_date - gone,"
            " in_orbit - 2 + gone"
            " from analytics.fct_starlink_constellation_monthly"
            " cross join lateral (select case when month_end >= '2020-08-31'"
            " then 2 else 0 end as gone) as prototypes where month_end"
            " between '2019-05-31' and '2026-07-31' order by month_end"))

    def test_every_launch_has_the_generation_of_the_facts(self):
        self.assertEqual([["427", "0"]], self.warehouse.query(
            "select count(*), count(*) filter (where launches.generation"
            " <> facts.generation) from analytics.fct_starlink_launches as"
            " launches inner join analytics_seeds.starlink_launches as facts"
            " using (launch_key)"))


if __name__ == "__main__":
    unittest.main()
