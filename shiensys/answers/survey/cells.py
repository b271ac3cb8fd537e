"""From what is released to the units of a table: districts, 圏域, the city, ages or sexes."""

from __future__ import annotations

import pandas as pd

from shiensys.answers.answer import Level
from shiensys.answers.estimate import parts
from shiensys.answers.release import Release
from shiensys.answers.survey.answer import By
from shiensys.answers.units import WHOLE, units
from shiensys.answers.whereabouts import WIDE
from shiensys.city import City
from shiensys.measures import need
from shiensys.measures.estimates import estimate
from shiensys.text import say

SHARE = ["share", "share_low", "share_high"]
DIRECT = ["share_direct", "share_direct_low", "share_direct_high"]
FIGURES = dict(zip(["n", *DIRECT, *SHARE], ["answered", "direct", "direct_low", "direct_high", *SHARE], strict=True))
_RANGES = ["n", "n_low", "n_high", "x_low", "x_high"]


def by_unit(city: City, released: Release | None, by: By) -> pd.DataFrame:
    """Give the units of a level with their figures, by unit_id; see Rates for the columns."""
    listed = _listed(city, released, by).set_index("unit_id", drop=False).rename_axis(None)
    if released is None or released.whole is None:
        return listed.join(_blank(listed.index)).assign(state="no_answers", group=None, together="")
    found = _cells(city, released, by)
    if found is None:
        found = _blank(listed.index)
    table = found.reindex(columns=[*FIGURES, "state", "group"]).rename(columns=FIGURES).reindex(listed.index)
    table = table.round(4).assign(
        state=table["state"].astype("str").fillna("protected"), group=table["group"].astype("str")
    )
    return listed.join(table.assign(together=_together(city, table["group"])))


def _listed(city: City, released: Release | None, by: By) -> pd.DataFrame:
    """List the units of a level: ``unit_id``, ``name``, ``order``."""
    if by in ("district", "area", "city"):
        return units(city, by)[["unit_id", "name", "order"]]
    if by == "sex":
        ids, names = ["male", "female"], [say(f"survey.answer.sex.{each}") for each in ("male", "female")]
    else:
        cells = None if released is None else released.cells.get("age")
        ids = [] if cells is None else sorted(map(str, cells.index), key=_youngest)
        names = [age_words(each) for each in ids]
    return pd.DataFrame({"unit_id": ids, "name": names, "order": range(1, len(ids) + 1)})


def _youngest(band: str) -> int:
    """Give the youngest age of a band."""
    return int(band.partition("-")[0])


def age_words(band: str) -> str:
    """Write an age band.

    >>> age_words("65-69"), age_words("85-")
    ('65〜69歳', '85歳以上')
    """
    first, _, last = band.partition("-")
    return say("survey.answer.age", first=first, last=last) if last else say("survey.answer.age_open", first=first)


def _blank(index: pd.Index) -> pd.DataFrame:
    """Give units of which nothing can be said."""
    return pd.DataFrame(float("nan"), index=index, columns=list(FIGURES.values()))


def _cells(city: City, released: Release, by: By) -> pd.DataFrame | None:
    """Give the released rows of a level by unit_id; None where there are none."""
    if by == "age" or by == "sex":
        return released.cells.get(by)
    if by == "city":
        return whole(city, released)
    if "district" not in released.cells:
        return None
    return released.by_district.assign(group=released.groups) if by == "district" else areas(city, released)


def areas(city: City, released: Release) -> pd.DataFrame:
    """Put cells of districts together to 圏域: estimates by residents, what the answers say by answers.

    A group counts with its answers where its largest district lies.
    """
    cells = released.cells["district"].dropna(subset="n")
    sums = cells[_RANGES].groupby(area_of(city, cells.index)).sum()
    sums = sums.assign(state=need.states(sums["n"]))
    direct = estimate.direct(sums).set_axis(DIRECT, axis=1)
    return sums.join(direct).join(_combined(city, released, "area")[SHARE])


def area_of(city: City, cells: pd.Index) -> pd.Series:
    """Give the 圏域 of cells: that of the group's largest district, or the one that answers name themselves."""
    of_district = city.districts.set_index("district_id")["area"]
    named = pd.Series(cells, index=cells, dtype="str")
    own = named.str.removeprefix(WIDE).where(named.str.startswith(WIDE))
    return own.fillna(named.map(of_district)).dropna()


def whole(city: City, released: Release) -> pd.DataFrame | None:
    """Give the city's row: what the answers say as a whole, and the districts' estimates put together."""
    if released.whole is None:
        return None
    told = released.whole.set_axis(pd.Index([WHOLE]), axis=0).drop(columns=SHARE, errors="ignore")
    told = told.assign(state=need.states(told["n"].fillna(0)))
    if "district" in released.cells:
        together = _combined(city, released, "city")[SHARE]
        if together["share"].notna().all():
            return told.join(together)
    return told.assign(**dict(zip(SHARE, (told[name] for name in DIRECT), strict=True)))


def _combined(city: City, released: Release, level: Level) -> pd.DataFrame:
    """Put the estimates of districts together, rounded as those are."""
    wanted = pd.Index(units(city, level)["unit_id"])
    found = need.by_unit(released.cells["district"], parts(city, released, level), wanted)
    return found.assign(**found[SHARE].round(3).where(found["state"] == "shown", found[SHARE].round(2)))


def _together(city: City, groups: pd.Series) -> pd.Series:
    """Name the districts that are shown together, in the city's order; blank where one stands alone."""
    known = groups.dropna()
    if known.is_unique:
        return pd.Series("", index=groups.index, dtype="str")
    names = city.districts.set_index("district_id")["name"].astype("str")
    joined = names.reindex(known.index).groupby(known).agg(say("answers.joint").join)
    several = known[known.groupby(known).transform("size") > 1]
    return several.map(joined).reindex(groups.index).astype("str").fillna("")
