"""TLS between target and server: what is asked for is had, or the run ends.

Nothing ever falls back to less than was asked for.
"""

import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest

from expectations import FaultTest
from target import config, record, run, schema, state
from postgres_server import PostgresServer
from tls_certificates import tls_context

ID = {"id": {"type": "integer"}}
DATA = [schema("a", ID, ["id"]), record("a", {"id": 1}), state({"n": 1})]
# No waiting cures a certificate: the budget would be endless.
ENDLESS = 10**6


def make(folder, kind):
    """A certificate of one of tls_certificates.KINDS and its authority."""
    folder.mkdir()
    tls_context(folder, kind)
    return folder


def openssl(folder, *arguments):
    subprocess.run(["openssl", *arguments], cwd=folder, check=True,
                   capture_output=True)


class TlsTest(FaultTest):
    @classmethod
    def setUpClass(cls):
        if not shutil.which("openssl"):
            raise unittest.SkipTest("needs openssl")
        cls.folder = pathlib.Path(tempfile.mkdtemp(prefix="tls-"))
        cls.addClassCleanup(shutil.rmtree, cls.folder)
        cls.server = PostgresServer(tcp=True)
        cls.addClassCleanup(cls.server.remove)
        cls.made = {kind: make(cls.folder / kind, kind) for kind in
                    ("valid", "self-signed", "expired", "wrong-host")}
        cls.authority = cls.made["valid"] / "ca.pem"

    def serve(self, kind, *lines):
        """The server shows that certificate, and admits by those lines."""
        data, made = self.server.data, self.made[kind]
        owner = os.stat(data).st_uid
        for name in ("server.pem", "server.key", "ca.pem"):
            shutil.copy(made / name, data / name)
            os.chown(data / name, owner, owner)
            os.chmod(data / name, 0o600)
        (data / "pg_hba.conf").write_text(
            "\n".join(("local all all trust", *lines)) + "\n")
        for name, value in {
                "ssl": "on", "ssl_cert_file": "server.pem",
                "ssl_key_file": "server.key", "ssl_ca_file": "ca.pem"}.items():
            self.server.query(f"alter system set {name} = '{value}'")
        self.server.query("select pg_reload_conf()")

    def load(self, mode, environment=None, **settings):
        self.server.query("drop schema if exists raw cascade")
        given = {"ssl_enable": True, "ssl_mode": mode,
                 "ssl_certificate_authority": str(self.authority)}
        return run(config(self.server, "postgres", host="127.0.0.1",
                          retry_budget_seconds=ENDLESS, **{**given,
                                                           **settings}),
                   DATA, environment=environment)

    def refused(self, mode, *parts, **settings):
        result = self.load(mode, **settings)
        self.assert_failed(result, *parts)
        self.assertEqual(result.states, [])

    def loaded(self, mode, **settings):
        result = self.load(mode, **settings)
        self.assert_done(result)
        self.assertEqual(self.server.query("select id from raw.a"), [["1"]])


EVERYONE = "host all all 127.0.0.1/32 trust"
BY_TLS = "hostssl all all 127.0.0.1/32 trust"
BY_CERTIFICATE = "hostssl all all 127.0.0.1/32 trust clientcert=verify-ca"


class Certificates(TlsTest):
    def test_a_good_one(self):
        self.serve("valid", BY_TLS)
        for mode in ("allow", "prefer", "require", "verify-ca", "verify-full"):
            with self.subTest(mode=mode):
                self.loaded(mode)

    def test_of_an_authority_nobody_trusts(self):
        self.serve("self-signed", BY_TLS)
        for mode in ("verify-ca", "verify-full"):
            with self.subTest(mode=mode):
                self.refused(mode, "certificate")

    def test_expired(self):
        self.serve("expired", BY_TLS)
        for mode in ("verify-ca", "verify-full"):
            with self.subTest(mode=mode):
                self.refused(mode, "certificate", ssl_certificate_authority=str(
                    self.made["expired"] / "ca.pem"))

    def test_of_another_host(self):
        self.serve("wrong-host", BY_TLS)
        authority = str(self.made["wrong-host"] / "ca.pem")
        self.refused("verify-full", "127.0.0.1",
                     ssl_certificate_authority=authority)
        self.loaded("verify-ca", ssl_certificate_authority=authority)

    def test_an_authority_that_is_not_there(self):
        self.serve("valid", BY_TLS)
        result = self.load("verify-full",
                           ssl_certificate_authority="/nowhere.pem")
        self.assert_failed(result, "ssl_certificate_authority", status=2)


class Modes(TlsTest):
    def test_a_server_without_tls(self):
        self.serve("valid", EVERYONE)
        self.server.query("alter system set ssl = off")
        self.server.query("select pg_reload_conf()")
        for mode in ("require", "verify-ca", "verify-full"):
            with self.subTest(mode=mode):
                self.refused(mode, "SSL|TLS")
        self.loaded("prefer")

    def test_defaults_that_name_no_file(self):
        """Meltano hands them on like what somebody set."""
        self.serve("valid", BY_TLS)
        for mode in ("prefer", "require"):
            with self.subTest(mode=mode):
                self.loaded(
                    mode, environment={"HOME": str(self.folder)},
                    ssl_certificate_authority="~/.postgresql/root.crl",
                    ssl_client_certificate_enable=True,
                    ssl_client_certificate="~/.postgresql/postgresql.crt",
                    ssl_client_private_key="~/.postgresql/postgresql.key")
        # Whom the machine trusts did not sign it.
        self.refused(
            "verify-full", "certificate", environment={"HOME": str(self.folder)},
            ssl_certificate_authority="~/.postgresql/root.crl")

    def test_it_is_not_tried_again(self):
        self.serve("self-signed", BY_TLS)
        result = self.load("verify-full")
        self.assert_failed(result, "certificate", "TLS is not tried again")
        self.assertNotIn("trying again", result.errors)

    def test_a_server_that_insists(self):
        self.serve("valid", BY_TLS)
        self.refused("disable", "28000", "pg_hba")
        self.loaded("allow")
        result = self.load("prefer", ssl_enable=False,
                           environment={"PGSSLMODE": "disable"})
        self.assert_failed(result, "28000")


class ClientCertificates(TlsTest):
    def setUp(self):
        self.serve("valid", BY_CERTIFICATE)
        made = self.made["valid"]
        if not (made / "client.pem").exists():
            openssl(made, "req", "-new", "-newkey", "rsa:2048", "-noenc",
                    "-keyout", "client.key", "-out", "client.csr",
                    "-subj", "/CN=client")
            openssl(made, "ca", "-batch", "-config", "ca.cnf", "-cert",
                    "ca.pem", "-keyfile", "ca.key", "-startdate",
                    "20200101000000Z", "-enddate", "20491231000000Z",
                    "-in", "client.csr", "-out", "client.pem")
        os.chmod(made / "client.key", 0o600)

    def settings(self, certificate, key):
        return {"ssl_client_certificate_enable": True,
                "ssl_client_certificate": str(certificate),
                "ssl_client_private_key": str(key)}

    def test_the_right_one(self):
        made = self.made["valid"]
        self.loaded("verify-full", **self.settings(
            made / "client.pem", made / "client.key"))

    def test_none(self):
        self.refused("verify-full", "certificate")

    def test_of_another_authority(self):
        other = self.made["self-signed"]
        os.chmod(other / "server.key", 0o600)
        self.refused("verify-full", "certificate|SSL", **self.settings(
            other / "server.pem", other / "server.key"))

    def test_a_key_that_others_can_read(self):
        made = self.made["valid"]
        os.chmod(made / "client.key", 0o644)
        self.refused("verify-full", "client.key", **self.settings(
            made / "client.pem", made / "client.key"))


if __name__ == "__main__":
    unittest.main()
