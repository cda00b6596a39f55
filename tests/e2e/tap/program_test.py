"""What the program says of itself, and how a stream is added to it."""

import json
import os
import re
import shutil
import subprocess
import unittest
from pathlib import Path
from tempfile import TemporaryDirectory

from tap import (CATALOGUES, PROGRAM, PROJECT, STREAMS, catalog_of,
                 discovered, run)

README = PROJECT / "tap-spacex" / "README.md"


def printed(*arguments: str) -> str:
    return subprocess.check_output([PROGRAM, *arguments], text=True)


def between(text: str, marker: str) -> list[str]:
    """The lines between <!-- marker --> and <!-- /marker -->."""
    found = re.search(rf"<!-- {marker} -->\n(.*?)<!-- /{marker} -->", text,
                      re.DOTALL)
    return found.group(1).strip().splitlines() if found else []


class Described(unittest.TestCase):
    def test_version(self):
        self.assertRegex(printed("--version"), r"^tap-spacex v\d+\.\d+\.\d+ \(commit \S+\)\n$")

    def test_about_for_the_hub(self):
        about = json.loads(printed("--about", "--format", "json"))
        self.assertEqual(
            ["name", "description", "version", "sdk_version",
             "supported_python_versions", "capabilities", "settings"],
            list(about))
        self.assertLessEqual({"catalog", "state", "discover"},
                             set(about["capabilities"]))
        self.assertIn("api_url", about["settings"]["properties"])

    def test_the_readme_lists_the_settings_as_they_are(self):
        table = [line for line in printed(
            "--about", "--format=markdown").splitlines()
            if line.startswith("|")]
        self.assertGreater(len(table), 10)
        self.assertEqual(table, between(README.read_text(), "settings"))

    def test_the_readme_lists_the_streams_as_they_are(self):
        rows = between(README.read_text(), "streams")[2:]
        names = [row.split("|")[1].strip(" `") for row in rows]
        self.assertEqual(sorted((*STREAMS, *CATALOGUES, "extractions")), names)

    def test_discovery_needs_no_configuration(self):
        for arguments in ((), ("--config", "/nowhere.json"),
                          ("--state", "/nowhere.json", "--catalog", "/no")):
            text = printed("--discover", *arguments)
            self.assertEqual(17, len(json.loads(text)["streams"]))
            self.assertLess(max(map(len, text.splitlines())), 65536)

    def test_nothing_selected_is_nothing_done(self):
        catalog = discovered()
        for entry in catalog["streams"]:
            entry["metadata"][-1]["metadata"]["selected"] = False
        done = run(catalog=catalog)
        self.assertEqual((0, b""), (done.status, done.output))
        self.assertIn("selects no stream", done.log)


class AnotherStream(unittest.TestCase):
    """One row and one schema file, and all else follows."""

    def test_a_stream_is_added(self):
        with TemporaryDirectory(prefix="tap-source-") as folder:
            source = Path(folder)
            for part in ("cmake", "common", "packaging", "tap-spacex"):
                shutil.copytree(PROJECT / part, source / part)
            shutil.copy(PROJECT / "CMakeLists.txt", source)
            self.add_row(source / "tap-spacex/src/streams/streams.cpp")
            schemas = source / "tap-spacex/src/streams/schemas"
            (schemas / "moons.json").write_text(json.dumps(
                {"type": "object", "required": ["id"], "properties": {
                    "id": {"type": ["string"]},
                    "name": {"type": ["string", "null"]}}}))
            program = self.build(source)
            (source / "v4").mkdir()
            (source / "v4/moons.json").write_text(
                '[{"id":"m1","name":"Io"},{"id":"m2","name":null}]')
            catalog = json.loads(subprocess.check_output(
                [program, "--discover"]))
            names = [entry["stream"] for entry in catalog["streams"]]
            self.assertEqual(sorted(
                (*STREAMS, *CATALOGUES, "extractions", "moons")), names)
            done = self.read(program, source, catalog)
            self.assertIn(b'{"type":"RECORD","stream":"moons",'
                          b'"record":{"id":"m1","name":"Io"}', done)
            self.assertIn(b'"bookmarks":{"moons":{', done)

    @staticmethod
    def add_row(table: Path) -> None:
        text = table.read_text()
        row = 'StreamDefinition{.name = "moons", .path = "/v4/moons"},\n'
        before = '    StreamDefinition{.name = "payloads"'
        assert before in text
        table.write_text(text.replace(before, f"    {row}{before}"))

    @staticmethod
    def build(source: Path) -> Path:
        build = source / "build"

        def quietly(*command) -> None:
            done = subprocess.run(command, capture_output=True, text=True,
                                  check=False)
            if done.returncode != 0:
                raise AssertionError(done.stdout + done.stderr)

        launcher = ["-DCMAKE_CXX_COMPILER_LAUNCHER=ccache"] \
            if shutil.which("ccache") else []
        quietly("cmake", "-G", "Ninja", "-S", source, "-B", build, *launcher,
                "-DBUILD_TESTING=OFF", "-DPROGRAMS=tap-spacex",
                f"-DPROGRAM_DIR={build}/bin",
                "-DCMAKE_CXX_FLAGS_RELEASE=-O0")
        quietly("cmake", "--build", build, "--target", "tap-spacex",
                f"-j{os.cpu_count()}")
        return build / "bin" / "tap-spacex"

    @staticmethod
    def read(program: Path, source: Path, catalog: dict) -> bytes:
        catalog["streams"] = [entry for entry in catalog["streams"]
                              if entry["stream"] == "moons"]
        (source / "catalog.json").write_text(json.dumps(catalog))
        (source / "config.json").write_text(
            json.dumps({"api_url": f"file://{source}"}))
        return subprocess.check_output(
            [program, "--config", source / "config.json",
             "--catalog", source / "catalog.json"], stderr=subprocess.DEVNULL)


class Tested(unittest.TestCase):
    def test_schemas_alone_need_no_api(self):
        done = run(api_url="http://127.0.0.1:9", arguments=["--test=schema"],
                   catalog=catalog_of("ships", "cores"))
        self.assertEqual(0, done.status, done.log)
        self.assertEqual({"SCHEMA"}, {m["type"] for m in done.messages})


if __name__ == "__main__":
    unittest.main()
