"""What ageing is measured by, as an amount and what it is a part of: both add up over districts."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, get_args

import numpy as np
import pandas as pd

from shiensys.measures.ageing.groups import AGES
from shiensys.measures.people import OLDER, aged, known_ages

Key = Literal["older", "old", "oldest", "index", "alone", "average"]
KEYS: tuple[Key, ...] = get_args(Key)
Whole = Literal["households", "older"]  # what those living alone are a part of
PER: Mapping[str, int] = MappingProxyType({"index": 100})  # elders to 100 children; of all else 1
AVERAGE_WIDEST = 10  # years; of wider bands no average age is told
OPEN_FROM = 85  # years; nor where the open band begins earlier
LIVES_TO, OPEN_PART = 105, 5  # an open band's mean lies a fifth of the way to 105 (docs/methods.md §16)
NEAR_DAYS = 183  # days; households and residents of days no further apart belong together
BY = ["district_id", "date"]


def parts(population: pd.DataFrame | None, households: pd.DataFrame | None, key: Key) -> pd.DataFrame:
    """Give ``amount`` and ``whole`` of an indicator by (district_id, date); its value is ``valued`` of their sums.

    ``population``, ``households``: rows of the tables with ``district_id``. Persons (``index``: 65+ over 0-14);
    ``alone``: households of one person 65+ over all households, or over persons 65+ where those aren't known;
    ``average``: years lived by all, over all of known age. NaN where it can't be known.

    >>> people = pd.DataFrame({"district_id": "a", "date": pd.Timestamp("2026-01-01"), "age_from": [0, 15, 65],
    ...                        "age_to": [14, 64, None], "persons": [10.0, 60.0, 30.0]})
    >>> parts(people, None, "older").values.tolist(), parts(people, None, "index").values.tolist()
    ([[30.0, 100.0]], [[30.0, 10.0]])
    """
    if key == "alone":
        return _alone(population, households)
    if population is None:
        return _nothing()
    spanned = spanning(population)
    if key == "average":
        return _years(population, spanned)
    if key == "index":
        young = aged(population, from_age=AGES["young"][0], to_age=AGES["young"][1])
        return _pair(aged(population, from_age=OLDER), young, spanned)
    return _pair(aged(population, from_age=AGES[key][0]), known_ages(population), spanned)


def valued(amount: pd.Series, whole: pd.Series, key: str) -> pd.Series:
    """Give the indicator from summed parts: a share 0..1, years, or elders to 100 children; NaN over nobody.

    >>> valued(pd.Series([30.0]), pd.Series([10.0]), "index").tolist()
    [300.0]
    """
    return amount / whole.where(whole > 0) * PER.get(key, 1)


def alone_whole(households: pd.DataFrame | None) -> Whole:
    """Say what households of one person 65+ are a part of: of all households, where those are known everywhere."""
    if households is None:
        return "households"
    told = households.loc[households["single_65"].notna(), "all_households"]
    return "households" if len(told) and told.notna().all() else "older"


def spanning(population: pd.DataFrame) -> pd.Series:
    """Tell by (district_id, date) whether the age bands span all ages, from 0 and without a gap.

    Shares of residents in a table that leaves ages out would be shares of something else.
    """
    known = population[population["age_from"].notna()]
    apart = [name for name in (*BY, "area", "sex") if name in known]
    first = known["age_from"].astype(float)
    width = (known["age_to"].astype(float) - first + 1).fillna(0.0)  # of the open band: none
    ends = first.where(known["age_to"].isna())
    told = known[apart].assign(width=width, ends=ends).groupby(apart, dropna=False)[["width", "ends"]]
    sums = told.sum(min_count=1)
    return (sums["width"].eq(sums["ends"])).groupby(level=BY).all().rename("spanned")


def average_known(population: pd.DataFrame) -> pd.Series:
    """Tell by (district_id, date) whether bands are narrow enough for an average age."""
    known = population[population["age_from"].notna()]
    first, last = known["age_from"].astype(float), known["age_to"].astype(float)
    narrow = np.where(last.isna(), first >= OPEN_FROM, last - first + 1 <= AVERAGE_WIDEST)
    return pd.Series(narrow, index=known.index).groupby([known[name] for name in BY]).all()


def middle(first: pd.Series, last: pd.Series) -> pd.Series:
    """Give the mean age in a band, years; ``last`` blank: open at the top.

    >>> middle(pd.Series([0.0, 70.0, 85.0]), pd.Series([0.0, 74.0, None])).tolist()
    [0.5, 72.5, 89.0]
    """
    open_ = first + (LIVES_TO - first).clip(lower=0) / OPEN_PART
    return ((first + last + 1) / 2).fillna(open_)


def _years(population: pd.DataFrame, spanned: pd.Series) -> pd.DataFrame:
    """Add up the ages of all, years, over all of known age."""
    known = population[population["age_from"].notna()]
    ages = middle(known["age_from"].astype(float), known["age_to"].astype(float))
    lived = (ages * known["persons"]).groupby([known[name] for name in BY]).sum(min_count=1, skipna=False)
    return _pair(lived, known_ages(population), spanned & average_known(population))


def _alone(population: pd.DataFrame | None, households: pd.DataFrame | None) -> pd.DataFrame:
    """Count households of one person 65+, and what they are a part of."""
    if households is None:
        return _nothing()
    sums = households.groupby(BY)[["single_65", "all_households"]].sum(min_count=1, skipna=False)
    if alone_whole(households) == "households":
        return sums.set_axis(["amount", "whole"], axis=1)
    return pd.DataFrame({"amount": sums["single_65"], "whole": _near(population, sums.index)})


def _near(population: pd.DataFrame | None, wanted: pd.Index) -> pd.Series:
    """Count persons 65+ on the day nearest to each (district_id, date) wanted; NaN where none is near."""
    if population is None:
        return pd.Series(np.nan, index=wanted)
    older = aged(population, from_age=OLDER).reset_index().sort_values("date")
    days = wanted.to_frame(index=False).sort_values("date")
    near = pd.Timedelta(days=NEAR_DAYS)
    found = pd.merge_asof(days, older, on="date", by="district_id", direction="nearest", tolerance=near)
    return found.set_index(BY)["persons"].reindex(wanted)


def _pair(amount: pd.Series, whole: pd.Series, spanned: pd.Series) -> pd.DataFrame:
    """Put an amount beside its whole; where the table leaves ages out the whole isn't known."""
    there = spanned.reindex(whole.index, fill_value=False).astype(bool)
    return pd.DataFrame({"amount": amount, "whole": whole.where(there)})


def _nothing() -> pd.DataFrame:
    """Give no parts."""
    index = pd.MultiIndex.from_arrays([pd.Index([], dtype="str"), pd.DatetimeIndex([])], names=BY)
    return pd.DataFrame({"amount": pd.Series(dtype=float), "whole": pd.Series(dtype=float)}).set_axis(index)
