"""The project in a folder of its own: its programs, with other state and data."""

import contextlib
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

PROJECT = pathlib.Path(__file__).resolve().parents[3]
RECORDED = PROJECT.parent / "shared" / "spacex-api"
MELTANO = PROJECT / ".local" / "venv" / "bin" / "meltano"
JOB = ("tap-spacex", "target-postgres", "dbt-postgres:build")

sys.path.insert(0, str(PROJECT / "tests" / "support"))
sys.path.insert(0, str(PROJECT / "tests" / "e2e" / "sample"))

from postgres_server import PostgresServer  # noqa: E402
from sample_api import served  # noqa: E402

ENVIRONMENTS = ("dev", "staging", "prod", "sample")

# What a caller's shell may have set and a test must not see.
FOREIGN_PREFIXES = ("MELTANO_", "TAP_SPACEX_", "TARGET_POSTGRES_", "DBT_", "PG")


# No test goes to the catalogues' public hosts. Those that read them name where
# they are, and select them.
WITHOUT_CATALOGUES = {
    "TAP_SPACEX_CATALOGUE_URL": "file:///nowhere/satcat.csv",
    "TAP_SPACEX_LAUNCH_LOG_URL": "file:///nowhere/launchlog.tsv",
    "TAP_SPACEX__SELECT":
        '["*.*", "!satellite_catalogue.*", "!launch_log.*"]',
}


def clean_environment():
    return {name: value for name, value in os.environ.items()
            if not name.startswith(FOREIGN_PREFIXES)}


class MeltanoProject:
    """meltano.yml is a copy; programs, transform and scripts are the project's.

    Its state (.meltano) and its server (.local) are its own, and go with it.
    """

    LINKS = ("bin", "build", "requirements.txt", "sample", "scripts",
             "transform", ".local/venv", ".meltano/utilities")

    def __init__(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="meltano-"))
        shutil.copy(PROJECT / "meltano.yml", self.folder)
        for name in self.LINKS:
            link = self.folder / name
            link.parent.mkdir(exist_ok=True)
            link.symlink_to(PROJECT / name)

    def remove(self):
        shutil.rmtree(self.folder, ignore_errors=True)

    def call(self, command, server=None, **variables):
        """What `command` printed, stdout and stderr together, and its status."""
        environment = (clean_environment() | WITHOUT_CATALOGUES
                       | {"TAP_SPACEX_CACHE_DIR": str(self.folder / "cache")}
                       | variables)
        if server is not None:
            environment |= reach(server)
        done = subprocess.run(command, cwd=self.folder, env=environment,
                              stdin=subprocess.DEVNULL, text=True,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        return done.stdout, done.returncode

    def meltano(self, *arguments, server=None, **variables):
        """Output of `meltano ARGUMENTS`; fails where Meltano does."""
        output, status = self.call([MELTANO, *arguments], server, **variables)
        if status != 0:
            raise AssertionError(
                f"meltano {' '.join(arguments)}: status {status}\n{output}")
        return output

    def state(self, state_id):
        output = subprocess.run(
            [MELTANO, "--environment=dev", "state", "get", state_id],
            cwd=self.folder, env=clean_environment(), check=True,
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        return json.loads(output.stdout)


def reach(server):
    """The variables by which target and dbt find `server`."""
    return {"TARGET_POSTGRES_HOST": server.socket_folder,
            "TARGET_POSTGRES_PORT": str(server.port),
            "TARGET_POSTGRES_USER": server.user,
            "TARGET_POSTGRES_PASSWORD": ""}


def start_server():
    """A server with an empty database for each environment."""
    server = PostgresServer()
    for environment in ENVIRONMENTS:
        server.create_database(f"spacex_{environment}")
    return server


@contextlib.contextmanager
def served_url(*options):
    """The base URL of a sample API that runs meanwhile."""
    with served(*options) as (_, (host, port)):
        yield f"http://{host}:{port}"
