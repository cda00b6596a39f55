"""Whom the target trusts where the server is to be verified: what the settings name,
what libpq looks at, the environment, what the machine keeps where its distribution
does."""

import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

from target import config, run
from tls_test import BY_TLS, DATA, TlsTest

from machine import PLACES, needs_namespaces, trusting

DEFAULT = "~/.postgresql/root.crl"


class Authorities(TlsTest):
    def setUp(self):
        self.serve("valid", BY_TLS)
        self.home = Path(tempfile.mkdtemp(prefix="home-"))
        self.addCleanup(shutil.rmtree, self.home)

    def load_as(self, mode="verify-full", prefix=(), environment=None, **settings):
        self.server.query("drop schema if exists raw cascade")
        given = {"host": "127.0.0.1", "ssl_enable": True, "ssl_mode": mode,
                 "ssl_certificate_authority": DEFAULT, **settings}
        nobody = {"HOME": str(self.home), "SSL_CERT_FILE": "", "SSL_CERT_DIR": ""}
        return run(config(self.server, "postgres", **given), DATA, prefix=prefix,
                   environment={**nobody, **(environment or {})})

    def assert_loads(self, *arguments, **options):
        self.assert_done(self.load_as(*arguments, **options))
        self.assertEqual([["1"]], self.server.query("select id from raw.a"))

    def hashed_folder(self):
        name = subprocess.run(
            ("openssl", "x509", "-hash", "-noout", "-in", self.authority),
            check=True, capture_output=True, text=True).stdout.strip()
        shutil.copy(self.authority, self.home / f"{name}.0")
        return str(self.home)


class Environment(Authorities):
    def test_a_file(self):
        for mode in ("verify-ca", "verify-full"):
            with self.subTest(mode=mode):
                self.assert_loads(mode, environment={
                    "SSL_CERT_FILE": str(self.authority)})

    def test_a_folder(self):
        self.assert_loads(environment={"SSL_CERT_DIR": self.hashed_folder()})

    def test_a_folder_that_is_not_there(self):
        self.assert_failed(self.load_as(environment={"SSL_CERT_DIR": "/nowhere"}),
                           "/nowhere", status=2)

    def test_a_url_is_a_setting_like_the_others(self):
        url = (f"postgresql://{self.server.user}@127.0.0.1:{self.server.port}/"
               "postgres?sslmode=verify-full")
        self.assert_loads(sqlalchemy_url=url, environment={
            "SSL_CERT_FILE": str(self.authority)})
        self.assert_loads(
            sqlalchemy_url=f"{url}&sslrootcert={self.authority}",
            environment={"SSL_CERT_FILE": "/etc/hostname"})

    def test_whom_libpq_trusts_counts_before_it(self):
        other = {"SSL_CERT_FILE": "/etc/hostname"}
        self.assert_loads(environment={
            **other, "PGSSLROOTCERT": str(self.authority)})
        (self.home / ".postgresql").mkdir()
        shutil.copy(self.authority, self.home / ".postgresql" / "root.crt")
        self.assert_loads(environment=other)

    def test_nobody_is_asked_where_nothing_is_verified(self):
        """Given a file of authorities, libpq would verify in this mode too."""
        self.assert_loads("require", environment={
            "SSL_CERT_FILE": str(self.made["expired"] / "ca.pem")})


@needs_namespaces
class Places(Authorities):
    def test_each_of_them(self):
        for place in PLACES:
            with self.subTest(place=place):
                self.assert_loads(prefix=trusting(self.authority, place))

    def test_none_of_them(self):
        self.assert_failed(
            self.load_as(prefix=trusting()), "'ssl_certificate_authority' is not set",
            *PLACES, "SSL_CERT_FILE", status=2)


if __name__ == "__main__":
    unittest.main()
