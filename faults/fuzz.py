"""Files changed by chance through the cage: each comes out as a table or as a sentence, in time and in memory."""

from __future__ import annotations

import os
import signal
import statistics
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence

from faults.fuzzing import inputs, lanes, replays
from faults.fuzzing.judging import DIED, PACKED, PANIC, REFUSED, UNCAUGHT, Verdict
from faults.row import Row
from shiensys.intake.cage import limits

FULL, SHORT = 100_000, 60
OPENED_AIM = 0.30  # of the inputs are still opened by their container's bare parser
_KEPT = 20  # replays written of one run
_AT_ONCE = 5_000  # inputs from one word on how far it is to the next
_OUT_OF_TIME = str(-signal.SIGXCPU)  # how a process ends that took more time than it may


def rows(trials: int) -> Iterator[Row]:
    """Read so many inputs; what was not caught is written down as a replay."""
    before = time.monotonic()
    found: list[Verdict] = []
    peak = 0
    for first in range(0, trials, _AT_ONCE):
        some, most = lanes.judged(range(first, min(first + _AT_ONCE, trials)), os.cpu_count() or 1)
        found, peak = found + some, max(peak, most)
        print(f"{len(found):,} inputs after {(time.monotonic() - before) / 60:.0f} min", file=sys.stderr, flush=True)
    minutes = (time.monotonic() - before) / 60
    yield from judgement(found, trials, peak, minutes)


def judgement(found: Sequence[Verdict], trials: int, peak: int, minutes: float) -> Iterator[Row]:
    """Say what came of the inputs. ``peak``: bytes."""
    outcomes = Counter(verdict.outcome for verdict in found)
    uncaught = [verdict for verdict in found if verdict.outcome == UNCAUGHT]
    _keep(uncaught)
    said = f"{len(uncaught)} uncaught; {outcomes[PACKED]:,} tables, {outcomes[REFUSED]:,} refused; {minutes:.1f} min"
    yield Row("fuzz: errors", trials, said, "0 uncaught", not uncaught and len(found) == trials)
    opened = [verdict.opened for verdict in found if verdict.opened is not None]
    share = sum(opened) / len(opened)
    yield Row("fuzz: opened by a bare parser", len(opened), f"{share:.0%}", f"≥ {OPENED_AIM:.0%}", share >= OPENED_AIM)
    yield _died(found)
    longest = max(verdict.seconds for verdict in found)
    middle = statistics.median(verdict.seconds for verdict in found)
    slow = sum(verdict.where == _OUT_OF_TIME for verdict in found)
    yield Row(
        "fuzz: each input",
        trials,
        f"{longest:.1f} s CPU the longest, {middle * 1000:.0f} ms the middle, {slow} stopped; {peak / 2**30:.2f} GiB",
        f"≤ {limits.CPU_SECONDS} s, ≤ {limits.MEMORY_BYTES / 2**30:.0f} GiB",
        longest <= limits.CPU_SECONDS and not slow and peak <= limits.MEMORY_BYTES,
    )


def _died(found: Sequence[Verdict]) -> Row:
    """Hand to the real cage what killed a process or made a library panic: a sentence has to come out."""
    dead = [verdict for verdict in found if verdict.outcome in (DIED, PANIC)]
    _keep(dead)
    silent = [verdict for verdict in dead if not replays.ends_in_a_sentence(inputs.made(verdict.number))]
    said = f"{len(dead)} died inside, {len(silent)} of them without a sentence outside"
    return Row("fuzz: readers that died", len(found), said, "0 without a sentence", not silent)


def _keep(wrong: Sequence[Verdict]) -> None:
    """Write one replay for each place where something went wrong, and name it."""
    by_place = {verdict.where: verdict for verdict in reversed(wrong)}
    for place, verdict in list(by_place.items())[:_KEPT]:
        kept = replays.write(inputs.made(verdict.number), replays.FOUND)
        count = sum(other.where == place for other in wrong)
        print(f"{place}: {count} inputs, such as number {verdict.number}, kept as {kept}", file=sys.stderr)
