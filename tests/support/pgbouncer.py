"""A private pgbouncer before a server of PostgresServer, for one test."""

import os
import pathlib
import shutil
import socket
import subprocess
import tempfile
import time

from postgres_server import Session

# Where Debian puts it, which is not in everybody's PATH.
PROGRAM = shutil.which("pgbouncer") or shutil.which(
    "pgbouncer", path="/usr/sbin:/usr/local/sbin")
LOCAL = "127.0.0.1"
ANSWERS_WITHIN = 60


class PgBouncer:
    """Listens from construction to close() on 127.0.0.1, port `port`.

    `settings` are lines of pgbouncer.ini. `upstream`: another (host, port) to
    reach the server by, such as a proxy's.
    """

    def __init__(self, server, mode, upstream=None, **settings):
        self._server = server
        self._owner = server.data.stat().st_uid
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="pgbouncer-"))
        with socket.create_server((LOCAL, 0)) as free:
            self.port = free.getsockname()[1]
        self._write(upstream or (server.socket_folder, server.port), {
            "listen_addr": LOCAL, "listen_port": self.port,
            "unix_socket_dir": "", "auth_type": "trust",
            "auth_file": self.folder / "users.txt",
            "pool_mode": mode, "server_login_retry": 1, **settings})
        with open(self.folder / "log", "wb") as log:
            self._process = subprocess.Popen(
                [*self._as_owner(), PROGRAM, "--quiet", self.folder / "ini"],
                stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                stderr=log, cwd="/")
        self._wait_until_it_listens()

    def _write(self, upstream, settings):
        host, port = upstream
        lines = ["[databases]", f"* = host={host} port={port}", "[pgbouncer]",
                 *(f"{name} = {value}" for name, value in settings.items())]
        (self.folder / "ini").write_text("\n".join(lines) + "\n")
        (self.folder / "users.txt").write_text(f'"{self._server.user}" ""\n')
        for each in (self.folder, *self.folder.iterdir()):
            os.chown(each, self._owner, -1)

    def _as_owner(self):
        """pgbouncer refuses to run as root, as PostgreSQL does."""
        if os.geteuid() != 0:
            return []
        return ["setpriv", f"--reuid={self._owner}", "--clear-groups"]

    def _wait_until_it_listens(self):
        end = time.monotonic() + ANSWERS_WITHIN
        while time.monotonic() < end and self._process.poll() is None:
            try:
                socket.create_connection((LOCAL, self.port)).close()
                return
            except OSError:
                time.sleep(0.02)
        self._process.kill()
        log = (self.folder / "log").read_text(errors="replace")
        raise RuntimeError(f"pgbouncer did not start: {log}")

    def close(self):
        self._process.kill()
        self._process.wait()
        shutil.rmtree(self.folder)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def session(self, database):
        return Session(["psql", "-X", "-q", "-A", "-t", "-F", "\x1f",
                        "-R", "\x1e", "-v", "ON_ERROR_STOP=1", "-h", LOCAL,
                        "-p", str(self.port), "-U", self._server.user,
                        "-d", database])
