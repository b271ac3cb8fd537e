"""Least and most of counts: what is told of them, and what sums leave of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

SPAN = 5  # persons between the least and the most that a hidden count may be


@dataclass(frozen=True)
class Box:
    """Least and most of several counts, in the same order."""

    low: np.ndarray
    high: np.ndarray

    @property
    def sums(self) -> tuple[float, float]:
        """Least and most of all of them together."""
        return float(self.low.sum()), float(self.high.sum())

    def __and__(self, other: Box) -> Box:
        """Give what both allow."""
        return Box(np.maximum(self.low, other.low), np.minimum(self.high, other.high))

    def __add__(self, other: Box) -> Box:
        """Add counts."""
        return Box(self.low + other.low, self.high + other.high)

    def __sub__(self, other: Box) -> Box:
        """Take counts that are part of these away."""
        return Box(np.maximum(self.low - other.high, 0.0), self.high - other.low)

    def given(self, low: float, high: float) -> Box:
        """Narrow each, where their sum is between ``low`` and ``high``."""
        least, most = self.sums
        return self & Box(low - (most - self.high), high - (least - self.low))

    def wide(self, persons: np.ndarray) -> np.ndarray:
        """Tell which keep SPAN persons between least and most, or may be all from 0 to ``persons`` < SPAN."""
        spans = self.high - self.low
        anything = (persons < SPAN) & (self.low <= 0) & (spans >= persons)
        return np.asarray((spans >= SPAN) | anything)


@dataclass(frozen=True)
class Told:
    """What the cells of a breakdown say: how many could be judged, of how many it is true, of how many not.

    The last place stands for respondents in no cell. ``hidden``: the protected ones, of 0 to 9 persons.
    """

    hidden: np.ndarray
    n: Box
    true: Box
    false: Box

    def balanced(self) -> Told:
        """Use that those judged are those of whom it is true and those of whom it isn't."""
        false = self.false & (self.n - self.true)
        true = self.true & (self.n - false)
        return Told(self.hidden, self.n & (true + false), true, false)

    def but(self, **boxes: Box) -> Told:
        """Replace some of the ranges."""
        return Told(self.hidden, **{"n": self.n, "true": self.true, "false": self.false, **boxes})

    @property
    def weak(self) -> np.ndarray:
        """Tell which cells are known too well: x, n − x, or n where the cell is protected."""
        persons = self.n.high
        sized = ~self.hidden | (persons - self.n.low >= SPAN)
        return np.asarray(~(self.true.wide(persons) & self.false.wide(persons) & sized))


Parts = Mapping[str, Told]  # by breakdown, and the city's row under WHOLE


def summed(boxes: dict[str, Box]) -> dict[str, Box]:
    """Narrow the boxes of several breakdowns by the total that all of them have."""
    low = max(box.sums[0] for box in boxes.values())
    high = min(box.sums[1] for box in boxes.values())
    return {name: box.given(low, high) for name, box in boxes.items()}
