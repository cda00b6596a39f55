"""A server that makes the target wait: asked to stop, it does not wait for long,
and what is wrong with the settings is told at once.

Exit status and STATE of a target that is asked to stop: what is committed by
then is acknowledged, nothing else, and the status is 128 + n.
"""

import os
import pathlib
import signal
import socket
import sys
import time
import unittest

from programs import PROGRAM

FAULTS = pathlib.Path(__file__).resolve().parents[1] / "faults"
sys.path.insert(0, str(FAULTS))
os.environ.setdefault("TARGET_POSTGRES_CPP", str(PROGRAM))

from expectations import ID_TEXT, FaultTest, TableTest  # noqa: E402
from postgres_server import PostgresServer  # noqa: E402
from target import Target, config, record, run, schema, state  # noqa: E402
from waiting import wait_until  # noqa: E402

# A second signal may come before or after the time that the server is given.
BETWEEN_SIGNALS = (0, 0.3, 1.1)
# More than any test takes.
ENDLESS = 3600
DATA = b"".join([schema("a", ID_TEXT, ["id"]),
                 record("a", {"id": 1, "text": "new"}), state({"n": 1})])


def ask_twice(target, between=BETWEEN_SIGNALS[-1]):
    target.signal(signal.SIGTERM)
    time.sleep(between)
    target.signal(signal.SIGINT)
    return target.wait()


class AskedToStop(TableTest):
    def assert_stopped(self, target, number=signal.SIGTERM, states=()):
        self.assertEqual(target.status, 128 + number, target.errors)
        self.assertEqual(target.states, list(states))
        self.assert_whole_lines(target)

    def backend(self, condition):
        """The process of the target's session, once it is as `condition`."""
        found = wait_until(lambda: self.sql(
            "select pid from pg_stat_activity where application_name = "
            f"'target-postgres-cpp' and datname = '{self.database}' "
            f"and {condition}"), f"a session with {condition}")
        return int(found[0][0])

    def gone(self):
        """Waits until no session of the target is left."""
        wait_until(lambda: not self.sql(
            "select pid from pg_stat_activity where application_name = "
            f"'target-postgres-cpp' and datname = '{self.database}'"),
            "the target's sessions to end")

    def start(self, data=DATA, **settings):
        target = Target(config(self.server, self.database, **settings))
        target.write(data)
        target.end_input()
        return target

    def locked(self, session):
        """A target that waits for another session's lock."""
        self.loaded()
        session.query("begin; lock table raw.a")
        target = self.start()
        self.backend("wait_event_type = 'Lock'")
        return target

    def test_twice_while_a_table_is_locked(self):
        for between in BETWEEN_SIGNALS:
            with self.subTest(between=between), \
                    self.server.session(self.database) as other:
                target = self.locked(other)
                target = ask_twice(target, between)
                self.assertIn(target.status, (128 + signal.SIGTERM,
                                              128 + signal.SIGINT))
                self.assert_stopped(target, target.status - 128)
                # What waits for the lock was cancelled, too.
                self.gone()
                other.query("rollback")

    def test_once_while_a_table_is_locked_for_good(self):
        with self.server.session(self.database) as other:
            target = self.locked(other)
            target.signal(signal.SIGINT)
            self.assert_stopped(target.wait(), signal.SIGINT)
            self.gone()

    def test_once_while_a_table_is_locked_for_a_while(self):
        with self.server.session(self.database) as other:
            target = self.locked(other)
            target.signal(signal.SIGTERM)
            other.query("commit")
            self.assert_stopped(target.wait(), states=['{"n": 1}'])

    def test_two_signals_at_once_are_one(self):
        with self.server.session(self.database) as other:
            target = self.locked(other)
            target.signal(signal.SIGINT)
            # Two that wait together are taken in any order.
            time.sleep(0.05)
            target.signal(signal.SIGTERM)
            other.query("commit")
            self.assert_stopped(target.wait(), signal.SIGINT, ['{"n": 1}'])

    def test_while_the_backend_hangs(self):
        with self.server.session(self.database) as other:
            target = self.locked(other)
            backend = self.backend("true")
            os.kill(backend, signal.SIGSTOP)
            self.addCleanup(os.kill, backend, signal.SIGCONT)
            self.assert_stopped(ask_twice(target))

    def test_while_the_server_takes_no_more_rows(self):
        self.loaded()
        self.sql("create function wait() returns trigger language plpgsql as "
                 "$$begin perform pg_advisory_lock(7); return new; end$$; "
                 "create trigger waits before insert on raw.a for each row "
                 "execute function wait(); truncate raw.a")
        with self.server.session(self.database) as other:
            other.query("select pg_advisory_lock(7)")
            target = self.start(b"".join(
                [schema("a", ID_TEXT, ["id"])] +
                [record("a", {"id": n, "text": "x" * 1000})
                 for n in range(16000)] + [state({"n": 2})]))
            self.backend("wait_event_type = 'Lock'")
            self.assert_stopped(ask_twice(target))
            self.gone()
        self.assertEqual(self.rows("count(*)"), [["0"]])

    def test_while_the_server_is_away(self):
        own = PostgresServer()
        self.addCleanup(own.remove)
        own.stop()
        target = Target(config(own, "postgres", retry_budget_seconds=ENDLESS))
        target.write(DATA)
        wait_until(lambda: "trying again" in target.errors_so_far(),
                   "another try to connect")
        target.signal(signal.SIGTERM)
        self.assert_stopped(target.wait())

    def test_while_nobody_answers_the_connection(self):
        with socket.create_server(("127.0.0.1", 0)) as silent:
            target = Target(config(
                self.server, "postgres", host="127.0.0.1",
                port=silent.getsockname()[1], retry_budget_seconds=ENDLESS))
            target.write(DATA)
            with silent.accept()[0]:
                self.assert_stopped(ask_twice(target))


class NoAnswer(TableTest):
    def test_connect_timeout_is_kept(self):
        with socket.create_server(("127.0.0.1", 0)) as silent:
            port = silent.getsockname()[1]
            result = run(
                {"sqlalchemy_url":
                 f"postgresql://x@127.0.0.1:{port}/x?connect_timeout=2",
                 "retry_budget_seconds": 0}, DATA)
        self.assert_failed(result, "did not answer within 2 s")

    def test_the_next_host_has_its_own_time(self):
        silent = socket.create_server(("127.0.0.1", self.server.port))
        self.addCleanup(silent.close)
        result = run(
            config(self.server, self.database, retry_budget_seconds=0,
                   host=f"127.0.0.1,{self.server.socket_folder}"),
            DATA, environment={"PGCONNECT_TIMEOUT": "2"})
        self.assert_done(result)
        self.assertEqual(self.rows(), [["1", "new"]])


class WrongSettings(FaultTest):
    """Told at once: none of these budgets ends."""

    @classmethod
    def setUpClass(cls):
        cls.server = PostgresServer(tcp=True)
        cls.addClassCleanup(cls.server.remove)

    def run_url(self, rest, port=None):
        return run({
            "sqlalchemy_url": f"postgresql://{self.server.user}@"
                              f"{self.server.tcp_host}:"
                              f"{port or self.server.port}/postgres{rest}",
            "retry_budget_seconds": ENDLESS}, DATA)

    def test_a_port_that_is_none(self):
        self.assert_failed(self.run_url("", "abc"), "port", status=2)

    def test_an_option_that_does_not_exist(self):
        self.assert_failed(self.run_url("?no_option=1"), "no_option", status=2)

    def test_a_value_that_an_option_does_not_take(self):
        self.assert_failed(self.run_url("?sslmode=maybe"), "sslmode", status=2)
        self.assert_failed(
            self.run_url("?connect_timeout=soon"), "connect_timeout", status=2)

    def test_a_server_without_tls(self):
        self.assert_failed(self.run_url("?sslmode=require"), "SSL")

    def test_a_name_nobody_knows(self):
        name = "nowhere.invalid"
        try:
            socket.getaddrinfo(name, 5432)
        except socket.gaierror as error:
            if error.errno == socket.EAI_AGAIN:
                self.skipTest("no name server answers here")
        result = run({"host": name, "user": "x", "password": "", "database":
                      "x", "retry_budget_seconds": ENDLESS}, DATA)
        self.assert_failed(result, name)


if __name__ == "__main__":
    unittest.main()
