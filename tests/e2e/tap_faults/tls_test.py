"""A04: TLS is verified, always; what is wrong with it is said, once."""

import unittest

from tap_runs import TapTest, crew

GOOD = {"body": {"json": crew(3)}}


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
        self.refused("version", "(curl 35)", tls="old", ca_file="{ca}")

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
