"""How persons and shares are written with their range: an expected figure never stands without it."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from shiensys.text import say

FIGURES = ("persons", "share")
BOUNDS = ("", "_low", "_high")


def words(table: pd.DataFrame, years: Iterable[str]) -> list[str]:
    """Write each row: its year, and the figures with their ranges (persons whole, shares 0..1); blank where unknown.

    ``table``: ``expected``, and ``persons`` and ``share`` with their ends.

    >>> import numpy as np
    >>> row = {"expected": True, "persons": 1230, "persons_low": 1050, "persons_high": 1420,
    ...     "share": np.nan, "share_low": np.nan, "share_high": np.nan}
    >>> words(pd.DataFrame([row]), ["2040"])
    ['2040年 1,230人(1,050〜1,420人)']
    """
    amounts = [_texts(table[f"persons{bound}"], "{:,.0f}") for bound in BOUNDS]
    shares = [_texts(table[f"share{bound}"] * 100, "{:.1f}%") for bound in BOUNDS]
    told = {(expected, shared): _pattern(expected, shared) for expected in (False, True) for shared in (False, True)}
    rows = zip(table["expected"].to_numpy(bool), years, *amounts, *shares, strict=True)
    return [told[expected, bool(row[4])].format(*row) if row[1] else "" for expected, *row in rows]


def _texts(figures: pd.Series, pattern: str) -> list[str]:
    """Write figures; a blank one is an empty text. Both languages write them alike."""
    return [pattern.format(value) if value == value else "" for value in figures.to_numpy(float).tolist()]


def _pattern(expected: bool, shared: bool) -> str:
    """Give the sentence of a row with the numbers of its places: thousands of rows are written at a time."""
    persons = {"year": "{0}", "n": "{1}", "n_low": "{2}", "n_high": "{3}"}
    shares = {"share": "{4}", "low": "{5}", "high": "{6}"}
    if expected:
        return (
            say("forecast.words.expected_share", **persons, **shares)
            if shared
            else say("forecast.words.expected", **persons)
        )
    return (
        say("forecast.words.counted_share", **persons, **shares) if shared else say("forecast.words.counted", **persons)
    )
