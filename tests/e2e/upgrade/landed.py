"""What the landed version left: databases as SQL, the state of its job."""

import lzma
import pathlib
import subprocess
import sys

COMMIT = "47975c1"
HERE = pathlib.Path(__file__).resolve().parent
PROJECT = HERE.parents[2]
CASES = HERE / "cases"
# The job as a whole: its database, its state, the API that it read.
DATABASE = HERE / "project" / "landed.sql.xz"
STATE = HERE / "project" / "state.json"
STATE_ID = "dev:tap-spacex-to-target-postgres"

sys.path.insert(0, str(PROJECT / "tests" / "support"))
sys.path.insert(0, str(PROJECT / "tests" / "e2e" / "job"))


def connection(server):
    return ["-h", server.socket_folder, "-p", str(server.port), "-U", server.user]


def restore(server, database, path):
    """A new database with what `path`, written by dump(), holds."""
    text = path.read_bytes()
    if path.suffix == ".xz":
        text = lzma.decompress(text)
    server.create_database(database)
    subprocess.run(
        ["psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", *connection(server),
         "-d", database], input=text, check=True, stdout=subprocess.DEVNULL)
    return database


# Without their rows, which are many, and which dbt makes anew in each run.
WITHOUT_ROWS = ("analytics_intermediate.*", "analytics.fct_starlink_forecast_*")


def dump(server, database, path):
    """As psql of any release from 13 on can read it."""
    text = subprocess.run(
        ["pg_dump", "--no-owner", "--no-privileges",
         *(f"--exclude-table-data={each}" for each in WITHOUT_ROWS),
         *connection(server), database],
        check=True, stdout=subprocess.PIPE).stdout
    # Newer pg_dumps write what older psqls and servers do not know. No line of data
    # begins so: a backslash is doubled there.
    text = b"".join(line for line in text.splitlines(keepends=True)
                    if not line.startswith((b"\\restrict", b"\\unrestrict",
                                            b"SET transaction_timeout")))
    path.write_bytes(lzma.compress(text) if path.suffix == ".xz"
                     else text)
