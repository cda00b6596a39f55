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
    ALL_BEHIND, ONE, SAFETY_NET_S, Shortage, least_limit, limited_to,
    needs_library, numbers_of_calls)

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
class FailingCalls(NoMemoryTest):
    def run_short(self, kind=None, call=0):
        shortage = Shortage(self.server.folder, kind, call)
        result = self.ended(self.started(environment=shortage.environment))
        return result, shortage

    def calls(self):
        result, shortage = self.run_short()
        self.assert_done(result)
        calls, failed = shortage.counts()
        self.assertEqual(failed, 0)
        self.assertGreater(calls, 500)
        return calls

    def check_calls(self, kind, first, sampled):
        failed_runs = 0
        for call in numbers_of_calls(self.calls(), first, sampled):
            with self.subTest(call=call):
                result, shortage = self.run_short(kind, call)
                self.check(result)
                self.assertTrue(result.status == 0 or shortage.counts()[1] > 0)
                failed_runs += result.status
        # Most calls are of what the target cannot do without.
        self.assertGreater(failed_runs, (first + sampled) // 2)

    def test_one_call_fails(self):
        self.check_calls(ONE, first=60, sampled=90)

    def test_all_calls_fail_from_one_on(self):
        self.check_calls(ALL_BEHIND, first=10, sampled=60)


@needs_library
class LowLimit(NoMemoryTest):
    STEPS = 16

    @staticmethod
    def starts(size):
        return subprocess.run(
            [PROGRAM, "--version"], capture_output=True,
            preexec_fn=limited_to(size)).returncode == 0

    def ends_well(self, size):
        result = self.ended(self.started(preexec_fn=limited_to(size)))
        self.check(result)
        return result.status == 0

    def test_address_space(self):
        """From where the program just starts to where it loads all."""
        least = least_limit(self.starts)
        enough = least_limit(lambda size: size > least and
                             self.ends_well(size))
        self.assertLess(least, enough)
        for step in range(self.STEPS):
            size = least + (enough - least) * step // self.STEPS
            with self.subTest(size=size):
                self.ends_well(size)


if __name__ == "__main__":
    unittest.main()
