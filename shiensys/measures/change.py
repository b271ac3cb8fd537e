"""How counts of residents changed."""

from __future__ import annotations

import pandas as pd

YEARS_BACK = 5  # years; the step in which plans look back


def city_total(counts: pd.Series) -> pd.Series:
    """Add counts by (district_id, date) up to the city by date; a date that a district lacks has no total."""
    by_date = counts.unstack("district_id")
    return by_date.sum(axis=1, skipna=False).dropna().sort_index()


def since(totals: pd.Series, *, years: int = YEARS_BACK) -> float | None:
    """Give the change up to the latest date from exactly ``years`` before; None where that date isn't there.

    Nothing is interpolated.
    """
    if totals.empty:
        return None
    earlier = totals.index.max() - pd.DateOffset(years=years)
    return float(totals.loc[totals.index.max()] - totals.loc[earlier]) if earlier in totals.index else None
