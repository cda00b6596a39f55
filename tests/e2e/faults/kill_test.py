"""Kills at random points: nothing lost, nothing wrong, nothing twice.

Each chain loads one stream in many lives. Whatever ends a life, the next one
begins where the last STATE printed says. After each life the tables are
compared with what some prefix of its input makes of them: the target commits
everything read so far, in all streams together, or nothing.

A keyless stream is at-least-once by Singer: rows committed after the last STATE
before a kill -9 come again in the next life. So each of its records carries the
number of its life, and what is promised is counted: within one life no row
twice, none missing, and none before the life's beginning.

KILLS  how many in all (200), spread over the victims
SEED   of the random choices; printed at the start, to be given to repeat a run
"""

import json
import os
import random
import shutil
import signal
import sys
import tempfile
import time
import unittest

from stream import STREAMS, Stream, fingerprint, position_of
from target import Target, config, run
from postgres_server import PostgresServer, SqlError
from waiting import wait_until

KILLS = int(os.environ.get("KILLS", "200"))
SEED = int(os.environ.get("SEED", time.time_ns() % 10**9))

# Of each hundred kills.
SHARES = {
    "target": 30, "target at a system call": 20, "SIGTERM": 8, "SIGINT": 7,
    "tap": 8, "backend terminated": 12, "backend": 9, "server": 6}

# Of one stream: a batch is about three times as many records.
BATCH_ROWS = 5
# Records per life at most: a few batches.
LIFE_RECORDS = 90
# Seconds from one record to a strike at the server's side: within a batch.
PAUSE_SECONDS = 0.01

# How often something to hit is looked for: longer than a target waits before it
# connects again, and not for ever, since it may have nothing to connect for.
STRIKE_ATTEMPTS = 60

# System calls that a program makes while it loads, not while it is started.
LOADING = {"read", "write", "writev", "sendto", "sendmsg", "recvfrom",
           "recvmsg", "poll", "ppoll", "futex", "connect", "close", "clone3"}


def share(victim):
    return max(1, KILLS * SHARES[victim] // 100)


def setUpModule():
    global server
    # A shell starts what runs in the background with SIGINT ignored, and the
    # target would have that from here until it sets its own handler.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    print(f"KILLS={KILLS} SEED={SEED}", file=sys.stderr, flush=True)
    server = PostgresServer()


def tearDownModule():
    server.remove()


def contents(database, life):
    """What the tables hold: key → position, and this life's events."""
    return json.loads(server.value(f"""
        select json_build_object(
          'orders', (select coalesce(json_object_agg(id, position), '{{}}')
                     from raw.orders),
          'visits', (select coalesce(json_object_agg(id, position), '{{}}')
                     from raw.visits),
          'events', (select coalesce(json_agg(position order by position), '[]')
                     from raw.events where life = {life}))""", database))


def wait_for_no_backend(database):
    """A killed client's last statement may still be running."""
    query = ("select count(*) from pg_stat_activity "
             f"where datname = '{database}' and pid <> pg_backend_pid()")
    wait_until(lambda: server.value(query, database) == "0",
               "the killed target's session to end")


class KillTest(unittest.TestCase):
    def setUp(self):
        self.random = random.Random(f"{SEED} {self.id()}")
        self.kills = 0

    def database(self, name):
        """With the tables, so that the first life can be looked into."""
        database = server.create_database(name)
        result = run(config(server, database), Stream(0, 0).lines())
        self.assertEqual(result.status, 0, result.errors)
        return database

    def measure_life(self):
        """How long a whole life takes, here and now."""
        database = self.database(f"measured_{self.name}")
        stream = Stream("measure", LIFE_RECORDS)
        start = time.monotonic()
        result = run(config(server, database, batch_size_rows=BATCH_ROWS),
                     stream.lines())
        self.assertEqual(result.status, 0, result.errors)
        self.life_seconds = time.monotonic() - start

    def unbroken(self, stream):
        database = self.database(f"unbroken_{self.name}")
        result = run(config(server, database), stream.lines())
        self.assertEqual(result.status, 0, result.errors)
        expected = fingerprint(server, database, with_events=True)
        server.query(f"drop database {database}")
        return expected

    def lines_of_life(self, stream, start, life):
        """Some records from `start` on, and where they end."""
        end = min(len(stream), start + self.random.randint(1, LIFE_RECORDS))
        lines = list(stream.lines(start, life))
        schemas, rest = lines[:len(STREAMS)], lines[len(STREAMS):]
        kept, position = schemas, start
        for each in rest:
            if position == end and b'"RECORD"' in each[:20]:
                break
            position += b'"RECORD"' in each[:20]
            kept.append(each)
        return kept, end


class NewLife(KillTest):
    """The target ends, by force or asked to; another one goes on."""

    def chain(self, name, kills, live):
        """`live(target settings, lines) -> Target` is one life, ended."""
        self.name = name
        stream = Stream(f"{SEED} {name}", kills * LIFE_RECORDS // 2)
        self.stream = stream
        settings = config(server, self.database(name),
                          batch_size_rows=BATCH_ROWS)
        self.measure_life()
        # Of the records of a life, how much was committed when it ended.
        ends = {"nothing": 0, "part": 0, "all": 0}
        start, life = 0, 0
        before = contents(name, life)
        while self.kills < kills and start < len(stream):
            life += 1
            lines, end = self.lines_of_life(stream, start, life)
            target = live(settings, lines)
            wait_for_no_backend(name)
            now = contents(name, life)
            acknowledged = position_of(
                target.states[-1] if target.states else None) or start
            reached = self.reached(before, now, start, acknowledged, end)
            self.check_life(target, start, acknowledged, reached)
            ends["nothing" if reached == start else
                 "all" if reached == end else "part"] += 1
            start, before = acknowledged, now
        result = run(settings, stream.lines(start, life + 1))
        self.assertEqual(result.status, 0, result.errors)
        self.assert_whole(name, life + 1)
        print(f"{name}: {self.kills} kills in {life} lives, "
              f"{len(stream)} records; committed: {ends}",
              file=sys.stderr, flush=True)

    def reached(self, before, now, start, acknowledged, end):
        """The number of records whose commit explains the tables."""
        model = {"orders": dict(before["orders"]),
                 "visits": dict(before["visits"]), "events": []}
        for position in range(start, end + 1):
            if position >= acknowledged and model == now:
                return position
            if position < end:
                stream, values = self.stream.records[position]
                if stream == "events":
                    model[stream].append(position)
                else:
                    model[stream][str(values["id"])] = position
        self.fail(f"SEED={SEED}: started at {start}, acknowledged "
                  f"{acknowledged} of {end}: no prefix makes {now}")

    def check_life(self, target, start, acknowledged, reached):
        """For what a victim promises beyond the law."""

    def assert_whole(self, name, lives):
        expected = self.unbroken(self.stream)
        found = fingerprint(server, name, with_events=False)
        for stream, rows in found.items():
            self.assertEqual(rows, expected[stream], f"SEED={SEED}: {stream}")
        events = [int(each) for [each] in server.query(
            "select distinct position from raw.events order by 1", name)]
        self.assertEqual(
            events, self.stream.positions("events", 0, len(self.stream)))
        twice = server.query(
            "select life, position from raw.events group by 1, 2 "
            "having count(*) > 1", name)
        self.assertEqual(twice, [], f"SEED={SEED}")

    def feed(self, target, lines):
        for each in lines:
            if not target.write(each):
                break

    def test_target_killed(self):
        def live(settings, lines):
            target = Target(settings)
            self.feed(target, lines)
            time.sleep(self.random.uniform(0, self.life_seconds))
            target.signal(signal.SIGKILL)
            self.kills += 1
            return target.wait()
        self.chain("target", share("target"), live)

    @unittest.skipUnless(shutil.which("strace"), "needs strace")
    def test_target_killed_at_a_system_call(self):
        name = "system_call"
        calls = self.loading_calls()

        def live(settings, lines):
            call, when = self.random.choice(calls)
            target = Target(settings, prefix=[
                "strace", "-f", "-qq", "-o", "/dev/null", "-e",
                f"inject={call}:signal=SIGKILL:when={when}"])
            self.feed(target, lines)
            target.end_input()
            target.wait()
            self.kills += target.status == -signal.SIGKILL
            return target
        self.chain(name, share("target at a system call"), live)

    def loading_calls(self):
        """(system call, n-th of its thread) of one life, once it loads."""
        database = self.database("calls")
        stream = Stream("calls", LIFE_RECORDS // 2)
        with tempfile.NamedTemporaryFile("r") as trace:
            run(config(server, database, batch_size_rows=BATCH_ROWS),
                stream.lines(), prefix=["strace", "-f", "-qq", "-o",
                                        trace.name])
            counts, calls, is_loading = {}, [], False
            for each in trace:
                thread, call = each.split("(")[0].split()[:2]
                is_loading = is_loading or "BEGIN" in each
                if call in LOADING:
                    counts[thread, call] = counts.get((thread, call), 0) + 1
                    if is_loading:
                        calls.append((call, counts[thread, call]))
        return calls

    def stopped(self, name, number):
        def live(settings, lines):
            target = Target(settings)
            cut = self.random.randint(0, len(lines))
            self.feed(target, lines[:cut])
            time.sleep(self.random.uniform(0, self.life_seconds))
            target.signal(number)
            self.feed(target, lines[cut:])
            self.kills += 1
            return target.wait()

        def check_life(target, start, acknowledged, reached):
            if target.status == -number:
                # Before the target could take the signal: it did nothing.
                self.assertEqual(reached, start)
                return
            self.assertEqual(target.status, 128 + number, target.errors)
            self.assertEqual(target.rest, b"")
            known = [start] + [
                each for each in range(start + 1, reached + 1)
                if self.stream.has_state_behind(each)]
            # The STATE right after the last record may not have been read.
            allowed = known[-2:] if known[-1] == reached else known[-1:]
            self.assertIn(acknowledged, allowed, f"SEED={SEED}")
        self.check_life = check_life
        self.chain(name, share(signal.Signals(number).name), live)

    def test_target_asked_to_stop_by_sigterm(self):
        self.stopped("sigterm", signal.SIGTERM)

    def test_target_asked_to_stop_by_sigint(self):
        self.stopped("sigint", signal.SIGINT)

    def test_tap_killed(self):
        def live(settings, lines):
            target = Target(settings)
            data = b"".join(lines)
            cut = self.random.randint(1, len(data))
            target.write(data[:cut])
            target.end_input()
            self.whole = data[cut - 1:cut] == b"\n" or data[cut] == ord("\n")
            self.kills += 1
            return target.wait()

        def check_life(target, start, acknowledged, reached):
            self.assertEqual(target.status, 0 if self.whole else 1,
                             target.errors)
        self.check_life = check_life
        self.chain("tap", share("tap"), live)


class SameLife(KillTest):
    """The server's side ends; the target reconnects and replays by itself.

    So a keyless stream has each row once too.
    """

    def harm(self, name, kills, strike):
        """`strike(database) -> bool` strikes, if there is anything to hit."""
        self.name = name
        stream = Stream(f"{SEED} {name}", max(300, kills * 60))
        database = self.database(name)
        # One batch may be hit many times over, and the waits between its tries
        # grow: the budget is not the subject.
        target = Target(config(server, database, batch_size_rows=BATCH_ROWS,
                               retry_budget_seconds=10**6))
        self.addCleanup(target.wait)
        self.addCleanup(target.end_input)
        pause = 0
        for each in stream.lines():
            if not target.write(each):
                self.fail(f"SEED={SEED}: gave up\n{target.wait().errors}")
            pause -= b'"RECORD"' in each[:20]
            if pause <= 0 and self.kills < kills:
                time.sleep(self.random.uniform(0, PAUSE_SECONDS))
                hit = self.strike(strike, database)
                self.kills += hit
                # Missed, as it waits ever longer before it connects again.
                pause = self.random.randint(5, 40) if hit else 1
        target.end_input()
        target.wait()
        self.assertEqual(target.status, 0, f"SEED={SEED}\n{target.errors}")
        self.assertEqual(position_of(target.states[-1]), len(stream))
        self.assertEqual(fingerprint(server, database, with_events=True),
                         self.unbroken(stream), f"SEED={SEED}")
        self.assertGreaterEqual(self.kills, kills // 2)
        print(f"{name}: {self.kills} kills, {len(stream)} records",
              file=sys.stderr, flush=True)

    @staticmethod
    def strike(strike, database):
        """Waits a while for the target to be back, if it is to be hit."""
        for _ in range(STRIKE_ATTEMPTS):
            if strike(database):
                return True
            time.sleep(0.005)
        return False

    def test_backend_terminated(self):
        # From another database: it must not be one of those it ends.
        with server.session("postgres") as session:
            self.harm(
                "terminated", share("backend terminated"),
                lambda database: bool(session.query(
                    "select pg_terminate_backend(pid) from pg_stat_activity "
                    f"where datname = '{database}'")))

    def test_backend_killed(self):
        """The server ends all others and recovers, as after any crash."""
        def strike(database):
            try:
                pids = server.query(
                    "select pid from pg_stat_activity where backend_type = "
                    f"'client backend' and datname = '{database}'")
                for [pid] in pids:
                    os.kill(int(pid), signal.SIGKILL)
            except (SqlError, ProcessLookupError):
                return False  # still recovering, or gone already
            return bool(pids)
        self.harm("backend", share("backend"), strike)
        self.wait_for_recovery()

    def wait_for_recovery(self):
        server.wait_for_recovery()

    def test_server_killed(self):
        def strike(_):
            server.restart("immediate")
            return True
        self.harm("server", share("server"), strike)


if __name__ == "__main__":
    unittest.main()
