"""The open band of age: those who come into it live longer than those who are in it already.

Taken together, the two would die too fast or too slowly as soon as their mix changes. So those of the open band count
less, by how many fewer of them live through a step. Where nobody is lost, all count alike. Mortality rises by a steady
share with every year of age: Gompertz (1825); docs/methods.md §17.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from shiensys.measures.ageing.residents import Floats

GROWTH = 0.12  # of the force of mortality with each year of age; about 0.11 to 0.13 in Japan's life tables above 80
FARTHEST, PART, LEAST = 100.0, 0.3, 1.5  # mean age in an open band is PART of the years to FARTHEST above its start
ROUNDS = 30  # of setting weights and ratio after each other


def weights(first: NDArray[np.int64], step: int, flowing: Floats, after: float) -> Floats:
    """Give what a resident counts of each band that flows into the open one: youngest band (1), …, open band.

    ``flowing``: persons of these bands at the start; ``after``: persons of the open band at the end.

    >>> weights(np.arange(0, 90, 5), 5, np.array([1000.0, 1000.0]), 1330.0).round(2).tolist()
    [1.0, 0.72]
    >>> weights(np.arange(0, 90, 5), 5, np.array([1000.0, 1000.0]), 2000.0).tolist()
    [1.0, 1.0]
    """
    bands = first[-len(flowing) :].astype(float)
    middle = bands + step / 2
    middle[-1] = bands[-1] + max(PART * (FARTHEST - bands[-1]), LEAST)
    times = np.exp(GROWTH * (middle - middle[0]))  # the force of mortality beside that of the youngest band
    found = np.ones(len(flowing))
    for _ in range(ROUNDS):
        lived = min(max(after / max(float(flowing @ found), 1.0), 0.05), 1.0)
        found = lived ** (times - 1)
    return found
