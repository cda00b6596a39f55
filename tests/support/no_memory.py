"""Programs that run out of memory: the n-th call for it fails, or their limit
is low. See no_memory.cpp, which CMake builds beside this."""

import os
import pathlib
import random
import resource
import subprocess
import sys
import unittest

PROJECT = pathlib.Path(__file__).resolve().parents[2]
LIBRARY = pathlib.Path(os.environ.get(
    "NO_MEMORY_LIBRARY", PROJECT / "build" / "tests" / "libno_memory.so"))

# The sanitizers have a malloc() and an address space of their own.
needs_library = unittest.skipUnless(
    LIBRARY.is_file(),
    f"needs '{LIBRARY}', which CMake builds unless for sanitizers")

# The first call that fails, and which follow it.
ONE, ALL_BEHIND = "NO_MEMORY_AT", "NO_MEMORY_FROM"

# Not a limit to keep, only to fail where a program would hang for ever; and
# shorter than the target's retries of a connection it takes for lost.
SAFETY_NET_S = 45


class Shortage:
    """Where memory is to run out in one run, and what came of it."""

    def __init__(self, folder, kind=None, call=0):
        self._report = pathlib.Path(folder) / "no_memory_report"
        self._report.unlink(missing_ok=True)
        self.environment = {"LD_PRELOAD": str(LIBRARY),
                            "NO_MEMORY_REPORT": str(self._report)}
        if kind:
            self.environment[kind] = str(call)

    def counts(self):
        """Calls and failed ones; of a program that crashed there is no word."""
        return tuple(int(n) for n in self._report.read_text().split())


def numbers_of_calls(count, first, sampled):
    """1, 2, … `first`, and so many more up to `count`: others with each SEED."""
    seed = int(os.environ.get("SEED", random.randrange(1 << 32)))
    print(f"SEED={seed}", file=sys.stderr)
    rest = range(first + 1, count + 1)
    chosen = random.Random(seed).sample(rest, min(sampled, len(rest)))
    return [*range(1, first + 1), *sorted(chosen)]


def limited_to(size):
    """For Popen's preexec_fn: the address space of the program."""
    return lambda: resource.setrlimit(resource.RLIMIT_AS, (size, size))


def least_limit(starts):
    """The address space, to some 64 KiB, with which `starts(size)` is true."""
    low, high = 0, 1 << 31
    while high - low > 1 << 16:
        middle = (low + high) // 2
        low, high = (low, middle) if starts(middle) else (middle, high)
    return high


class FailingCalls:
    """For a test case with `run_short(kind, call)`, a run and its Shortage, and
    `check(run)`; `assert_whole(run)` and LEAST_CALLS are of a run that has all
    memory it wants."""

    # Most calls are of what a program cannot do without.
    LEAST_FAILED = 0.5

    def calls(self):
        run, shortage = self.run_short()
        self.assert_whole(run)
        calls, failed = shortage.counts()
        self.assertEqual(failed, 0)
        self.assertGreater(calls, self.LEAST_CALLS)
        return calls

    def check_calls(self, kind, first, sampled):
        failed_runs = 0
        for call in numbers_of_calls(self.calls(), first, sampled):
            with self.subTest(call=call):
                run, shortage = self.run_short(kind, call)
                self.check(run)
                self.assertTrue(run.status == 0 or shortage.counts()[1] > 0)
                failed_runs += run.status != 0
        self.assertGreater(failed_runs, (first + sampled) * self.LEAST_FAILED)


class LowLimit:
    """For a test case with `run_limited(size)` and `check(run)`."""

    STEPS = 16

    def starts(self, size):
        return subprocess.run(
            [self.PROGRAM, "--version"], capture_output=True,
            preexec_fn=limited_to(size)).returncode == 0

    def ends_well(self, size):
        run = self.run_limited(size)
        self.check(run)
        return run.status == 0

    def test_address_space(self):
        """From where the program just starts to where it does all."""
        least = least_limit(self.starts)
        enough = least_limit(lambda size: size > least and
                             self.ends_well(size))
        self.assertLess(least, enough)
        for step in range(self.STEPS):
            size = least + (enough - least) * step // self.STEPS
            with self.subTest(size=size):
                self.ends_well(size)
