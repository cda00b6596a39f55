"""A COMMIT in doubt: the connection ends between the COMMIT and its answer.

A proxy between target and server cuts before or after the server did it. No row
may be lost, and of a keyless stream none may come twice, whatever the truth was
and whatever the server can still tell about it.
"""

import os
import signal
import threading
import time
import unittest

from stream import Stream, fingerprint, position_of
from target import Target, config, record, run, schema, state
from cutting_proxy import (
    CUT_AFTER, CUT_BEFORE, CUT_BLIND, PASS, CuttingProxy)
from postgres_server import PostgresServer, SqlError
from waiting import wait_until

# Of one stream: a batch is about three times as many records.
BATCH_ROWS = 15
LOCAL = "127.0.0.1"
# To set a trap that a race can spring.
ATTEMPTS = 10


def setUpModule():
    global server
    # The WAL of an open transaction stays in memory, as on a busy server: a
    # crash then forgets its transaction id.
    server = PostgresServer(tcp=True, settings={
        "wal_writer_delay": "10s", "wal_buffers": "16MB",
        "autovacuum": "off"})


def tearDownModule():
    server.remove()


def at(number, action):
    """A script that does `action` at the n-th COMMIT of rows."""
    def script(commit):
        hit = commit.with_rows and commit.number_with_rows == number
        return action if hit else PASS
    return script


def crash_backend():
    """Some other client's backend dies; the server recovers."""
    with server.session() as other:
        [[pid]] = other.query("select pg_backend_pid()")
        os.kill(int(pid), signal.SIGKILL)
        try:
            other.query("select 1")
        except SqlError:
            pass  # it is gone
    server.wait_for_recovery()


class DoubtTest(unittest.TestCase):
    databases = 0

    def setUp(self):
        DoubtTest.databases += 1
        self.database = server.create_database(f"doubt{self.databases}")
        self.stream = Stream("doubt", 300)

    def load(self, script, **settings):
        with CuttingProxy(LOCAL, server.port, script) as proxy:
            result = run(
                config(server, self.database, host=LOCAL, port=proxy.port,
                       batch_size_rows=BATCH_ROWS, **settings),
                self.stream.lines())
            self.commits_with_rows = proxy.commits_with_rows
        return result

    def assert_whole(self, result):
        self.assertEqual(result.status, 0, result.errors)
        self.assertEqual(position_of(result.states[-1]), len(self.stream))
        found = fingerprint(server, self.database, with_events=True)
        plain = server.create_database(f"{self.database}_plain")
        unbroken = run(config(server, plain), self.stream.lines())
        self.assertEqual(unbroken.status, 0, unbroken.errors)
        self.assertEqual(
            found, fingerprint(server, plain, with_events=True))


class ServerStays(DoubtTest):
    def test_cut_before_each_commit_in_turn(self):
        for number in range(1, 5):
            with self.subTest(number=number):
                self.setUp()
                self.assert_whole(self.load(at(number, CUT_BEFORE)))
                self.assertGreater(self.commits_with_rows, number)

    def test_cut_after_each_commit_in_turn(self):
        for number in range(1, 5):
            with self.subTest(number=number):
                self.setUp()
                self.assert_whole(self.load(at(number, CUT_AFTER)))
                self.assertGreaterEqual(self.commits_with_rows, number)

    def test_cut_at_every_second_commit(self):
        def script(commit):
            return (PASS, CUT_AFTER, PASS, CUT_BEFORE)[commit.number % 4]
        self.assert_whole(self.load(script))

    def test_cut_at_commits_without_rows(self):
        """Those that make schema and tables."""
        for action in (CUT_BEFORE, CUT_AFTER):
            with self.subTest(action=action):
                self.setUp()
                seen = []

                def script(commit):
                    if commit.with_rows or len(seen) == 3:
                        return PASS
                    seen.append(commit)
                    return action
                self.assert_whole(self.load(script))

    def test_without_metadata_the_server_still_knows(self):
        for action in (CUT_BEFORE, CUT_AFTER):
            with self.subTest(action=action):
                self.setUp()
                self.assert_whole(self.load(
                    at(2, action), add_record_metadata=False,
                    activate_version=False))

    def test_a_commit_still_running_is_waited_for(self):
        """The COMMIT waits for a standby that does not exist, for a while."""
        setup = run(config(server, self.database), Stream(0, 0).lines())
        self.assertEqual(setup.status, 0, setup.errors)
        self.stand_by("nobody")
        self.addCleanup(self.stand_by, "")
        with CuttingProxy(LOCAL, server.port, at(1, CUT_BLIND)) as proxy:
            target = Target(config(
                server, self.database, host=LOCAL, port=proxy.port,
                batch_size_rows=BATCH_ROWS))
            feeder = threading.Thread(
                target=lambda: (target.write(b"".join(self.stream.lines())),
                                target.end_input()))
            feeder.start()
            self.release_once_asked()
            feeder.join()
            target.wait()
        self.assert_whole(target)

    def stand_by(self, name):
        server.query(f"alter system set synchronous_standby_names = '{name}'")
        server.query("select pg_reload_conf()")

    def release_once_asked(self):
        """Ends the wait for the standby when a second connection is there."""
        count = ("select count(*) from pg_stat_activity where backend_type = "
                 f"'client backend' and datname = '{self.database}'")
        wait_until(lambda: int(server.value(count)) >= 2, "a second session")
        time.sleep(0.3)
        self.stand_by("")


class ServerCrashes(DoubtTest):
    """The server crashes at a COMMIT; another client comes first after it."""

    def crash(self, burn, how=lambda: server.restart("immediate")):
        """What the script does with a COMMIT: it never arrives."""
        def action(_):
            [[self.xid]] = server.query(
                "select backend_xid from pg_stat_activity where backend_xid is "
                f"not null and datname = '{self.database}'")
            how()
            if burn:
                self.burn_transaction_ids()
            return CUT_BEFORE
        return action

    def burn_transaction_ids(self):
        """Commits until the target's own transaction id has been given away."""
        server.query(f"""
            do $$ begin
              for i in 1..10000 loop
                exit when pg_current_xact_id()::text::bigint >= {self.xid};
                commit;
              end loop;
            end $$""")
        self.status = server.value(
            f"select pg_xact_status('{self.xid}'::xid8)")

    def load_into_trap(self, number, how):
        """Until the trap is set: the target may connect before the other
        client and take its transaction id itself."""
        for _ in range(ATTEMPTS):
            self.setUp()
            self.status = None
            self.assert_whole(self.load(at(number, self.crash(True, how))))
            if self.status == "committed":
                return
        self.fail(f"never set, but proved nothing: {self.status}")

    def test_transaction_ids_are_given_out_again(self):
        """The server says "committed" of a batch that never was."""
        for number in range(1, 4):
            with self.subTest(number=number):
                self.load_into_trap(number, lambda: server.restart("immediate"))

    def test_transaction_ids_are_given_out_again_after_a_backends_crash(self):
        """Then the server recovers without being started anew: its start time,
        as it tells it, stays the same."""
        started = server.value("select pg_postmaster_start_time()")
        self.load_into_trap(2, crash_backend)
        self.assertEqual(
            server.value("select pg_postmaster_start_time()"), started)

    def test_transaction_ids_are_unknown_to_the_server(self):
        for number in range(1, 3):
            with self.subTest(number=number):
                self.setUp()
                self.assert_whole(self.load(at(number, self.crash(burn=False))))

    def test_the_commit_was_done_and_the_crash_came_after(self):
        crash = threading.Thread(target=server.restart, args=["immediate"])

        def script(commit):
            if commit.with_rows and commit.number_with_rows == 2:
                crash.start()
                return CUT_AFTER
            return PASS
        # The batch after the second may meet the crash: it is replayed.
        result = self.load(script)
        # The target may be done before the crash is.
        crash.join()
        self.assert_whole(result)

    def test_without_metadata_a_keyless_batch_is_not_guessed_about(self):
        """Nobody can tell: a clear error, and no STATE for the batch."""
        result = self.load(
            at(2, self.crash(burn=True)), add_record_metadata=False,
            activate_version=False)
        self.assertEqual(result.status, 1, result.errors)
        self.assertIn("events", result.error)
        acknowledged = position_of(result.states[-1])
        found = [int(position) for [position] in server.query(
            "select position from raw.events order by 1", self.database)]
        self.assertEqual(found, sorted(set(found)))
        self.assertGreaterEqual(
            set(found),
            set(self.stream.positions("events", 0, acknowledged)))

    def test_without_metadata_keyed_streams_replay(self):
        database = self.database
        identity = {"id": {"type": "integer"}}
        data = [schema("a", identity, ["id"])]
        for n in range(100):
            data += [record("a", {"id": n}), state({"position": n + 1})]
        with CuttingProxy(LOCAL, server.port,
                          at(2, self.crash(burn=True))) as proxy:
            result = run(config(
                server, database, host=LOCAL, port=proxy.port,
                batch_size_rows=BATCH_ROWS, add_record_metadata=False,
                activate_version=False), data)
        self.assertEqual(result.status, 0, result.errors)
        self.assertEqual(
            server.value("select count(*) from raw.a", database), "100")


if __name__ == "__main__":
    unittest.main()
