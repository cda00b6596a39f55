"""The marts do not tell which target loaded the tables: ours, or MeltanoLabs'
target-postgres, the Meltano Hub's default."""

import unittest

from bodies import sample_url
from transform_run import RECORDED, RUN, Warehouse, tap_output
import peer_venv


class PeerTarget(unittest.TestCase):
    def test_marts_are_equal(self):
        messages = tap_output(RECORDED.as_uri() if RECORDED.is_dir()
                              else sample_url(type(self)))
        peer = peer_venv.bin_folder("meltanolabs") / "target-postgres"
        marts = []
        for command in (None, [peer]):
            warehouse = Warehouse()
            self.addCleanup(warehouse.remove)
            warehouse.load(messages, command)
            warehouse.dbt(*RUN)
            marts.append(warehouse.marts())
        self.assertGreater(len(marts[0]), 20)
        self.assertEqual(*marts)


if __name__ == "__main__":
    unittest.main()
