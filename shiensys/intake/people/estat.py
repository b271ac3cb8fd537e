"""Small-area tables of the census as e-Stat hands them out: codes in the first row, their labels in the second.

Layout T001082 (令和2年国勢調査 小地域集計, ages by sex), read from the published file.
"""

from __future__ import annotations

import re
from dataclasses import replace

import pandas as pd

from shiensys.intake.findings import noted, refuse
from shiensys.intake.sheets.sheet import Sheet
from shiensys.intake.sheets.values import texts
from shiensys.intake.sheets.wording import listed
from shiensys.tables.municipality import belongs

KEY = "KEY_CODE"  # 5 digits a municipality, 9 a 町・大字, 11 a 丁目・小字: each begins with the one above it
LEVEL = "HYOSYO"  # 1 a municipality, 2 a 町・大字, 3 and 4 what it is divided into
_ITEM = re.compile(r"T\d{9}")
_MUNICIPALITY = 5  # digits


def is_estat(sheet: Sheet) -> bool:
    """Tell a table of e-Stat by its key and the level of its areas."""
    return {KEY, LEVEL} <= set(sheet.cells.columns)


def leaves(sheet: Sheet, city: str) -> Sheet:
    """Head the columns by their labels and keep the areas of the city that aren't divided further.

    Added up they give the city once: a 大字 and its 丁目 never stand beside each other.
    """
    labels = sheet.cells.iloc[0]
    heads = {code: str(labels[code]).strip() for code in sheet.cells.columns if _ITEM.fullmatch(code)}
    cells = sheet.cells.iloc[1:].rename(columns=heads)
    keys = texts(cells[KEY])
    codes = keys.str[:_MUNICIPALITY]
    own = codes.isin([code for code in codes.dropna().unique() if belongs(code, city)])
    if not own.any():
        refuse("other_municipality", sheet.where(column=KEY), codes=listed(codes.unique()), city=city)
    ordered = keys[own].sort_values()
    divided = [
        row
        for row, key, after in zip(ordered.index, ordered, ordered.shift(-1).fillna(""), strict=True)
        if after.startswith(key) and after != key
    ]
    kept = cells[own].drop(index=divided)
    finding = noted("estat_leaves", sheet.where(), n=len(kept), left=len(cells) - len(kept))
    return replace(sheet, cells=kept, findings=(*sheet.findings, finding))


def merged(long: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    """Add up parts of one 町・大字 that stand apart under the same name; unknown where a part is unknown."""
    grouped = long.groupby(keys, dropna=False, sort=False)
    first = grouped.first()
    return first.assign(persons=grouped["persons"].sum(skipna=False)).reset_index()
