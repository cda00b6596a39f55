"""TLS for test servers: good certificates, and each bad kind of them.

Made by the openssl program into a folder; `ca.pem` there is the authority a
client has to trust (self-signed ones are not under it).
"""

import ssl
import subprocess
from pathlib import Path

KINDS = ("valid", "self-signed", "expired", "wrong-host", "old")
# What `openssl ca` needs to give a certificate any dates, past ones too.
AUTHORITY_CONFIG = """
[ca]
default_ca = own
[own]
database = index.txt
new_certs_dir = .
serial = serial
default_md = sha256
policy = any
copy_extensions = copy
unique_subject = no
x509_extensions = leaf
[any]
commonName = supplied
# What RFC 5280 asks for, and Python 3.13 insists on.
[leaf]
basicConstraints = CA:FALSE
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
"""


def _openssl(directory: Path, *arguments: str) -> None:
    subprocess.run(["openssl", *arguments], cwd=directory, check=True,
                   capture_output=True)


def _make_certificate(directory: Path, kind: str) -> None:
    """server.pem, server.key and the authority's ca.pem in the folder."""
    key = ("-newkey", "rsa:2048", "-noenc", "-keyout")
    _openssl(directory, "req", "-x509", *key, "ca.key", "-out", "ca.pem",
             "-subj", "/CN=Fault server authority",
             "-addext", "keyUsage=critical,keyCertSign,cRLSign")
    names = "DNS:other.invalid" if kind == "wrong-host" \
        else "DNS:localhost,IP:127.0.0.1,IP:::1"
    subject = ("-subj", "/CN=fault server", "-addext",
               f"subjectAltName={names}")
    if kind == "self-signed":
        _openssl(directory, "req", "-x509", *key, "server.key",
                 "-out", "server.pem", *subject)
        return
    _openssl(directory, "req", "-new", *key, "server.key",
             "-out", "server.csr", *subject)
    (directory / "ca.cnf").write_text(AUTHORITY_CONFIG)
    (directory / "index.txt").write_text("")
    (directory / "serial").write_text("01\n")
    end = "20200102000000Z" if kind == "expired" else "20491231000000Z"
    _openssl(directory, "ca", "-batch", "-config", "ca.cnf", "-cert", "ca.pem",
             "-keyfile", "ca.key", "-startdate", "20200101000000Z",
             "-enddate", end, "-in", "server.csr", "-out", "server.pem")


def tls_context(directory: Path, kind: str) -> ssl.SSLContext:
    _make_certificate(directory, kind)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(directory / "server.pem", directory / "server.key")
    if kind == "old":  # TLS 1.0 alone, which the library must be talked into
        context.set_ciphers("ALL:@SECLEVEL=0")
        context.minimum_version = ssl.TLSVersion.TLSv1
        context.maximum_version = ssl.TLSVersion.TLSv1
    return context
