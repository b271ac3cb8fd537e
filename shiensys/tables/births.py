"""Children born in Japan by year: which years of birth are many, which few."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

import pandas as pd

from shiensys.tables.categories import REFERENCE_FOLDER


@lru_cache
def birth_rates() -> Mapping[int, float]:
    """Give children per 1,000 residents by calendar year, earliest first. Sources: birth_rates.SOURCE.txt.

    >>> birth_rates()[1947], birth_rates()[1966]
    (34.3, 13.7)
    """
    rows = pd.read_csv(REFERENCE_FOLDER / "birth_rates.csv")
    return MappingProxyType(dict(zip(rows["year"].tolist(), rows["per_1000"].tolist(), strict=True)))
