"""The tests of MeltanoLabs' target-postgres, as its package brings them along,
driven against our executable."""

import sys
import types

import pytest
import sqlalchemy
from executable import ExecutableTarget

import suite_server

# What its tests import but its package does not need: two taps that read from
# the network. Its data files hold what they once gave.
FILE_OF_TAP = {"TapCountries": "tap_countries.singer",
               "Fundamentals": "tap_aapl.singer"}
for module, tap in (("tap_countries.tap", "TapCountries"),
                    ("tap_fundamentals", "Fundamentals")):
    stand_in = types.ModuleType(module)
    setattr(stand_in, tap, type(tap, (), {"__init__": lambda self, **_: None}))
    sys.modules[module.partition(".")[0]] = types.ModuleType(module)
    sys.modules[module] = stand_in


def settings():
    return {**suite_server.connection(), "default_target_schema": "melty",
            "add_record_metadata": True, "hard_delete": False}


def create_engine(_):
    reached = suite_server.connection()
    return sqlalchemy.create_engine(sqlalchemy.URL.create(
        "postgresql+psycopg", username=reached["user"], host=reached["host"],
        port=reached["port"], database=reached["database"]))


import target_postgres.target  # noqa: E402
import target_postgres.tests.core as core  # noqa: E402

core.create_engine = create_engine
core.postgres_config = core.postgres_config_no_ssl = settings
target_postgres.target.TargetPostgres = ExecutableTarget

import target_postgres.tests.test_target_postgres as theirs  # noqa: E402


def sync_end_to_end(tap, target):
    theirs.singer_file_to_target(FILE_OF_TAP[type(tap).__name__], target)


theirs.sync_end_to_end = sync_end_to_end

NOT_FOR_A_PROGRAM = {
    "test_port_default_config": "looks into their Python object",
    "test_port_config": "looks into their Python object",
    "test_invalid_schema": "compares the wording of an error",
    "test_multiple_schema_messages": "looks into Python's log records",
    **{name: "needs servers with TLS or SSH" for name in dir(theirs)
       if name.startswith(("test_postgres_ssl_", "test_postgres_ssh_"))},
}

# They must fail: see the differences in the target's README.
DIFFERENT = {
    "test_activate_version_deletes_data_properly":
        "a version with neither records nor STATE behind it deletes nothing: "
        "the tap may have died at its first request",
}

for name in dir(theirs):
    thing = getattr(theirs, name)
    if name in DIFFERENT:
        thing = pytest.mark.xfail(strict=True, reason=DIFFERENT[name])(thing)
    if name in NOT_FOR_A_PROGRAM:
        thing = pytest.mark.skip(reason=NOT_FOR_A_PROGRAM[name])(thing)
    if name.startswith("test_") or "fixture" in name or (
            name == "postgres_target"):
        globals()[name] = thing
