"""What is left of amounts when they are shown: whole persons, and nothing where nothing can be said.

How answers are protected is in answers.release and measures.disclosure: what comes here is worked out from what they
release.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

ROUNDED_TO = 10  # rows; how far a table of answers is counted for who may not see it


def hidden(table: pd.DataFrame, *, where: pd.Series, columns: list[str]) -> pd.DataFrame:
    """Blank ``columns`` in the rows where ``where`` is true."""
    return table.assign(**{name: table[name].mask(where) for name in columns})


def whole(table: pd.DataFrame, columns: list[str]) -> pd.DataFrame:
    """Round amounts half up to whole persons: what is published is what all that follows is worked out from."""
    return table.assign(**{name: np.floor(table[name] + 0.5) for name in columns})


def rounded_total(n: float) -> int:
    """Round a number of respondents down to whole tens.

    >>> rounded_total(3897)
    3890
    """
    return int(n // ROUNDED_TO * ROUNDED_TO)
