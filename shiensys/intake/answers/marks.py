"""Questions with a box for each item: what an empty box means."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd


def marks_only(table: pd.DataFrame, columns: Sequence[str]) -> bool:
    """Tell whether a file writes marks alone: some 1, some empty boxes, and not a single 0 in all of them.

    >>> marks_only(pd.DataFrame({"a": [1, pd.NA], "b": [pd.NA, 1]}, dtype="Int8"), ["a", "b"])
    True
    """
    lowest = [table[column].min() for column in columns]
    stated = [low for low in lowest if pd.notna(low)]
    return bool(stated and min(stated) > 0 and any(table[column].hasnans for column in columns))


def with_zeros(table: pd.DataFrame, columns: Sequence[str]) -> pd.DataFrame:
    """Set empty boxes to 0 for those who marked any: they answered. Who marked none may have skipped the question.

    >>> boxes = pd.DataFrame({"a": [1, pd.NA], "b": [pd.NA, pd.NA]}, dtype="Int8")
    >>> with_zeros(boxes, ["a", "b"])["b"].tolist()
    [0, <NA>]
    """
    answered = table[list(columns)].notna().any(axis=1)
    return table.assign(**{column: table[column].mask(answered & table[column].isna(), 0) for column in columns})


def with_limit(table: pd.DataFrame, columns: Sequence[str], limit: int) -> tuple[pd.DataFrame, int]:
    """Blank the boxes that stayed empty where all ``limit`` marks were used up: they are no "no". Give how many did so.

    >>> boxes = pd.DataFrame({"a": [1, 1], "b": [1, 0], "c": [0, 0]}, dtype="Int8")
    >>> limited, n = with_limit(boxes, ["a", "b", "c"], 2)
    >>> limited["c"].tolist(), n
    ([<NA>, 0], 1)
    """
    used_up = table[list(columns)].sum(axis=1) >= limit
    blanked = {column: table[column].mask(used_up & (table[column] == 0)) for column in columns}
    return table.assign(**blanked), int(used_up.sum())
