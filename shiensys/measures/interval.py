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
    size = n.where(n > 0).astype(float)
    middle = (share + Z_95**2 / (2 * size)) / (1 + Z_95**2 / size)
    half = Z_95 / (1 + Z_95**2 / size) * np.sqrt(share * (1 - share) / size + Z_95**2 / (4 * size**2))
    # with nobody (or everybody) in need the bound is 0 (or 1) itself, not a rounding error beside it
    low = (middle - half).clip(lower=0).mask(share == 0, 0.0).where(size.notna())
    high = (middle + half).clip(upper=1).mask(share == 1, 1.0).where(size.notna())
    return pd.DataFrame({"low": low, "high": high})
