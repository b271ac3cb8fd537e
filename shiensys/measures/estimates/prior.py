"""What is thought of the districts' shares before they are seen: beta distributions on a grid of shares."""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray
from scipy.special import betainc

Floats = NDArray[np.float64]
Places = NDArray[np.intp]  # which entries of an array

POINTS = 400  # shares on the grid, evenly in arcsin √p: there n answers are as sharp at 1 % as at 50 %
STEP = np.pi / 2 / POINTS  # arcsin √p; half of 1/√n, the error of n answers, at n = 16,000
SPREADS = tuple(np.geomspace(0.03, 0.9, 14).tolist())  # districts' SD ÷ √(mean × (1 − mean))
FAR = 4.5  # standard errors: how far from the city's share its mean over districts is looked for
REACH = 9  # means on each side of the city's share, for each spread


@cache
def shares() -> Floats:
    """Give the middles of the grid's parts, 0..1, ascending.

    >>> len(shares())
    400
    """
    return np.asarray(np.sin((np.arange(POINTS) + 0.5) * STEP) ** 2)


@cache
def edges() -> Floats:
    """Give the bounds of the grid's parts: one more than there are parts, from 0 to 1."""
    return np.asarray(np.sin(np.arange(POINTS + 1) * STEP) ** 2)


@cache  # at most POINTS × spreads entries of 3 kB
def masses(mean: int, spread: float) -> Floats:
    """Give the probability of each part of the grid under a beta distribution.

    ``mean``: number of the part whose middle is the mean; ``spread``: its SD ÷ √(mean × (1 − mean)).

    >>> round(float(masses(200, 0.1) @ shares()), 2)
    0.5
    """
    size = weight(spread)
    middle = shares()[mean]
    return np.asarray(np.diff(betainc(middle * size, (1 - middle) * size, edges())))


def weight(spread: float) -> float:
    """Give as how many answers the mean counts when a cell is drawn towards it: a + b of the beta distribution.

    >>> round(weight(0.1))
    99
    """
    return 1 / spread**2 - 1


def around(share: float, errors: Floats) -> list[tuple[int, int, int]]:
    """Choose the beta distributions that come into question.

    ``share``: the city's, 0..1; ``errors``: by spread, the standard error of the mean in arcsin √p. Returns for each
    (number of the spread, number of the mean, how many parts it stands for).

    >>> around(0.5, np.array([0.001]))[0]
    (0, 191, 1)
    """
    middle = int(np.clip(np.arcsin(np.sqrt(share)) / STEP, 0, POINTS - 1))
    found = []
    for number, error in enumerate(errors):
        stride = max(1, round(FAR * error / REACH / STEP))
        means = range(middle - REACH * stride, middle + REACH * stride + 1, stride)
        found += [(number, mean, stride) for mean in means if 0 <= mean < POINTS]
    return found
