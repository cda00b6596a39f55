"""State in every shape that users paste, and what a run leaves of it."""

import json
import unittest
from pathlib import Path
from tempfile import TemporaryDirectory

from tap import catalog_of, run

FIRST = '[{"id":"a"},{"id":"b"}]'


class States(unittest.TestCase):
    def setUp(self):
        folder = TemporaryDirectory(prefix="tap-api-")
        self.addCleanup(folder.cleanup)
        self.root = Path(folder.name)
        (self.root / "v4").mkdir()
        self.answer(FIRST)
        self.catalog = catalog_of("ships", "cores")

    def answer(self, body: str) -> None:
        for stream in ("ships", "cores"):
            (self.root / f"v4/{stream}.json").write_text(body)

    def run_tap(self, state=None, **options):
        done = run(api_url=f"file://{self.root}", catalog=self.catalog,
                   state=state, **options)
        self.assertEqual(0, done.status, done.log)
        return done

    def test_every_wrapping_goes_on_from_the_same_place(self):
        state = self.run_tap().states[-1]
        text = json.dumps(state)
        for shape in (text, json.dumps(state, indent=2),
                      f'{{"singer_state": {text}}}',
                      f'{{"completed": {{"singer_state": {text}}}, '
                      f'"singer_state": {text}}}',
                      f'{{"type": "STATE", "value": {text}}}'):
            with self.subTest(shape[:30]):
                done = self.run_tap(state=shape)
                self.assertEqual([], done.streams("RECORD"))
                self.assertEqual(state, done.states[-1])

    def test_no_state_in_every_spelling(self):
        for shape in ("", "\n", "null", "{}", '{"bookmarks": {}}'):
            with self.subTest(shape):
                done = self.run_tap(state=shape)
                self.assertEqual(4, len(done.streams("RECORD")))

    def test_foreign_bookmarks_stay_byte_for_byte(self):
        foreign = '{"at": 12345678901234567890, "x":1.10e-07}'
        done = self.run_tap(
            state=f'{{"z":[1, 2],"bookmarks":{{"moons":{foreign}}}}}')
        for line in done.output.splitlines():
            if line.startswith(b'{"type":"STATE"'):
                self.assertIn(foreign.encode(), line)
                self.assertIn(b'"z":[1, 2]', line)

    def test_stale_progress_markers_go(self):
        done = self.run_tap(state={"bookmarks": {"ships": {
            "replication_key_signpost": "2021-01-01T00:00:00Z",
            "progress_markers": {"Note": "not resumable"}}}})
        self.assertNotIn(b"progress_markers", done.output)

    def test_odd_bookmarks_start_anew(self):
        for bookmark in (None, [], 7, "x", {"etag": 7, "version": "x"}):
            with self.subTest(bookmark):
                done = self.run_tap(state={"bookmarks": {"ships": bookmark}})
                self.assertEqual(4, len(done.streams("RECORD")))

    def test_what_is_no_state_is_refused(self):
        for shape in ("[]", "{", "state", '{"singer_state": 1}'):
            with self.subTest(shape):
                done = run(api_url=f"file://{self.root}", state=shape)
                self.assertEqual(2, done.status)
                self.assertIn("state.json", done.log)
                self.assertEqual(b"", done.output)

    def test_a_document_that_vanished_goes_by_its_version(self):
        options = {"emit_activate_version_messages": True}
        first = self.run_tap(**options)
        self.answer('[{"id":"a"}]')
        second = self.run_tap(state=first.states[-1], **options)
        versions = {}
        for done, name in ((first, "first"), (second, "second")):
            sent = [m for m in done.messages
                    if m["type"] == "ACTIVATE_VERSION"]
            self.assertEqual(["cores", "ships"], [m["stream"] for m in sent])
            records = [m["version"] for m in done.messages
                       if m["type"] == "RECORD"]
            self.assertEqual({m["version"] for m in sent}, set(records))
            versions[name] = int(sent[0]["version"])
        self.assertGreater(versions["second"], versions["first"])
        self.assertEqual(2, len(second.streams("RECORD")))

    def test_bodies_are_kept_and_can_be_replayed(self):
        with TemporaryDirectory(prefix="tap-raw-") as raw:
            first = self.run_tap(record_dir=raw)
            (folder,) = Path(raw).iterdir()
            self.assertEqual(FIRST, (folder / "v4/ships.json").read_text())
            self.root = folder
            replay = self.run_tap()
            self.assertEqual(first.records("ships"), replay.records("ships"))


if __name__ == "__main__":
    unittest.main()
