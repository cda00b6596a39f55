"""The tap's output, judged by programs of others."""

import csv
import json
import pathlib
import shutil
import subprocess
import tempfile
import unittest

from meltano_project import PROJECT, RECORDED, clean_environment
from peer_venv import bin_folder
from sample_api import generate

TAP = PROJECT / "bin" / "tap-spacex"


class TapOutput:
    """Runs the tap once per class on `bodies()`; `sent` has the ids of each
    stream's records in the order they came."""

    @classmethod
    def setUpClass(cls):
        cls.folder = pathlib.Path(tempfile.mkdtemp(prefix="peers-"))
        cls.addClassCleanup(shutil.rmtree, cls.folder)
        cls.config = cls.folder / "config.json"
        cls.config.write_text(json.dumps({"api_url": cls.bodies().as_uri()}))
        cls.messages = cls.folder / "tap.singer"
        with cls.messages.open("w") as output:
            cls.run_program([TAP, "--config", cls.config], stdout=output)
        cls.sent = {}
        with cls.messages.open() as lines:
            for message in map(json.loads, lines):
                if message["type"] == "SCHEMA":
                    cls.sent.setdefault(message["stream"], [])
                elif message["type"] == "RECORD":
                    cls.sent[message["stream"]].append(
                        cls.identity(message["record"]))
                elif message["type"] == "STATE":
                    cls.state = message["value"]

    @staticmethod
    def identity(record):
        return record.get("id") or f"{record['run_id']} {record['stream']}"

    @classmethod
    def run_program(cls, command, **options):
        subprocess.run(command, cwd=cls.folder, env=clean_environment(),
                       check=True, **options)

    def load(self, peer, program, config):
        """Runs a target of others on the messages; the folder it wrote in."""
        folder = self.folder / peer
        folder.mkdir()
        (folder / "config.json").write_text(json.dumps(config))
        with self.messages.open() as messages:
            subprocess.run(
                [bin_folder(peer) / program, "--config", "config.json"],
                cwd=folder, env=clean_environment(), stdin=messages,
                stdout=subprocess.DEVNULL, check=True)
        return folder

    def test_target_jsonl_takes_every_record(self):
        folder = self.load("target-jsonl", "target-jsonl",
                           {"do_timestamp_file": False})
        for stream, identities in self.sent.items():
            with self.subTest(stream=stream), \
                    (folder / f"{stream}.jsonl").open() as lines:
                self.assertEqual(identities, [
                    self.identity(json.loads(line)) for line in lines])

    def test_target_csv_takes_every_record(self):
        folder = self.load("target-csv", "target-csv", {})
        for stream, identities in self.sent.items():
            with self.subTest(stream=stream):
                [file] = folder.glob(f"{stream}*.csv")
                with file.open(newline="") as lines:
                    self.assertEqual(identities, [
                        self.identity(row) for row in csv.DictReader(lines)])

    def check_tap(self, messages):
        # Through its standard input: run on a program, singer-check-tap may
        # look at its own summary before it has been made.
        with messages.open() as lines:
            done = subprocess.run(
                [bin_folder("singer-tools") / "singer-check-tap"],
                cwd=self.folder, env=clean_environment(), stdin=lines,
                stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        self.assertEqual(0, done.returncode, done.stdout)
        self.assertIn("The output is valid", done.stdout)

    def test_singer_check_tap_passes(self):
        self.check_tap(self.messages)

    def test_singer_check_tap_passes_with_the_state_given_back(self):
        state = self.folder / "state.json"
        state.write_text(json.dumps(self.state))
        messages = self.folder / "again.singer"
        with messages.open("w") as output:
            self.run_program([TAP, "--config", self.config, "--state", state],
                             stdout=output)
        self.check_tap(messages)


class Sample(TapOutput, unittest.TestCase):
    @classmethod
    def bodies(cls):
        folder = cls.folder / "bodies"
        generate(folder)
        return folder


@unittest.skipUnless(RECORDED.is_dir(),
                     f"the recorded answers are not here ({RECORDED})")
class Recorded(TapOutput, unittest.TestCase):
    @classmethod
    def bodies(cls):
        return RECORDED


if __name__ == "__main__":
    unittest.main()
