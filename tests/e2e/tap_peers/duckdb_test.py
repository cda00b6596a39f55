"""target-duckdb takes the tap's output: every row, by count and ids."""

import hashlib
import json
import subprocess
import unittest
from pathlib import Path
from tempfile import TemporaryDirectory

from tap_program import (RECORDED, environment, messages_of, run_tap,
                         write_json)
from peer_venv import bin_folder
from sample_api import generate

# Run by the environment that has duckdb: prints each table's ids.
READ_TABLES = """
import duckdb, json, sys
database = duckdb.connect(sys.argv[1])
tables = database.sql("select name, column_names from (show all tables)")
print(json.dumps({name: sorted(
    "/".join(row) for row in database.execute(
        f'select {"run_id, stream" if "run_id" in columns else "id"} '
        f'from main."{name}"').fetchall())
    for name, columns in tables.fetchall()}))
"""


def checksum(identities: list[str]) -> tuple[int, str]:
    return len(identities), hashlib.sha256(
        "\n".join(sorted(identities)).encode()).hexdigest()


def sent_identities(messages: list[dict]) -> dict[str, list[str]]:
    """Of each stream, also of one without records."""
    keys, sent = {}, {}
    for message in messages:
        if message["type"] == "SCHEMA":
            keys[message["stream"]] = message["key_properties"]
            sent.setdefault(message["stream"], [])
        elif message["type"] == "RECORD":
            sent[message["stream"]].append("/".join(
                message["record"][name] for name in keys[message["stream"]]))
    return sent


class TargetDuckdb(unittest.TestCase):
    def loads(self, bodies: Path):
        with TemporaryDirectory(prefix="tap-peers-") as name:
            folder = Path(name)
            output = run_tap("--config", write_json(
                folder / "config.json", {"api_url": bodies.as_uri()}))
            programs = bin_folder("target-duckdb")
            database = folder / "loaded.duckdb"
            config = write_json(folder / "target.json", {
                "path": str(database), "default_target_schema": "main"})
            subprocess.run([programs / "target-duckdb", "--config", config],
                           input=output, text=True, env=environment(),
                           cwd=folder, check=True, capture_output=True)
            tables = subprocess.run(
                [programs / "python", "-c", READ_TABLES, database], text=True,
                check=True, stdout=subprocess.PIPE).stdout
        sent = sent_identities(messages_of(output))
        self.assertEqual(15, len(sent))
        self.assertEqual(
            {stream: checksum(keys) for stream, keys in sent.items()},
            {table: checksum(keys)
             for table, keys in json.loads(tables).items()})

    def test_the_sample(self):
        with TemporaryDirectory(prefix="tap-peers-") as folder:
            generate(Path(folder))
            self.loads(Path(folder))

    @unittest.skipUnless(RECORDED.is_dir(),
                         f"the recorded answers are not here ({RECORDED})")
    def test_the_recorded_answers(self):
        self.loads(RECORDED)


if __name__ == "__main__":
    unittest.main()
