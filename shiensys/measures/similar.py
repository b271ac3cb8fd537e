"""Which districts are most like one: by how many and how old those who live there are, and how many live alone."""

from __future__ import annotations

import numpy as np
import pandas as pd

NEAREST = 3  # districts
FEATURES = ("older", "older_share", "old_share", "alone_share")
ALIKE = 0.5  # standard deviations; what is no further apart is told as a reason
REASONS = 2  # told at most


def features(counts: pd.DataFrame) -> pd.DataFrame:
    """Describe districts by what is known of all of them.

    ``counts``: persons by district_id: ``residents``, ``older`` (65+), ``old`` (75+), ``alone`` (households of one
    person 65+); a column may be missing. Returns those of FEATURES that have no blank: ``older`` (persons),
    ``older_share`` (of residents), ``old_share`` and ``alone_share`` (of 65+), 0..1.

    >>> known = pd.DataFrame({"residents": [4000.0], "older": [1000.0], "old": [600.0]}, index=["d1"])
    >>> features(known).to_dict("records")
    [{'older': 1000.0, 'older_share': 0.25, 'old_share': 0.6}]
    """
    blank = pd.Series(np.nan, index=counts.index)
    of = {name: counts.get(name, blank) for name in ("residents", "older", "old", "alone")}
    older = of["older"].where(of["older"] > 0)
    table = pd.DataFrame(
        {
            "older": older,
            "older_share": older / of["residents"].where(of["residents"] > 0),
            "old_share": of["old"] / older,
            "alone_share": of["alone"] / older,
        }
    )
    return table.dropna(axis="columns")


def apart(described: pd.DataFrame, district: str) -> pd.DataFrame:
    """Say how far each other district is from one, by feature: standard deviations over all districts.

    ``described``: from features. How many older people there are is compared by ratio: 200 and 400 are as far apart as
    400 and 800. A feature in which all districts are equal says nothing and is left out.
    """
    scale = described.assign(older=np.log(described["older"])) if "older" in described else described
    spread = scale.std(ddof=0)
    scale = scale.loc[:, spread > 0] / spread[spread > 0]
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
