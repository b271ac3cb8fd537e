"""Need against places: the gap, what is said of it, and why it sometimes can't be said."""

from __future__ import annotations

import numpy as np
import pandas as pd

from shiensys.errors import ShiensysError


class UnitMismatchError(ShiensysError, ValueError):
    """Need and places don't speak of the same units."""


def gap(need: pd.DataFrame, places: pd.DataFrame) -> pd.DataFrame:
    """Take places from need: ``gap``, ``gap_low``, ``gap_high`` by unit_id, in the kind's unit; > 0 is short.

    Raises UnitMismatchError. Its range runs from the least need against the most places to the reverse.
    """
    if set(need.index) != set(places.index):
        raise UnitMismatchError("measures.unit_mismatch")
    aligned = places.reindex(need.index)
    return pd.DataFrame(
        {
            "gap": need["need"] - aligned["places"],
            "gap_low": need["need_low"] - aligned["places_high"],
            "gap_high": need["need_high"] - aligned["places_low"],
        }
    )


def verdict(gaps: pd.DataFrame, reasons: pd.Series) -> pd.Series:
    """Say of each unit ``short`` (low > 0), ``enough`` (high ≤ 0), ``between`` or ``unknown`` (there are reasons).

    ``reasons``: tuples of codes by unit_id.
    """
    sayable = reasons.reindex(gaps.index).map(len).eq(0) & gaps["gap_low"].notna() & gaps["gap_high"].notna()
    said = np.select([~sayable, gaps["gap_low"] > 0, gaps["gap_high"] <= 0], ["unknown", "short", "enough"], "between")
    return pd.Series(said, index=gaps.index)


def coverage(need: pd.DataFrame, places: pd.DataFrame) -> pd.DataFrame:
    """Give the share of need that places cover: ``coverage``, ``coverage_low``, ``coverage_high`` by unit_id.

    NaN where need is 0; open above (infinite) where need's lower bound is 0.
    """
    aligned = places.reindex(need.index)
    least = need["need_low"]
    open_above = (least == 0) & (need["need"] > 0)
    return pd.DataFrame(
        {
            "coverage": aligned["places"] / need["need"].where(need["need"] > 0),
            "coverage_low": (aligned["places_low"] / need["need_high"].where(need["need_high"] > 0)).where(
                need["need"] > 0
            ),
            "coverage_high": (aligned["places_high"] / least.where(least > 0))
            .mask(open_above, np.inf)
            .where(need["need"] > 0),
        }
    )
