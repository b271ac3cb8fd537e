"""What counts as an entry of the registry, and its kinds in words."""

from __future__ import annotations

import pandas as pd

from shiensys.answers.places import registry
from shiensys.city import City
from shiensys.measures import searching
from shiensys.tables.categories import categories
from shiensys.tables.resources import SEPARATOR
from shiensys.text import say


def entries(city: City) -> pd.DataFrame:
    """Give all entries of a city's own lists and of the page, whatever their status; plain places are none."""
    listed = registry(city)
    if listed.empty:
        return listed
    part, supports = listed["part"], listed["kinds"].notna()
    with_kinds = supports.groupby(part).transform("any")
    with_points = listed["point_from"].eq("stated").groupby(part).transform("any")
    own = (with_kinds & (supports | listed["place_type"].isna())) | ~(with_kinds | with_points)
    return pd.DataFrame(listed[own])


def kind_words(listed: pd.DataFrame) -> pd.Series:
    """Name the kinds of each resource; a kind that the city no longer has keeps its key, marked as such."""
    known = {one.kind: one.name for one in categories()}

    def words(kinds: str) -> str:
        named = [known.get(kind) or say("registry.old_kind", kind=kind) for kind in kinds.split(SEPARATOR)]
        return say("answers.reason_joint").join(named)

    return searching.each(listed["kinds"], words, blank="").astype("str")


def first_kind(listed: pd.DataFrame) -> pd.Series:
    """Give the key of the first kind of each resource; blank for none."""
    return searching.each(listed["kinds"], lambda kinds: kinds.split(SEPARATOR)[0], blank="").astype("str")
