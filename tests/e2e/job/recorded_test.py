"""The job on the API's recorded answers, and on the sample's: every document
reaches its table, every number with its digits."""

import pathlib
import shutil
import tempfile
import unittest

from meltano_project import (JOB, RECORDED, MeltanoProject, served_url,
                             start_server)
from sample_api import PATHS, generate
from tables import all_differences

COUNTS = {"capsules": 25, "company": 1, "cores": 83, "crew": 30, "dragons": 2,
          "history": 15, "landpads": 7, "launches": 205, "launchpads": 6,
          "payloads": 225, "roadster": 1, "rockets": 4, "ships": 29,
          "starlink": 3526}
DECAYED, IN_ORBIT = 258, 3268


class JobOnBodies:
    """Runs the job once per class on what `api()` gives; `bodies` is the folder
    with the same documents."""

    environment = "dev"

    @classmethod
    def setUpClass(cls):
        cls.server = start_server()
        cls.addClassCleanup(cls.server.remove)
        cls.project = MeltanoProject()
        cls.addClassCleanup(cls.project.remove)
        cls.database = f"spacex_{cls.environment}"
        cls.bodies = cls.prepare()
        cls.output = cls.project.meltano(
            f"--environment={cls.environment}", "run", *JOB,
            server=cls.server, TAP_SPACEX_API_URL=cls.url)

    def value(self, sql):
        return self.server.value(sql, self.database)

    def test_every_stream_has_its_rows(self):
        for stream, count in COUNTS.items():
            with self.subTest(stream=stream):
                self.assertEqual(str(count), self.value(
                    f'select count(*) from tap_spacex."{stream}"'))

    def test_rows_equal_documents_digit_by_digit(self):
        for stream in COUNTS:
            version = "v5" if stream == "launches" else "v4"
            with self.subTest(stream=stream):
                self.assertEqual([], all_differences(
                    self.bodies / version / f"{stream}.json",
                    self.server, self.database, stream))

    def test_satellites_in_orbit_and_decayed(self):
        self.assertEqual([[str(IN_ORBIT), str(DECAYED), str(
            IN_ORBIT + DECAYED)]], self.server.query(
                "select satellites_in_orbit, satellites_decayed,"
                " satellites_launched from analytics.mart_starlink_42k_answer"
                " where is_headline", self.database))

    def test_answer_is_one_sentence_with_the_satellites_in_it(self):
        answer = self.value("select answer_text from"
                            " analytics.mart_starlink_42k_answer"
                            " where is_headline")
        self.assertIn(f"{IN_ORBIT:,}", answer)
        self.assertIn("42,000", answer)

    def test_extractions_tell_what_was_read(self):
        found = self.server.query(
            "select stream, documents, records, source, kind, outcome"
            " from tap_spacex.extractions order by stream", self.database)
        self.assertEqual(
            [[stream, str(count), str(count), "spacex", self.kind, "read"]
             for stream, count in sorted(COUNTS.items())], found)

    def test_nothing_warns_but_what_is_known(self):
        warnings = [line for line in self.output.splitlines()
                    if "[warning" in line or "[error" in line]
        for known in ("No state was found",  # Meltano, of a first run
                      "5 documents without a date",  # true of this data
                      "fsync = off"):  # as this test's server is
            [found] = [each for each in warnings if known in each]
            warnings.remove(found)
        self.assertEqual([], warnings)


@unittest.skipUnless(RECORDED.is_dir(),
                     f"the recorded answers are not here ({RECORDED})")
class RecordedOverHttp(JobOnBodies, unittest.TestCase):
    kind = "public"

    @classmethod
    def prepare(cls):
        cls.url = cls.enterClassContext(
            served_url("--directory", RECORDED))
        return RECORDED


@unittest.skipUnless(RECORDED.is_dir(),
                     f"the recorded answers are not here ({RECORDED})")
class RecordedFromFiles(JobOnBodies, unittest.TestCase):
    kind = "file"

    @classmethod
    def prepare(cls):
        cls.url = RECORDED.as_uri()
        return RECORDED


class SampleOverHttp(JobOnBodies, unittest.TestCase):
    environment = "sample"
    kind = "facts"

    @classmethod
    def prepare(cls):
        folder = pathlib.Path(tempfile.mkdtemp(prefix="sample-bodies-"))
        cls.addClassCleanup(shutil.rmtree, folder)
        generate(folder)
        assert all((folder / f"{path}.json").exists() for path in PATHS)
        cls.url = cls.enterClassContext(served_url())
        return folder


if __name__ == "__main__":
    unittest.main()
