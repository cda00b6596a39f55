"""A network that is slow, or swallows everything without a word."""

import itertools
import os
import shutil
import socket
import subprocess
import threading
import unittest

from expectations import FaultTest
from stream import Stream, fingerprint
from target import Target, config, record, run, schema, state
from postgres_server import PostgresServer
from waiting import wait_until

ID = {"id": {"type": "integer"}}
# Enough for what comes back by itself within a test, on any machine.
PATIENT = 600


class Crumbs:
    """A proxy that passes everything on in pieces of a few bytes."""

    PIECE = 5

    def __init__(self, port):
        self._port = port
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self):
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            server = socket.create_connection(("127.0.0.1", self._port))
            for each in (client, server):
                each.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            for pair in ((client, server), (server, client)):
                threading.Thread(
                    target=self._pass_on, args=pair, daemon=True).start()

    def _pass_on(self, source, target):
        try:
            while data := source.recv(1 << 16):
                for start in range(0, len(data), self.PIECE):
                    target.sendall(data[start:start + self.PIECE])
            target.shutdown(socket.SHUT_WR)
        except OSError:
            pass

    def close(self):
        self._listener.close()


class Slow(FaultTest):
    def test_five_bytes_at_a_time(self):
        server = PostgresServer(tcp=True)
        self.addCleanup(server.remove)
        stream = Stream("slow", 200)
        for name in ("plain", "slow"):
            server.create_database(name)
        self.assert_done(run(config(server, "plain"), stream.lines()))
        proxy = Crumbs(server.port)
        self.addCleanup(proxy.close)
        self.assert_done(run(
            config(server, "slow", host="127.0.0.1", port=proxy.port,
                   batch_size_rows=40), stream.lines()))
        self.assertEqual(fingerprint(server, "slow", with_events=True),
                         fingerprint(server, "plain", with_events=True))


def ip(*arguments):
    subprocess.run(["ip", *arguments], check=True, capture_output=True)


class BlackHole(FaultTest):
    """The target runs behind a link of its own, which can be taken down."""

    names = itertools.count()

    def setUp(self):
        if os.geteuid() != 0 or not shutil.which("ip"):
            self.skipTest("needs root and ip")
        number = next(self.names)
        self.namespace = f"target{os.getpid()}n{number}"
        self.near, self.far = f"n{os.getpid()}n{number}", f"f{os.getpid()}"
        try:
            ip("netns", "add", self.namespace)
        except subprocess.CalledProcessError as error:
            self.skipTest(f"no network namespaces here: {error.stderr}")
        self.addCleanup(ip, "netns", "delete", self.namespace)
        ip("link", "add", self.near, "type", "veth", "peer", "name", self.far,
           "netns", self.namespace)
        # Of the addresses set aside for tests of networks: nobody has them.
        network = f"198.18.{os.getpid() % 256}"
        self.address, there = (f"{network}.{4 * number + n}" for n in (1, 2))
        ip("address", "add", f"{self.address}/30", "dev", self.near)
        ip("link", "set", self.near, "up")
        inside = ("-n", self.namespace)
        ip(*inside, "address", "add", f"{there}/30", "dev", self.far)
        ip(*inside, "link", "set", self.far, "up")
        ip(*inside, "link", "set", "lo", "up")
        self.server = PostgresServer(
            settings={"listen_addresses": self.address})
        self.addCleanup(self.server.remove)
        hba = self.server.data / "pg_hba.conf"
        hba.write_text(hba.read_text() + f"host all all {there}/32 trust\n")
        self.server.query("select pg_reload_conf()")

    def target(self, **settings):
        """Gives a silent peer two seconds, not the usual minute."""
        url = (f"postgresql://{self.server.user}@{self.address}:"
               f"{self.server.port}/postgres?tcp_user_timeout=2000&keepalives_idle=1"
               "&keepalives_interval=1&keepalives_count=2")
        return Target(
            {"sqlalchemy_url": url, "default_target_schema": "raw",
             **settings},
            prefix=["ip", "netns", "exec", self.namespace])

    def loaded_rows(self):
        return self.server.value("select count(*) from raw.a")

    def fall_silent(self, target):
        """Once the first batch is committed, nothing passes any more."""
        target.write(schema("a", ID) + record("a", {"id": 0}) +
                     state({"n": 1}))
        wait_until(lambda: target.states or target.process.poll() is not None,
                   "the first STATE")
        ip("link", "set", self.near, "down")
        target.write(b"".join(record("a", {"id": n}) for n in range(1, 100)) +
                     state({"n": 100}))

    def test_silence_in_mid_load_ends(self):
        target = self.target(batch_size_rows=1, retry_budget_seconds=PATIENT)
        self.fall_silent(target)
        wait_until(lambda: "trying again" in target.errors_so_far(),
                   "another try to connect")
        ip("link", "set", self.near, "up")
        target.end_input()
        self.assert_done(target.wait())
        self.assertEqual(target.last_state(), {"n": 100})
        self.assertEqual(self.loaded_rows(), "100")

    def test_silence_for_good(self):
        target = self.target(batch_size_rows=1, retry_budget_seconds=3)
        self.fall_silent(target)
        target.end_input()
        self.assert_failed(target.wait())
        self.assertEqual(target.last_state(), {"n": 1})
        self.assertEqual(self.loaded_rows(), "1")

    def test_silence_at_the_start(self):
        ip("link", "set", self.near, "down")
        target = self.target(retry_budget_seconds=1)
        target.write(schema("a", ID) + record("a", {"id": 0}))
        target.end_input()
        self.assert_failed(target.wait(), self.address)
        self.assertEqual(target.states, [])


if __name__ == "__main__":
    unittest.main()
