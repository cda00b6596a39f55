"""The server is away, refuses, ends connections or reads only.

What passes by itself is retried within retry_budget_seconds; what does not ends
the run at once, with one line that says what to do. No STATE is ever printed
for what is not committed.
"""

import re
import socket
import threading
import time
import unittest
from urllib.parse import quote

from expectations import FaultTest
from stream import Stream, fingerprint, position_of
from target import Target, config, record, run, schema, state
from postgres_server import PostgresServer
from waiting import wait_until

ID = {"id": {"type": "integer"}}
PASSWORD = "s3cret-p\u00e4ss"
# Enough for what comes back by itself within a test, on any machine.
PATIENT = 600


def setUpModule():
    global server
    server = PostgresServer(tcp=True)


def tearDownModule():
    server.remove()


def one_row(stream="a", value=1):
    return [schema(stream, ID, ["id"]), record(stream, {"id": value}),
            state({"n": value})]


def wait_for_log(target, pattern):
    """Waits until the target has logged a line like `pattern`."""
    wait_until(lambda: re.search(pattern, target.errors_so_far()) or
               target.process.poll() is not None, f"a line like {pattern}")


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]


class NotThere(FaultTest):
    def test_down_at_start_and_for_good(self):
        settings = {"host": "127.0.0.1", "port": free_port(), "user": "x",
                    "password": PASSWORD, "database": "x",
                    "retry_budget_seconds": 1}
        result = run(settings, one_row())
        self.assert_failed(result, "refused|connect")
        self.assertEqual(result.states, [])
        self.assertNotIn(PASSWORD, result.errors)

    def test_down_at_start_and_up_soon(self):
        own = PostgresServer()
        self.addCleanup(own.remove)
        own.stop()
        target = Target(config(own, "postgres",
                               retry_budget_seconds=PATIENT))
        for each in one_row():
            target.write(each)
        target.end_input()
        wait_for_log(target, "retr|again|wait")
        own.start()
        self.assert_done(target.wait())
        self.assertEqual(own.query("select id from raw.a"), [["1"]])

    def test_it_is_told_now_and_again_not_at_each_try(self):
        result = run({"host": "127.0.0.1", "port": free_port(), "user": "x",
                      "password": PASSWORD, "database": "x",
                      "retry_budget_seconds": 15}, one_row())
        self.assert_failed(result, "refused|connect")
        told = [each for each in result.errors.splitlines()
                if "trying again" in each]
        self.assertEqual(len(told), 2, result.errors)
        self.assertRegex(told[0], r"\(SQLSTATE 08001\); trying again for up "
                         "to 15 s$")
        self.assertRegex(told[1], r"\(SQLSTATE 08001\) \(\d+ times since\); "
                         "trying again for up to [1-5] s$")

    def test_a_name_that_does_not_exist(self):
        result = run({"host": "nowhere.invalid", "user": "x", "password": "x",
                      "database": "x", "retry_budget_seconds": 1}, one_row())
        self.assert_failed(result, "nowhere.invalid")

    def test_too_many_connections_for_a_while_and_for_good(self):
        own = PostgresServer(settings={
            "max_connections": "4", "superuser_reserved_connections": "0",
            "max_wal_senders": "0"})
        self.addCleanup(own.remove)
        own.create_database("full")
        sessions = [own.session() for _ in range(4)]
        for each in sessions:
            each.query("select 1")
        result = run(config(own, "full", retry_budget_seconds=1), one_row())
        self.assert_failed(result, "53300")
        self.assertEqual(result.states, [])
        target = Target(config(own, "full", retry_budget_seconds=PATIENT))
        for each in one_row():
            target.write(each)
        target.end_input()
        wait_for_log(target, "53300")
        for each in sessions:
            each.close()
        self.assert_done(target.wait())
        self.assertEqual(own.query("select id from raw.a", "full"), [["1"]])


    def test_starting_up_for_a_while(self):
        """57P03: a standby that takes no connections yet."""
        own = PostgresServer(settings={"hot_standby": "off"})
        self.addCleanup(own.remove)
        own.stop()
        signal_file = own.data / "standby.signal"
        signal_file.touch()
        own.start()
        target = Target(config(own, "postgres", retry_budget_seconds=PATIENT))
        for each in one_row():
            target.write(each)
        target.end_input()
        wait_for_log(target, "57P03")
        own.stop()
        signal_file.unlink()
        own.start()
        self.assert_done(target.wait())
        self.assertEqual(own.query("select id from raw.a"), [["1"]])

    def test_the_one_of_two_servers_that_can_be_written(self):
        standby, primary = PostgresServer(), PostgresServer()
        self.addCleanup(standby.remove)
        self.addCleanup(primary.remove)
        standby.stop()
        (standby.data / "standby.signal").touch()
        standby.start()
        # By sockets: the port is the same.
        both = f"{standby.socket_folder},{primary.socket_folder}"
        result = run(config(primary, "postgres", host=both), one_row(),
                     environment={"PGTARGETSESSIONATTRS": "read-write"})
        self.assert_done(result)
        self.assertEqual(primary.query("select id from raw.a"), [["1"]])


class Refused(FaultTest):
    """What no waiting cures is not waited for: the budget is endless here."""

    @classmethod
    def setUpClass(cls):
        cls.own = PostgresServer(tcp=True)
        cls.own.query(f"create role secure login password '{PASSWORD}'")
        cls.own.query("create database secure owner secure")
        hba = cls.own.data / "pg_hba.conf"
        hba.write_text("local all all trust\n"
                       "host secure secure 127.0.0.1/32 scram-sha-256\n"
                       "host secure norole 127.0.0.1/32 scram-sha-256\n"
                       "host nodatabase secure 127.0.0.1/32 scram-sha-256\n")
        cls.own.query("select pg_reload_conf()")

    @classmethod
    def tearDownClass(cls):
        cls.own.remove()

    def connect(self, **settings):
        return run({**config(
            self.own, "secure", host="127.0.0.1", user="secure",
            password=PASSWORD, retry_budget_seconds=10**6), **settings},
            one_row())

    def assert_refused(self, result, *parts):
        self.assert_failed(result, *parts)
        self.assertEqual(result.states, [])
        self.assertNotIn(PASSWORD, result.errors)

    def test_the_right_password(self):
        self.assert_done(self.connect())

    def test_wrong_password(self):
        result = self.connect(password="wr0ng-" + PASSWORD)
        self.assert_refused(result, "28P01")

    def test_empty_password(self):
        self.assert_refused(self.connect(password=""), "28P01|password")

    def test_password_in_a_url(self):
        url = (f"postgresql://secure:{quote('wr0ng' + PASSWORD)}@127.0.0.1:"
               f"{self.own.port}/secure")
        result = run({"sqlalchemy_url": url,
                      "retry_budget_seconds": 10**6}, one_row())
        self.assert_refused(result, "28P01")
        self.assertNotIn(quote(PASSWORD), result.errors)

    def test_no_such_database(self):
        self.assert_refused(self.connect(database="nodatabase"),
                            "3D000", "nodatabase")

    def test_no_such_role(self):
        self.assert_refused(self.connect(user="norole"), "28000|28P01")

    def test_no_entry_in_pg_hba(self):
        self.assert_refused(self.connect(database="postgres"),
                            "28000", "pg_hba")


    def test_a_refusal_of_any_length(self):
        """What a server says has any length, and a stack has not."""
        server.create_database("wordy")
        server.query("alter database wordy set session_preload_libraries = "
                     f"'{'a' * 28000}'")
        result = run(config(server, "wordy"), one_row(), prefix=(
            "sh", "-c", 'ulimit -s 256; exec "$@"', "sh"))
        self.assert_failed(result, "could not access file")
        self.assertLess(len(result.error), 3000)


class ReadOnly(FaultTest):
    def test_default_transaction_read_only(self):
        database = server.create_database("readonly")
        server.query("alter database readonly "
                     "set default_transaction_read_only = on")
        result = run(config(server, database, retry_budget_seconds=10**6),
                     one_row())
        self.assert_failed(result, "25006")
        self.assertEqual(result.states, [])

    def test_standby(self):
        own = PostgresServer()
        self.addCleanup(own.remove)
        own.stop()
        (own.data / "standby.signal").touch()
        own.start()
        result = run(config(own, "postgres", retry_budget_seconds=10**6),
                     one_row())
        self.assert_failed(result, "25006")
        self.assertEqual(result.states, [])


class ConnectionEnds(FaultTest):
    """During a COPY, a merge, a wait: replayed, and each row is there once."""

    def held_load(self, name, keys, strike, rows_before=0):
        """A load held up by a lock until `strike(pid)` has ended it."""
        database = server.create_database(name)
        settings = config(server, database, retry_budget_seconds=PATIENT)
        self.assert_done(run(settings, [
            schema("a", ID, keys),
            *(record("a", {"id": n}) for n in range(rows_before))]))
        data = [schema("a", ID, keys),
                *(record("a", {"id": n}) for n in range(rows_before, 100)),
                state({"n": 100})]
        with server.session(database) as holder:
            holder.query("begin; lock table raw.a in exclusive mode")
            target = Target(settings)
            target.write(b"".join(data))
            target.end_input()
            pid = server.blocked(database)[0]
            strike(pid)
            holder.query("rollback")
        self.assert_done(target.wait())
        self.assertEqual(target.states, ['{"n": 100}'])
        self.assertEqual(
            server.query("select count(*), count(distinct id) from raw.a",
                         database), [["100", "100"]])

    @staticmethod
    def terminate(pid):
        server.query(f"select pg_terminate_backend({pid})")

    def test_backend_terminated_during_copy_into_the_table(self):
        self.held_load("copy_direct", [], self.terminate)

    def test_backend_terminated_during_copy_of_a_first_load(self):
        self.held_load("copy_first", ["id"], self.terminate)

    def test_backend_terminated_during_merge(self):
        self.held_load("merge", ["id"], self.terminate, rows_before=10)

    def test_backend_terminated_during_commit(self):
        """A deferred trigger holds the COMMIT itself."""
        database = server.create_database("at_commit")
        settings = config(server, database, retry_budget_seconds=PATIENT)
        self.assert_done(run(settings, [schema("a", ID)]))
        server.query("""
            create function raw.wait() returns trigger language plpgsql as $$
              begin perform pg_advisory_xact_lock(7); return null; end $$;
            create constraint trigger wait after insert on raw.a
              deferrable initially deferred for each row
              execute function raw.wait()""", database)
        with server.session(database) as holder:
            holder.query("select pg_advisory_lock(7)")
            target = Target(settings)
            for each in [schema("a", ID), record("a", {"id": 1}),
                         state({"n": 1})]:
                target.write(each)
            target.end_input()
            self.terminate(server.blocked(database)[0])
            holder.query("select pg_advisory_unlock(7)")
        self.assert_done(target.wait())
        self.assertEqual(
            server.query("select id from raw.a", database), [["1"]])

    def test_server_restarted_in_mid_load(self):
        for mode in ("fast", "immediate"):
            with self.subTest(mode=mode):
                database = server.create_database(f"restart_{mode}")
                stream = Stream(mode, 300)
                settings = config(server, database, batch_size_rows=30,
                                  retry_budget_seconds=PATIENT)
                lines = list(stream.lines())
                target = Target(settings)
                target.write(b"".join(lines[:200]))
                server.restart(mode)
                target.write(b"".join(lines[200:]))
                target.end_input()
                self.assert_done(target.wait())
                plain = server.create_database(f"restart_{mode}_plain")
                self.assert_done(run(config(server, plain), lines))
                self.assertEqual(
                    fingerprint(server, database, with_events=True),
                    fingerprint(server, plain, with_events=True))

    def test_gone_for_good_in_mid_load(self):
        own = PostgresServer()
        self.addCleanup(own.remove)
        stream = Stream("gone", 100)
        lines = list(stream.lines())
        first_state = threading.Event()
        target = Target(config(own, "postgres", batch_size_rows=10,
                               retry_budget_seconds=1),
                        on_state=lambda _: first_state.set())
        target.write(b"".join(lines[:60]))
        wait_until(first_state.is_set, "the first STATE")
        own.stop("immediate")
        target.write(b"".join(lines[60:]))
        target.end_input()
        target.wait()
        self.assert_failed(target)
        own.start()
        acknowledged = position_of(target.states[-1])
        [[visits]] = own.query("select count(*) from raw.visits "
                               f"where position < {acknowledged}")
        self.assertEqual(
            int(visits), len(stream.positions("visits", 0, acknowledged)))


class Timeouts(FaultTest):
    def setting(self, name, setting, value):
        database = server.create_database(name)
        self.assert_done(run(config(server, database), [schema("a", ID)]))
        server.query(f"alter database {name} set {setting} = '{value}'")
        return database

    def test_statement_timeout(self):
        database = self.setting("statement", "statement_timeout", "200ms")
        server.query("""
            create function raw.slow() returns trigger language plpgsql as $$
              begin perform pg_sleep(5); return new; end $$;
            create trigger slow before insert on raw.a
              for each row execute function raw.slow()""", database)
        result = run(config(server, database), [
            schema("a", ID), record("a", {"id": 1}), state({"n": 1})])
        self.assert_failed(result, "57014", "raw.*a")
        self.assertEqual(result.states, [])

    def silent_tap(self, database):
        states = threading.Semaphore(0)
        target = Target(config(server, database, batch_size_rows=1),
                        on_state=lambda _: states.release())
        target.write(schema("a", ID) + record("a", {"id": 1}) + state({"n": 1}))
        states.acquire()
        time.sleep(1)
        target.write(record("a", {"id": 2}) + state({"n": 2}))
        target.end_input()
        self.assert_done(target.wait())
        self.assertEqual(target.states, ['{"n": 1}', '{"n": 2}'])
        self.assertEqual(
            server.query("select id from raw.a order by 1", database),
            [["1"], ["2"]])

    def test_idle_in_transaction_timeout_never_strikes(self):
        self.silent_tap(self.setting(
            "in_transaction", "idle_in_transaction_session_timeout", "200ms"))

    def test_idle_session_timeout_is_survived(self):
        self.silent_tap(self.setting(
            "idle_session", "idle_session_timeout", "200ms"))


if __name__ == "__main__":
    unittest.main()
