"""Jumps that are no growth: a boundary that moved, an institution that opened or closed.

From one day to the next, a district's residents of a broad class of age change as they usually do there, and as they do
in the city. What is far off that is a jump: in most classes at once a moved boundary, in one or two an institution.
docs/methods.md §17.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from shiensys.measures.ageing.residents import Floats, Marks, Residents

CLASSES = (0, 15, 25, 40, 65, 75, 85)  # years; youngest ages of the classes that are watched
FAR = 6.0  # robust standard deviations; a jump
WITH_IT = 3.0  # robust standard deviations; a class that goes along with a moved boundary
MOST = 5 / 7  # of the classes go along when a boundary moves
OF_ALL = 0.06  # share of all residents that a moved boundary brings or takes at least
OF_CLASS = 0.15  # share of a class that an institution brings or takes at least
LEAST = 20.0  # persons; the smallest institution that is told from chance
STEADY = 5  # intervals from which on a district has a usual change of its own
LEAST_USUAL = 0.05  # of the root of persons; smoothed figures scatter less than life does
HALF = 0.5  # persons; keeps logarithms of nobody finite
ROUNDING = 1e-9
NORMAL = 1.4826  # standard deviation of a normal distribution ÷ its median absolute deviation


@dataclass(frozen=True)
class Breaks:
    """``boundary``, ``institution``: interval between neighbouring days × district."""

    boundary: Marks
    institution: Marks

    @property
    def any(self) -> Marks:
        """Either of them."""
        return self.boundary | self.institution

    def between(self, first: NDArray[np.intp], last: NDArray[np.intp]) -> Marks:
        """Tell by pair of days (numbers) and district whether anything broke between them."""
        times = np.concatenate([np.zeros((1, self.boundary.shape[1]), int), np.cumsum(self.any, axis=0)])
        return np.asarray(times[last] > times[first])


def breaks(counted: Residents) -> Breaks:
    """Look for jumps between neighbouring days."""
    known = counted.known[:-1] & counted.known[1:]
    if not known.any():
        return Breaks(np.zeros_like(known), np.zeros_like(known))
    starts = np.unique(np.searchsorted(counted.first, [age for age in CLASSES if age <= counted.first[-1]]))
    persons = np.add.reduceat(counted.persons.sum(2), starts, axis=-1)
    off, far = _off(persons, known)
    off_all, far_all = (one[..., 0] for one in _off(persons.sum(-1, keepdims=True), known))
    together = (far * np.sign(off_all)[..., None] >= WITH_IT).mean(-1) >= MOST - ROUNDING
    boundary = together & (abs(far_all) >= FAR) & (abs(off_all) >= OF_ALL)
    moved = abs(off) * np.nan_to_num(persons[:-1])
    jumps = (abs(far) >= FAR) & (abs(off) >= OF_CLASS) & (moved >= LEAST)
    return Breaks(boundary, jumps.any(-1) & ~boundary)


def _off(persons: Floats, known: Marks) -> tuple[Floats, Floats]:
    """Say how far a class is off its usual change: as a share, and in robust standard deviations; 0: not known."""
    there = known[..., None]
    before, after = (np.where(there, one, 0.0) + HALF for one in (persons[:-1], persons[1:]))
    change = np.log(after / before) - np.log(after.sum(1, keepdims=True) / before.sum(1, keepdims=True))
    if len(change) >= STEADY:
        change = change - np.median(change, axis=0)
    change = np.where(there, change, 0.0)
    weighed = change * np.sqrt(before)
    usual = NORMAL * np.median(abs(weighed)[known], axis=0)
    return np.expm1(change), weighed / np.maximum(usual, LEAST_USUAL)
