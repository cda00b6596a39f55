"""PipelineWise's target-postgres."""

import json

import peer_venv

NAME = "PipelineWise"

# Its types are wider or others: integers as numeric, numbers as double
# precision, dates as text. It has no metadata columns at its defaults.
ROWS = """select id::bigint, name, email, comment, amount::numeric,
  quantity::bigint, created_at, day::date, active, address from {table}"""


def run(input_path, dsn, schema, timed):
    """Loads the file at the target's defaults, but for streams without keys,
    which it refuses unless told; `timed(command, stdin=…)` runs it. `dsn` has
    host, port, user and database."""
    config = input_path.with_suffix(".pipelinewise.json")
    config.write_text(json.dumps({
        "host": dsn["host"], "port": dsn["port"], "user": dsn["user"],
        "password": "any", "dbname": dsn["database"],
        "default_target_schema": schema,
        "primary_key_required": "keyless" not in input_path.name}))
    program = peer_venv.bin_folder("pipelinewise") / "target-postgres"
    with open(input_path, "rb") as data:
        return timed([program, "--config", config], stdin=data)
