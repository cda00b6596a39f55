"""Runs a command and says what it took."""

import os
import subprocess
import time


def timed(command, **options):
    """Seconds, and peak memory (MiB) of its largest process, of one command."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, **options)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise SystemExit(f"{command[0]} failed")
    return seconds, usage.ru_maxrss / 1024
