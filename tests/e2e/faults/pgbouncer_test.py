"""A pgbouncer before the server, which gives sessions of the server to clients:
one for as long as a client stays (session mode), or any one for each
transaction (transaction mode), with what others left in it.
"""

import contextlib
import unittest

from expectations import FaultTest
from stream import STREAMS, Stream, fingerprint, position_of
from target import Target, config, record, run, schema, state
from cutting_proxy import CUT_AFTER, CUT_BEFORE, PASS, CuttingProxy
from pgbouncer import LOCAL, PROGRAM, PgBouncer
from postgres_server import PostgresServer
from waiting import wait_until

BATCH_ROWS = 15
# Sessions of the server that the bouncer gives out in turn.
POOL = 3
PATIENT = 600


def setUpModule():
    global server
    if not PROGRAM:
        raise unittest.SkipTest("needs pgbouncer")
    server = PostgresServer(tcp=True)
    unittest.addModuleCleanup(server.remove)


class BouncerTest(FaultTest):
    databases = 0

    def setUp(self):
        BouncerTest.databases += 1
        self.database = server.create_database(f"pool{self.databases}")
        self.stream = Stream("pool", 300)

    def bouncer(self, mode, **settings):
        """With its pool full, and each transaction given the next session."""
        bouncer = PgBouncer(server, mode, default_pool_size=POOL,
                            server_round_robin=1, **settings)
        self.addCleanup(bouncer.close)
        self.in_each_session(bouncer, "select 1")
        return bouncer

    def in_each_session(self, bouncer, sql):
        """The answers of all sessions in the pool, one after the other."""
        with contextlib.ExitStack() as stack:
            sessions = [stack.enter_context(bouncer.session(self.database))
                        for _ in range(POOL)]
            for each in sessions:
                each.query("begin")
            answers = [each.query(sql) for each in sessions]
            # A bouncer closes what was left in mid-transaction.
            for each in sessions:
                each.query("commit")
            return answers

    def settings(self, bouncer, **settings):
        return config(server, self.database, **{
            "host": LOCAL, "port": bouncer.port, "batch_size_rows": BATCH_ROWS,
            "retry_budget_seconds": PATIENT, **settings})

    def assert_whole(self, result):
        self.assert_done(result)
        self.assertEqual(position_of(result.states[-1]), len(self.stream))
        plain = server.create_database(f"{self.database}_plain")
        self.assert_done(run(config(server, plain), self.stream.lines()))
        self.assertEqual(fingerprint(server, self.database, with_events=True),
                         fingerprint(server, plain, with_events=True))

    def see_backends(self):
        """Makes the tables tell which backend wrote each row."""
        self.assert_done(run(config(server, self.database),
                             Stream(0, 0).lines()))
        for stream in STREAMS:
            server.query(f"alter table raw.{stream} add column backend integer "
                         "default pg_backend_pid()", self.database)

    def backends(self):
        every = " union all ".join(
            f"select backend from raw.{stream}" for stream in STREAMS)
        return int(server.value(
            f"select count(distinct backend) from ({every}) row",
            self.database))


class BothModes:
    """What must hold in either mode."""

    def test_rows_and_states(self):
        self.see_backends()
        late = []

        def visible(line):
            position = position_of(line)
            [[visits]] = looker.query(
                f"select count(*) from raw.visits where position < {position}")
            wanted = len(self.stream.positions("visits", 0, position))
            if int(visits) != wanted:
                late.append((position, visits, wanted))

        bouncer = self.bouncer(self.mode)
        with server.session(self.database) as looker:
            result = run(self.settings(bouncer), self.stream.lines(),
                         on_state=visible)
        self.assert_whole(result)
        self.assertEqual(late, [])
        self.assertEqual(self.backends(), self.backends_used)

    def test_backend_terminated_in_a_merge(self):
        bouncer = self.bouncer(self.mode)
        lines = list(self.stream.lines())
        self.assert_done(run(self.settings(bouncer), lines[:100]))
        with server.session(self.database) as holder:
            holder.query("begin; lock table raw.orders in exclusive mode")
            target = Target(self.settings(bouncer))
            target.write(b"".join(lines[:3] + lines[100:]))
            target.end_input()
            [pid] = server.blocked(self.database)
            server.query(f"select pg_terminate_backend({pid})")
            holder.query("rollback")
        self.assert_whole(target.wait())
        self.assertIn("trying again", target.errors)

    def test_backend_terminated_in_copy_and_in_commit(self):
        """By a trigger, again and again: a sequence does not roll back."""
        for when in ("", "deferrable initially deferred"):
            with self.subTest(when=when):
                self.setUp()
                self.assert_done(run(config(server, self.database),
                                     Stream(0, 0).lines()))
                server.query(f"""
                    create sequence raw.count;
                    create function raw.strike() returns trigger
                    language plpgsql as $$ begin
                      if nextval('raw.count') % 40 = 0 then
                        perform pg_terminate_backend(pg_backend_pid());
                      end if;
                      return null; end $$;
                    create constraint trigger strike after insert on raw.visits
                      {when} for each row execute function raw.strike()""",
                             self.database)
                result = run(self.settings(self.bouncer(self.mode)),
                             self.stream.lines())
                self.assert_whole(result)
                self.assertGreater(result.errors.count("trying again"), 1)

    def test_commit_in_doubt_before_the_bouncer(self):
        for action in (CUT_BEFORE, CUT_AFTER):
            with self.subTest(action=action):
                self.setUp()
                bouncer = self.bouncer(self.mode)
                with CuttingProxy(LOCAL, bouncer.port,
                                  second(action)) as proxy:
                    result = run(self.settings(bouncer, port=proxy.port),
                                 self.stream.lines())
                    self.assertGreaterEqual(proxy.commits_with_rows, 2)
                self.assert_whole(result)
                self.assertIn("COMMIT", result.errors)

    def test_commit_in_doubt_behind_the_bouncer(self):
        def crash(_):
            server.restart("immediate")
            return CUT_BEFORE
        for action in (CUT_BEFORE, CUT_AFTER, crash):
            with self.subTest(action=action):
                self.setUp()
                with CuttingProxy(LOCAL, server.port, second(action)) as proxy:
                    bouncer = self.bouncer(
                        self.mode, upstream=(LOCAL, proxy.port))
                    result = run(self.settings(bouncer), self.stream.lines())
                self.assert_whole(result)
                self.assertIn("COMMIT", result.errors)

    def test_casts_go_by_our_settings_not_by_the_sessions(self):
        """What a value's text is, in a column that others made."""
        for name, value in (("bytea_output", "escape"), ("TimeZone", "'Asia/Tokyo'"),
                            ("DateStyle", "'SQL, DMY'")):
            server.query(f"alter database {self.database} set {name} = {value}")
        server.query("create schema raw; create table raw.a (id bigint primary "
                     "key, at text, bytes text)", self.database)
        data = [schema("a", {
            "id": {"type": "integer"},
            "at": {"type": "string", "format": "date-time"},
            "bytes": {"type": "string", "contentEncoding": "base16"}}, ["id"])]
        for n in range(60):
            data += [record("a", {"id": n, "at": "2024-02-03T04:05:06Z",
                                  "bytes": "00ff"}), state({"n": n})]
        bouncer = self.bouncer(self.mode)
        result = run(self.settings(
            bouncer, interpret_content_encoding=True), data)
        self.assert_done(result)
        self.assertEqual(
            server.query("select at, bytes, count(*) from raw.a group by 1, 2",
                         self.database),
            [["2024-02-03T04:05:06Z", "00ff", "60"]])

    def test_nothing_stays_behind_in_the_pool(self):
        look = ("select (select count(*) from pg_class where relpersistence = "
                "'t' and pg_table_is_visible(oid)), (select count(*) from "
                "pg_locks where locktype = 'advisory' and pid = "
                "pg_backend_pid()), (select string_agg(name, ',') from "
                "pg_settings where setting <> reset_val and source = 'session' "
                "and name not in ('application_name', 'client_encoding'))")
        for method in ("upsert", "overwrite"):
            bouncer = self.bouncer(self.mode)
            self.assert_done(run(self.settings(bouncer, load_method=method),
                                 self.stream.lines()))
            self.assertEqual(self.in_each_session(bouncer, look),
                             [[["0", "0", ""]]] * POOL, method)

    def test_overwrite(self):
        bouncer = self.bouncer(self.mode)
        self.assert_done(run(self.settings(bouncer),
                             Stream("others", 100).lines()))
        self.assert_whole(run(self.settings(bouncer, load_method="overwrite"),
                              self.stream.lines()))

    def test_two_that_overwrite_never_mix(self):
        bouncer = self.bouncer(self.mode)
        lines = list(self.stream.lines())
        first = Target(self.settings(bouncer, load_method="overwrite",
                                     retry_budget_seconds=1))
        first.write(b"".join(lines[:200]))
        self.wait_for_side_table()
        other = run(self.settings(bouncer, load_method="overwrite",
                                       retry_budget_seconds=1), lines)
        first.write(b"".join(lines[200:]))
        first.end_input()
        results = [first.wait(), other]
        done = [each for each in results if each.status == 0]
        self.assertEqual(len(done), 1, [each.errors for each in results])
        self.assert_whole(done[0])
        [failed] = [each for each in results if each.status != 0]
        self.assert_failed(failed, "another run|dropped by others")
        self.assertEqual(failed.states, [])

    def wait_for_side_table(self):
        wait_until(lambda: server.query(
            "select 1 from pg_class where relname = 'visits__new'",
            self.database), "the side table")

    def test_two_targets_on_one_table(self):
        bouncer = self.bouncer(self.mode)
        targets = []
        for _ in range(2):
            targets.append(Target(self.settings(bouncer)))
        for each in targets:
            each.write(b"".join(line for line in self.stream.lines()
                                if b'"events"' not in line))
            each.end_input()
        for each in targets:
            self.assert_done(each.wait())
            self.assertEqual(position_of(each.states[-1]), len(self.stream))
        plain = server.create_database(f"{self.database}_plain")
        self.assert_done(run(config(server, plain), self.stream.lines()))
        sql = "select id, text from raw.visits order by 1"
        self.assertEqual(server.query(sql, self.database),
                         server.query(sql, plain))


def second(action):
    """A script that does `action` at the second COMMIT of rows."""
    def script(commit):
        hit = commit.with_rows and commit.number_with_rows == 2
        return action if hit else PASS
    return script


class SessionMode(BothModes, BouncerTest):
    mode = "session"
    backends_used = 1


class TransactionMode(BothModes, BouncerTest):
    mode = "transaction"
    backends_used = POOL


class Refused(BouncerTest):
    def test_statement_mode(self):
        bouncer = PgBouncer(server, "statement")
        self.addCleanup(bouncer.close)
        result = run(self.settings(bouncer, retry_budget_seconds=1),
                     self.stream.lines())
        self.assert_failed(result, "statement pooling.*hint: set")
        self.assertEqual(result.states, [])

    def test_no_such_database_or_user(self):
        bouncer = PgBouncer(server, "session")
        self.addCleanup(bouncer.close)
        for given, told in (({"database": "nowhere"}, "nowhere"),
                            ({"user": "nobody"}, "authentication failed")):
            result = run({**self.settings(bouncer), **given},
                         self.stream.lines())
            self.assert_failed(result, told)
            self.assertEqual(result.states, [])

    def test_a_startup_parameter_that_it_does_not_take(self):
        """No waiting helps; the budget is not waited for."""
        bouncer = PgBouncer(server, "session")
        self.addCleanup(bouncer.close)
        result = run(self.settings(bouncer), self.stream.lines(),
                     environment={"PGOPTIONS": "-c geqo=off"})
        self.assert_failed(result, "startup parameter.*options")
        self.assertEqual(result.states, [])


if __name__ == "__main__":
    unittest.main()
