"""Settings of the target through Meltano, which hands on the defaults of all
others as if somebody had set them."""

import unittest

from meltano_project import MELTANO, MeltanoProject, reach
from postgres_server import PostgresServer

INPUT = r"""printf '%s\n' \
'{"type":"SCHEMA","stream":"a","key_properties":["id"],"schema":{"properties":{"id":{"type":"integer"}}}}' \
'{"type":"RECORD","stream":"a","record":{"id":7},"version":1}' \
'{"type":"ACTIVATE_VERSION","stream":"a","version":1}' \
'{"type":"STATE","value":{"n":1}}' | "$0" --environment=dev invoke target-postgres"""


class TargetSettings(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = PostgresServer(tcp=True)
        cls.addClassCleanup(cls.server.remove)
        cls.server.create_database("spacex_dev")

    def setUp(self):
        self.project = MeltanoProject()
        self.addCleanup(self.project.remove)
        # Where no certificate lies.
        self.home = str(self.project.folder)

    def load(self, **settings):
        return self.project.call(
            ["sh", "-c", INPUT, MELTANO], HOME=self.home,
            **reach(self.server) | {
                f"TARGET_POSTGRES_{name.upper()}": value for name, value in
                {"default_target_schema": "t", **settings}.items()})

    def assert_loaded(self, output, status):
        self.assertEqual(0, status, output)
        self.assertIn('{"n":1}', output)
        self.assertEqual([["7"]], self.server.query("select id from t.a",
                                                    "spacex_dev"))
        self.server.query("drop schema t cascade", "spacex_dev")

    def test_add_record_metadata_alone(self):
        self.assert_loaded(*self.load(add_record_metadata="false"))
        output, status = self.load(add_record_metadata="false",
                                   activate_version="true")
        self.assertIn("'activate_version' needs the metadata columns", output)
        self.assertNotEqual(0, status)

    def test_tls_without_an_authority(self):
        self.assert_loaded(*self.load(
            host="127.0.0.1", ssl_enable="true", ssl_mode="prefer"))
        output, status = self.load(
            host="127.0.0.1", ssl_enable="true", ssl_mode="require")
        # The server has none: that is what it ends by.
        self.assertIn("does not support SSL", output)
        self.assertNotEqual(0, status)
        output, status = self.load(
            host="127.0.0.1", ssl_enable="true", ssl_mode="require",
            ssl_certificate_authority="/nowhere.pem")
        self.assertIn("'ssl_certificate_authority' names no file", output)
        self.assertNotEqual(0, status)


if __name__ == "__main__":
    unittest.main()
