"""Runs sdk_standard_tests.py where the SDK is installed."""

import subprocess
import unittest
from pathlib import Path
from tempfile import TemporaryDirectory

from tap_program import RECORDED, environment
from peer_venv import bin_folder
from sample_api import generate

HERE = Path(__file__).resolve().parent


class StandardTests(unittest.TestCase):
    def passes_on(self, bodies: Path):
        done = subprocess.run(
            [bin_folder("meltanolabs") / "python", "-B", "-m", "pytest", "-q",
             "-p", "no:cacheprovider", "sdk_standard_tests.py"],
            cwd=HERE, env=environment(API_URL=bodies.as_uri()), text=True,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        print(done.stdout.splitlines()[-1])
        self.assertEqual(0, done.returncode, done.stdout)

    def test_on_the_sample(self):
        with TemporaryDirectory(prefix="tap-peers-") as folder:
            generate(Path(folder))
            self.passes_on(Path(folder))

    @unittest.skipUnless(RECORDED.is_dir(),
                         f"the recorded answers are not here ({RECORDED})")
    def test_on_the_recorded_answers(self):
        self.passes_on(RECORDED)


if __name__ == "__main__":
    unittest.main()
