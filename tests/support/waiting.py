"""Waiting for what must happen soon, and never does where a program is wrong."""

import time

# Many times what anything takes, on any machine: nothing is measured by it.
SAFETY_NET_S = 300
STEP_S = 0.01


def wait_until(happened, what):
    """The first true value that happened() returns; `what` names it where it does
    not come."""
    end = time.monotonic() + SAFETY_NET_S
    while not (value := happened()):
        if time.monotonic() > end:
            raise AssertionError(f"waited {SAFETY_NET_S} s in vain for {what}")
        time.sleep(STEP_S)
    return value
