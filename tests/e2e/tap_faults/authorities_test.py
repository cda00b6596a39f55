"""Whom the tap trusts: what the setting names, else the environment, else what the
machine keeps where its distribution does."""

import shutil
import subprocess
import unittest
from pathlib import Path

from tap_runs import Tap, TapTest, catalog_of, crew, scripted_api

from machine import PLACES, needs_namespaces, trusting

GOOD = {"body": {"json": crew(3)}}


class Authorities(TapTest):
    def setUp(self):
        api = scripted_api({"*": [GOOD]}, tls="valid")
        self.server = api.__enter__()
        self.addCleanup(api.__exit__, None, None, None)
        self.authority = Path(self.server.ca_file)

    def run_tap(self, launcher=(), variables=None, **settings):
        return Tap(config=self.settings(self.server.url, **settings),
                   catalog=catalog_of("crew"), launcher=launcher,
                   variables=variables).finish()

    def hashed_folder(self):
        """The authority in a folder, by the name that OpenSSL looks for."""
        folder = self.authority.parent / "hashed"
        folder.mkdir(exist_ok=True)
        name = subprocess.run(
            ("openssl", "x509", "-hash", "-noout", "-in", self.authority),
            check=True, capture_output=True, text=True).stdout.strip()
        shutil.copy(self.authority, folder / f"{name}.0")
        return str(folder)


class Environment(Authorities):
    def test_a_file(self):
        self.assert_done(
            self.run_tap(variables={"SSL_CERT_FILE": str(self.authority)}), 3)

    def test_a_folder(self):
        self.assert_done(
            self.run_tap(variables={"SSL_CERT_DIR": self.hashed_folder()}), 3)

    def test_folders(self):
        folders = f"{self.authority.parent}/empty:{self.hashed_folder()}"
        self.assert_done(self.run_tap(variables={"SSL_CERT_DIR": folders}), 3)

    def test_the_setting_is_heeded_before_it(self):
        variables = {"SSL_CERT_FILE": "/etc/hostname", "SSL_CERT_DIR": "/nowhere"}
        self.assert_done(self.run_tap(variables=variables,
                                      ca_file=str(self.authority)), 3)

    def test_a_file_that_is_not_there(self):
        outcome = self.run_tap(variables={"SSL_CERT_FILE": "/nowhere/ca.pem"})
        self.assert_failed(outcome, "/nowhere/ca.pem", "(curl 77)")
        self.assertEqual([], outcome.waits)


@needs_namespaces
class Places(Authorities):
    def test_each_of_them(self):
        for place in PLACES:
            with self.subTest(place=place):
                self.assert_done(
                    self.run_tap(launcher=trusting(self.authority, place)), 3)

    def test_none_of_them(self):
        outcome = self.run_tap(launcher=trusting())
        self.assert_failed(outcome, "certificate")
        self.assertEqual([], outcome.waits)
        self.assertEqual([], self.server.requests)

    def test_the_environment_is_heeded_before_them(self):
        outcome = self.run_tap(launcher=trusting(self.authority, PLACES[0]),
                               variables={"SSL_CERT_FILE": "/etc/hostname"})
        self.assert_failed(outcome, "/etc/hostname")


if __name__ == "__main__":
    unittest.main()
