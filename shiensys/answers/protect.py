"""What is left of amounts when they are shown: whole persons, and nothing where nothing can be said.

How answers are protected is in answers.release and measures.release.disclosure: what comes here is worked out from
what they release.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

ROUNDED_TO = 10  # rows; how far a table of answers is counted for who may not see it


def hidden(table: pd.DataFrame, *, where: pd.Series, columns: list[str]) -> pd.DataFrame:
    """Blank ``columns`` (amounts) in the rows where ``where`` is true."""
    blank = np.where(where.to_numpy()[:, None], np.nan, table[columns].to_numpy(dtype=float))
    return table.assign(**dict(zip(columns, blank.T, strict=True)))


def whole(table: pd.DataFrame, columns: list[str]) -> pd.DataFrame:
    """Round amounts half up to whole persons: what is published is what all that follows is worked out from."""
    rounded = np.floor(table[columns].to_numpy(dtype=float) + 0.5)
    return table.assign(**dict(zip(columns, rounded.T, strict=True)))


def rounded_total(n: float) -> int:
    """Round a number of respondents down to whole tens.

    >>> rounded_total(3897)
    3890
    """
    return int(n // ROUNDED_TO * ROUNDED_TO)
