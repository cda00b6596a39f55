"""Stream maps and flattening change what the tap writes, and nothing else."""

import json
import unittest
from pathlib import Path
from tempfile import TemporaryDirectory

from tap import catalog_of, run

SHIPS = [{"id": "a", "name": "A", "mass_kg": 1.50, "image": None},
         {"id": "b", "name": None, "mass_kg": 2, "image": "x"}]


class Mapped(unittest.TestCase):
    def setUp(self):
        folder = TemporaryDirectory(prefix="tap-api-")
        self.addCleanup(folder.cleanup)
        self.root = Path(folder.name)
        (self.root / "v4").mkdir()
        (self.root / "v4" / "ships.json").write_text(
            json.dumps(SHIPS).replace("1.5,", "1.50,"))
        self.catalog = catalog_of("ships")

    def read(self, **settings):
        return run(api_url=f"file://{self.root}", catalog=self.catalog, **settings)

    def test_without_maps_nothing_changes(self):
        plain = self.read()
        self.assertEqual(0, plain.status, plain.log)
        other = self.read(stream_maps={"rockets": {"name": None}})
        self.assertEqual(plain.records("ships"), other.records("ships"))

    def test_streams_and_properties_are_mapped(self):
        done = self.read(stream_maps={
            "ships": {"__alias__": "vessels", "label": "name or 'none'",
                      "image": None, "weight": "mass_kg"},
            "names": {"__source__": "ships", "__else__": None, "id": "md5(id)"}})
        self.assertEqual(0, done.status, done.log)
        self.assertEqual(["vessels", "names"], done.streams("SCHEMA"))
        first, second = done.records("vessels")
        self.assertEqual(("A", "1.50"), (first["label"], first["weight"]))
        self.assertNotIn("image", first)
        self.assertEqual("none", second["label"])
        self.assertEqual([{"id": "0cc175b9c0f1b6a831c399e269772661"},
                          {"id": "92eb5ffee6ae2fec3ad71c777531578f"}],
                         done.records("names"))
        # The state speaks of the stream as it is.
        self.assertEqual(["ships"], list(done.states[-1]["bookmarks"]))

    def test_arrays_become_text_and_objects_columns(self):
        launches = [{"id": "a", "flight_number": 1, "name": "A",
                     "date_utc": "2020-01-01T00:00:00.000Z",
                     "date_local": "2020-01-01T00:00:00Z",
                     "links": {"patch": {"small": "s"}, "webcast": "w"},
                     "ships": ["x", "ß"]}]
        (self.root / "v5").mkdir()
        (self.root / "v5" / "launches.json").write_text(json.dumps(launches))
        done = run(api_url=f"file://{self.root}", catalog=catalog_of("launches"),
                   flattening_enabled=True, flattening_max_depth=1)
        self.assertEqual(0, done.status, done.log)
        [record] = done.records("launches")
        self.assertEqual('{"small":"s"}', record["links__patch"])
        self.assertEqual("w", record["links__webcast"])
        self.assertEqual('["x","\\u00df"]', record["ships"])
        [schema] = [message["schema"] for message in done.messages
                    if message["type"] == "SCHEMA"]
        self.assertIn("links__webcast", schema["properties"])
        self.assertNotIn("links", schema["properties"])

    def test_an_expression_that_fails_ends_the_run_before_the_state(self):
        done = self.read(stream_maps={"ships": {"x": "nmae.lower()"}})
        self.assertEqual(1, done.status, done.log)
        self.assertIn("stream 'ships': property 'x': expression nmae.lower(): ",
                      done.log)
        self.assertEqual([], done.records("ships"))
        self.assertEqual([], [state for state in done.states
                              if "ships" in state.get("bookmarks", {})])


if __name__ == "__main__":
    unittest.main()
