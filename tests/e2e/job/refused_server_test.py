"""Why there is no database to work with: each reason has its own line."""

import os
import signal
import unittest

from meltano_project import MeltanoProject, start_server
from postgres_server import PostgresServer, SqlError
from waiting import wait_until

RIGHT, WRONG = "r1ght-hush", "wr0ng-hush"
HBA = """\
local all all trust
host closed loader 127.0.0.1/32 reject
host all all 127.0.0.1/32 scram-sha-256
"""


class RefusedServer(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = PostgresServer(tcp=True)
        cls.addClassCleanup(cls.server.remove)
        cls.server.query(f"create role loader login password '{RIGHT}';"
                         f"create role maker login createdb password '{RIGHT}'")
        for name in ("closed", "private"):
            cls.server.create_database(name)
        cls.server.query("revoke connect on database private from public")
        (cls.server.data / "pg_hba.conf").write_text(HBA)
        cls.server.query("select pg_reload_conf()")
        wait_until(lambda: cls.server.query(
            "select 1 from pg_hba_file_rules where 'closed' = any(database)"),
            "the server's rules")

    def setUp(self):
        self.project = MeltanoProject()
        self.addCleanup(self.project.remove)

    def last_line(self, status=1, command=("scripts/print_environment", "dev"),
                  **variables):
        """Of what a script says that works with the server so described."""
        given = {"host": self.server.tcp_host, "port": self.server.port,
                 "user": "loader", "password": RIGHT, **variables}
        output, found = self.project.call(
            [*command], TAP_SPACEX_API_URL="http://127.0.0.1:1",
            **{f"TARGET_POSTGRES_{name.upper()}": str(value)
               for name, value in given.items()})
        self.assertEqual(status, found, output)
        for password in (RIGHT, WRONG):
            if status != 0:
                self.assertNotIn(password, output)
        return output.splitlines()[-1]

    def test_a_server_that_is_not_there(self):
        for variables, why in (
                ({"port": 1}, "127.0.0.1:1 does not answer: Connection refused"),
                ({"host": "/nowhere"}, "/nowhere.* does not answer: No such file"),
                ({"host": "nowhere.invalid"},
                 "nowhere.invalid.* does not answer: could not translate")):
            with self.subTest(variables):
                line = self.last_line(**variables)
                self.assertRegex(line, why)
                self.assertIn("TARGET_POSTGRES_HOST", line)
                self.assertNotIn("create", line)

    def test_a_password_that_is_wrong_or_missing(self):
        line = self.last_line(password=WRONG)
        self.assertIn("refuses user 'loader' or the password", line)
        self.assertIn("TARGET_POSTGRES_USER and _PASSWORD", line)
        self.assertNotIn("create", line)
        line = self.last_line(password="")
        self.assertIn("wants a password of user 'loader'", line)
        self.assertNotIn("create", line)

    def test_a_database_that_is_missing(self):
        self.assertRegex(self.last_line(database="missing"),
                         "no database 'missing' at .*, and user 'loader' cannot "
                         "create it: .*permission denied")
        self.last_line(status=0, database="missing", user="maker")
        self.assertEqual("maker", self.server.value(
            "select datdba::regrole from pg_database where datname = 'missing'"))

    def test_a_database_that_may_not_be_connected_to(self):
        for database, why in (("closed", "pg_hba"), ("private", "permission denied")):
            with self.subTest(database):
                self.assertRegex(
                    self.last_line(database=database),
                    f"user 'loader' may not connect to database '{database}' at "
                    f".*{why}")

    @staticmethod
    def lets_in(server):
        try:
            return server.query("select 1")
        except SqlError:
            return None

    def test_a_server_that_is_stopping(self):
        own = start_server()
        self.addCleanup(own.remove)
        variables = {"host": own.socket_folder, "port": own.port, "user": own.user}
        self.last_line(status=0, **variables)
        with own.session() as session:
            session.query("select 1")
            # It waits for its sessions to end, and lets nobody else in.
            os.kill(int((own.data / "postmaster.pid").read_text().split()[0]),
                    signal.SIGTERM)
            wait_until(lambda: not self.lets_in(own), "the server to refuse")
            self.assertRegex(self.last_line(**variables),
                             "takes no connections now.*shutting down")


if __name__ == "__main__":
    unittest.main()
