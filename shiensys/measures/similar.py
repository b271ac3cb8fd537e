"""Which districts are most like one: by how many and how old those who live there are, how many live alone, how
closely they live, and whether they grow fewer."""

from __future__ import annotations

import numpy as np
import pandas as pd

NEAREST = 3  # districts
FEATURES = ("older", "older_share", "old_share", "alone_share", "density", "change")
BY_RATIO = ("older", "density")  # compared by ratio: 200 and 400 are as far apart as 400 and 800
ALMOST = 1e-9  # of spread: rounding errors are no difference
ALIKE = 0.5  # standard deviations; what is no further apart is told as a reason
REASONS = 2  # told at most
DAYS_A_YEAR = 365.25


def features(counts: pd.DataFrame) -> pd.DataFrame:
    """Describe districts by what is known of all of them.

    ``counts``: persons by district_id: ``residents``, ``older`` (65+), ``old`` (75+), ``alone`` (households of one
    person 65+), ``square_km``, ``change`` (of residents a year, -1..); a column may be missing. Returns those of
    FEATURES that have no blank: ``older`` (persons), ``older_share`` (of residents), ``old_share`` and ``alone_share``
    (of 65+), 0..1, ``density`` (residents a km²), ``change``.

    >>> known = pd.DataFrame({"residents": [4000.0], "older": [1000.0], "old": [600.0]}, index=["d1"])
    >>> features(known).to_dict("records")
    [{'older': 1000.0, 'older_share': 0.25, 'old_share': 0.6}]
    """
    blank = pd.Series(np.nan, index=counts.index)
    of = {name: counts.get(name, blank) for name in ("residents", "older", "old", "alone", "square_km", "change")}
    older, residents = (of[name].where(of[name] > 0) for name in ("older", "residents"))
    table = pd.DataFrame(
        {
            "older": older,
            "older_share": older / residents,
            "old_share": of["old"] / older,
            "alone_share": of["alone"] / older,
            "density": residents / of["square_km"].where(of["square_km"] > 0),
            "change": of["change"],
        }
    )
    return table.dropna(axis="columns")


def yearly_change(residents: pd.Series) -> pd.Series:
    """Give the change of residents a year from each district's first to its last day, -1..; by district_id.

    ``residents``: persons by (district_id, date). NaN where there is one day only, or nobody lived there at first.
    Growth is taken as even: (last ÷ first) ** (1 ÷ years) - 1.

    >>> days = pd.to_datetime(["2016-01-01", "2026-01-01"])
    >>> counts = pd.Series([1000.0, 817.0], pd.MultiIndex.from_product([["a"], days], names=["district_id", "date"]))
    >>> yearly_change(counts).round(3).to_dict()
    {'a': -0.02}
    """
    known = residents.dropna().rename("persons").reset_index().sort_values("date", kind="stable")
    ends = known.groupby("district_id").agg({"date": ["first", "last"], "persons": ["first", "last"]})
    years = (ends[("date", "last")] - ends[("date", "first")]).dt.days / DAYS_A_YEAR
    first = ends[("persons", "first")]
    ratio = ends[("persons", "last")] / first.where(first > 0)
    change = (ratio ** (1 / years.where(years > 0)) - 1).where(years > 0)  # 1 to an unknown power would be 1
    return change.rename("change").reindex(residents.index.get_level_values("district_id").unique())


def apart(described: pd.DataFrame, district: str) -> pd.DataFrame:
    """Say how far each other district is from one, by feature: standard deviations over all districts.

    ``described``: from features; those of BY_RATIO are compared by ratio. A feature in which all districts are equal
    says nothing and is left out.
    """
    scale = described.assign(**{name: np.log(described[name]) for name in BY_RATIO if name in described})
    spread = scale.std(ddof=0)
    telling = spread > ALMOST
    scale = scale.loc[:, telling] / spread[telling]
    return (scale.drop(index=district) - scale.loc[district]).abs()


def nearest(described: pd.DataFrame, district: str, among: pd.Index, *, most: int = NEAREST) -> pd.DataFrame:
    """Give the districts among some that are most like one, the most like first.

    Returns by district_id ``distance`` (root of the mean square of ``apart``) and ``reasons``: names of the features in
    which they are most alike, joined by ';'. Empty where nothing is known of the district.

    >>> told = pd.DataFrame({"older": [1000.0, 1100.0, 300.0], "old_share": [0.5, 0.52, 0.7]}, index=["a", "b", "c"])
    >>> nearest(told, "a", told.index, most=1).round(1).to_dict("index")
    {'b': {'distance': 0.2, 'reasons': 'older;old_share'}}
    """
    blank = pd.DataFrame({"distance": pd.Series(dtype=float), "reasons": pd.Series(dtype="str")})
    if district not in described.index or described.shape[1] == 0:
        return blank
    far = apart(described, district)
    far = far[far.index.isin(among)]
    if far.empty or far.shape[1] == 0:
        return blank
    distance = ((far**2).mean(axis=1) ** 0.5).sort_values(kind="stable").head(most)
    return pd.DataFrame({"distance": distance, "reasons": [_reasons(far.loc[each]) for each in distance.index]})


def _reasons(far: pd.Series) -> str:
    """Name the features in which two districts are most alike; those closest first."""
    close = far[far <= ALIKE].sort_values(kind="stable")
    return ";".join(map(str, close.index[:REASONS]))
