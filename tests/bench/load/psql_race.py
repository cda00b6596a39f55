"""The target beside what psql needs for the same rows.

The floors load the same rows, `_sdc_` columns included, from a file that COPY
wrote: `\\copy` into a table with the same columns and primary key; without the
key; and, for updates, `\\copy` into a temporary table and INSERT … ON CONFLICT.
"""

import json
import statistics

import records
from timed import timed

COLUMNS = list(records.PROPERTIES)
UPDATES = ", ".join(
    f'"{name}" = excluded."{name}"' for name in COLUMNS[1:] + [
        "_sdc_extracted_at", "_sdc_received_at", "_sdc_batched_at",
        "_sdc_deleted_at", "_sdc_sequence", "_sdc_table_version",
        "_sdc_sync_started_at"])
TINY_ROWS = 10


class PsqlRace:
    """`folder` holds the inputs; the server may hold other schemas too."""

    def __init__(self, program, count, folder, server):
        self.program = program
        self.count = count
        self.folder = folder
        self.server = server
        self.keyed = self.folder / "keyed.singer"
        self.keyless = self.folder / "keyless.singer"
        self.tiny = self.folder / "tiny.singer"
        records.write(self.keyed, self.count, ["id"])
        records.write(self.keyless, self.count, [])
        records.write(self.tiny, TINY_ROWS, ["id"])
        self.text = self.folder / "rows.text"
        self.errors = self.folder / "stderr"

    def sql(self, text):
        return self.server.query(text)

    def psql(self, script):
        path = self.folder / "script.sql"
        path.write_text(script)
        self.sql("checkpoint")
        return timed(["psql", "-X", "-q", "-v", "ON_ERROR_STOP=1",
                      "-h", self.server.socket_folder,
                      "-p", str(self.server.port), "-U", self.server.user,
                      "-d", "postgres", "-f", path])

    def load(self, source, schema, **settings):
        config = self.folder / "config.json"
        config.write_text(json.dumps({
            "host": self.server.socket_folder, "port": self.server.port,
            "user": self.server.user, "database": "postgres",
            "load_method": "upsert", "default_target_schema": schema,
            **settings}))
        self.sql("checkpoint")
        with open(source, "rb") as data, open(self.errors, "wb") as errors:
            return timed([self.program, "--config", config], stdin=data,
                         stderr=errors)

    def make_floor(self, name, keyed=True):
        key = ", primary key (id)" if keyed else ""
        self.sql(f"drop table if exists floor.{name}; "
                 f"create schema if not exists floor; "
                 f"create table floor.{name} (like ours.{records.STREAM}{key})")

    def prepare(self):
        """Writes the floors' file and proves that both ways agree."""
        self.load(self.keyed, "ours")
        self.text.touch(mode=0o666)
        self.psql(f"\\copy (select * from ours.{records.STREAM} order by id) "
                  f"to '{self.text}'")
        self.make_floor("checked")
        self.copy_keyed("checked")
        for first, second in (("ours.measured", "floor.checked"),
                              ("floor.checked", "ours.measured")):
            [[differences]] = self.sql(
                f"select count(*) from (table {first} except all "
                f"table {second}) as difference")
            if differences != "0":
                raise SystemExit(f"{differences} rows of {first} differ")
        [[count]] = self.sql(f"select count(*) from ours.{records.STREAM}")
        if int(count) != self.count:
            raise SystemExit(f"{count} rows, not {self.count}")

    def copy_keyed(self, name):
        return self.psql(f"\\copy floor.{name} from '{self.text}'")

    def floor_first(self):
        self.make_floor("first")
        return self.copy_keyed("first")

    def floor_update(self):
        return self.psql(
            "begin; create temporary table staged (like floor.first);\n"
            f"\\copy staged from '{self.text}'\n"
            "insert into floor.first select * from staged "
            f"on conflict (id) do update set {UPDATES}; commit;")

    def floor_append(self):
        self.make_floor("appended", keyed=False)
        return self.copy_keyed("appended")

    def ours_first(self, schema, validate):
        self.sql(f"drop schema if exists {schema} cascade")
        return self.load(self.keyed, schema, validate_records=validate)

    def ours_update(self, schema, validate):
        return self.load(self.keyed, schema, validate_records=validate)

    def ours_append(self, schema, validate):
        self.sql(f"drop schema if exists {schema} cascade")
        return self.load(self.keyless, schema, validate_records=validate)

    def ours_tiny(self):
        self.sql("drop schema if exists tiny cascade")
        return self.load(self.tiny, "tiny")

    def floor_tiny(self):
        """The statements the target sends for ten rows of a new stream."""
        self.sql("drop schema if exists tiny cascade")
        rows = self.text.read_text().splitlines(keepends=True)[:TINY_ROWS]
        columns = ", ".join(
            f'"{name}" {kind}' for name, kind in self.sql(
                "select attname, format_type(atttypid, atttypmod) "
                "from pg_attribute where attnum > 0 "
                "and attrelid = 'ours.measured'::regclass order by attnum"))
        look = (
            "select exists (select from pg_namespace where nspname = 'tiny'), "
            "to_regclass('tiny.measured');\n"
            "select attname, format_type(atttypid, atttypmod) from "
            "pg_attribute where attrelid = to_regclass('tiny.measured');\n"
            "select indexrelid from pg_index where indrelid = "
            "to_regclass('tiny.measured');\n")
        return self.psql(
            "set timezone = 'UTC'; select pg_postmaster_start_time();\n"
            + look + "begin; create schema tiny; create table tiny.measured ("
            + columns + ", primary key (id)); commit;\n" + look
            + "select exists (select from tiny.measured);\n"
            "begin; select pg_current_xact_id(); savepoint a;\n"
            "copy tiny.measured from stdin;\n" + "".join(rows)
            + "\\.\nrelease savepoint a; commit;")


def measure(race, repeat):
    cases = {
        "\\copy, with key": race.floor_first,
        "\\copy and ON CONFLICT": race.floor_update,
        "\\copy, no key": race.floor_append,
        "first load, not validated":
            lambda: race.ours_first("ours", False),
        "updates, not validated": lambda: race.ours_update("ours", False),
        "append, not validated": lambda: race.ours_append("plain", False),
        "first load, validated": lambda: race.ours_first("checked", True),
        "updates, validated": lambda: race.ours_update("checked", True),
        "append, validated": lambda: race.ours_append("plain", True),
    }
    results = {name: [] for name in cases}
    for _ in range(repeat):
        for name, run in cases.items():
            results[name].append(run())
    return results


def median(runs):
    return statistics.median(seconds for seconds, _ in runs)


def print_table(count, results):
    floors = {"first": "\\copy, with key", "updates": "\\copy and ON CONFLICT",
              "append": "\\copy, no key"}
    print("| run | seconds | rows/s | × floor | peak MiB |")
    print("|---|---|---|---|---|")
    for name, runs in results.items():
        floor = floors.get(name.split(",")[0].split(" ")[0])
        seconds = median(runs)
        ratio = f"{seconds / median(results[floor]):.2f}" if floor else ""
        memory = max(peak for _, peak in runs)
        print(f"| {name} | {seconds:.2f} | {count / seconds:,.0f} | {ratio} "
              f"| {memory:.0f} |")


def print_tiny(race, repeat):
    ours = statistics.median(race.ours_tiny()[0] for _ in range(repeat))
    floor = statistics.median(race.floor_tiny()[0] for _ in range(repeat))
    print(f"\nTen rows, start to exit: {ours * 1000:.0f} ms; psql with the "
          f"same statements {floor * 1000:.0f} ms ({ours / floor:.2f} ×)")


def run(race, repeat):
    """Compares the tables, then times; tables of Markdown on stdout."""
    race.prepare()
    print_table(race.count, measure(race, repeat))
    print_tiny(race, 3 * repeat)
