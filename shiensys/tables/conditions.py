"""The words by which a registry says whether a condition of a need is met, read from the reference table."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import pandas as pd

from shiensys.tables.categories import REFERENCE_FOLDER


class Words(NamedTuple):
    """Words that say yes, and words that say no: these win, for 送迎なし has 送迎 in it."""

    yes: tuple[str, ...]
    no: tuple[str, ...]


@lru_cache
def condition_words() -> dict[str, Words]:
    """Give the words by condition, one of tables.programme.helping.CONDITIONS.

    >>> "送迎" in condition_words()["pick_up"].yes
    True
    """
    rows = pd.read_csv(REFERENCE_FOLDER / "condition_words.csv", dtype=str)
    said = rows.groupby(["condition", "answer"])["word"].agg(tuple).to_dict()
    return {name: Words(said.get((name, "yes"), ()), said.get((name, "no"), ())) for name in rows["condition"].unique()}
