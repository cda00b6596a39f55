"""Loads a database with the two programs and builds the dbt project on it."""

import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

PROJECT = pathlib.Path(__file__).resolve().parents[3]
TRANSFORM = PROJECT / "transform"
RECORDED = PROJECT.parent / "shared" / "spacex-api"
PROGRAMS = pathlib.Path(os.environ.get("PROGRAM_DIR", PROJECT / "bin"))
DBT = pathlib.Path(os.environ.get(
    "DBT_EXECUTABLE",
    PROJECT / ".meltano/utilities/dbt-postgres/venv/bin/dbt"))

sys.path.insert(0, str(PROJECT / "tests" / "support"))

from postgres_server import PostgresServer  # noqa: E402

NO_RECORDED = ("the recorded answers ../shared/spacex-api are not here: "
               "the same is tested on the sample API's documents")

RUN = ("build", "--resource-type", "seed", "--resource-type", "snapshot",
       "--resource-type", "model")
# What differs between two builds of the same data, by design.
OF_THE_RUN = ("transformation_updated_at", "data_age_days")
# Set by a caller's shell, these would lead dbt elsewhere.
FOREIGN_PREFIXES = ("DBT_", "MELTANO_", "PG")


def tap_output(api_url, **catalogues):
    """What the tap says of `api_url`, as bytes; and of the two catalogues, where
    their addresses (catalogue_url, launch_log_url) are given."""
    with tempfile.TemporaryDirectory() as folder:
        config = pathlib.Path(folder) / "tap.json"
        config.write_text(json.dumps(
            {"api_url": api_url, "cache_dir": f"{folder}/cache"} | catalogues))
        command = [PROGRAMS / "tap-spacex", "--config", config]
        if catalogues:
            command += ["--catalog", all_selected(pathlib.Path(folder))]
        return subprocess.run(command, check=True, stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE).stdout


def all_selected(folder):
    """The tap's catalog with every stream selected, in a file."""
    catalog = json.loads(subprocess.run(
        [PROGRAMS / "tap-spacex", "--discover"], check=True,
        stdout=subprocess.PIPE).stdout)
    for stream in catalog["streams"]:
        [whole] = [each for each in stream["metadata"]
                   if not each["breadcrumb"]]
        whole["metadata"]["selected"] = True
    file = folder / "catalog.json"
    file.write_text(json.dumps(catalog))
    return file


def catalogues_of(url):
    """The settings that read the catalogues of the sample API at `url`."""
    return {"catalogue_url": f"{url}/pub/satcat.csv",
            "launch_log_url": f"{url}/space/gcat/tsv/derived/launchlog.tsv"}


def schemas_only(messages):
    return b"".join(line for line in messages.splitlines(keepends=True)
                    if json.loads(line)["type"] == "SCHEMA")


class Dbt:
    """dbt with targets and logs of its own, on one database of `server`."""

    def __init__(self, server=None, database=None):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="transform-"))
        self.server, self.database = server, database

    def remove(self):
        shutil.rmtree(self.folder, ignore_errors=True)

    def __call__(self, *arguments, **variables):
        """Its output; fails the test that runs it where dbt fails."""
        environment = {name: value for name, value in os.environ.items()
                       if not name.startswith(FOREIGN_PREFIXES)}
        environment |= {
            "DBT_PROJECT_DIR": str(TRANSFORM),
            "DBT_PROFILES_DIR": str(TRANSFORM / "profiles" / "postgres"),
            "DBT_TARGET_PATH": str(self.folder / "target"),
            "DBT_LOG_PATH": str(self.folder / "logs"),
            "DBT_USE_COLORS": "false",
            "DBT_SEND_ANONYMOUS_USAGE_STATS": "false"}
        if self.server:
            environment |= {
                "DBT_POSTGRES_HOST": self.server.socket_folder,
                "DBT_POSTGRES_PORT": str(self.server.port),
                "DBT_POSTGRES_USER": self.server.user,
                "DBT_POSTGRES_DBNAME": self.database}
        done = subprocess.run(
            [DBT, *arguments], env=environment | variables, text=True,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT)
        if done.returncode != 0:
            raise AssertionError(f"dbt {arguments[0]}:\n{done.stdout}")
        return done.stdout

    def manifest(self):
        return json.loads((self.folder / "target/manifest.json").read_text())


class Warehouse:
    """A server with one database, and dbt on it."""

    def __init__(self, database="spacex", settings=None):
        # By TCP, too: other targets know no sockets.
        self.server = PostgresServer(tcp=True, settings=settings)
        self.database = self.server.create_database(database)
        self.dbt = Dbt(self.server, database)

    @classmethod
    def of_class(cls, case, messages=None):
        """One that goes with test class `case`, loaded with the tap's messages."""
        warehouse = cls()
        case.addClassCleanup(warehouse.remove)
        if messages:
            warehouse.load(messages)
        return warehouse

    def remove(self):
        self.dbt.remove()
        self.server.remove()

    def load(self, messages, command=None):
        """Feeds the tap's messages, bytes or an open pipe, to our target, or to
        that of `command`."""
        given = ({"input": messages} if isinstance(messages, bytes)
                 else {"stdin": messages})
        with tempfile.TemporaryDirectory() as folder:
            config = pathlib.Path(folder) / "target.json"
            config.write_text(json.dumps({
                "host": self.server.tcp_host, "port": self.server.port,
                "user": self.server.user, "password": "unused",
                "database": self.database,
                "default_target_schema": "tap_spacex"}))
            done = subprocess.run(
                [*(command or [PROGRAMS / "target-postgres-cpp"]),
                 "--config", config],
                **given, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        if done.returncode != 0:
            raise AssertionError(done.stderr.decode())

    def not_as_declared(self, *streams):
        """Columns of these raw tables that the dbt sources declare, and that the
        target made otherwise or not at all."""
        declared = [
            f"('{source['identifier']}', '{column['name']}',"
            f" '{column['data_type']}')"
            for source in self.dbt.manifest()["sources"].values()
            if source["identifier"] in streams
            for column in source["columns"].values()]
        # A missing table is taken to have them.
        return self.query(
            "select declared.*, format_type(atttypid, null)"
            f" from (values {', '.join(declared)}) as declared (stream, name,"
            " type) left join pg_attribute on attname = name and attrelid ="
            " ('tap_spacex.' || stream)::regclass"
            " where atttypid is distinct from type::regtype")

    def query(self, sql):
        return self.server.query(sql, self.database)

    def value(self, sql):
        return self.server.value(sql, self.database)

    def marts(self):
        """Each mart's name with a sum over its rows, but for OF_THE_RUN."""
        sums = {}
        for [mart] in self.query(
                "select table_name from information_schema.tables"
                " where table_schema = 'analytics' order by 1"):
            columns = ", ".join(f'"{name}"' for [name] in self.query(
                "select column_name from information_schema.columns"
                f" where table_schema = 'analytics' and table_name = '{mart}'"
                " order by ordinal_position") if name not in OF_THE_RUN)
            sums[mart] = self.value(
                "select md5(string_agg(line, ';' order by line)) from ("
                f"select row({columns})::text as line from analytics.{mart}"
                ") as lines")
        return sums
