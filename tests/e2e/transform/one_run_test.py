"""Marts tell which run of dbt wrote them: a part of them may be built alone, and
none may tell another time than the run's."""

import pathlib
import shutil
import tempfile
import unittest

from bodies import sample_url
from transform_run import RUN, TRANSFORM, Warehouse, tap_output


class OneRun(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.warehouse = Warehouse.of_class(cls, tap_output(sample_url(cls)))
        cls.warehouse.dbt(*RUN)

    def written_at(self, mart):
        return self.warehouse.value(
            f"select max(transformation_updated_at) from analytics.{mart}")

    def project_in_which(self, mart, old, new):
        """A copy of the project, in which `mart` is written otherwise."""
        folder = tempfile.TemporaryDirectory(prefix="transform-")
        self.addCleanup(folder.cleanup)
        copy = pathlib.Path(folder.name) / "transform"
        shutil.copytree(TRANSFORM, copy)
        [path] = copy.glob(f"models/marts/*/{mart}.sql")
        self.assertIn(old, path.read_text())
        path.write_text(path.read_text().replace(old, new))
        return str(copy)

    def test_a_part_can_be_built_alone(self):
        before = self.written_at("dim_crew")
        self.warehouse.dbt("build", "--select", "fct_launches",
                           "rpt_crew_by_mission")
        self.assertEqual(before, self.written_at("dim_crew"))
        self.assertLess(before, self.written_at("fct_launches"))

    def test_a_mart_that_tells_another_time_fails_the_run(self):
        project = self.project_in_which(
            "dim_crew", "{{ transformation_updated_at() }}",
            "timestamptz '2020-01-01'")
        with self.assertRaisesRegex(
                AssertionError, "not the start of this run in dim_crew"):
            self.warehouse.dbt("run", "--select", "dim_crew",
                               DBT_PROJECT_DIR=project)


if __name__ == "__main__":
    unittest.main()
