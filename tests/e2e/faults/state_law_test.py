"""The state law: what a STATE line claims is there for everyone to see.

Each time the target prints a STATE, a second connection looks at once for every
record that came before it, in all streams.
"""

import queue
import time
import unittest

from stream import Stream, fingerprint, position_of
from target import Target, config, record, run, schema, state
from cutting_proxy import PASS, CuttingProxy
from postgres_server import PostgresServer

ID = {"id": {"type": "integer"}}


def setUpModule():
    global server
    server = PostgresServer(tcp=True)


def tearDownModule():
    server.remove()


class Witness:
    """Holds each STATE against what a connection of its own can see."""

    def __init__(self, stream, database):
        self._stream = stream
        self._session = server.session(database)
        self.missing = []

    def close(self):
        self._session.close()

    def look(self, state_line):
        end = position_of(state_line)
        for name in ("visits", "events"):
            expected = self._stream.positions(name, 0, end)
            [[seen]] = self._session.query(
                f"select count(*) from raw.{name} where position < {end}")
            if int(seen) != len(expected):
                self.missing.append(
                    f"{state_line}: {seen} of {len(expected)} {name}")
        rows = self._session.query("select id, position from raw.orders")
        seen = {key: int(position) for key, position in rows}
        for key, position in self._stream.newest(end)["orders"].items():
            if seen.get(key, -1) < position:
                self.missing.append(
                    f"{state_line}: order {key} of record {position}")


class EveryState(unittest.TestCase):
    def load(self, name, host, port, batch_size_rows):
        stream = Stream(name, 600)
        database = server.create_database(name)
        witness = Witness(stream, database)
        self.addCleanup(witness.close)
        result = run(
            config(server, database, host=host, port=port,
                   batch_size_rows=batch_size_rows),
            stream.lines(), on_state=witness.look)
        self.assertEqual(result.status, 0, result.errors)
        self.assertEqual(witness.missing, [])
        positions = [position_of(each) for each in result.states]
        self.assertEqual(positions, sorted(set(positions)))
        self.assertEqual(positions[-1], len(stream))
        return positions

    def test_is_covered_by_visible_rows(self):
        positions = self.load("direct", server.socket_folder, server.port, 20)
        # One for each batch, not only at the end.
        self.assertGreater(len(positions), 10)

    def test_is_covered_while_each_commit_is_slow(self):
        def slow(_):
            time.sleep(0.02)
            return PASS
        with CuttingProxy("127.0.0.1", server.port, slow) as proxy:
            self.load("slow", "127.0.0.1", proxy.port, 50)
            # Else nothing was slow.
            self.assertGreater(proxy.commits_with_rows, 3)

    def test_is_covered_when_one_batch_takes_all(self):
        self.load("whole", server.socket_folder, server.port, None)


class Order(unittest.TestCase):
    def test_a_state_of_one_stream_waits_for_the_rows_of_another(self):
        """The peers' bug: STATE for A before A's record is committed."""
        database = server.create_database("peer")
        seen = []
        with server.session(database) as session:
            def look(text):
                seen.append((text, session.query(
                    "select (select count(*) from raw.a), "
                    "(select count(*) from raw.b)")))
            result = run(
                config(server, database, batch_size_rows=3), [
                    schema("a", ID, ["id"]), schema("b", ID, ["id"]),
                    record("a", {"id": 1}), state({"a": 1}),
                    record("b", {"id": 1}), record("b", {"id": 2}),
                    record("b", {"id": 3})], on_state=look)
        self.assertEqual(result.status, 0, result.errors)
        self.assertEqual(len(seen), 1)
        [(text, [[a, _]])] = seen
        self.assertEqual((text, a), ('{"a": 1}', "1"))

    def test_running_again_changes_nothing_of_keyed_streams(self):
        database = server.create_database("again")
        stream = Stream("again", 300)
        prints = []
        for _ in range(3):
            result = run(config(server, database, batch_size_rows=50),
                         stream.lines())
            self.assertEqual(result.status, 0, result.errors)
            prints.append(fingerprint(server, database, with_events=False))
        self.assertEqual(prints[0], prints[1])
        self.assertEqual(prints[0], prints[2])


class SilentTap(unittest.TestCase):
    """A tap that has sent something and now says nothing."""

    def start(self, name, **settings):
        self.states = queue.SimpleQueue()
        self.database = server.create_database(name)
        target = Target(config(server, self.database, **settings),
                        on_state=self.states.put)
        self.addCleanup(target.wait)
        self.addCleanup(target.end_input)
        return target

    def test_a_state_with_nothing_waiting_is_printed_at_once(self):
        target = self.start("nothing", batch_wait_limit_seconds=100000)
        target.write(state({"n": 1}))
        self.assertEqual(self.states.get(), '{"n": 1}')
        target.write(schema("a", ID) + state({"n": 2}))
        self.assertEqual(self.states.get(), '{"n": 2}')

    def test_rows_wait_no_longer_than_the_age_limit(self):
        target = self.start("age", batch_wait_limit_seconds=1)
        for n in range(2):
            target.write(schema("a", ID) + record("a", {"id": n}) +
                         state({"n": n}))
            # Comes without another line of input, or never.
            self.assertEqual(self.states.get(), f'{{"n": {n}}}')
            self.assertEqual(
                server.value("select count(*) from raw.a", self.database),
                str(n + 1))

    def test_no_transaction_stays_open_meanwhile(self):
        target = self.start("idle", batch_size_rows=1)
        target.write(schema("a", ID) + record("a", {"id": 1}) +
                     state({"n": 1}) + record("a", {"id": 2}) + state({"n": 2}))
        self.states.get()
        self.states.get()
        # The second row is committed: whatever follows is waiting.
        states = server.query(
            "select state from pg_stat_activity "
            f"where datname = '{self.database}' "
            "and backend_type = 'client backend'")
        self.assertEqual({each for [each] in states} - {"idle"}, set())


if __name__ == "__main__":
    unittest.main()
