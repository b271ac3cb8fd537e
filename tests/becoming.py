"""Waiting for what has to become so, however slow the machine is."""

import time

PATIENCE_S = 60.0  # what isn't so by then never will be
PAUSE_S = 0.1


def becomes(look, wanted):
    """Look until it is as wanted; gives what was seen last, for the test to compare."""
    ends = time.monotonic() + PATIENCE_S
    while (seen := look()) != wanted and time.monotonic() < ends:
        time.sleep(PAUSE_S)
    return seen


def at_rest(look, *, still_s):
    """Look until the same is seen again after so many seconds; gives what was seen last."""
    seen, ends = look(), time.monotonic() + PATIENCE_S
    while time.monotonic() < ends:
        time.sleep(still_s)
        before, seen = seen, look()
        if seen == before:
            break
    return seen
