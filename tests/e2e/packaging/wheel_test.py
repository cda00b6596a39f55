"""The programs as Python packages: installed by pip, and by Meltano as `pip_url`."""

import pathlib
import re
import shutil
import subprocess
import tempfile
import unittest
import venv

from packaging_case import PackagingCase, commit
from meltano_project import MELTANO
from wheels import BUILT, PROGRAMS, PROJECT, version

ENTRY = {"name": "target-postgres", "namespace": "target_postgres",
         "executable": "target-postgres-cpp",
         "settings": [{"name": each} for each in (
             "host", "port", "user", "password", "database", "load_method")]
         + [{"name": "default_target_schema", "value": "$MELTANO_EXTRACT__LOAD_SCHEMA"}]}


class Pip(PackagingCase):
    def test_installs_the_programs_themselves(self):
        venv.create(self.folder / "venv", with_pip=True)
        pip = self.folder / "venv" / "bin" / "pip"
        self.must(pip, "install", *PROGRAMS)
        for program in PROGRAMS:
            with self.subTest(program=program):
                installed = self.folder / "venv" / "bin" / program
                self.assertEqual(b"\x7fELF", installed.read_bytes()[:4])
                self.assertTrue(self.must(installed, "--version").startswith(
                    f"{program} v{version()} (commit "))
        self.must(pip, "uninstall", "--yes", *PROGRAMS)
        self.assertEqual([], [each for each in PROGRAMS if (
            self.folder / "venv" / "bin" / each).exists()])


    def test_installs_as_a_tool_of_uv(self):
        uv = MELTANO.parent / "uv"
        folders = {"UV_TOOL_DIR": str(self.folder / "tools"),
                   "UV_TOOL_BIN_DIR": str(self.folder / "bin")}
        for program in PROGRAMS:
            self.must(uv, "tool", "install", program, **folders)
            self.assertIn(version(), self.must(self.folder / "bin" / program, "--version"))


class Meltano(PackagingCase):
    def install_and_run(self, backend, pip_url):
        self.write_project({"loaders": [
            {**ENTRY, "pip_url": pip_url, "config": self.connection()}]},
            venv={"backend": backend})
        self.meltano("install", "loader", "target-postgres")
        program = self.folder / ".meltano/loaders/target-postgres/venv/bin" \
            / "target-postgres-cpp"
        self.assertEqual(b"\x7fELF", program.read_bytes()[:4])
        self.assert_loads()

    def test_installs_a_wheels_file(self):
        self.install_and_run("uv", str(self.wheels["target-postgres-cpp"]))

    def test_installs_by_name_from_an_index(self):
        self.install_and_run("uv", f"--index-url {self.index} target-postgres-cpp")

    def test_installs_by_pip(self):
        self.install_and_run("virtualenv", str(self.wheels["target-postgres-cpp"]))


class Sdist(unittest.TestCase):
    """The sources of one program, as scripts/wheel takes them."""

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="sdist-"))
        self.addCleanup(shutil.rmtree, self.folder)

    def configure(self, program, *options):
        script = (PROJECT / "scripts" / "wheel").read_text()
        [parts] = re.findall(r'archive "\$commit" (.*?) \\\n', script)
        for part in (*parts.replace('"$1"', program).split(), "packaging/commit.txt"):
            target = self.folder / "sources" / part
            target.parent.mkdir(parents=True, exist_ok=True)
            (shutil.copytree if (PROJECT / part).is_dir() else shutil.copy)(
                PROJECT / part, target)
        return subprocess.run(
            ["cmake", "-S", self.folder / "sources", "-B", self.folder / "build",
             "-G", "Ninja", f"-DPROGRAMS={program}", "-DBUILD_TESTING=OFF", *options],
            text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)

    def test_has_all_that_its_build_takes(self):
        for program in PROGRAMS:
            with self.subTest(program=program):
                done = self.configure(program)
                self.assertEqual(0, done.returncode, done.stdout)
                # Every file that a step of the build reads is there.
                subprocess.run(["ninja", "-n", program], cwd=self.folder / "build",
                               check=True, stdout=subprocess.DEVNULL)
                shutil.rmtree(self.folder / "sources")
                shutil.rmtree(self.folder / "build")

    def test_names_all_that_is_missing(self):
        for program, libraries, packages in (
                ("tap-spacex", ("ZLIB", "CURL"),
                 "apt-get install zlib1g-dev libcurl4-openssl-dev"),
                ("target-postgres-cpp", ("RapidJSON", "PostgreSQL"),
                 "apt-get install rapidjson-dev libpq-dev")):
            with self.subTest(program=program):
                done = self.configure(program, *(
                    f"-DCMAKE_DISABLE_FIND_PACKAGE_{each}=ON" for each in libraries))
                self.assertEqual(1, done.returncode)
                said = " ".join(done.stdout.split())
                self.assertIn(f"Missing: {', '.join(libraries)}.", said)
                self.assertIn(packages, said)
                shutil.rmtree(self.folder / "sources")
                shutil.rmtree(self.folder / "build")


class Version(unittest.TestCase):
    def told(self, program):
        return subprocess.run([BUILT / program, "--version"], check=True, text=True,
                              stdout=subprocess.PIPE).stdout

    def test_is_the_same_everywhere(self):
        for program in PROGRAMS:
            package = (PROJECT / "packaging" / program / "pyproject.toml").read_text()
            self.assertIn(f'\nversion = "{version()}"\n', package)
            self.assertIn(f'\nname = "{program}"\n', package)

    def test_names_the_commit(self):
        for program in PROGRAMS:
            with self.subTest(program=program):
                self.assertRegex(
                    self.told(program),
                    rf"^{program} v{version()} \(commit (unknown|[0-9a-f]{{12}}(-dirty)?)\)\n$")
                if commit():
                    self.assertIn(f"(commit {commit()}", self.told(program))


if __name__ == "__main__":
    unittest.main()
