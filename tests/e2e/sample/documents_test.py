"""The sample's documents: totals, ids, shapes, always the same bytes."""

import hashlib
import json
import os
import re
import subprocess
import sys
import unittest
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

from sample_api import (OBJECTS, PATHS, RECORDED, SAMPLE, SCHEMAS, STREAMS,
                        documents, generate, generated, listed, read,
                        synthetic, synthetic_documents)

TOTALS = {"starlink": 3526, "launches": 205, "payloads": 225, "cores": 83,
          "crew": 30, "ships": 29, "capsules": 25, "history": 15,
          "landpads": 7, "launchpads": 6, "rockets": 4, "dragons": 2,
          "company": 1, "roadster": 1}
# Of the schema, but in no body the API ever gave.
NEVER_GIVEN = {"capsules": {"dragon"}}
# Added by the tap.
LIFTED = {"starlink": {"space_track_creation_date"}}
# Lists of links: the sample's are empty, so their items have no kind.
EMPTY_LISTS = {".links.flickr.original[]", ".flickr_images[]",
               ".images.large[]"}
# What complete documents have and those of the facts have not, in leaves.
LEAVES_INVENTED = {"v4/dragons": 68, "v4/launches": 72, "v4/payloads": 589,
                   "v4/roadster": 15, "v4/rockets": 107, "v5/launches": 72}
# Of a satellite; beside its position.
INVENTED_ELEMENTS = (
    "RA_OF_ASC_NODE", "ARG_OF_PERICENTER", "MEAN_ANOMALY", "REV_AT_EPOCH",
    "BSTAR", "MEAN_MOTION_DOT", "MEAN_MOTION_DDOT", "RCS_SIZE", "FILE",
    "GP_ID", "TLE_LINE1", "TLE_LINE2")
# All bodies in path order; changes with the facts or the generator, on
# purpose. Equal on every machine and Python.
DIGEST = (
    "27cca1c203b6ff37f95403021f75ca8e1e36078d09f9429617c0ee6caf4758af")


def digest(directory: Path) -> str:
    total = hashlib.sha256()
    for path in PATHS:
        total.update((directory / f"{path}.json").read_bytes())
    return total.hexdigest()


def kinds(value, path: str = "", found=None) -> dict[str, set[str]]:
    """JSON kinds by path; integer and fraction are one kind, number."""
    found = {} if found is None else found
    name = {bool: "boolean", int: "number", float: "number"}.get(
        type(value), type(value).__name__)
    found.setdefault(path, set()).add(name)
    if isinstance(value, dict):
        for key, item in value.items():
            kinds(item, f"{path}.{key}", found)
    elif isinstance(value, list):
        for item in value:
            kinds(item, f"{path}[]", found)
    return found


def key_order(value, path: str = "", found=None) -> dict[str, list[str]]:
    """Of each object, its keys in the order of its text."""
    found = {} if found is None else found
    if isinstance(value, dict):
        found.setdefault(path, list(value))
        for key, item in value.items():
            key_order(item, f"{path}.{key}", found)
    elif isinstance(value, list):
        for item in value:
            key_order(item, f"{path}[]", found)
    return found


def schema_of(stream: str) -> dict:
    schema = json.loads((SCHEMAS / f"{stream}.json").read_bytes())
    return schema.get("schema", schema)


def keys_by_schema(schema: dict, path: str = "") -> dict[str, set[str]]:
    found = {}
    if "properties" in schema:
        found[path] = set(schema["properties"])
        for key, item in schema["properties"].items():
            found |= keys_by_schema(item, f"{path}.{key}")
    if isinstance(schema.get("items"), dict):
        found |= keys_by_schema(schema["items"], f"{path}[]")
    return found


class Totals(unittest.TestCase):
    def test_each_stream_has_its_documents(self):
        counts = {stream: len(documents(f"v4/{stream}")) for stream in STREAMS}
        self.assertEqual(counts, TOTALS)
        self.assertEqual(len(documents("v5/launches")), 205)

    def test_single_objects_are_no_arrays(self):
        for path in PATHS:
            body = read(Path(generated().name), path)
            self.assertIsInstance(body, dict if path in OBJECTS else list)

    def test_launches_past_and_upcoming(self):
        upcoming = [launch["upcoming"] for launch in documents("v5/launches")]
        self.assertEqual(Counter(upcoming), {False: 187, True: 18})

    def test_satellites_decayed_and_in_orbit(self):
        flags = [satellite["spaceTrack"]["DECAYED"]
                 for satellite in documents("v4/starlink")]
        self.assertEqual(Counter(flags), {1: 258, 0: 3268})


class Ids(unittest.TestCase):
    def test_ids_are_unique_and_24_hex_digits_and_last(self):
        for path in PATHS:
            ids = [document["id"] for document in documents(path)]
            self.assertEqual(len(set(ids)), len(ids), path)
            for given in ids:
                self.assertRegex(given, "^[0-9a-f]{24}$")
            self.assertEqual(list(documents(path)[0])[-1], "id")

    def test_references_lead_to_documents(self):
        ids = {stream: {document["id"] for document in
                        documents(f"v4/{stream}")} for stream in STREAMS}
        for launch in documents("v4/launches"):
            self.assertIn(launch["rocket"], ids["rockets"])
            self.assertIn(launch["launchpad"], ids["launchpads"])
            for stream in ("crew", "ships", "capsules", "payloads"):
                self.assertLessEqual(set(launch[stream]), ids[stream])
            for core in launch["cores"]:
                self.assertIn(core["core"], ids["cores"] | {None})
                self.assertIn(core["landpad"], ids["landpads"] | {None})
        for satellite in documents("v4/starlink"):
            self.assertIn(satellite["launch"], ids["launches"] | {None})

    def test_ids_are_the_samples_own(self):
        if not RECORDED.is_dir():
            self.skipTest(f"no recorded bodies at {RECORDED}")
        for path in PATHS:
            theirs = json.loads((RECORDED / f"{path}.json").read_bytes())
            theirs = [theirs] if path in OBJECTS else theirs
            self.assertFalse({document["id"] for document in theirs}
                             & {document["id"] for document in
                                documents(path)}, path)

    def test_no_links_are_given(self):
        for path in PATHS:
            body = (Path(generated().name) / f"{path}.json").read_bytes()
            self.assertNotIn(b"http", body, path)


class Shapes(unittest.TestCase):
    def test_keys_are_those_of_the_taps_schemas(self):
        if not any(SCHEMAS.glob("*.json")):
            self.skipTest(f"no schemas at {SCHEMAS}")
        for stream in STREAMS:
            path = "v5/launches" if stream == "launches" else f"v4/{stream}"
            wanted = keys_by_schema(schema_of(stream))
            wanted[""] -= NEVER_GIVEN.get(stream, set())
            wanted[""] -= LIFTED.get(stream, set())
            for document in documents(path):
                for place, keys in key_order(document).items():
                    self.assertEqual(set(keys), wanted[place],
                                     f"{path} {place}")

    def test_every_document_of_a_stream_has_the_same_keys(self):
        for path in PATHS:
            first = key_order(documents(path)[0])
            for document in documents(path):
                self.assertEqual(key_order(document)[""], first[""], path)

    def test_keys_their_order_and_kinds_are_those_recorded(self):
        if not RECORDED.is_dir():
            self.skipTest(f"no recorded bodies at {RECORDED}")
        for path in PATHS:
            recorded = listed(RECORDED, path)
            ours = synthetic_documents(path)
            self.assertEqual(key_order(ours), key_order(recorded), path)
            wanted, given = kinds(recorded), kinds(ours)
            self.assertEqual(set(wanted) - set(given),
                             {place for place in wanted
                              if place.removeprefix("[]") in EMPTY_LISTS}, path)
            for place, found in given.items():
                self.assertLessEqual(found, wanted[place], f"{path} {place}")


class Facts(unittest.TestCase):
    """What the facts do not tell is null in their documents."""

    def test_nothing_but_what_is_invented_differs_from_complete_documents(self):
        for path in PATHS:
            if path == "v4/starlink":
                continue  # another constellation: see below
            for fact, complete in zip(documents(path),
                                      synthetic_documents(path), strict=True):
                self.assertIn("id", fact)
                self.assert_blanked(fact, complete, path)

    def assert_blanked(self, fact, complete, place):
        if isinstance(fact, dict):
            self.assertEqual(list(fact), list(complete), place)
            for key in fact:
                self.assert_blanked(fact[key], complete[key], f"{place}.{key}")
        elif fact is not None and fact != []:
            self.assertEqual(fact, complete, place)

    def test_counts_of_what_is_null_in_facts_alone(self):
        """A member that becomes invented, or known, is meant to be."""
        def leaves(value):
            if isinstance(value, dict):
                return sum(map(leaves, value.values()))
            if isinstance(value, list):
                return sum(map(leaves, value))
            return value is not None
        lost = {path: leaves(synthetic_documents(path))
                - leaves(documents(path)) for path in PATHS
                if path != "v4/starlink"}
        self.assertEqual({path: n for path, n in lost.items() if n},
                         LEAVES_INVENTED)

    def test_satellites_have_no_invented_elements(self):
        given = kinds(documents("v4/starlink"))
        for key in INVENTED_ELEMENTS:
            self.assertEqual(given[f"[].spaceTrack.{key}"], {"NoneType"}, key)
        for key in ("height_km", "latitude", "longitude", "velocity_kms"):
            self.assertEqual(given[f"[].{key}"], {"NoneType"}, key)
        wanted = kinds(synthetic_documents("v4/starlink"))
        self.assertEqual(set(given), set(wanted))

    def test_folders_say_what_they_hold(self):
        for directory, kind in ((generated(), "facts"),
                                (synthetic(), "synthetic")):
            mark = Path(directory.name) / ".kind"
            self.assertEqual(mark.read_text(), f"{kind}\n")


class Determinism(unittest.TestCase):
    def test_bytes_are_the_known_ones(self):
        self.assertEqual(digest(Path(generated().name)), DIGEST)

    def test_hash_seed_zone_and_locale_change_nothing(self):
        with TemporaryDirectory() as other:
            environment = {**os.environ, "PYTHONHASHSEED": "7", "LC_ALL": "C",
                           "PYTHONUTF8": "0", "TZ": "Pacific/Auckland"}
            subprocess.run([sys.executable, "-B", SAMPLE / "generate.py",
                            other], env=environment, check=True)
            self.assertEqual(digest(Path(other)), DIGEST)


class SyntheticConstellation(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.satellites = synthetic_documents("v4/starlink")

    def test_counts_and_ids(self):
        self.assertEqual(len(self.satellites), 5000)
        ids = {satellite["id"] for satellite in self.satellites}
        self.assertEqual(len(ids), 5000)

    def test_designators_of_many(self):
        """One satellite each, and one launch for all pieces of a number."""
        with TemporaryDirectory() as directory:
            generate(Path(directory), "--satellites", "100000")
            body = (Path(directory) / "v4/starlink.json").read_text()
        found = re.findall(r'"OBJECT_ID":"([^"]*)".*?"LAUNCH_DATE":"([^"]*)"'
                           r'.*?"launch":("[^"]*"|null)', body)
        self.assertEqual(100_000, len(found))
        self.assertEqual(100_000, len({name for name, _, _ in found}))
        for name, day, _ in found:
            self.assertRegex(name, "^[0-9]{4}-[0-9]{3}[A-HJ-NP-Z]{1,3}$")
            self.assertEqual(name[:4], day[:4])
        launches = {(name[:8], day, launch) for name, day, launch in found}
        self.assertEqual(len({name[:8] for name, _, _ in found}),
                         len(launches))

    def test_shape_is_that_of_the_catalogued(self):
        """But for what is invented, which the facts have not."""
        wanted = kinds(documents("v4/starlink"))
        for place, found in kinds(self.satellites).items():
            if wanted[place] != {"NoneType"}:
                self.assertLessEqual(found, wanted[place], place)

    def test_size_is_that_of_the_catalogued(self):
        body = Path(synthetic().name) / "v4/starlink.json"
        self.assertTrue(1200 < body.stat().st_size / 5000 < 1400)

    def test_half_are_linked_to_launches_of_their_day(self):
        launches = {launch["id"]: launch for launch in documents("v4/launches")}
        linked = [satellite for satellite in self.satellites
                  if satellite["launch"]]
        self.assertTrue(2000 < len(linked) < 3000)
        for satellite in linked:
            self.assertEqual(
                launches[satellite["launch"]]["date_utc"][:10],
                satellite["spaceTrack"]["LAUNCH_DATE"])

    def test_dates_are_in_order(self):
        for satellite in self.satellites:
            track = satellite["spaceTrack"]
            self.assertLess(track["LAUNCH_DATE"], track["CREATION_DATE"])
            if track["DECAY_DATE"]:
                self.assertLess(track["LAUNCH_DATE"], track["DECAY_DATE"])
                self.assertLessEqual(track["DECAY_DATE"], "2022-11-30")

    def test_creation_dates_are_spread_below_the_newest(self):
        dates = [satellite["spaceTrack"]["CREATION_DATE"]
                 for satellite in self.satellites]
        self.assertEqual(max(dates), dates[0])
        self.assertGreater(len(set(dates)), 4000)

    def test_none_and_one(self):
        for count in (0, 1):
            with TemporaryDirectory() as directory:
                generate(Path(directory), "--satellites", str(count))
                body = read(Path(directory), "v4/starlink")
                self.assertEqual(len(body), count)


if __name__ == "__main__":
    unittest.main()
