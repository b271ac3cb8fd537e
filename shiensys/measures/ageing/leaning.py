"""How far a district's own counts are believed, and how far it leans on the city.

Source: Rao & Molina (2015), Small Area Estimation, ch. 6: a district leans on the others by its precision; the variance
between districts is found by moments. docs/methods.md §17.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from shiensys.measures.ageing.residents import Floats, Marks

MOST = 2.0  # times; a district that differs from its city more than so is a new town, no rate
NEAR = 0.15  # of a step; days this far off a whole number of steps are taken first
SCATTER = 0.3  # persons²; variance of a count around its ratio, per person expected, where windows are too few to tell
LEAST_FREE = 20  # windows beyond the first, over all districts, that must tell how much counts scatter
ROUNDS = 10  # of weighing districts by their precision
EDGE = 0.05  # share of districts at either end whose size counts as that of the next
HALF = 0.5  # persons; keeps logarithms of nobody finite


@dataclass(frozen=True)
class Times:
    """When windows begin, and how ``long`` they are, both in steps. Windows that overlap tell the same thing twice."""

    begins: Floats
    long: float

    @property
    def overlap(self) -> float:
        """How many windows pass through a day, in the mean; at least 1."""
        return max(len(self.begins) * self.long / (float(np.ptp(self.begins)) + self.long), 1.0)

    @property
    def alone(self) -> list[int]:
        """Windows that don't overlap, the latest first."""
        chosen: list[int] = []
        for number in np.argsort(self.begins)[::-1].tolist():
            if not chosen or self.begins[number] + self.long <= self.begins[chosen[-1]] + NEAR:
                chosen.append(number)
        return chosen


def shrunk(counted: Floats, expected: Floats, used: Marks, times: Times) -> Floats:
    """Give counted ÷ expected over all windows (first axis), shrunk toward 1: district × class."""
    whole = expected.sum(0)
    apart = _quotient(counted.sum(0), whole, 1.0) - 1
    noise = _quotient(scatter(counted, expected, used, times) * times.overlap, whole, 1.0)
    between = _between(apart, noise, whole > 0)
    return np.asarray(np.clip(1 + apart * between / np.maximum(between + noise, 1e-12), 1 / MOST, MOST))


def by_size(counted: Floats, expected: Floats, size: Floats) -> Floats:
    """Give counted ÷ expected over all windows as it goes with the districts' ``size``: district × class.

    A straight line through logarithms, weighed by the root of what is expected; the less sure its slope, the flatter.
    """
    whole, found = expected.sum(0), counted.sum(0)
    off = np.log((found + HALF) / (whole + HALF))
    place = np.log(np.clip(size, *np.quantile(size, [EDGE, 1 - EDGE])) + HALF)[:, None]
    weight = np.sqrt(whole) / np.maximum(np.sqrt(whole).sum(0), 1e-9)
    place = place - (weight * place).sum(0)
    spread = np.maximum((weight * place**2).sum(0), 1e-9)
    slope = (weight * place * off).sum(0) / spread
    rest = off - (weight * off).sum(0) - slope * place
    unsure = (weight**2 * place**2 * rest**2).sum(0) / spread**2
    sure = np.maximum(1 - unsure / np.maximum(slope**2, 1e-12), 0.0)
    line = np.clip(np.exp(sure * slope * place), 1 / MOST, MOST)
    return np.asarray(line * _quotient(whole.sum(0), (whole * line).sum(0), 1.0))


def _between(apart: Floats, noise: Floats, used: Marks) -> Floats:
    """Estimate by class the variance between districts: each counts by its precision squared, which both depend on."""
    found = np.zeros(apart.shape[-1])
    for _ in range(ROUNDS):
        weight = np.where(used, 1 / np.maximum(found + noise, 1e-12), 0.0) ** 2
        found = np.maximum((weight * (apart**2 - noise)).sum(0) / np.maximum(weight.sum(0), 1e-12), 0.0)
    return found


def scatter(counted: Floats, expected: Floats, used: Marks, times: Times) -> Floats:
    """Give by class the variance of a count around its district's own ratio, per person expected.

    Told by windows that don't overlap; where these are too few, a stated one.
    """
    chosen = times.alone
    free = float((used[chosen].sum(0) - 1).clip(0).sum())
    if free < LEAST_FREE:
        return np.full(expected.shape[-1], SCATTER)
    counted, expected = counted[chosen], expected[chosen]
    own = expected * _quotient(counted.sum(0), expected.sum(0), 1.0)
    return np.asarray(_quotient((counted - own) ** 2, expected, 0.0).sum((0, 1)) / free)


def _quotient(one: Floats, two: Floats, otherwise: float) -> Floats:
    """Divide; ``otherwise`` where nothing is expected."""
    return np.asarray(
        np.divide(one, two, out=np.full(np.broadcast_shapes(np.shape(one), np.shape(two)), otherwise), where=two > 0)
    )
