"""The target behind `meltano run`, beside the same target behind a plain pipe.

Meltano reads each line of the tap and hands it on to the target, in Python: what
that alone costs is measured with a target that reads and does nothing.
"""

import json
import shlex
import statistics

import records
from postgres_server import PROJECT
from timed import timed

MELTANO = PROJECT / ".local" / "venv" / "bin" / "meltano"

PROJECT_FILE = """\
default_environment: bench
environments: [{{name: bench}}]
send_anonymous_usage_stats: false
plugins:
  extractors:
  - {{name: tap-file, namespace: tap_file, executable: {folder}/tap-file}}
  - {{name: tap-empty, namespace: tap_empty, executable: {folder}/tap-empty}}
  loaders:
  - {{name: target-null, namespace: target_null, executable: {folder}/target-null}}
  - name: target-postgres
    namespace: target_postgres
    executable: {program}
    settings: [{{name: host}}, {{name: port, kind: integer}}, {{name: user}},
               {{name: database}}, {{name: load_method}},
               {{name: default_target_schema}}]
    config: {config}
"""


class MeltanoPipe:
    """A Meltano project in `folder` whose tap copies a file."""

    def __init__(self, program, count, folder, server):
        self.count = count
        self.folder = folder
        self.server = server
        self.program = program.resolve()
        self.input = folder / "keyed.singer"
        records.write(self.input, count, ["id"])
        empty = folder / "empty.singer"
        records.write(empty, 0, ["id"])
        self.write_program("tap-file", f"cat {shlex.quote(str(self.input))}")
        self.write_program("tap-empty", f"cat {shlex.quote(str(empty))}")
        self.write_program("target-null", "cat >/dev/null")
        self.config = folder / "config.json"
        (folder / "meltano.yml").write_text(PROJECT_FILE.format(
            folder=folder, program=self.program,
            config=json.dumps(self.settings("piped_by_meltano"))))
        self.config.write_text(json.dumps(self.settings("piped")))

    def settings(self, schema):
        return {"host": self.server.socket_folder, "port": self.server.port,
                "user": self.server.user, "database": "postgres",
                "load_method": "upsert", "default_target_schema": schema}

    def write_program(self, name, command):
        path = self.folder / name
        path.write_text(f"#!/bin/sh\nexec {command}\n")
        path.chmod(0o755)

    def forget(self, schema):
        self.server.query(f"drop schema if exists {schema} cascade; checkpoint")

    def run(self, command):
        with open(self.folder / "stderr", "wb") as errors:
            return timed(command, stderr=errors, cwd=self.folder)[0]

    def direct(self):
        self.forget("piped")
        return self.run(["sh", "-c", f"cat {shlex.quote(str(self.input))} | "
                         f"{shlex.quote(str(self.program))} --config "
                         f"{shlex.quote(str(self.config))}"])

    def by_meltano(self, tap, target):
        self.forget("piped_by_meltano")
        return self.run([MELTANO, "--log-level=warning", "run", tap, target])

    def check_tables(self):
        self.direct()
        self.by_meltano("tap-file", "target-postgres")
        columns = ", ".join(records.PROPERTIES)
        [[count, common]] = self.server.query(
            f"select (select count(*) from piped.{records.STREAM}), "
            f"(select count(*) from (select {columns} from "
            f"piped.{records.STREAM} intersect all select {columns} from "
            f"piped_by_meltano.{records.STREAM}) as r)")
        if (int(count), int(common)) != (self.count, self.count):
            raise SystemExit(f"{count} rows, {common} of them by Meltano too, "
                             f"not {self.count}")

    def time(self, repeat):
        cases = {
            "a pipe of the shell": self.direct,
            "meltano run": lambda: self.by_meltano("tap-file",
                                                   "target-postgres"),
            "meltano run, into a target that does nothing":
                lambda: self.by_meltano("tap-file", "target-null"),
            "meltano run, nothing to copy":
                lambda: self.by_meltano("tap-empty", "target-null")}
        seconds = {name: [] for name in cases}
        for _ in range(repeat):
            for name, case in cases.items():
                seconds[name].append(case())
        return {name: statistics.median(each) for name, each in seconds.items()}


def run(pipe, repeat):
    """Compares the tables, then times; a table of Markdown on stdout."""
    pipe.check_tables()
    results = pipe.time(repeat)
    direct = results["a pipe of the shell"]
    start = results["meltano run, nothing to copy"]
    print("| run | seconds | less Meltano's start | × pipe |")
    print("|---|---|---|---|")
    for name, seconds in results.items():
        net = seconds - start if name.startswith("meltano run") else seconds
        print(f"| {name} | {seconds:.2f} | {net:.2f} | {net / direct:.2f} |")
