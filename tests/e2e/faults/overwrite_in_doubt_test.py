"""The COMMIT that replaces a table's content is in doubt, and another run takes
its turn, or somebody drops the side table, before the first is back.

No STATE may be printed for content that is not there, and nobody ever sees half
of one.
"""

import signal
import threading
import unittest

from commit_in_doubt_test import LOCAL, at
from expectations import FaultTest
from target import Target, config, record, run, schema, state
from cutting_proxy import CUT_AFTER, CUT_BEFORE, PASS, CuttingProxy
from postgres_server import PostgresServer, SqlError
from waiting import SAFETY_NET_S, wait_until

COLUMNS = {"id": {"type": "integer"}, "run": {"type": "string"}}
COUNT = 50


def setUpModule():
    global server
    server = PostgresServer(tcp=True, settings={
        "wal_writer_delay": "10s", "autovacuum": "off"})


def tearDownModule():
    server.remove()


def data(name):
    yield schema("a", COLUMNS, ["id"])
    for n in range(COUNT):
        yield record("a", {"id": n, "run": name})
    yield state({"run": name})


def at_first(action):
    """A script that does `action` at the first COMMIT, without rows."""
    return lambda commit: action if commit.number == 1 else PASS


class GatedProxy(CuttingProxy):
    """Lets nobody else in from the cut on until `gate` is set."""

    def __init__(self, *arguments):
        self.gate = threading.Event()
        self.gate.set()
        super().__init__(*arguments)

    def _serve(self, client):
        self.gate.wait(SAFETY_NET_S)
        super()._serve(client)


class OverwriteInDoubt(FaultTest):
    number = 0

    def setUp(self):
        OverwriteInDoubt.number += 1
        self.database = server.create_database(f"overwrite{self.number}")
        self.assert_done(self.run_alone("old"))

    def run_alone(self, name):
        return run(config(server, self.database, load_method="overwrite"),
                   list(data(name)))

    def content(self):
        return server.query("select run, count(*) from raw.a group by run",
                            self.database)

    def side_tables(self):
        return int(server.value(
            "select count(*) from pg_class where relname = 'a__new'",
            self.database))

    def load(self, action, *meanwhile, lines=None, content="new"):
        """Run "new", whose last COMMIT meets `action`. What is done `meanwhile`
        is done before it can connect again."""
        done = []

        def do_meanwhile():
            try:
                if action == CUT_AFTER:
                    wait_until(
                        lambda: self.content() == [[content, str(COUNT)]],
                        "the COMMIT")
                for each in meanwhile:
                    each()
                done.append(True)
            finally:
                proxy.gate.set()

        def cut(_):
            proxy.gate.clear()
            thread.start()
            return action

        thread = threading.Thread(target=do_meanwhile)
        with GatedProxy(LOCAL, server.port, (
                at(1, cut) if lines is None else at_first(cut))) as proxy:
            result = run(
                config(server, self.database, host=LOCAL, port=proxy.port,
                       load_method="overwrite"), lines or list(data("new")))
            thread.join()
        self.assertEqual(done, [True])
        return result

    # What may happen meanwhile.

    def crash(self):
        server.restart("immediate")

    def other_run(self):
        other = self.run_alone("other")
        self.assert_done(other)
        self.assertEqual(self.content(), [["other", str(COUNT)]])

    def interrupted_run(self):
        """Leaves a side table of its own, as it is killed."""
        side_table = "select to_regclass('raw.a__new')::oid"
        old = server.value(side_table, self.database)
        other = Target(config(server, self.database, load_method="overwrite"))
        other.write(b"".join(data("other")))
        wait_until(lambda: server.value(side_table, self.database)
                   not in ("", old), "the side table")
        other.signal(signal.SIGKILL)
        other.wait()
        self.assertEqual(self.side_tables(), 1)

    def drop_side_table(self):
        def dropped():
            try:
                server.query("drop table if exists raw.a__new", self.database)
                return True
            except SqlError:
                return False
        wait_until(dropped, "the server to recover")

    # What must come of it.

    def assert_replaced(self, result):
        self.assert_done(result)
        self.assertEqual(result.states, ['{"run": "new"}'])
        self.assertEqual(self.content(), [["new", str(COUNT)]])
        self.assertEqual(self.side_tables(), 0)

    def assert_given_up(self, result, content, *parts):
        self.assert_failed(result, 'table "raw"."a', "run again", *parts)
        self.assertEqual(result.states, [])
        self.assertEqual(self.content(), [[content, str(COUNT)]])

    def test_cut(self):
        for action in (CUT_BEFORE, CUT_AFTER):
            with self.subTest(action=action):
                self.setUp()
                self.assert_replaced(self.load(action))

    def test_crash(self):
        for action in (CUT_BEFORE, CUT_AFTER):
            with self.subTest(action=action):
                self.setUp()
                self.assert_replaced(self.load(action, self.crash))

    def test_another_run_replaces_what_was_never_replaced(self):
        """What it did to the side table is no sign of our own COMMIT."""
        for meanwhile in ([self.other_run], [self.crash, self.other_run]):
            with self.subTest(meanwhile=meanwhile):
                self.setUp()
                self.assert_given_up(
                    self.load(CUT_BEFORE, *meanwhile), "other")

    def test_another_run_replaces_what_was_replaced(self):
        """The server knows, unless it has crashed: ours was there."""
        result = self.load(CUT_AFTER, self.other_run)
        self.assert_done(result)
        self.assertEqual(result.states, ['{"run": "new"}'])
        self.assertEqual(self.content(), [["other", str(COUNT)]])
        self.setUp()
        self.assert_given_up(
            self.load(CUT_AFTER, self.crash, self.other_run), "other")

    def test_another_run_is_interrupted(self):
        self.assert_given_up(
            self.load(CUT_BEFORE, self.crash, self.interrupted_run), "old")
        self.setUp()
        self.assert_given_up(
            self.load(CUT_AFTER, self.crash, self.interrupted_run), "new")

    def test_somebody_drops_the_side_table(self):
        self.assert_given_up(
            self.load(CUT_BEFORE, self.crash, self.drop_side_table), "old")

    def test_nothing_was_sent(self):
        """A COMMIT that replaces nothing is done again, however it went."""
        for action, meanwhile in ((CUT_BEFORE, []), (CUT_AFTER, []),
                                  (CUT_BEFORE, [self.crash]),
                                  (CUT_AFTER, [self.crash]),
                                  (CUT_AFTER, [self.crash,
                                               self.drop_side_table])):
            with self.subTest(action=action, meanwhile=meanwhile):
                self.setUp()
                result = self.load(action, *meanwhile, lines=[
                    schema("a", COLUMNS, ["id"]), state({"run": "new"})],
                    content="old")
                self.assert_done(result)
                self.assertEqual(result.states, ['{"run": "new"}'])
                self.assertEqual(self.content(), [["old", str(COUNT)]])
                self.assertEqual(self.side_tables(), 0)

    def test_the_next_run_overwrites_again(self):
        self.load(CUT_AFTER, self.crash, self.interrupted_run)
        self.assert_done(self.run_alone("next"))
        self.assertEqual(self.content(), [["next", str(COUNT)]])
        self.assertEqual(self.side_tables(), 0)


if __name__ == "__main__":
    unittest.main()
