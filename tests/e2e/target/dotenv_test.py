"""A .env file says the same to the executable as to python-dotenv, by which
Meltano and the SDK's targets read it.

Seen by the message about a number that is none, which holds the value.
"""

import json
import os
import pathlib
import re
import subprocess
import tempfile
import unittest

from programs import PROGRAM, peer_venv

NAME = "TARGET_POSTGRES_PORT"
# Values of which none is a number, as they stand behind the "=".
VALUES = [
    "x # few", "x\t# few", "a#b", "# b", " a b  ", "'a # b'", "'a' # b",
    '"a # b"# c', r"'a\'b\n\\'", r'"a\"b\$"', "'a b", "'a' b", "a 'b' # c",
]
LINES = [f"{NAME}={value}" for value in VALUES] + [
    f"export {NAME}=x", f"  {NAME} = x", f"# {NAME}=x",
    f"{NAME}=x\n{NAME}=y"]

READ = """
import dotenv, io, json, sys
print(json.dumps([dotenv.dotenv_values(stream=io.StringIO(line)).get(sys.argv[1])
                  for line in json.load(sys.stdin)]))
"""


def read_by_python(lines):
    python = peer_venv.bin_folder("meltanolabs") / "python"
    done = subprocess.run([python, "-c", READ, NAME], input=json.dumps(lines),
                          capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def read_by_ours(line):
    with tempfile.TemporaryDirectory() as folder:
        (pathlib.Path(folder) / ".env").write_text(line + "\n")
        environment = {name: value for name, value in os.environ.items()
                       if not name.startswith("TARGET_POSTGRES_")}
        done = subprocess.run(
            [PROGRAM, "--config", "ENV"], cwd=folder, env=environment,
            stdin=subprocess.DEVNULL, capture_output=True, text=True)
    found = re.search(f"{NAME} cannot be read as setting 'port': '(.*)'",
                      done.stderr)
    return found and found.group(1)


class DotenvTest(unittest.TestCase):

    def test_lines_are_read_as_python_dotenv_reads_them(self):
        for line, expected in zip(LINES, read_by_python(LINES)):
            with self.subTest(line):
                self.assertEqual(expected, read_by_ours(line))


if __name__ == "__main__":
    unittest.main()
