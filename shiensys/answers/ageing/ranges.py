"""How persons and shares are written with their range: an expected figure never stands without it."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd

from shiensys.text import say

FIGURES = ("persons", "share")
BOUNDS = ("", "_low", "_high")


def whole(figures: pd.Series) -> pd.Series:
    """Round persons half up, as people do; blank stays blank.

    >>> whole(pd.Series([0.5, 1.4, float("nan")])).tolist()
    [1.0, 1.0, nan]
    """
    return pd.Series(np.floor(figures.to_numpy(float) + 0.5), index=figures.index)


def words(table: pd.DataFrame) -> list[str]:
    """Write each row: ``date``, ``expected`` and the figures with their ranges (persons whole, shares 0..1).

    >>> row = {"date": pd.Timestamp(2040, 4, 1), "expected": True, "persons": 1230, "persons_low": 1050,
    ...     "persons_high": 1420, "share": np.nan, "share_low": np.nan, "share_high": np.nan}
    >>> words(pd.DataFrame([row]))
    ['2040年 1,230人(1,050〜1,420人)']
    """
    years = pd.to_datetime(table["date"]).dt.year.astype(str)
    amounts = [_texts(table[f"persons{bound}"], "{:,.0f}") for bound in BOUNDS]
    shares = [_texts(table[f"share{bound}"] * 100, "{:.1f}%") for bound in BOUNDS]
    rows = zip(years, table["expected"], *amounts, *shares, strict=True)
    return [_row(*row) for row in rows]


def _texts(figures: pd.Series, pattern: str) -> Iterable[str]:
    """Write figures; a blank one is an empty text. Both languages write them alike."""
    return [pattern.format(value) if value == value else "" for value in figures.to_numpy(float)]


def _row(year: str, expected: bool, n: str, n_low: str, n_high: str, share: str, low: str, high: str) -> str:
    """Write one row; blank where nothing is known."""
    if not n:
        return ""
    if not expected:
        return say("forecast.words.counted_share" if share else "forecast.words.counted", year=year, n=n, share=share)
    if not share:
        return say("forecast.words.expected", year=year, n=n, n_low=n_low, n_high=n_high)
    return say(
        "forecast.words.expected_share",
        year=year, n=n, n_low=n_low, n_high=n_high, share=share, low=low, high=high,
    )  # fmt: skip
