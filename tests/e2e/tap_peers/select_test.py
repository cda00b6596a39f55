"""What the tap makes of the catalogs that Meltano writes, pattern by pattern."""

import json
import subprocess
import unittest
from pathlib import Path
from tempfile import TemporaryDirectory

from tap_program import TAP, environment, messages_of, write_json
from capture_catalogs import CATALOGS, MELTANO, PATTERNS, capture_all
from sample_api import SCHEMAS, generate

LAUNCHES = json.loads((SCHEMAS / "launches.json").read_text())["properties"]


def leaves(schemas: dict) -> set[str]:
    """Paths of a schema's properties; of objects, those of their parts."""
    found = set()
    for name, schema in schemas.items():
        parts = leaves(schema.get("properties", {}))
        found |= {f"{name}.{part}" for part in parts} or {name}
    return found


def leaves_of_record(record: dict, declared: dict) -> set[str]:
    """The same of a record; null has the parts that it stands for."""
    found = set()
    for name, value in record.items():
        schemas = declared[name].get("properties", {})
        parts = leaves_of_record(value, schemas) \
            if schemas and value is not None else leaves(schemas)
        found |= {f"{name}.{part}" for part in parts} or {name}
    return found


ALL = leaves(LAUNCHES)
WITHOUT_LINKS = {path for path in ALL if not path.startswith("links.")}
# The properties that each pattern's SCHEMA and RECORDs have, and how many
# warnings say that a parent was selected without its parts.
EXPECTED = {
    "leaves": ({"id", "name", "links.patch.small"}, 0),
    "stream": (ALL, 0),
    "all": (ALL, 0),
    "parent-excluded": (WITHOUT_LINKS, 0),
    "parent-alone": ({"id"}, 1),
    "children-excluded": (WITHOUT_LINKS, 1),
    "within-array": ({"id", "cores"}, 0),
    "key": ({"id"}, 0),
}


class Select(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = TemporaryDirectory(prefix="tap-peers-")
        cls.addClassCleanup(folder.cleanup)
        generate(Path(folder.name))
        cls.config = write_json(Path(folder.name) / "config.json",
                                {"api_url": Path(folder.name).as_uri()})

    def run_with(self, pattern: str) -> tuple[list[dict], list[str]]:
        """Messages, and warnings."""
        done = subprocess.run(
            [TAP, "--config", self.config,
             "--catalog", CATALOGS / f"{pattern}.json"],
            env=environment(), check=True, text=True, capture_output=True)
        return messages_of(done.stdout), [
            line for line in done.stderr.splitlines() if "| WARNING" in line]

    def test_every_pattern_is_here(self):
        self.assertEqual(set(PATTERNS),
                         set(EXPECTED) | {"nothing", "no-match"})

    def test_properties_of_schema_and_records(self):
        for pattern, (expected, warnings) in EXPECTED.items():
            with self.subTest(PATTERNS[pattern]):
                messages, warned = self.run_with(pattern)
                [schema] = [message["schema"] for message in messages
                            if message["type"] == "SCHEMA"]
                self.assertEqual(expected, leaves(schema["properties"]))
                self.assertLessEqual(set(schema.get("required", [])),
                                     set(schema["properties"]))
                records = [message["record"] for message in messages
                           if message["type"] == "RECORD"]
                self.assertEqual(205, len(records))
                for record in records:
                    self.assertEqual(expected, leaves_of_record(
                        record, schema["properties"]))
                self.assertEqual(warnings, len(warned), warned)
                for line in warned:
                    self.assertIn("launches.links.*", line)

    def test_nothing_selected(self):
        for pattern in ("nothing", "no-match"):
            with self.subTest(PATTERNS[pattern]):
                messages, warned = self.run_with(pattern)
                self.assertEqual([], messages)
                self.assertEqual(1, len(warned), warned)

    @unittest.skipUnless(MELTANO.exists(),
                         "Meltano is not here: scripts/setup.sh installs it")
    def test_meltano_still_writes_them_so(self):
        self.assertEqual(
            {pattern: json.loads((CATALOGS / f"{pattern}.json").read_text())
             for pattern in PATTERNS}, capture_all())


if __name__ == "__main__":
    unittest.main()
