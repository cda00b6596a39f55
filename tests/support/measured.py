"""Runs a program and writes what it used, as JSON, to a file.

    python3 -I -S measured.py FILE PROGRAM [ARGUMENT]…

Wall and CPU seconds, and peak memory in MiB. A process of its own, and a small
one: what Linux tells as a process's peak includes what its parent had in memory
when it started it (so some 8 MiB are the least that can be seen).
"""

import json
import os
import sys
import time

start = time.perf_counter()
child = os.posix_spawn(sys.argv[2], sys.argv[2:], os.environ)
_, status, usage = os.wait4(child, 0)
seconds = time.perf_counter() - start
with open(sys.argv[1], "w", encoding="ascii") as file:
    json.dump({"wall_s": seconds, "cpu_s": usage.ru_utime + usage.ru_stime,
               "peak_mib": usage.ru_maxrss / 1024}, file)
sys.exit(os.waitstatus_to_exitcode(status))
