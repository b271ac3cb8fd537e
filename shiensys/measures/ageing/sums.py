"""Residents of the groups that ageing is told by, out of bands of age."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from shiensys.measures.ageing.groups import AGES, GROUPS
from shiensys.measures.ageing.residents import Floats


def members(first: NDArray[np.int64]) -> Floats:
    """Say which bands (rows, from ``first``) belong to which of GROUPS (columns): 1, 0, or NaN where bands cross it.

    >>> members(np.array([0, 15, 65, 75]))[:, 3].tolist(), bool(np.isnan(members(np.array([0, 15, 65, 75]))[0, 5]))
    ([0.0, 0.0, 1.0, 1.0], True)
    """
    table = np.zeros((len(first), len(GROUPS)))
    for number, group in enumerate(GROUPS):
        low, high = AGES[group]
        table[:, number] = (first >= low) & (True if high is None else first <= high)
        if low not in first or (high is not None and high + 1 not in first):
            table[:, number] = np.nan
    return table


def group_sums(persons: Floats, first: NDArray[np.int64]) -> Floats:
    """Add up the last two axes (sex, age) to groups: … × group; NaN where the bands can't say."""
    return np.asarray(persons.sum(-2) @ members(first))
