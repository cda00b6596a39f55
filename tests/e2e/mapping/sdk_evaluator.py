"""Evaluates expressions as the SDK's mapper does; run by the peer's Python.

Reads lines of JSON {"expression": …, "record": {…}}, and writes for each a line of
JSON: the value's type and the JSON that the SDK writes of it, or the error.
"""

import ast
import datetime
import json
import sys
import warnings

import simpleeval
from singer_sdk import mapper
from singer_sdk.singerlib.json import deserialize_json, serialize_json

TYPES = (int, float, str, bool, bytes, list, tuple, dict, set)


class Evaluator(mapper.CustomStreamMap):
    """The SDK's own evaluator, without the schema around it."""

    def __init__(self):
        self.map_config = {}
        self.stream_alias = self.stream_name = "stream"
        self.fake = None
        self.expr_evaluator = mapper._MapperEval(functions=self.functions)

    def value(self, expression, record):
        parsed = ast.parse(expression).body[0]
        if not isinstance(parsed, ast.Expr):
            raise ValueError("no expression")
        return self._eval(expression, parsed, record, None)


def type_name(value):
    kind = type(value)
    if kind in TYPES:
        return kind.__name__
    if value is None:
        return "NoneType"
    return f"{kind.__module__}.{kind.__name__}".removeprefix("builtins.")


def answer(evaluator, line):
    request = deserialize_json(line)
    try:
        value = evaluator.value(request["expression"], request["record"])
        return {"type": type_name(value),
                "json": serialize_json(value, ensure_ascii=False)}
    except (Exception, simpleeval.InvalidExpression) as error:
        return {"error": f"{type(error).__name__}: {error}"[:300]}


def main():
    warnings.simplefilter("ignore")
    # As evaluate.cpp has it: chance alone is not the SDK's own.
    simpleeval.random = simpleeval.DEFAULT_FUNCTIONS["rand"] = lambda: 0.5
    evaluator = Evaluator()
    for line in sys.stdin:
        print(json.dumps(answer(evaluator, line)), flush=False)


if __name__ == "__main__":
    main()
