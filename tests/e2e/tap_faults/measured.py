"""Runs a program and writes its peak memory, in KiB, to a file.

    python3 -I -S measured.py FILE PROGRAM [ARGUMENT]…

A process of its own, and a small one: what Linux tells as a process's peak
includes what its parent had in memory when it started it.
"""

import os
import sys

child = os.posix_spawn(sys.argv[2], sys.argv[2:], os.environ)
_, status, usage = os.wait4(child, 0)
with open(sys.argv[1], "w", encoding="ascii") as file:
    file.write(str(usage.ru_maxrss))
sys.exit(os.waitstatus_to_exitcode(status))
