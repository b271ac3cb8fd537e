"""Intervals of shares from samples."""

from __future__ import annotations

import numpy as np
import pandas as pd

Z_95 = 1.959963984540054  # 97.5 % point of the normal distribution


def wilson(share: pd.Series, n: pd.Series) -> pd.DataFrame:
    """Give the 95 % score interval of a share. Method: Wilson (1927), JASA 22, 209-212.

    ``share``: 0..1; ``n``: the (effective) number who answered; both by the same key. Returns ``low`` and ``high``
    by that key, 0..1; NaN where n is 0 or not known.

    >>> wilson(pd.Series([0.2]), pd.Series([100])).round(3).values.tolist()
    [[0.133, 0.289]]
    """
    # on plain arrays: many small tables are worked out one after the other
    part, size = share.to_numpy(dtype=float), n.reindex(share.index).to_numpy(dtype=float)
    size = np.where(size > 0, size, np.nan)
    middle = (part + Z_95**2 / (2 * size)) / (1 + Z_95**2 / size)
    half = Z_95 / (1 + Z_95**2 / size) * np.sqrt(part * (1 - part) / size + Z_95**2 / (4 * size**2))
    # with nobody (or everybody) in need the bound is 0 (or 1) itself, not a rounding error beside it
    known = np.where(np.isnan(size), np.nan, 1.0)
    low = np.where(part == 0, 0.0, np.maximum(middle - half, 0.0)) * known
    high = np.where(part == 1, 1.0, np.minimum(middle + half, 1.0)) * known
    return pd.DataFrame({"low": low, "high": high}, index=share.index)
