#!/usr/bin/env python3
"""Expressions beside the SDK's own evaluator: equal values, or both none.

    EVALUATE=build/tests/e2e/mapping/evaluate_expressions \\
      python3 tests/e2e/mapping/expressions_test.py [SEED [COUNT]]

The seed is printed; without one it is always the same, so that what fails is
what a change did. Others find what nobody has thought of.
"""

import json
import os
import pathlib
import random
import re
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
PROJECT = HERE.parents[2]
sys.path.insert(0, str(PROJECT / "tests" / "support"))
import peer_venv  # noqa: E402
from expression_generator import Generator, record  # noqa: E402

COUNT = 20_000
README = PROJECT / "common" / "src" / "mapping" / "expression" / "README.md"

# What ours refuses and the SDK does not: the name of its line in the README's table
# of differences, and what our message says.
DIFFERENCES = {
    "too large integers": r"the integer is too large",
    "complex numbers": r"complex numbers are not supported",
    "powers of decimals": r"a power of a Decimal is not supported",
    "formats of decimals": r"this format of a Decimal is not supported",
    "strptime's week directives": r"the directive '%.' is not supported",
    "texts of functions and classes": r"the text of a function or class",
    "methods as values": r"is a method of dict|does not exist",
    "methods of bytes and Decimal": r"'(bytes|decimal.Decimal)' object has no attribute",
    "functions and methods that are not there":
        r"the method '.*' is not supported|Function '.*' not defined",
    "`a is b` without None, True or False": r"'is' is supported with None",
    "lambda, set comprehensions, stars in calls, tuples and sets, `:=`, `await`":
        r"set comprehension|a star is supported|behind a star",
    "a second expression": r"only one expression is supported",
    "the operator `@`": r"unexpected '@'",
    "encodings": r"the encoding '.*' is not supported",
    "formats' rare options": r"the format option",
}


def exact(text):
    """JSON with its numbers as written and its members in order."""
    return json.loads(text, parse_float=lambda n: ("number", n),
                      parse_int=lambda n: ("number", n),
                      object_pairs_hook=lambda pairs: ("object", pairs))


def difference(ours, theirs):
    """Nothing, or what is different; the name of a known difference in `known`."""
    if "error" in theirs:
        if "json" not in ours:
            return None, None
        if re.search("SyntaxError: (f-string|unterminated|EOL)", theirs["error"]):
            return "taken", "Python 3.12's f-strings"
        return "the SDK fails", None
    if "json" in ours:
        if ours["type"] != theirs["type"]:
            return "another type", None
        if ours["type"] == "set":  # without order
            return (None, None) if sorted(ours["json"]) == sorted(theirs["json"]) else (
                "another set", None)
        if exact(ours["json"]) != exact(theirs["json"]):
            return "another value", None
        return None, None
    message = ours.get("refused") or ours["error"]
    for name, pattern in DIFFERENCES.items():
        if re.search(pattern, message):
            return "refused", name
    return "ours fails", None


def answers(command, requests):
    with tempfile.TemporaryFile("w+") as lines:
        lines.writelines(json.dumps(request) + "\n" for request in requests)
        lines.seek(0)
        done = subprocess.run(command, stdin=lines, capture_output=True, text=True,
                              check=True, env={**os.environ, "TZ": "UTC"})
    return [json.loads(line) for line in done.stdout.splitlines()]


def main():
    seed = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    count = int(sys.argv[2]) if len(sys.argv) > 2 else COUNT
    print(f"seed {seed}, {count} expressions", flush=True)
    for name in [*DIFFERENCES, "Python 3.12's f-strings"]:
        if f"| {name} |" not in README.read_text():
            sys.exit(f"not in the table of differences of {README}: {name}")
    source = random.Random(seed)
    generator = Generator(source)
    requests = [{"expression": generator.expression(), "record": record(source)}
                for _ in range(count)]
    theirs = answers([peer_venv.bin_folder("meltanolabs") / "python",
                      HERE / "sdk_evaluator.py"], requests)
    ours = answers([os.environ["EVALUATE"]], requests)
    assert len(ours) == len(theirs) == count
    wrong, known = [], {}
    for request, our, their in zip(requests, ours, theirs):
        what, name = difference(our, their)
        if name:
            known[name] = known.get(name, 0) + 1
        elif what:
            wrong.append((what, request, our, their))
    values = sum("json" in their for their in theirs)
    print(f"{values} have a value; known differences: {known}")
    for what, request, our, their in wrong[:int(os.environ.get("SHOW", "20"))]:
        used = {name: value for name, value in request["record"].items()
                if re.search(rf"\b{name}\b", request["expression"])}
        print(f"{what}\n  {request['expression']}\n  {json.dumps(used)}\n"
              f"  ours   {our}\n  theirs {their}")
    # A generator that makes nothing but errors would prove nothing.
    assert values > count / 3, values
    sys.exit(f"{len(wrong)} differ (seed {seed})" if wrong else 0)


if __name__ == "__main__":
    main()
