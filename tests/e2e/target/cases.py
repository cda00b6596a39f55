"""The streams that are sent through two targets.

streams/*.singer: each stream of a file is a case of its own, so that one that a
target refuses hides no other. A line {"next_run": STREAM} ends a run of that
stream; what follows is sent to the same table by a new run.
streams/whole/*.singer: the file, byte for byte, is a case.
streams/settings.json: settings for all cases of a file.
streams/settings_cases.json: settings; with each, streams/of_settings_cases.jsonl
is a case. {host}, {port}, {user}, {database} stand for the server's own.
Besides, whole: the streams that the Meltano SDK and MeltanoLabs' target bring
along for their own tests.
"""

import dataclasses
import json
import pathlib

from programs import peer_venv

STREAMS = pathlib.Path(__file__).resolve().parent / "streams"

# Of a file, for all its cases; libpq reads it.
ENVIRONMENTS = {"another_time_zone": {"PGTZ": "Asia/Kolkata"}}


@dataclasses.dataclass
class Case:
    name: str
    schema: str  # where its tables are found
    runs: list  # the bytes of each run
    settings: dict
    environment: dict


def _lines(path):
    return path.read_bytes().removesuffix(b"\n").split(b"\n")


def _cases_of(path, settings, environment):
    runs = {}
    for line in _lines(path):
        message = json.loads(line.decode("utf-8", "surrogatepass"))
        if "next_run" in message:
            runs[message["next_run"]].append(b"")
        else:
            runs.setdefault(message["stream"], [b""])[-1] += line + b"\n"
    for number, (stream, texts) in enumerate(runs.items(), 1):
        schema = f"{path.stem}_{number}"
        own = {"default_target_schema": schema, **settings}
        # Without a default schema, the stream's name says it.
        found_in = own["default_target_schema"] or (
            stream.split("-")[-2] if "-" in stream else "public")
        yield Case(f"{path.stem}/{stream}", found_in, texts, own, environment)


def packaged_files():
    """{name: path} of the streams that the two packages contain."""
    packages = peer_venv.bin_folder("meltanolabs").parent
    files = {}
    for origin, folder in (
            ("sdk", "singer_sdk/testing/target_test_streams"),
            ("meltanolabs", "target_postgres/tests/data_files")):
        found = sorted(packages.glob(
            f"lib/python3*/site-packages/{folder}/*.singer"))
        assert found, f"{folder} has no streams"
        files |= {f"{origin}/{path.stem}": path for path in found}
    return files


def _whole(name, path):
    schema = name.replace("/", "_")
    return Case(name, schema, [path.read_bytes()],
                {"default_target_schema": schema}, {})


def filled(settings, connection):
    """The settings with the server's own host, port, … put in."""
    return {name: value.format(**connection)
            if name == "sqlalchemy_url" and value else value
            for name, value in settings.items()}


def all_cases():
    settings = json.loads((STREAMS / "settings.json").read_text())
    cases = []
    for path in sorted(STREAMS.glob("*.singer")):
        cases += _cases_of(path, settings.get(path.stem, {}),
                           ENVIRONMENTS.get(path.stem, {}))
    for path in sorted(STREAMS.glob("whole/*.singer")):
        cases.append(_whole(f"whole/{path.stem}", path))
    messages = (STREAMS / "of_settings_cases.jsonl").read_bytes()
    settings = json.loads((STREAMS / "settings_cases.json").read_text())
    for name, own in settings.items():
        own = {"default_target_schema": f"settings_{name}", **own}
        cases.append(Case(f"settings/{name}",
                          str(own["default_target_schema"]), [messages],
                          own, {}))
    for name, path in packaged_files().items():
        cases.append(_whole(name, path))
    return cases
