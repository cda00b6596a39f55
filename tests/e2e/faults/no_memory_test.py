"""No memory left: at one call for it, at all from one on, or by a low limit.

Whatever fails, the target ends with one line that says so, or does without; and
each STATE it printed is of rows that are committed.
"""

import json
import subprocess
import unittest

from expectations import INTEGER, TEXT, InputTest
from target import PROGRAM, Target, record, schema, state
from no_memory import (
    ALL_BEHIND, ONE, SAFETY_NET_S, FailingCalls, LowLimit, Shortage,
    limited_to, needs_library)

# In batches of two, so that memory runs out behind STATEs too.
ROWS = 9
PROPERTIES = {
    "id": {"type": "integer"}, "text": TEXT | {"pattern": "^x+$"},
    "at": {"type": ["string", "null"], "format": "date-time"},
    "ratio": {"type": ["number", "null"]},
    "parts": {"type": ["array", "null"], "items": {"type": "string"}},
    "more": {"type": ["object", "null"]}}


def data():
    yield schema("a", PROPERTIES, ["id"])
    yield schema("b", {"id": INTEGER})
    for n in range(1, ROWS + 1):
        yield record("a", {
            "id": n, "text": "x" * 50, "at": "2026-11-26T10:00:00Z",
            "ratio": n / 7, "parts": ["é", "y"], "more": {"a": [1, {"b": n}]}})
        if n % 3 == 0:
            yield record("b", {"id": n})
            yield state({"n": n})


class NoMemoryTest(InputTest):
    def started(self, **options):
        self.setUp()  # a schema of its own
        target = Target(self.config(batch_size_rows=2), **options)
        for each in data():
            if not target.write(each):
                break
        target.end_input()
        return target

    def ended(self, target):
        try:
            target.process.wait(SAFETY_NET_S)
        except subprocess.TimeoutExpired:
            target.process.kill()
            self.fail(f"hangs: {target.wait().errors}")
        return target.wait()

    def check(self, result):
        """Its end is a clear one, and what it acknowledged is there."""
        if result.status == 0:
            self.assert_done(result)
            self.assertEqual(result.last_state(), {"n": ROWS})
        else:
            self.assert_failed(result, "out of memory")
        # libpq's want of memory is no lost connection.
        self.assertNotIn("trying again", result.errors)
        states = [json.loads(each)["n"] for each in result.states]
        self.assertEqual(states, [3, 6, 9][:len(states)])
        if states:
            self.assertEqual(self.loaded(states[-1]), str(states[-1]))

    def loaded(self, up_to):
        """How many of the rows up to there are in stream a's table; those of b
        came in the same transactions."""
        return self.server.value(
            f"select count(*) from {self.schema}.a join generate_series(1, "
            f"{up_to}) n on id = n where more->'a'->1->>'b' = n::text and n % 3 "
            f"> 0 or n in (select id from {self.schema}.b)")


@needs_library
class Calls(FailingCalls, NoMemoryTest):
    LEAST_CALLS = 500

    def run_short(self, kind=None, call=0):
        shortage = Shortage(self.server.folder, kind, call)
        result = self.ended(self.started(environment=shortage.environment))
        return result, shortage

    def assert_whole(self, result):
        self.assert_done(result)

    def test_one_call_fails(self):
        self.check_calls(ONE, first=60, sampled=90)

    def test_all_calls_fail_from_one_on(self):
        self.check_calls(ALL_BEHIND, first=10, sampled=60)


@needs_library
class Limit(LowLimit, NoMemoryTest):
    PROGRAM = PROGRAM

    def run_limited(self, size):
        return self.ended(self.started(preexec_fn=limited_to(size)))


if __name__ == "__main__":
    unittest.main()
