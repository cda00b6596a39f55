"""Runs MeltanoLabs' target many times; its imports, most of a run, once, those that
its first connection makes among them.

Started with the Python of its environment. Each line of stdin is a JSON object
{config, input, output, errors, environment}: paths of the settings file, of the
messages, and of where stdout and stderr go. For each, the exit status is
printed. Each run is a process of its own: what its console script does, in a
fork.
"""

import gc
import json
import os
import sys

import sqlalchemy
from target_postgres.target import TargetPostgres


def run(order):
    for path, descriptor, flags in (
            (order["input"], 0, os.O_RDONLY),
            (order["output"], 1, os.O_WRONLY | os.O_CREAT | os.O_TRUNC),
            (order["errors"], 2, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)):
        os.dup2(os.open(path, flags, 0o600), descriptor)
    os.environ.update(order["environment"])
    try:
        TargetPostgres.cli(["--config", order["config"]])
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(bool(end.code))
    except BaseException:
        sys.excepthook(*sys.exc_info())
        return 1
    return 0


def main():
    # Connects nowhere, and imports the driver.
    sqlalchemy.create_engine("postgresql+psycopg://")
    # Nothing of what is here by now is looked through, and so copied, in a fork.
    gc.freeze()
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            status = run(json.loads(line))
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(status)
        _, status = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)


main()
