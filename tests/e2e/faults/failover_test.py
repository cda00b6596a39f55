"""A standby takes over in mid-load: the target knows both hosts, goes on at the
one that can be written, and finds out there what became of its last COMMIT.

What a primary has committed without waiting for its standby is gone then, and
nobody can tell the target: how durable a server is, is its own affair.
"""

import os
import signal
import threading
import unittest
from urllib.parse import quote

from expectations import ID, FaultTest
from stream import Stream, fingerprint, position_of
from target import Target, config, record, run, schema, state
from postgres_server import PostgresServer
from standby_server import StandbyServer
from waiting import SAFETY_NET_S, wait_until

BATCH_ROWS = 15
PATIENT = 600
READ_WRITE = {"PGTARGETSESSIONATTRS": "read-write"}


class FailoverTest(FaultTest):
    def setUp(self):
        self.primary = PostgresServer()
        self.addCleanup(self.primary.remove)
        self.standby = StandbyServer(self.primary)
        self.addCleanup(self.standby.remove)
        self.stream = Stream("failover", 300)
        self.lines = list(self.stream.lines())
        self.stopped = []
        self.addCleanup(self.go_on)

    def both(self, **settings):
        """Both hosts; by sockets, so that the port is the same."""
        return config(
            self.primary, "postgres", batch_size_rows=BATCH_ROWS,
            retry_budget_seconds=PATIENT, **{
                "host": f"{self.primary.socket_folder},"
                        f"{self.standby.socket_folder}", **settings})

    def start(self, settings=None):
        self.acknowledged = threading.Condition()
        self.position = 0

        def acknowledge(line):
            with self.acknowledged:
                self.position = position_of(line)
                self.acknowledged.notify_all()
        return Target(settings or self.both(), environment=READ_WRITE,
                      on_state=acknowledge)

    def wait_for_position(self, position):
        with self.acknowledged:
            self.assertTrue(self.acknowledged.wait_for(
                lambda: self.position >= position, SAFETY_NET_S))

    def hold(self, pid):
        os.kill(pid, signal.SIGSTOP)
        self.stopped.append(pid)

    def go_on(self):
        while self.stopped:
            try:
                os.kill(self.stopped.pop(), signal.SIGCONT)
            except ProcessLookupError:
                pass  # went with its server

    def be_synchronous(self, level):
        self.primary.query("alter system set synchronous_standby_names = '*'")
        self.primary.query(f"alter system set synchronous_commit = '{level}'")
        self.primary.query("select pg_reload_conf()")
        wait_until(lambda: self.primary.value(
            "select sync_state from pg_stat_replication") == "sync",
            "the standby to be synchronous")

    def wait_for_held_commit(self):
        wait_until(lambda: self.primary.query(
            "select 1 from pg_stat_activity where wait_event = 'SyncRep'"),
            "a COMMIT that is held")

    def assert_acknowledged(self, position):
        """The new primary has all rows that a STATE vouched for."""
        [[visits]] = self.standby.query(
            f"select count(*) from raw.visits where position < {position}")
        self.assertEqual(
            int(visits), len(self.stream.positions("visits", 0, position)))
        [[events, distinct]] = self.standby.query(
            "select count(*), count(distinct position) from raw.events "
            f"where position < {position}")
        self.assertEqual(
            int(events), len(self.stream.positions("events", 0, position)))
        self.assertEqual(events, distinct)

    def assert_whole(self, target):
        self.assert_done(target)
        self.assertEqual(position_of(target.states[-1]), len(self.stream))
        plain = self.standby.create_database("plain")
        self.assert_done(run(config(self.standby, plain), self.lines))
        self.assertEqual(fingerprint(self.standby, "postgres", True),
                         fingerprint(self.standby, plain, True))


class Synchronous(FailoverTest):
    """The primary acknowledges what its standby has: nothing is lost."""

    def load(self, level, fail_over):
        self.be_synchronous(level)
        target = self.start()
        target.write(b"".join(self.lines[:100]))
        feeder = threading.Thread(
            target=lambda: (target.write(b"".join(self.lines[100:])),
                            target.end_input()))
        self.wait_for_position(30)
        fail_over(feeder)
        self.assert_acknowledged(self.position)
        feeder.join()
        self.assert_whole(target.wait())
        self.assertIn("trying again", target.errors)
        return target

    def test_a_commit_that_the_standby_never_got(self):
        """The primary has it and dies: the batch is replayed."""
        def fail_over(feeder):
            self.hold(self.standby.sender())
            feeder.start()
            self.wait_for_held_commit()
            self.primary.stop("immediate")
            self.standby.promote()
        for level in ("on", "remote_apply"):
            with self.subTest(level=level):
                self.setUp()
                target = self.load(level, fail_over)
                self.assertIn("COMMIT", target.errors)

    def test_a_commit_that_the_standby_got_at_the_last_moment(self):
        """It is there, though nobody was told so: not loaded twice."""
        def fail_over(feeder):
            self.hold(self.standby.receiver())
            feeder.start()
            self.wait_for_held_commit()
            wait_until(lambda: self.primary.value(
                "select sent_lsn >= pg_current_wal_flush_lsn() "
                "from pg_stat_replication") == "t", "all to be sent")
            seen = self.events()
            self.primary.stop("immediate")
            self.go_on()
            self.standby.promote()
            self.arrived = self.events() - seen
        target = self.load("on", fail_over)
        self.assertIn("COMMIT", target.errors)
        self.assertGreater(self.arrived, 0)

    def events(self):
        return int(self.standby.value("select count(*) from raw.events"))

    def test_promoted_before_the_primary_is_stopped(self):
        """Meanwhile the old one takes COMMITs that it can never answer."""
        def fail_over(feeder):
            self.standby.promote()
            feeder.start()
            self.wait_for_held_commit()
            self.primary.stop("immediate")
        self.load("on", fail_over)

    def test_primary_shut_down_in_mid_load(self):
        """In an orderly way, which ends the wait for the standby."""
        def fail_over(feeder):
            self.hold(self.standby.receiver())
            feeder.start()
            self.wait_for_held_commit()
            stopping = threading.Thread(
                target=self.primary.stop, args=["fast"])
            stopping.start()
            log = self.primary.data.resolve().parent / "log"
            wait_until(
                lambda: "canceling the wait" in log.read_text(errors="replace"),
                "the end of the wait for the standby")
            self.go_on()
            stopping.join()
            self.standby.promote()
        self.load("on", fail_over)


class Asynchronous(FailoverTest):
    def test_what_the_standby_did_not_have_is_gone(self):
        """Just that: what came before and what comes after is there."""
        url = (f"postgresql://{self.primary.user}@/postgres?host="
               f"{quote(self.primary.socket_folder, '')},"
               f"{quote(self.standby.socket_folder, '')}"
               "&target_session_attrs=read-write")
        target = self.start({
            "sqlalchemy_url": url, "default_target_schema": "raw",
            "batch_size_rows": BATCH_ROWS, "retry_budget_seconds": PATIENT})
        target.write(b"".join(self.lines[:100]))
        self.wait_for_position(30)
        self.standby.wait_until_caught_up()
        safe = self.position
        self.hold(self.standby.sender())
        target.write(b"".join(self.lines[100:200]))
        self.wait_for_position(safe + 60)
        self.primary.stop("immediate")
        last = self.position
        self.standby.promote()
        target.write(b"".join(self.lines[200:]))
        target.end_input()
        self.assert_done(target.wait())
        self.assertEqual(position_of(target.states[-1]), len(self.stream))
        found = self.found("visits") + self.found("events")
        self.assertEqual(len(found), len(set(found)))
        wanted = set(self.stream.positions("visits", 0, len(self.stream)) +
                     self.stream.positions("events", 0, len(self.stream)))
        lost = wanted - set(found)
        self.assertEqual(
            lost, {each for each in wanted if min(lost) <= each <= max(lost)})
        self.assertGreaterEqual(min(lost), safe)
        # Of the last batch some came after its last STATE.
        self.assertLess(max(lost), last + self.stream.state_every)

    def found(self, stream):
        return [int(position) for [position] in
                self.standby.query(f"select position from raw.{stream}")]


class NotPromoted(FailoverTest):
    def test_a_standby_is_waited_for_until_it_is_promoted(self):
        self.primary.stop("immediate")
        target = self.start()
        target.write(b"".join(self.lines))
        target.end_input()
        wait_until(lambda: "trying again" in target.errors_so_far(),
                   "another try to connect")
        self.standby.promote()
        self.assert_whole(target.wait())

    def test_without_target_session_attrs_a_standby_is_refused(self):
        self.primary.stop("immediate")
        result = run(self.both(), self.lines)
        self.assert_failed(result, "25006")
        self.assertEqual(result.states, [])


class Durability(FaultTest):
    """What a server's settings put at risk is said, once."""

    WARNING = r"WARNING .* the server runs with (\w+ = \w+): rows .* lost"

    def warnings(self, server):
        data = [schema("a", ID)]
        for n in range(3):
            data += [record("a", {"id": n}), state({"n": n})]
        result = run(config(server, "postgres", batch_size_rows=1), data)
        self.assert_done(result)
        return [each for each in result.errors.splitlines()
                if "the server runs with" in each]

    def test_settings(self):
        for settings, told in (
                ({"fsync": "on"}, None),
                ({"fsync": "on", "synchronous_commit": "local"}, None),
                ({"fsync": "off"}, "fsync = off"),
                ({"fsync": "on", "synchronous_commit": "off"},
                 "synchronous_commit = off")):
            with self.subTest(settings=settings):
                server = PostgresServer(settings=settings)
                try:
                    lines = self.warnings(server)
                finally:
                    server.remove()
                self.assertEqual(len(lines), 1 if told else 0, lines)
                if told:
                    self.assertRegex(lines[0], self.WARNING)
                    self.assertIn(told, lines[0])


if __name__ == "__main__":
    unittest.main()
