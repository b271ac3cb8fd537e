"""Children that are born: youngest residents per woman of 15 to 49, by district, leaning on the city's.

Source: 子ども女性比 (child–woman ratio), as 国立社会保障・人口問題研究所 projects districts' children with. Where sexes
aren't known, children per adult of 15 to 49. docs/methods.md §17.
"""

from __future__ import annotations

import numpy as np

from shiensys.measures.ageing.leaning import Times, shrunk
from shiensys.measures.ageing.residents import Floats, Residents

PARENTS = (15, 50)  # years; from, and below
MOST = 0.1  # children a year per parent; about three times Japan's
RECENT = 5.0  # years; days this far back tell of today's births
CHILD_WOMAN, CHILD_ADULT = "child_woman", "child_adult"


def basis(counted: Residents) -> str:
    """Say what children are counted per: women, or adults of both sexes."""
    return CHILD_WOMAN if len(counted.sexes) > 1 else CHILD_ADULT


def parents(persons: Floats, counted: Residents) -> Floats:
    """Add up women (or adults where sexes aren't known) of 15 to 49: the last two axes (sex, age) go."""
    first, below = np.searchsorted(counted.first, PARENTS)
    return np.asarray(persons[..., -1, first:below].sum(-1))  # the last sex: women, or both together


def children_ratios(counted: Residents, step: int) -> tuple[Floats, Floats]:
    """Give children of the youngest band, ``step`` years wide, per parent: district × sex, and the city's by sex."""
    days = counted.years >= counted.years[-1] - RECENT - 1e-6
    persons = counted.persons[days]
    known = np.isfinite(persons).all((2, 3))
    persons = np.where(known[:, :, None, None], persons, 0.0)
    children, grown = persons[..., 0].sum(2), parents(persons, counted)
    rate = min(children.sum() / max(grown.sum(), 1.0), MOST * step)
    by_sex = persons[..., 0].sum((0, 1)) / max(children.sum(), 1.0)
    times = Times(counted.years[days] / step, 1.0)
    own = shrunk(children[:, :, None], rate * grown[:, :, None], known, times)[:, 0]
    return np.asarray(own[:, None] * rate * by_sex), np.asarray(rate * by_sex)
