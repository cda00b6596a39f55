"""A column's type changes from each type to each other between two runs, in
MeltanoLabs' target and in ours.

evolution.json says, for each pair, what each makes of it: the column's type in
the end with the old row's value and the new one's, or that the run fails.
`UPDATE=1` writes it anew, to be read before it is committed.
"""

import json
import os
import pathlib
import unittest

import programs
import tables
from postgres_server import PostgresServer

FILE = pathlib.Path(__file__).resolve().parent / "evolution.json"

# Per type: its JSON schema and one value, different from all others.
TYPES = {
    "smallint": ({"type": "integer", "minimum": 0, "maximum": 100}, "7"),
    "integer": ({"type": "integer", "minimum": 0, "maximum": 100000}, "70000"),
    "bigint": ({"type": "integer"}, "7000000000"),
    "number": ({"type": "number"}, "1.50"),
    "decimal(5,2)": ({"type": ["string", "null"], "format":
                      "x-singer.decimal", "precision": 5, "scale": 2},
                     '"123.45"'),
    "string": ({"type": "string"}, '"text"'),
    "date": ({"type": "string", "format": "date"}, '"2021-02-03"'),
    "date_time": ({"type": "string", "format": "date-time"},
                  '"2021-02-03T04:05:06Z"'),
    "time": ({"type": "string", "format": "time"}, '"04:05:06"'),
    "uuid": ({"type": "string", "format": "uuid"},
             '"a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"'),
    "boolean": ({"type": "boolean"}, "true"),
    "object": ({"type": "object"}, '{"a": 1}'),
    "array of strings": ({"type": "array", "items": {"type": "string"}},
                         '["a", "b"]'),
    "array of integers": ({"type": "array", "items": {"type": "integer"}},
                          "[1, 2]"),
    "array of objects": ({"type": "array", "items": {"type": "object"}},
                         '[{"a": 1}]'),
}


def messages(stream, key, kind):
    schema, value = TYPES[kind]
    properties = {"id": {"type": "integer"}, "v": schema}
    head = json.dumps({
        "type": "SCHEMA", "stream": stream, "key_properties": ["id"],
        "schema": {"type": "object", "properties": properties}})
    return (f'{head}\n{{"type": "RECORD", "stream": "{stream}", '
            f'"record": {{"id": {key}, "v": {value}}}}}\n').encode()


def pairs():
    return [(old, new) for old in TYPES for new in TYPES if old != new]


def see(server, database, target):
    """{old: {new: what became of the column}}"""
    settings = {"default_target_schema": "evolution"}
    streams = {pair: f"{pair[0]} to {pair[1]}" for pair in pairs()}
    first = target.run(b"".join(
        messages(stream, 1, old) for (old, _), stream in streams.items()),
        settings)
    assert first.is_done, first.errors
    fails = {pair for pair, stream in streams.items()
             if not target.run(messages(stream, 2, pair[1]), settings).is_done}
    found = tables.read_schema(server, database, "evolution")
    seen = {old: {} for old in TYPES}
    for (old, new), stream in streams.items():
        table = found[stream]
        values = ", ".join(row[1] for row in table.rows)
        seen[old][new] = ("fails" if (old, new) in fails
                          else f"{table.columns[1].type}: {values}")
    return seen


def merged(theirs, ours):
    return {old: {new: {"meltanolabs": theirs[old][new], "ours": ours[old][new]}
                  for new in theirs[old]} for old in theirs}


class EvolutionTest(unittest.TestCase):
    maxDiff = None

    def test_each_type_to_each_other(self):
        server = PostgresServer(tcp=True)
        self.addCleanup(server.remove)
        server.create_database("meltanolabs")
        server.create_database("ours")
        meltanolabs = programs.MeltanoLabs(server, "meltanolabs")
        self.addCleanup(meltanolabs.close)
        seen = merged(see(server, "meltanolabs", meltanolabs),
                      see(server, "ours", programs.Ours(server, "ours")))
        if os.environ.get("UPDATE"):
            FILE.write_text(json.dumps(seen, indent=1) + "\n")
        self.assertEqual(json.loads(FILE.read_text()), seen)


if __name__ == "__main__":
    unittest.main()
