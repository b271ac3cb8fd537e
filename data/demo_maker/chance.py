"""Seeded chance: one stream for each part of each city, so that a change in one part leaves the others as they are."""

from __future__ import annotations

import math
from collections.abc import Sequence
from random import Random

import numpy as np
from numpy.typing import NDArray

SEED = 20261031


def stream(*part: str) -> Random:
    """Give the stream of random numbers of a part, such as ``("tokushima", "survey")``."""
    return Random("/".join((str(SEED), *part)))


def poisson_like(rng: Random, mean: float) -> int:
    """Round up or down at random, so that the mean stays."""
    whole = math.floor(mean)
    return whole + (rng.random() < mean - whole)


def weighted_sample(rng: Random, weights: Sequence[float], count: int) -> list[int]:
    """Draw ``count`` different positions, heavier ones sooner (Efraimidis and Spirakis, 2006)."""
    keys = [rng.random() ** (1 / weight) if weight > 0 else -1.0 for weight in weights]
    return sorted(range(len(keys)), key=lambda position: -keys[position])[:count]


def pick(rng: Random, shares: Sequence[float]) -> int:
    """Draw one position with the given shares; they need not add up to 1."""
    at = rng.random() * math.fsum(shares)
    for position, share in enumerate(shares):
        at -= share
        if at < 0:
            return position
    return len(shares) - 1


def whole(values: NDArray[np.float64], total: int) -> NDArray[np.int64]:
    """Round to whole numbers that add up to ``total`` (largest remainder); any shape."""
    flat = values.ravel() * (total / values.sum())
    floor = np.floor(flat).astype(np.int64)
    rest = np.argsort(-(flat - floor), kind="stable")[: total - int(floor.sum())]
    floor[rest] += 1
    shaped: NDArray[np.int64] = floor.reshape(values.shape)
    return shaped
