"""The plugins as the Meltano Hub would have them, in packaging/hub: in step with the
programs, taken by Meltano, and put in the place of MeltanoLabs' variant."""

import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

import yaml

from packaging_case import PackagingCase, with_programs
from wheels import BUILT, PROJECT

HUB = PROJECT / "packaging" / "hub"
CASE = PROJECT.parent / "shared" / "cases" / "new-user"
LOCK = "target-postgres--meltanolabs.lock"


def definition(name):
    return yaml.safe_load((HUB / f"{name}.yml").read_text())


class Files(unittest.TestCase):
    def test_are_what_the_programs_say(self):
        folder = pathlib.Path(tempfile.mkdtemp(prefix="hub-"))
        self.addCleanup(shutil.rmtree, folder)
        subprocess.run([sys.executable, "-B", HUB / "generate.py", folder], check=True)
        names = sorted(each.name for each in folder.iterdir())
        self.assertEqual(["tap-spacex.yml", "target-postgres.yml"], names)
        for name in names:
            with self.subTest(name=name):
                self.assertEqual((folder / name).read_text(), (HUB / name).read_text(),
                                 "write it anew: packaging/hub/generate.py")

    def test_name_no_package_that_somebody_else_may_own(self):
        for name in ("tap-spacex", "target-postgres"):
            self.assertNotIn("pip_url", definition(name))


class HubCase(PackagingCase):
    def add(self, name):
        self.meltano("add", "--no-install", "--from-ref", HUB / f"{name}.yml", name)

    def entry(self, kind, name):
        return next(each for each in self.load_configuration()[kind]
                    if each["name"] == name)


class Added(HubCase):
    def test_the_target_on_the_path(self):
        self.add("target-postgres")
        self.entry("loaders", "target-postgres")["config"] = self.connection()
        self.save()
        self.assertNotIn("[warning", self.meltano("config", "list", "target-postgres"))
        self.assert_loads(**with_programs(BUILT))

    def test_the_target_of_a_wheel(self):
        self.add("target-postgres")
        entry = self.entry("loaders", "target-postgres")
        entry["pip_url"] = str(self.wheels["target-postgres-cpp"])
        entry["config"] = self.connection()
        self.save()
        self.meltano("install", "loader", "target-postgres")
        self.assert_loads()

    def test_the_tap_of_a_wheel(self):
        self.add("tap-spacex")
        self.entry("extractors", "tap-spacex")["pip_url"] = str(self.wheels["tap-spacex"])
        self.save()
        self.meltano("install", "extractor", "tap-spacex")
        output = self.meltano("select", "--list", "--all", "tap-spacex")
        self.assertIn("launches.id", output)
        self.assertNotIn("[warning", output)

    def test_capabilities_are_all_there(self):
        self.add("tap-spacex")
        self.add("target-postgres")
        for kind, name in (("extractors", "tap-spacex"), ("loaders", "target-postgres")):
            self.assertEqual(definition(name)["capabilities"],
                             self.entry(kind, name)["capabilities"])


@unittest.skipUnless(CASE.is_dir(), f"the Hub's lock file is not here ({CASE})")
class InThePlaceOfMeltanoLabs(HubCase):
    """README.md, "In the place of the Hub's target-postgres"."""

    def setUp(self):
        super().setUp()
        locks = self.folder / "plugins" / "loaders"
        locks.mkdir(parents=True)
        shutil.copy(CASE / LOCK, locks)
        self.write_project({"loaders": [
            {"name": "target-postgres", "variant": "meltanolabs",
             "pip_url": "meltanolabs-target-postgres",
             "config": {**self.connection(), "load_method": "upsert"}}]})

    def test_by_the_documented_steps(self):
        config = self.entry("loaders", "target-postgres")["config"]
        self.meltano("remove", "loader", "target-postgres")
        self.assertFalse((self.folder / "plugins" / "loaders" / LOCK).exists())
        self.add("target-postgres")
        entry = self.entry("loaders", "target-postgres")
        entry["pip_url"] = str(self.wheels["target-postgres-cpp"])
        entry["config"] = config
        self.save()
        self.meltano("install", "loader", "target-postgres")
        self.assert_loads()


if __name__ == "__main__":
    unittest.main()
