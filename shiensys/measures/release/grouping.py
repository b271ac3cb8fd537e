"""Districts with too few respondents, put together with a neighbour."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from shiensys.measures.release.release_cells import FEWEST

LARGEST_GROUP = 3  # districts; more would say nothing of any of them
Group = frozenset[str]


def groups(
    answers: pd.Series,
    borders: Mapping[str, Mapping[str, float]],
    areas: pd.Series,
    *,
    before: pd.Series | None = None,
) -> pd.Series:
    """Put districts with fewer than FEWEST respondents together with a neighbour, once for a whole survey.

    ``answers``: respondents by district_id; ``borders``: length of common borders by district_id and neighbour's;
    ``areas``: 圏域 by district_id; ``before``: the groups of the state that was published before, which stay together,
    for a group that falls apart would tell what its parts had. The smallest goes first, to the neighbour with the
    longest common border, one of its own 圏域 if it has any; without borders to the smallest of its 圏域. Returns by
    district_id the group, named for its member with most respondents; NaN where even three have too few.

    >>> few = pd.Series({"a": 40.0, "b": 6.0, "c": 30.0})
    >>> groups(few, {"a": {"b": 2.0}, "b": {"a": 2.0, "c": 1.0}, "c": {"b": 1.0}}, pd.Series("東", index=few.index))
    a    a
    b    a
    c    c
    dtype: str
    """
    n = {str(key): float(value) for key, value in answers.items()}
    found = _start(sorted(n), before)
    stuck: set[Group] = set()
    while small := [group for group in found if group not in stuck and _size(group, n) < FEWEST]:
        smallest = min(small, key=lambda group: (_size(group, n), sorted(group)))
        partner = _partner(smallest, found, n, borders, areas.astype("object").where(areas.notna(), None).to_dict())
        if partner is None:
            stuck.add(smallest)
        else:
            found = [group for group in found if group not in (smallest, partner)] + [smallest | partner]
    names = {one: max(sorted(group), key=n.__getitem__) for group in found for one in group}
    lost = {one for group in found if _size(group, n) < FEWEST for one in group}
    told = [None if str(one) in lost else names[str(one)] for one in answers.index]
    return pd.Series(told, index=answers.index, dtype="str")


def _start(districts: list[str], before: pd.Series | None) -> list[Group]:
    """Begin with every district for itself, or with what was together before."""
    together: dict[str, set[str]] = {}
    for one in districts:
        name = None if before is None else before.get(one)
        together.setdefault(f"+{name}" if isinstance(name, str) else one, set()).add(one)
    return [frozenset(members) for members in together.values()]


def _size(group: Group, n: Mapping[str, float]) -> float:
    """Count a group's respondents."""
    return sum(n[one] for one in group)


def _partner(
    group: Group,
    found: list[Group],
    n: Mapping[str, float],
    borders: Mapping[str, Mapping[str, float]],
    areas: Mapping[object, object],
) -> Group | None:
    """Choose whom a group is put together with."""
    small_enough = [other for other in found if other != group and len(other) + len(group) <= LARGEST_GROUP]
    at_home = [other for other in small_enough if _areas(other, areas) & _areas(group, areas)]
    if any(borders.values()):
        for circle in (at_home, small_enough):
            touching = [other for other in circle if _border(group, other, borders) > 0]
            if touching:
                return max(touching, key=lambda other: (_border(group, other, borders), sorted(other)))
        return None
    return min(at_home, key=lambda other: (_size(other, n), sorted(other)), default=None)


def _border(one: Group, other: Group, borders: Mapping[str, Mapping[str, float]]) -> float:
    """Measure the common border of two groups."""
    return sum(borders.get(here, {}).get(there, 0.0) for here in one for there in other)


def _areas(group: Group, areas: Mapping[object, object]) -> set[object]:
    """Name the 圏域 of a group; a district without one shares none."""
    return {areas.get(one) for one in group} - {None}
