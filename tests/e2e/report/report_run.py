"""Makes the page of a warehouse, with the program that `meltano install` made."""

import os
import pathlib
import subprocess
import sys
import tempfile

PROJECT = pathlib.Path(__file__).resolve().parents[3]
REPORT = pathlib.Path(os.environ.get(
    "REPORT_EXECUTABLE",
    PROJECT / ".meltano/utilities/report/venv/bin/spacex-report"))

sys.path.insert(0, str(PROJECT / "tests" / "e2e" / "transform"))
sys.path.insert(0, str(PROJECT / "tests" / "e2e" / "sample"))
sys.path.insert(0, str(PROJECT / "transform" / "report"))

from transform_run import FOREIGN_PREFIXES, Warehouse  # noqa: E402, F401


def report(server, database, *arguments, **variables):
    """The finished run of the program on `database` of `server`."""
    environment = {name: value for name, value in os.environ.items()
                   if not name.startswith((*FOREIGN_PREFIXES, "REPORT_"))}
    environment |= {"DBT_POSTGRES_HOST": server.socket_folder,
                    "DBT_POSTGRES_PORT": str(server.port),
                    "DBT_POSTGRES_USER": server.user,
                    "DBT_POSTGRES_DBNAME": database}
    return subprocess.run([REPORT, *arguments], text=True,
                          env=environment | variables,
                          stdin=subprocess.DEVNULL, capture_output=True)


def make_page(test_class, warehouse):
    """The page's file, which goes with the test class."""
    folder = tempfile.TemporaryDirectory(prefix="report-")
    test_class.addClassCleanup(folder.cleanup)
    # A folder that is not there yet.
    path = pathlib.Path(folder.name) / "new" / "report.html"
    done = report(warehouse.server, warehouse.database, REPORT_PATH=str(path))
    if done.returncode != 0:
        raise AssertionError(done.stderr)
    return path
