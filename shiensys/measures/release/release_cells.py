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
    n, x = (counts[name].to_numpy(dtype=float, na_value=0.0) for name in ("n", "x"))
    n = np.where(n >= FEWEST, n, np.nan)
    few = n < FEW
    last_few = few & (n >= FEW - STEP / 2)  # told as 25 with those beside them: 30 would be no longer few
    middle = np.where(last_few, FEW - STEP, np.floor((n + STEP / 2) / STEP) * STEP)
    low = np.maximum(middle - STEP // 2, np.where(few, FEWEST, FEW))
    high = np.where(few & (middle == FEW - STEP), FEW - 1.0, middle + STEP // 2)
    first, last = _bin(x, low, high)
    told = {"n": middle, "n_low": low, "n_high": high, "x_low": first, "x_high": last}
    state = np.select([np.isnan(n), few], ["protected", "few"], "shown")
    return pd.DataFrame({"state": pd.array(state, dtype="str"), **told}, index=counts.index)


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


def _bin(x: np.ndarray, low: np.ndarray, high: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Give the first and last value of the range that a count is told in; the highest range ends with n."""
    bins = np.maximum((low + 1) // BIN, 1.0)
    place = np.minimum(np.floor(x.round(6) + 0.5) // BIN, bins - 1)  # weighted sums have rounding errors
    first = BIN * place
    return first, np.where(place == bins - 1, high, first + BIN - 1)
