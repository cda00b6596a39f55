"""What every run must show, whether it went well or failed."""

import re
import unittest

from target import config, record, run, schema, state
from postgres_server import PostgresServer

INTEGER = {"type": ["integer", "null"]}
TEXT = {"type": ["string", "null"]}
ID = {"id": {"type": "integer"}}
ID_TEXT = ID | {"text": TEXT}

LOG_LINE = re.compile(
    r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} \| [A-Z]+ +\| \S+ \| ")


class FaultTest(unittest.TestCase):
    def assert_done(self, result):
        self.assertEqual(result.status, 0, result.errors)
        self.assert_whole_lines(result)

    def assert_failed(self, result, *parts, status=1):
        """Ended with `status`, and one line on stderr tells why.

        Each of `parts` is a regular expression that this line must match.
        """
        self.assertEqual(result.status, status, result.errors)
        critical = [each for each in result.errors.splitlines()
                    if "| CRITICAL |" in each]
        self.assertEqual(len(critical), 1, result.errors)
        self.assertEqual(critical[0], result.error)
        for part in parts:
            self.assertRegex(result.error, part)
        self.assert_whole_lines(result)

    def assert_whole_lines(self, result):
        """stdout has only whole lines; stderr only those of the log."""
        self.assertEqual(result.rest, b"")
        for each in result.errors.splitlines():
            self.assertRegex(each, LOG_LINE)


class ServerTest(FaultTest):
    """With `server`, one for all tests of a file."""

    _servers = {}

    @classmethod
    def setUpClass(cls):
        if cls.__module__ not in cls._servers:
            cls._servers[cls.__module__] = server = PostgresServer()
            unittest.addModuleCleanup(server.remove)
        cls.server = cls._servers[cls.__module__]


class TableTest(ServerTest):
    """A database of its own with schema `raw`, and stream a's table there."""

    number = 0

    def setUp(self):
        TableTest.number += 1
        self.database = self.server.create_database(f"table{self.number}")
        self.server.query("create schema raw", self.database)

    def sql(self, text):
        return self.server.query(text, self.database)

    def load(self, *data, **settings):
        return run(config(self.server, self.database, **settings), list(data))

    def load_one(self, properties=None, values=None, keys=("id",), **settings):
        return self.load(
            schema("a", properties or ID_TEXT, keys),
            record("a", values or {"id": 1, "text": "new"}),
            state({"n": 1}), **settings)

    def refused(self, *parts, **arguments):
        result = self.load_one(**arguments)
        self.assert_failed(result, *parts)
        self.assertEqual(result.states, [])
        return result

    def loaded(self, **arguments):
        result = self.load_one(**arguments)
        self.assert_done(result)
        self.assertEqual(result.states, ['{"n": 1}'])

    def rows(self, columns="id, text", table="raw.a"):
        return self.sql(f"select {columns} from {table} order by 1")


class InputTest(ServerTest):
    """Stream a, in a schema of its own."""

    number = 0

    def setUp(self):
        """Called again for each of many cases: a schema of its own."""
        InputTest.number += 1
        self.schema = f"input{self.number}"

    def config(self, **settings):
        return config(self.server, "postgres", default_target_schema=self.schema,
                      **settings)

    def rows(self, columns="id", order="order by 1"):
        return self.server.query(
            f"select {columns} from {self.schema}.a {order}")

    def load(self, *data, **options):
        settings = options.pop("settings", {})
        return run(self.config(**settings), list(data), **options)
