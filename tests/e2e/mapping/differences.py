"""Where our maps differ from the SDK's on purpose; README.md says why.

Each is a change to the case or to what came out of it after which both must be the
same.
"""

import copy
import fnmatch
import json
import re


def without_other_streams(case):
    """An alias that is no expression counts only where its key fits the stream."""
    changed = copy.deepcopy(case)
    maps = changed["config"].get("stream_maps", {})
    for key, value in list(maps.items()):
        source = value.get("__source__", key) if isinstance(value, dict) else key
        if key != "__else__" and not (
                case["stream"] == source or fnmatch.fnmatch(case["stream"], source)):
            del maps[key]
    return changed


def is_kept_whole(schema):
    """No type, and a list first that does not begin with {"type": "string"}."""
    if not isinstance(schema, dict) or "type" in schema or not schema:
        return False
    first = next(iter(schema.values()))
    if first == []:
        return True  # a map adds an alternative to it
    if not isinstance(first, list) or not first[0]:
        return False
    return not (isinstance(first[0], dict) and first[0].get("type") == "string")


def with_typed(schema):
    """The schema with such properties as text, which the SDK can flatten."""
    properties = {name: {"type": ["null", "string"]} if is_kept_whole(each)
                  else with_typed(each) if isinstance(each, dict) else each
                  for name, each in schema.get("properties", {}).items()}
    return {**schema, "properties": properties} if "properties" in schema else schema


def without_typeless(case):
    if not case["config"].get("flattening_enabled"):
        return case
    if not case["config"].get("flattening_max_depth"):
        return case
    schema = with_typed(json.loads(case["schema"]))
    return {**case, "schema": json.dumps(schema, ensure_ascii=False)}


def ignore_typeless(theirs, ours):
    """What is kept whole is not text in ours."""
    for left, right in zip(theirs, ours):
        for name, schema in list(right["schema"]["properties"].items()):
            if isinstance(schema, dict) and "type" in schema:
                continue
            for side in (left, right):
                side["schema"]["properties"].pop(name, None)
                for record in side["records"].values():
                    if isinstance(record, dict):
                        record.pop(name, None)


def one_null(alternatives):
    """"null" among the alternatives is no schema; {"type": "null"} is, and once."""
    result = []
    for each in alternatives:
        each = {"type": "null"} if each == "null" else each
        if isinstance(each, list):
            result += [item for item in one_null(each) if item not in result]
        elif each != {"type": "null"} or each not in result:
            result.append(each)
    return result


def with_one_null(node):
    if isinstance(node, dict):
        return {key: one_null(with_one_null(value))
                if key in ("anyOf", "oneOf") and isinstance(value, list)
                else with_one_null(value) for key, value in node.items()}
    return [with_one_null(each) for each in node] if isinstance(node, list) else node


def repair_alternatives(theirs, ours):
    for stream in [*theirs, *ours]:
        stream["schema"] = with_one_null(stream["schema"])


def repair_required(theirs, ours):
    """What became columns of its own is not required any more."""
    for left, right in zip(theirs, ours):
        if "required" in left["schema"] and "required" in right["schema"]:
            left["schema"]["required"] = [
                name for name in left["schema"]["required"]
                if name in right["schema"]["required"]
                or name in left["schema"]["properties"]]


def with_quoted_names(case):
    """An alias that names a function is a name."""
    changed = copy.deepcopy(case)
    for rules in changed["config"].get("stream_maps", {}).values():
        if isinstance(rules, dict) and rules.get("__alias__") == "str":
            rules["__alias__"] = "'str'"
    return changed


def with_lists(case):
    """A tuple becomes text as a list does when it is flattened."""
    changed = copy.deepcopy(case)
    if not case["config"].get("flattening_enabled"):
        return case
    for rules in changed["config"].get("stream_maps", {}).values():
        for name, rule in (rules or {}).items() if isinstance(rules, dict) else ():
            if isinstance(rule, str) and rule.startswith("(1, "):
                rules[name] = f"[1, {rule[4:-1]}]"
    return changed


CASES = {"tuple flattened": with_lists,
         "alias that is a function": with_quoted_names,
         "alias of another stream": without_other_streams,
         "alternatives first": without_typeless}
RESULTS = {"alternatives first": ignore_typeless,
           "null among alternatives": repair_alternatives,
           "required and flattened": repair_required}


# Refused when the SCHEMA comes, not at the first record that reaches it.
UNKNOWN_FUNCTION = r"expression .*len\(.*: Function 'len' not defined"

# The SDK flattens the schema as it came, too, and throws that away.
MEET_BEFORE_THE_MAP = "Duplicate column name produced in schema"


def names_of(case, ours, of_sdk, difference):
    """The names of the differences that explain a case; None when they do not."""
    if isinstance(ours, Exception) and re.search(UNKNOWN_FUNCTION, str(ours)):
        return ["unknown function"]
    if isinstance(ours, list) and MEET_BEFORE_THE_MAP in str(of_sdk(case)):
        return ["columns that meet before the map"]
    names = []
    for name, change in CASES.items():
        changed = change(case)
        if changed != case:
            case = changed
            names.append(name)
    theirs, ours = of_sdk(case), copy.deepcopy(ours)
    if isinstance(theirs, list) and isinstance(ours, list):
        for name, repair in RESULTS.items():
            before = (copy.deepcopy(theirs), copy.deepcopy(ours))
            if name in CASES and name not in names:
                continue
            repair(theirs, ours)
            if before != (theirs, ours) and name not in names:
                names.append(name)
    if difference(theirs, ours) is None:
        return names
    return None
