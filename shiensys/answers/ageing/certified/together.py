"""Which districts are told together, so that no sum and no difference of sums tells of fewer than ten persons."""

from __future__ import annotations

import pandas as pd

from shiensys.answers.answer import Level
from shiensys.answers.units import WHOLE, unit_of
from shiensys.city import City
from shiensys.measures.release.grouping import groups
from shiensys.text import say


def grouped(city: City, persons: pd.Series) -> pd.Series:
    """Put districts with too few ``persons`` (by district_id, known ones) together with a neighbour.

    Returns the group by district_id, NaN where even three have too few: these are in no figure at all.
    """
    areas = city.districts.set_index("district_id")["area"]
    return groups(persons, city.borders, areas.reindex(persons.index))


def clusters(city: City, of: pd.Series, level: Level) -> pd.Series:
    """Give by district_id what its figure is the sum of: whole groups (``of``), never parts of one.

    圏域 that share a group have one figure together; a group of which a district belongs to no 圏域 is in none.
    """
    told = of.dropna()
    if level == "district":
        return told
    if level == "city":
        return pd.Series(WHOLE, index=told.index)
    area = unit_of(city, "area").reindex(told.index)
    inside = area.notna().groupby(told).transform("all")
    told, area = told[inside], area[inside]
    home = {one: one for one in area.unique()}
    for _, shared in area.groupby(told):
        first = home[shared.iloc[0]]
        joined = {home[one] for one in shared}
        home = {one: first if at in joined else at for one, at in home.items()}
    return area.map(home)


def together(city: City, found: pd.Series, level: Level) -> dict[str, str]:
    """Name by unit_id the units that one figure is for, where they are several. ``found``: from clusters."""
    if level == "city":
        return {}
    of = unit_of(city, level).reindex(found.index)
    names = dict(zip(city.districts["district_id"], city.districts["name"], strict=True))
    shown: dict[str, str] = {}
    for _, units in of.groupby(found):
        shared = list(dict.fromkeys(units))
        if len(shared) > 1:
            named = say("answers.reason_joint").join(str(names.get(one, one)) for one in shared)
            shown |= dict.fromkeys(map(str, shared), named)
    return shown


def left_out(city: City, found: pd.Series, level: Level) -> dict[str, str]:
    """Name by unit_id the districts that are not in the figure of a unit, or of those told with it; none where all are.

    ``found``: from clusters.
    """
    of = unit_of(city, level)
    home = dict(zip(of.reindex(found.index), found, strict=True))
    names = city.districts.set_index("district_id")["name"]
    missing = of[~of.index.isin(found.index)]
    by_cluster = names.reindex(missing.index).groupby(missing.map(home)).agg(list).to_dict()
    return {
        str(unit): say("answers.reason_joint").join(by_cluster[cluster])
        for unit, cluster in home.items()
        if cluster in by_cluster
    }
