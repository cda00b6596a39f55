"""The targets compared here, all run the same way.

Each of Ours, MeltanoLabs and PipelineWise has run(messages, settings,
environment=None) -> Outcome. `messages` are the bytes for stdin, `settings` the
target's own. Each knows how to reach the database it was made for.
"""

import dataclasses
import json
import os
import pathlib
import subprocess
import sys
import tempfile

PROJECT = pathlib.Path(__file__).resolve().parents[3]
sys.path.insert(0, str(PROJECT / "tests" / "support"))

import peer_venv  # noqa: E402

PROGRAM = pathlib.Path(
    os.environ.get("PROGRAM_DIR", PROJECT / "bin")) / "target-postgres-cpp"


@dataclasses.dataclass
class Outcome:
    status: int
    states: list  # the lines of stdout, as they are
    errors: str  # stderr

    @property
    def is_done(self):
        return self.status == 0


def connection_settings(server, database):
    """Of a PostgresServer with tcp: MeltanoLabs' target knows no sockets."""
    return {"host": server.tcp_host, "port": server.port,
            "user": server.user, "password": "", "database": database}


class _Program:
    """A target that is started once per run."""

    def __init__(self, command, connection):
        self.command = command
        self.connection = connection

    def run(self, messages, settings, environment=None):
        with tempfile.TemporaryDirectory() as folder:
            config = pathlib.Path(folder) / "config.json"
            config.write_text(json.dumps({**self.connection, **settings}))
            done = subprocess.run(
                [*self.command, "--config", config], input=messages,
                capture_output=True, env={**os.environ, **(environment or {})})
        return Outcome(done.returncode, done.stdout.decode().splitlines(),
                       done.stderr.decode(errors="replace"))


class Ours(_Program):
    def __init__(self, server, database):
        super().__init__([PROGRAM], connection_settings(server, database))


class PipelineWise(_Program):
    def __init__(self, server, database):
        connection = connection_settings(server, database)
        connection["dbname"] = connection.pop("database")
        # It refuses an empty one.
        connection["password"] = "any"
        folder = peer_venv.bin_folder("pipelinewise")
        super().__init__([folder / "target-postgres"], connection)


class MeltanoLabsProgram(_Program):
    def __init__(self, server, database):
        folder = peer_venv.bin_folder("meltanolabs")
        super().__init__([folder / "target-postgres"],
                         connection_settings(server, database))


class MeltanoLabs:
    """One process for all runs (meltanolabs_runs.py); close() ends it."""

    def __init__(self, server, database):
        self._connection = connection_settings(server, database)
        self._folder = tempfile.TemporaryDirectory()
        python = peer_venv.bin_folder("meltanolabs") / "python"
        self._process = subprocess.Popen(
            [python, pathlib.Path(__file__).parent / "meltanolabs_runs.py"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
            # It writes .secrets/ there.
            cwd=self._folder.name,
            env={**os.environ, "PYTHONWARNINGS": "ignore"})

    def run(self, messages, settings, environment=None):
        folder = pathlib.Path(self._folder.name)
        files = {name: folder / name
                 for name in ("config", "input", "output", "errors")}
        files["config"].write_text(
            json.dumps({**self._connection, **settings}))
        files["input"].write_bytes(messages)
        order = {name: str(path) for name, path in files.items()}
        order["environment"] = environment or {}
        print(json.dumps(order), file=self._process.stdin, flush=True)
        status = int(self._process.stdout.readline())
        return Outcome(status, files["output"].read_text().splitlines(),
                       files["errors"].read_text(errors="replace"))

    def close(self):
        self._process.stdin.close()
        self._process.wait()
        self._process.stdout.close()
        self._folder.cleanup()
