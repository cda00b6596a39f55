"""A04: TLS is verified, always; a wrong certificate is refused at once."""

import socket
import threading
import unittest
from contextlib import contextmanager

from tap_runs import Tap, TapTest, catalog_of, crew, scripted_api

GOOD = {"body": {"json": crew(3)}}


@contextmanager
def relay(url: str, breaks: int):
    """A URL that leads to `url`; the first connections break off when the
    client has begun its handshake."""
    port = int(url.rpartition(":")[2])

    def pump(source, sink) -> None:
        try:
            while data := source.recv(1 << 16):
                sink.sendall(data)
            sink.shutdown(socket.SHUT_WR)
        except OSError:
            pass  # one side has gone

    def serve() -> None:
        for _ in range(breaks):
            with listener.accept()[0] as client:
                client.recv(1 << 16)
        with listener.accept()[0] as client, \
                socket.create_connection(("127.0.0.1", port)) as server:
            back = threading.Thread(target=pump, args=(server, client))
            back.start()
            pump(client, server)
            back.join()

    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = threading.Thread(target=serve)
        server.start()
        yield f"https://127.0.0.1:{listener.getsockname()[1]}"
        server.join()


class Tls(TapTest):
    def refused(self, *parts: str, **options):
        outcome = self.answered(GOOD, **options)
        self.assert_failed(outcome, *parts)
        self.assertEqual([], outcome.waits)
        self.assertEqual([], outcome.records())
        self.assertEqual([], self.requests)

    def test_trusted_by_ca_file(self):
        self.assert_done(self.answered(GOOD, tls="valid", ca_file="{ca}"), 3)

    def test_unknown_authority(self):
        self.refused("certificate", "(curl 60)", tls="valid")

    def test_self_signed(self):
        self.refused("certificate", "(curl 60)", tls="self-signed",
                     ca_file="{ca}")

    def test_expired(self):
        self.refused("expired", "(curl 60)", tls="expired", ca_file="{ca}")

    def test_wrong_host(self):
        self.refused("127.0.0.1", "(curl 60)", tls="wrong-host",
                     ca_file="{ca}")

    def test_too_old_a_version(self):
        # Told apart from a handshake that broke off by its text alone.
        self.refused("version", "(curl 35)", tls="old", ca_file="{ca}")

    def test_a_handshake_that_breaks_off_is_tried_again(self):
        with scripted_api({"*": [GOOD]}, tls="valid") as api, \
                relay(api.url, breaks=1) as url:
            outcome = Tap(config=self.settings(url, ca_file=api.ca_file),
                          catalog=catalog_of("crew")).finish()
            self.assertEqual(1, len(api.requests))
        self.assert_done(outcome, 3)
        self.assertEqual(1, len(outcome.waits))
        self.assertIn("(curl 35)", outcome.logged("WARNING")[0])

    def test_tls_on_a_port_of_http(self):
        def serve(listener) -> None:
            with listener.accept()[0] as client:
                client.recv(1 << 16)
                client.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")

        with socket.create_server(("127.0.0.1", 0)) as listener:
            server = threading.Thread(target=serve, args=(listener,))
            server.start()
            port = listener.getsockname()[1]
            outcome = Tap(config=self.settings(f"https://127.0.0.1:{port}"),
                          catalog=catalog_of("crew")).finish()
            server.join()
        self.assert_failed(outcome, "(curl 35)")
        self.assertEqual([], outcome.waits)

    def test_http_on_a_tls_port(self):
        outcome = self.answered(GOOD, tls="valid", ca_file="{ca}",
                                plain_url=True)
        self.assert_failed(outcome)
        self.assertEqual([], self.requests)

    def settings(self, url, plain_url=False, **settings):
        if plain_url:
            url = url.replace("https:", "http:")
        return super().settings(url, **settings)


if __name__ == "__main__":
    unittest.main()
