"""The README's settings are what --about says."""

import os
import pathlib
import subprocess
import unittest

PROJECT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = pathlib.Path(
    os.environ.get("PROGRAM_DIR", PROJECT / "bin")) / "target-postgres-cpp"
README = PROJECT / "target-postgres-cpp" / "README.md"


def rows(text):
    lines = text.splitlines()
    start = next(i for i, line in enumerate(lines)
                 if line.startswith("| Setting"))
    table = []
    for line in lines[start:]:
        if not line.startswith("|"):
            break
        table.append(line)
    return table


class Readme(unittest.TestCase):
    def test_settings(self):
        about = subprocess.run(
            [PROGRAM, "--about", "--format", "markdown"],
            capture_output=True, text=True, check=True).stdout
        self.assertEqual(rows(README.read_text()), rows(about))


if __name__ == "__main__":
    unittest.main()
