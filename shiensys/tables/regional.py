"""Figures of the nation and of single cities, from the reference table."""

from __future__ import annotations

from functools import lru_cache

import pandas as pd

from shiensys.tables.categories import REFERENCE_FOLDER
from shiensys.text import language


def regional_series(code: str) -> pd.DataFrame:
    """Give what is known beside a city's own counts: rows of tables.ageing.RegionalSeries, in the current language.

    ``code``: of the municipality: the nation's figures, those of its prefecture and its own published ones.

    >>> regional_series("36201").query("key == 'old'")[["region", "value"]].values.tolist()
    [['全国', 0.168]]
    """
    known = _file()
    wanted = known[known["code"].isin(["", code[:2], code])]
    told = wanted[["region_kind", "key", "date", "value", "unit", "forecast"]]
    names = {name: wanted[f"{name}_{language()}"] for name in ("region", "source")}
    return told.assign(**names, indicator=wanted["key"])


@lru_cache
def _file() -> pd.DataFrame:
    """Read the table. Kept for the life of the process: it is part of the program."""
    path = REFERENCE_FOLDER / "regional_series.csv"
    texts = dict.fromkeys(("region_ja", "region_en", "region_kind", "code", "key", "unit"), "str")
    table = pd.read_csv(path, dtype=texts, keep_default_na=False, parse_dates=["date"])
    return table.astype({"value": float, "forecast": "boolean"})
