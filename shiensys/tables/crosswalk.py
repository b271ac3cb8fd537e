"""Which rows of a crosswalk hold on a day: districts are split, merged and renamed in the course of years."""

from __future__ import annotations

import pandas as pd


def in_force(crosswalk: pd.DataFrame, day: pd.Timestamp | None) -> pd.DataFrame:
    """Give the rows of tables.districts.Crosswalk that hold on a day; None: today.

    A row with ``until`` holds up to that day and goes before those without; of several that still hold the one that
    ends first counts. What stands without ``until`` holds whenever no dated row of the same name does.
    """
    dated = crosswalk["until"].notna()
    if day is None or not dated.any():
        return crosswalk[~dated]
    ends = crosswalk["until"].where(crosswalk["until"] >= day)
    first = ends.groupby(crosswalk["source"]).transform("min")
    return crosswalk[(ends == first) | (first.isna() & ~dated)]


def periods(crosswalk: pd.DataFrame | None, dates: pd.Series) -> pd.Series:
    """Number by row the time in which its date falls: within one time the same rows of the crosswalk hold.

    >>> crosswalk = pd.DataFrame({"until": pd.to_datetime(["2019-03-31", None])})
    >>> periods(crosswalk, pd.Series(pd.to_datetime(["2019-03-31", "2019-04-01"]))).tolist()
    [0, 1]
    """
    ends = pd.Series(dtype="datetime64[ns]") if crosswalk is None else crosswalk["until"].dropna()
    return pd.Series(ends.drop_duplicates().sort_values().searchsorted(dates), index=dates.index)


def replaced(crosswalk: pd.DataFrame | None, areas: pd.Series, dates: pd.Series) -> pd.Series:
    """Tell by row whether a dated row of the crosswalk holds for an area on its date."""
    if crosswalk is None:
        return pd.Series(False, index=areas.index)
    last = crosswalk.groupby("source")["until"].max()
    return (areas.map(last) >= dates).astype(bool)
