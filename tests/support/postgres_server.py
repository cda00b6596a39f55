"""A private PostgreSQL server for one test file, and sessions on it.

The server is real: scripts/postgres starts it in a temporary folder, where it
is stopped and removed again by `PostgresServer.remove()`. Sessions are `psql`
processes, so nothing but PostgreSQL itself is needed.
"""

import os
import pathlib
import shutil
import subprocess
import tempfile
import threading

from waiting import wait_until

PROJECT = pathlib.Path(__file__).resolve().parents[2]
SCRIPT = PROJECT / "scripts" / "postgres"

# Never part of a value that a test asks for.
FIELD = "\x1f"
ROW = "\x1e"


class SqlError(Exception):
    """What psql said when a statement failed."""


class PostgresServer:
    """Starts at once; `settings` are lines of postgresql.conf."""

    def __init__(self, tcp=False, settings=None, environment=None):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="faults-"))
        self._environment = dict(os.environ, **(environment or {}))
        self._tcp = tcp
        # Tests here kill servers, never the machine: no fsync needed.
        self._settings = {"fsync": "off", **(settings or {})}
        self.start()

    @property
    def data(self):
        return self.folder / "data"

    def start(self):
        arguments = ["--tcp"] if self._tcp else []
        for name, value in self._settings.items():
            arguments += ["-c", f"{name}={value}"]
        self._read(self._script("start", *arguments))

    def stop(self, mode="fast"):
        self._script("stop", mode)

    def restart(self, mode="fast"):
        self._read(self._script("restart", mode))

    def remove(self):
        self.stop("immediate")
        # Where the folder's parents are closed to the server's user.
        shutil.rmtree(self.data.resolve(), ignore_errors=True)
        shutil.rmtree(self.folder, ignore_errors=True)

    def _script(self, command, *arguments):
        # Output goes to a file: the server keeps the descriptors it inherits.
        with tempfile.TemporaryFile("w+") as output:
            status = subprocess.run(
                [SCRIPT, command, self.folder, *arguments],
                stdin=subprocess.DEVNULL, stdout=output,
                stderr=subprocess.STDOUT, env=self._environment).returncode
            output.seek(0)
            text = output.read()
        if status != 0:
            raise RuntimeError(f"scripts/postgres {command}: {text}")
        return text

    def _read(self, text):
        values = dict(line.split("=", 1) for line in text.split())
        self.socket_folder = values["PGHOST"]
        self.port = int(values["PGPORT"])
        self.user = values["PGUSER"]
        self.tcp_host = values.get("PGTCPHOST")

    def _psql(self, database, user):
        return ["psql", "-X", "-q", "-A", "-t", "-F", FIELD, "-R", ROW,
                "-v", "ON_ERROR_STOP=1", "-h", self.socket_folder,
                "-p", str(self.port), "-U", user or self.user, "-d", database]

    def query(self, sql, database="postgres", user=None):
        """The rows of `sql`, each a list of texts; NULL reads as ''."""
        # Bytes: text would turn a carriage return into a newline.
        done = subprocess.run(
            self._psql(database, user), input=sql.encode(),
            capture_output=True)
        if done.returncode != 0:
            raise SqlError(done.stderr.decode().strip())
        text = done.stdout.decode()
        rows = text.removesuffix("\n").split(ROW) if text else []
        return [row.split(FIELD) for row in rows]

    def value(self, sql, database="postgres", user=None):
        """The only field of the only row of `sql`."""
        [[value]] = self.query(sql, database, user)
        return value

    def create_database(self, name, options=""):
        self.query(f'create database "{name}" {options}')
        return name

    def blocked(self, database, count=1):
        """The process numbers of sessions of `database` that wait for a lock, as
        soon as there are so many."""
        def waiting():
            pids = [pid for [pid] in self.query(
                "select pid from pg_stat_activity where wait_event_type = "
                f"'Lock' and datname = '{database}'")]
            return pids if len(pids) >= count else None
        return wait_until(waiting, f"{count} sessions that wait for a lock")

    def wait_for_recovery(self):
        """Until a server that crashed answers again."""
        def answers():
            try:
                return self.value("select 1")
            except SqlError:
                return None
        wait_until(answers, "the server to recover")

    def session(self, database="postgres", user=None):
        return Session(self._psql(database, user))


class Session:
    """One connection that stays: for locks, open transactions, quick looks."""

    END = "-- end of answer --"

    def __init__(self, command):
        self._psql = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, text=True)
        self._turn = threading.Lock()

    def send(self, sql):
        """Starts `sql`; `receive` waits for it."""
        self._psql.stdin.write(f"{sql};\n\\echo '{self.END}'\n")
        self._psql.stdin.flush()

    def receive(self):
        lines = []
        for line in self._psql.stdout:
            if line.removesuffix("\n").endswith(self.END):
                lines.append(line.removesuffix("\n").removesuffix(self.END))
                text = "".join(lines).removesuffix(ROW)
                rows = text.removesuffix("\n").split(ROW) if text else []
                return [row.split(FIELD) for row in rows]
            lines.append(line)
        raise SqlError("".join(lines).strip())

    def query(self, sql):
        with self._turn:
            self.send(sql)
            return self.receive()

    def close(self):
        self._psql.stdin.close()
        self._psql.stdout.close()
        self._psql.wait()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()
