"""What the target holds does not grow with the number of streams."""

import os
import pathlib
import sys
import unittest

from programs import PROGRAM

FAULTS = pathlib.Path(__file__).resolve().parents[1] / "faults"
sys.path.insert(0, str(FAULTS))
os.environ.setdefault("TARGET_POSTGRES_CPP", str(PROGRAM))

from expectations import ID, TableTest  # noqa: E402
from target import config, record, run, schema, state  # noqa: E402

STREAMS = 300
# 17 MiB for each stream would be five times as much.
KIB = 1_000_000


class Memory(TableTest):
    def test_many_streams_in_one_batch(self):
        names = [f"s{n}" for n in range(STREAMS)]
        result = run(
            config(self.server, self.database),
            b"".join([*(schema(name, ID, ["id"]) for name in names),
                      *(record(name, {"id": 1}) for name in names),
                      state({"n": 1})]),
            prefix=["sh", "-c", f'ulimit -v {KIB}; exec "$@"', "sh"])
        self.assert_done(result)
        self.assertEqual(result.states, ['{"n": 1}'])
        self.assertEqual(self.rows("id", f"raw.s{STREAMS - 1}"), [["1"]])


if __name__ == "__main__":
    unittest.main()
