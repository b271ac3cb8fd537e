"""What ours takes beside what a peer takes, measured in turns so that a busy machine slows both alike."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median

ROUNDS = 5
Cost = Callable[[], float]  # does the work once and gives what it took


@dataclass(frozen=True)
class Ratio:
    """Costs by round, ours and the peer's, in the same unit."""

    ours: Sequence[float]
    peer: Sequence[float]

    @property
    def medians(self) -> tuple[float, float]:
        """The middle round of ours and of the peer."""
        return median(self.ours), median(self.peer)

    @property
    def middle(self) -> float:
        """How many times the peer's cost ours is: the ratio of the medians.

        >>> Ratio([2.0, 3.0, 9.0], [2.0, 2.0, 2.0]).middle
        1.5
        """
        ours, peer = self.medians
        return ours / peer

    @property
    def spread(self) -> tuple[float, float]:
        """The smallest and the largest ratio of one round.

        >>> Ratio([2.0, 3.0, 9.0], [2.0, 2.0, 2.0]).spread
        (1.0, 4.5)
        """
        each = [ours / peer for ours, peer in zip(self.ours, self.peer, strict=True)]
        return min(each), max(each)


def in_turns(*costs: Cost) -> tuple[tuple[float, ...], ...]:
    """Take each cost once to warm up, then one after the other ``ROUNDS`` times; gives the rounds of each."""
    for cost in costs:
        cost()
    rounds = [[cost() for cost in costs] for _ in range(ROUNDS)]
    return tuple(zip(*rounds, strict=True))


def cpu(work: Callable[[], object]) -> Cost:
    """Give the cost of work in this process: CPU seconds of all its threads."""

    def cost() -> float:
        gc.collect()  # what others left behind isn't this work's
        before = time.process_time()
        work()
        return time.process_time() - before

    return cost
