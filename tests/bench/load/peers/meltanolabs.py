"""MeltanoLabs' target-postgres, the default of the Meltano Hub."""

import json

import peer_venv

NAME = "MeltanoLabs"

# What the benchmark's table holds, in the types of ours.
ROWS = "select * from {table}"


def run(input_path, dsn, schema, timed):
    """Loads the file at the target's defaults; `timed(command, stdin=…)` runs
    it. `dsn` has host, port, user and database."""
    config = input_path.with_suffix(".meltanolabs.json")
    config.write_text(json.dumps(
        {**dsn, "password": "", "default_target_schema": schema}))
    program = peer_venv.bin_folder("meltanolabs") / "target-postgres"
    with open(input_path, "rb") as data:
        return timed([program, "--config", config], stdin=data)
