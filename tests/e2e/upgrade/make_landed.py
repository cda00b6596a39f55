#!/usr/bin/env python3
"""Makes anew what the landed version left, by that version's own programs.

    make_landed.py project      project/: the job's database, state and API
    make_landed.py CASE…        cases/CASE/landed.sql, from its before.singer

Builds the commit named in landed.py in .local/upgrade, from this repository's
history. Needs what scripts/run has set up: Meltano and dbt are the same.
"""

import json
import os
import pathlib
import shutil
import subprocess
import sys

import landed
import landed_api
from landed import CASES, COMMIT, PROJECT

OLD = PROJECT / ".local" / "upgrade" / COMMIT
# A satellite more would only be more of the same.
SATELLITES = 60


def run(*command, **options):
    print("==", *command, file=sys.stderr)
    return subprocess.run(command, check=True, **options)


def build():
    if (OLD / "bin" / "target-postgres-cpp").exists():
        return
    if subprocess.run(["git", "-C", PROJECT, "cat-file", "-e",
                       f"{COMMIT}^{{commit}}"]).returncode != 0:
        sys.exit(f"make_landed.py: this clone has not commit {COMMIT}: get the whole "
                 "history first (git fetch --unshallow)")
    shutil.rmtree(OLD, ignore_errors=True)
    OLD.mkdir(parents=True)
    archive = run("git", "-C", PROJECT, "archive", COMMIT, stdout=subprocess.PIPE)
    run("tar", "-x", "-C", OLD, input=archive.stdout)
    run("cmake", "-S", OLD, "-B", OLD / "build", "-G", "Ninja",
        "-DCMAKE_BUILD_TYPE=Release", "-DBUILD_TESTING=OFF")
    run("cmake", "--build", OLD / "build")


def make_project():
    from meltano_project import MELTANO, clean_environment, reach, start_server
    for name in (".local/venv", ".meltano/utilities"):
        link = OLD / name
        link.parent.mkdir(exist_ok=True)
        if not link.exists():
            link.symlink_to(PROJECT / name)
    bodies = OLD / "api"
    run(sys.executable, "-B", OLD / "sample/generate.py", bodies,
        "--satellites", str(SATELLITES))
    answers = {f"/{path.relative_to(bodies).with_suffix('')}": path.read_bytes()
               for path in bodies.rglob("*.json")
               # The tap reads the other version's.
               if path != bodies / "v4" / "launches.json"}
    landed_api.pack(answers)
    server = start_server()
    try:
        with landed_api.served(answers) as url:
            environment = clean_environment() | reach(server) | {
                "TAP_SPACEX_API_URL": url}
            meltano = (MELTANO, "--environment=dev")
            options = {"cwd": OLD, "env": environment}
            # Twice: the second has little to read, and tells so in its state.
            load = ("tap-spacex", "target-postgres")
            run(*meltano, "run", "--full-refresh", *load, **options)
            run(*meltano, "run", *load, "dbt-postgres:build", **options)
            state = run(*meltano, "state", "get", landed.STATE_ID,
                        stdout=subprocess.PIPE, **options).stdout
        landed.dump(server, "spacex_dev", landed.DATABASE)
    finally:
        server.remove()
    landed.STATE.write_text(json.dumps(json.loads(state), indent=1) + "\n")


def make_case(name, server):
    folder = CASES / name
    case = json.loads((folder / "case.json").read_text())
    database = server.create_database(name)
    config = OLD / "config.json"
    config.write_text(json.dumps({
        "host": server.socket_folder, "port": server.port, "user": server.user,
        "password": "", "database": database, **case["settings"]}))
    by_hand = folder / "before.sql"
    if by_hand.exists():
        server.query(by_hand.read_text(), database)
    with (folder / "before.singer").open("rb") as messages:
        run(OLD / "bin/target-postgres-cpp", "--config", config, stdin=messages)
    landed.dump(server, database, folder / "landed.sql")


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    build()
    names = [each for each in sys.argv[1:] if each != "project"]
    if "project" in sys.argv[1:]:
        make_project()
    if names:
        from postgres_server import PostgresServer
        server = PostgresServer()
        try:
            for name in names:
                make_case(name, server)
        finally:
            server.remove()


if __name__ == "__main__":
    main()
