"""The open band of age: those who come into it live longer than those who are in it already.

Taken together, the two would die too fast or too slowly as soon as their mix changes. So those of the open band count
less, by how many fewer of them live through a step. Source of the shape: Gompertz (1825); docs/methods.md §17.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from shiensys.measures.ageing.residents import Floats

FORCE = 0.06  # deaths a year per person of FORCE_AGE; a guide for Japan, both sexes, about 2020
FORCE_AGE = 85.0  # years
GROWTH = 0.12  # of the force of mortality per year of age
FARTHEST, PART, LEAST = 100.0, 0.3, 1.5  # mean age in an open band is PART of the years to FARTHEST above its start


def weights(first: NDArray[np.int64], step: int, shift: int) -> Floats:
    """Give what a resident counts of each band that flows into the open one: youngest band (1), …, open band.

    >>> weights(np.arange(0, 90, 5), 5, 1).round(2).tolist()
    [1.0, 0.67]
    """
    flowing = first[len(first) - 1 - shift :].astype(float)
    middle = flowing + step / 2
    middle[-1] = flowing[-1] + max(PART * (FARTHEST - flowing[-1]), LEAST)
    years = step * shift
    hazard = FORCE / GROWTH * np.exp(GROWTH * (middle - FORCE_AGE)) * np.expm1(GROWTH * years)
    return np.asarray(np.exp(hazard[0] - hazard))
