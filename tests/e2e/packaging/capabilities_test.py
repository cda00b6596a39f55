"""What the programs and the Hub's definitions say they can do, done: each capability
has a test of its name, and none is named that has not."""

import json
import pathlib
import shutil
import subprocess
import tempfile
import unittest

import yaml

from wheels import BUILT, PROJECT

from meltano_project import PostgresServer, clean_environment

SCHEMA = {"type": "SCHEMA", "stream": "animals", "key_properties": ["id"],
          "schema": {"properties": {"id": {"type": "integer"}}}}
CREW = [{"id": f"{n:024x}", "name": f"Member {n}", "agency": "NASA", "image": None,
         "wikipedia": None, "launches": [], "status": "active"} for n in (1, 2)]


def record(number, **members):
    return {"type": "RECORD", "stream": "animals", "record": {"id": number}, **members}


def version(number):
    return {"type": "ACTIVATE_VERSION", "stream": "animals", "version": number}


class Capabilities:
    """Mixed into a test case that sets `program` and `plugin`."""

    def call(self, *arguments, messages=(), **variables):
        done = subprocess.run(
            [BUILT / self.program, *arguments], text=True, cwd=self.folder,
            env=clean_environment() | variables, capture_output=True,
            input="".join(json.dumps(each) + "\n" for each in messages))
        return done

    def must(self, *arguments, **options):
        done = self.call(*arguments, **options)
        self.assertEqual(0, done.returncode, done.stderr)
        return done

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="capability-"))
        self.addCleanup(shutil.rmtree, self.folder)

    def write(self, name, content):
        path = self.folder / name
        path.write_text(json.dumps(content))
        return str(path)

    def test_about(self):
        said = json.loads(self.must("--about", "--format=json").stdout)
        tested = {name.removeprefix("test_").replace("_", "-")
                  for name in dir(self) if name.startswith("test_")}
        hub = yaml.safe_load(
            (PROJECT / "packaging" / "hub" / f"{self.plugin}.yml").read_text())
        self.assertEqual(sorted(tested), sorted(said["capabilities"]))
        self.assertEqual(sorted(tested), hub["capabilities"])

    def test_structured_logging(self):
        """Meltano asks for it by a configuration of Python's logging."""
        configuration = self.folder / "logging.yml"
        configuration.write_text(json.dumps({
            "version": 1, "formatters": {"structured": {
                "()": "singer_sdk.logging.StructuredFormatter"}},
            "handlers": {"console": {"class": "logging.StreamHandler",
                                     "formatter": "structured"}},
            "root": {"level": "DEBUG", "handlers": ["console"]}}))
        done = self.call("--config", self.folder / "nowhere.json",
                         SINGER_SDK_LOG_CONFIG=str(configuration))
        self.assertNotEqual(0, done.returncode)
        for line in done.stderr.splitlines():
            self.assertIn("level", json.loads(line))


class Tap(Capabilities, unittest.TestCase):
    program = plugin = "tap-spacex"

    def setUp(self):
        super().setUp()
        crew = self.folder / "api" / "v4"
        crew.mkdir(parents=True)
        (crew / "crew.json").write_text(json.dumps(CREW))
        self.config = self.write("config.json", {
            "api_url": (self.folder / "api").as_uri(),
            "emit_activate_version_messages": True})

    def records(self, **settings):
        """What it says of the crew with these settings, too."""
        config = json.loads(pathlib.Path(self.config).read_text())
        self.config = self.write("config.json", config | settings)
        return [(each["stream"], each["record"]) for each in self.messages()
                if each["type"] == "RECORD"]

    def catalog(self, selected=True):
        catalog = json.loads(self.must("--discover").stdout)
        catalog["streams"] = [each for each in catalog["streams"]
                              if each["tap_stream_id"] == "crew"]
        catalog["streams"][0]["metadata"][-1]["metadata"]["selected"] = selected
        return self.write("catalog.json", catalog)

    def messages(self, *arguments, selected=True):
        done = self.must("--config", self.config, "--catalog", self.catalog(selected),
                         *arguments)
        return [json.loads(line) for line in done.stdout.splitlines()]

    def kinds(self, *arguments, **options):
        return [each["type"] for each in self.messages(*arguments, **options)]

    def test_discover(self):
        catalog = json.loads(self.must("--discover").stdout)
        self.assertIn("crew", [each["tap_stream_id"] for each in catalog["streams"]])

    def test_catalog(self):
        self.assertEqual(2, self.kinds().count("RECORD"))
        self.assertNotIn("RECORD", self.kinds(selected=False))

    def test_state(self):
        state = self.messages()[-1]
        self.assertEqual("STATE", state["type"])
        # Read again with it, what has not changed is not sent again.
        self.assertNotIn("RECORD", self.kinds(
            "--state", self.write("state.json", state["value"])))

    def test_activate_version(self):
        self.assertIn("ACTIVATE_VERSION", self.kinds())

    def test_stream_maps(self):
        self.assertEqual(
            [("people", "MEMBER 1")],
            [(stream, record["name"]) for stream, record in self.records(
                stream_maps={"crew": {"__alias__": "people",
                                      "__filter__": "name.endswith('1')",
                                      "name": "name.upper()"}})])

    def test_schema_flattening(self):
        # The crew has one thing that is nested, a list: at depth 1 that is text.
        for _, record in self.records(flattening_enabled=True,
                                      flattening_max_depth=1):
            self.assertEqual("[]", record["launches"])

    def test_test(self):
        done = self.must("--config", self.config, "--catalog", self.catalog(), "--test")
        self.assertIn('"RECORD"', done.stdout)


class Target(Capabilities, unittest.TestCase):
    program, plugin = "target-postgres-cpp", "target-postgres"

    @classmethod
    def setUpClass(cls):
        cls.server = PostgresServer()
        cls.addClassCleanup(cls.server.remove)

    def setUp(self):
        super().setUp()
        self.server.query("drop schema if exists zoo cascade")

    def load(self, *messages, **settings):
        config = {"host": self.server.socket_folder, "port": self.server.port,
                  "user": self.server.user, "database": "postgres",
                  "default_target_schema": "zoo", "load_method": "upsert"}
        return self.call("--config", self.write("config.json", config | settings),
                         messages=(SCHEMA, *messages))

    def rows(self, query="select id from zoo.animals order by 1"):
        return [row[0] for row in self.server.query(query)]

    def loaded(self, *messages, **settings):
        done = self.load(*messages, **settings)
        self.assertEqual(0, done.returncode, done.stderr)
        return self.rows()

    def test_validate_records(self):
        wrong = {**SCHEMA, "schema": {"properties": {
            "id": {"type": "integer", "minimum": 8}}}}
        done = self.load(wrong, record(7))
        self.assertEqual(1, done.returncode)
        self.assertIn("minimum", done.stderr)
        self.assertEqual(["7"], self.loaded(wrong, record(7), validate_records=False))

    def test_target_schema(self):
        self.assertEqual(["7"], self.loaded(record(7)))

    def test_stream_maps(self):
        self.assertEqual(["8"], self.loaded(
            record(7), record(1),
            stream_maps={"animals": {"__filter__": "id > 1", "id": "id + 1",
                                     "__key_properties__": ["id"]}}))

    def test_schema_flattening(self):
        nested = {**SCHEMA, "schema": {"properties": {
            "id": {"type": "integer"}, "home": {"type": "object", "properties": {
                "town": {"type": "string"}}}}}}
        message = record(7)
        message["record"]["home"] = {"town": "Rome"}
        done = self.load(nested, message, flattening_enabled=True,
                         flattening_max_depth=1)
        self.assertEqual(0, done.returncode, done.stderr)
        self.assertEqual(["Rome"], self.rows("select home__town from zoo.animals"))

    def versions(self, **settings):
        return self.loaded(record(1, version=1), record(2, version=1), version(1),
                           record(2, version=2), version(2), **settings)

    def test_activate_version(self):
        self.assertEqual(["1", "2"], self.versions(activate_version=False))
        self.assertEqual(["2"], self.versions(hard_delete=True))

    def test_soft_delete(self):
        self.assertEqual(["1", "2"], self.versions())
        self.assertEqual(["1"], self.rows(
            "select id from zoo.animals where _sdc_deleted_at is not null"))

    def test_hard_delete(self):
        self.assertEqual(["2"], self.versions(hard_delete=True))


if __name__ == "__main__":
    unittest.main()
