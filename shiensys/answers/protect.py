"""What may be seen of small numbers of respondents. Applied to every answer before it leaves."""

from __future__ import annotations

import numpy as np
import pandas as pd

MIN_RESPONDENTS = 10  # persons; fewer are shown to nobody (docs/methods.md §4)
ROUNDED_TO = 10  # persons; totals of respondents, so that no hidden district is the difference to the others


def small(n: pd.Series) -> pd.Series:
    """Tell which counts of respondents are too small to be shown."""
    return n < MIN_RESPONDENTS


def hidden(table: pd.DataFrame, *, where: pd.Series, columns: list[str]) -> pd.DataFrame:
    """Blank ``columns`` in the rows where ``where`` is true."""
    return table.assign(**{name: table[name].mask(where) for name in columns})


def whole(table: pd.DataFrame, columns: list[str]) -> pd.DataFrame:
    """Round amounts half up to whole persons: what is published is what all that follows is worked out from."""
    return table.assign(**{name: np.floor(table[name] + 0.5) for name in columns})


def rounded_total(n: float) -> int:
    """Round a total of respondents that includes hidden ones down to whole tens.

    >>> rounded_total(3897)
    3890
    """
    return int(n // ROUNDED_TO * ROUNDED_TO)
