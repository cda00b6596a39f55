#!/usr/bin/env python3
"""Our stream maps and flattening beside the Singer SDK's own mapper.

    python3 tests/e2e/mapping/differential_test.py [--seed N] [--cases N]

Generated settings, schemas and records go through singer_sdk's PluginMapper and
through the project's Mapper (the program map_cases); what comes out must be the
same: streams, schemas with the order of their properties, keys, records with the
digits of their numbers, and what is refused. Where ours differs on purpose it is
by name, in KNOWN_DIFFERENCES, which README.md explains.
"""

import argparse
import collections
import copy
import decimal
import json
import logging
import os
import pathlib
import random
import subprocess
import sys
import time
import warnings

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1] / "support"))

import peer_venv  # noqa: E402

try:
    from singer_sdk import mapper as sdk_mapper
    from singer_sdk.helpers import _flattening
    from singer_sdk.singerlib.json import deserialize_json, serialize_json
except ImportError:
    python = peer_venv.bin_folder("meltanolabs") / "python"
    os.execv(python, [python, *sys.argv])

import differences  # noqa: E402
import generated  # noqa: E402


def canonical(value):
    """For comparison: True is not 1, 1.50 is not 1.5, order of members is nothing."""
    if isinstance(value, dict):
        return {key: canonical(item) for key, item in value.items()}
    if isinstance(value, list):
        return [canonical(item) for item in value]
    return (type(value).__name__, str(value))


def sdk_records(stream_map, texts):
    for index, text in enumerate(texts):
        try:
            record = stream_map.transform(copy.copy(deserialize_json(text)))
            if record is not None:
                record = json.loads(serialize_json(record), parse_float=decimal.Decimal)
                yield index, record
        except Exception as error:  # whatever an expression raises
            yield index, error


def of_sdk(case):
    """What the SDK makes of a case: a list of streams, or what it raised."""
    try:
        mapper = sdk_mapper.PluginMapper(
            copy.deepcopy(case["config"]), logging.getLogger("mapper"))
        mapper.register_raw_stream_schema(
            case["stream"], json.loads(case["schema"]), list(case["key_properties"]))
        maps = mapper.stream_maps[case["stream"]]
        return [{"stream": each.stream_alias, "schema": each.transformed_schema,
                 "key_properties": each.transformed_key_properties or [],
                 "records": dict(sdk_records(each, case["records"]))}
                for each in maps
                if not isinstance(each, sdk_mapper.RemoveRecordTransform)]
    except Exception as error:  # any of theirs is a refusal
        return error


class Ours:
    def __init__(self):
        program = pathlib.Path(os.environ["MAP_CASES"])
        self.process = subprocess.Popen(
            [program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
            encoding="utf-8", errors="surrogatepass")

    def of(self, case):
        self.process.stdin.write(json.dumps(case) + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        if not line:
            sys.exit(f"map_cases ended at {json.dumps(case)}")
        answer = json.loads(line, parse_float=decimal.Decimal)
        if "error" in answer:
            return RuntimeError(answer["error"])
        for stream in answer["streams"]:
            stream["records"] = {index: record for index, record in stream["records"]}
        return answer["streams"]


def is_error(result):
    return isinstance(result, Exception)


def record_difference(theirs, ours):
    theirs_failed = is_error(theirs)
    ours_failed = isinstance(ours, dict) and list(ours) == ["error"]
    if theirs_failed or ours_failed:
        return None if theirs_failed and ours_failed else f"{theirs!r} but {ours!r}"
    if canonical(theirs) == canonical(ours):
        return None
    return f"{theirs!r} but {ours!r}"


def stream_difference(theirs, ours):
    """The first difference between two streams; None when there is none."""
    for part in ("stream", "key_properties"):
        if theirs[part] != ours[part]:
            return f"{part}: {theirs[part]!r} but {ours[part]!r}"
    if canonical(theirs["schema"]) != canonical(ours["schema"]):
        return f"schema: {json.dumps(theirs['schema'])} but {json.dumps(ours['schema'])}"
    if list(theirs["schema"]["properties"]) != list(ours["schema"]["properties"]):
        return f"order: {theirs['schema']} but {ours['schema']}"
    if set(theirs["records"]) != set(ours["records"]):
        return f"records: {theirs['records']} but {ours['records']}"
    for index, record in theirs["records"].items():
        if difference := record_difference(record, ours["records"][index]):
            return f"record {index}: {difference}"
    return None


def difference(theirs, ours):
    if is_error(theirs) or is_error(ours):
        if is_error(theirs) and is_error(ours):
            return None
        return f"{theirs!r} but {ours!r}"
    if len(theirs) != len(ours):
        return f"{len(theirs)} streams but {len(ours)}"
    for left, right in zip(theirs, ours):
        if found := stream_difference(left, right):
            return found
    return None


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--seed", type=int, default=77)
    parser.add_argument("--cases", type=int, default=20000)
    parser.add_argument("--show", type=int, default=5, help="differences to print")
    arguments = parser.parse_args()
    print(f"seed {arguments.seed}", flush=True)
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    started = time.monotonic()
    ours = Ours()
    named = collections.Counter()
    wrong = 0
    refused = 0
    for number in range(arguments.cases):
        case = generated.case(random.Random(f"{arguments.seed}/{number}"))
        theirs, mine = of_sdk(case), ours.of(case)
        refused += is_error(theirs)
        found = difference(theirs, mine)
        if not found:
            continue
        names = differences.names_of(case, mine, of_sdk, difference)
        if names:
            named.update(names)
            continue
        wrong += 1
        if wrong <= arguments.show:
            print(f"case {number}: {found}\n  {json.dumps(case, ensure_ascii=False)}")
    print(f"{arguments.cases} cases, {refused} refused by both or one, {wrong} wrong, "
          f"{time.monotonic() - started:.0f} s; by name: {dict(named)}")
    return 1 if wrong or refused > arguments.cases / 2 else 0


if __name__ == "__main__":
    sys.exit(main())
