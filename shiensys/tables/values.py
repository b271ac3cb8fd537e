"""Cells of a table as small records keep them."""

from __future__ import annotations

import datetime as dt
import math

import numpy as np
import pandas as pd


def plain(value: object) -> str | int | float | bool | None:
    """Give a cell of the registry as a change keeps it: None for blank, days as text, whole numbers without a point.

    >>> [plain(value) for value in (pd.NA, 8.0, pd.Timestamp("2026-09-01"), "茶話会")]
    [None, 8, '2026-09-01', '茶話会']
    """
    if value is None or value is pd.NA or value is pd.NaT or (isinstance(value, float) and math.isnan(value)):
        return None
    if isinstance(value, dt.date):
        return value.strftime("%Y-%m-%d")
    if isinstance(value, bool | np.bool_):
        return bool(value)
    if isinstance(value, int | float | np.number):
        return int(value) if float(value).is_integer() else float(value)
    return str(value)
