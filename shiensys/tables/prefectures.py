"""The prefectures, by the first two digits of a municipality's code."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

import pandas as pd

from shiensys.tables.categories import REFERENCE_FOLDER

DIGITS = 2  # of a code that name the prefecture


@lru_cache
def prefectures() -> Mapping[str, str]:
    """Give the names of prefectures by the first two digits of a municipality's code.

    >>> prefectures()["36"]
    '徳島県'
    """
    rows = pd.read_csv(REFERENCE_FOLDER / "prefectures.csv", dtype=str)
    return MappingProxyType(dict(zip(rows["code"], rows["name"], strict=True)))


def prefecture(code: str) -> str:
    """Name the prefecture of a municipality; blank where the code has none.

    >>> prefecture("35215"), prefecture("99999")
    ('山口県', '')
    """
    return prefectures().get(code[:DIGITS], "")
