"""One cell of a release: how many answered and how many of them are told, each as a range of several values."""

from __future__ import annotations

import numpy as np
import pandas as pd

FEWEST = 10  # persons; of fewer nothing is told (docs/methods.md §4)
FEW = 30  # persons; of fewer no share of their own is told
STEP = 5  # persons; numbers of respondents are told rounded to it
BIN = 6  # values that a told count may have at least: it spans 5
WHOLE = "city"  # label of the city's one row
TOLD = ["n", "n_low", "n_high", "x_low", "x_high"]


def released(counts: pd.DataFrame) -> pd.DataFrame:
    """Tell of each cell, by itself, what may be told of it.

    ``counts``: ``n`` persons judged and ``x`` of whom it is true (n × weighted share; not whole with weights), by any
    key. Returns by that key ``state`` (shown, few, protected), ``n`` rounded to 5 persons, and the ranges that n and x
    are in: ``n_low``, ``n_high``, ``x_low``, ``x_high``; NaN where the cell is protected.

    >>> released(pd.DataFrame({"n": [104, 24, 9], "x": [20, 0, 1]})).to_numpy().tolist()[:2]
    [['shown', 105.0, 103.0, 107.0, 18.0, 23.0], ['few', 25.0, 23.0, 29.0, 0.0, 5.0]]
    """
    exact = bare(counts)
    n = exact["n"].where(exact["n"] >= FEWEST)
    few = n < FEW
    # 28 and 29 are told as 25, for 30 persons would be no longer few
    rounded = (np.floor((n + STEP / 2) / STEP) * STEP).mask(few & (n >= FEW - STEP), FEW - STEP)
    low = (rounded - STEP // 2).clip(lower=FEWEST).mask(~few, lambda at: at.clip(lower=FEW))
    high = (rounded + STEP // 2).mask(few & (rounded == FEW - STEP), FEW - 1)
    first, last = _bin(exact["x"], low, high)
    state = np.select([n.isna(), few], ["protected", "few"], "shown")
    told = {"state": pd.Series(state, index=exact.index, dtype="str"), "n": rounded, "n_low": low, "n_high": high}
    return pd.DataFrame({**told, "x_low": first, "x_high": last})


def bare(counts: pd.DataFrame) -> pd.DataFrame:
    """Give n and x as numbers free of the rounding errors of weighted sums."""
    return counts[["n", "x"]].astype(float).fillna(0.0).round(6)


def summed(cells: pd.DataFrame) -> pd.DataFrame:
    """Say of all cells together what each of them says: one row that tells nothing more.

    A protected cell has 0 to 9 persons.
    """
    known = cells.dropna(subset="n")
    hidden = (FEWEST - 1.0) * (len(cells) - len(known))
    sums = known[TOLD].sum() + pd.Series({"n": 0.0, "n_low": 0.0, "n_high": hidden, "x_low": 0.0, "x_high": hidden})
    row = pd.DataFrame([sums], index=[WHOLE]).reindex(columns=TOLD)
    state = state_of(float(sums["n_low"]))
    row = row if state != "protected" else row * np.nan
    return pd.DataFrame({"state": pd.Series([state], index=row.index, dtype="str")}).join(row)


def state_of(n: float) -> str:
    """Name the state of a cell with at least n respondents.

    >>> state_of(29), state_of(30)
    ('few', 'shown')
    """
    return "protected" if not n >= FEWEST else "few" if n < FEW else "shown"


def _bin(x: pd.Series, low: pd.Series, high: pd.Series) -> tuple[pd.Series, pd.Series]:
    """Give the first and last value of the range that a count is told in; the highest range ends with n."""
    bins = ((low + 1) // BIN).clip(lower=1)
    place = np.minimum(np.floor(x + 0.5) // BIN, bins - 1)
    first = BIN * place
    return first, (first + BIN - 1).mask(place == bins - 1, high)
