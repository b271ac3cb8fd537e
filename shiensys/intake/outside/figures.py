"""Figures of series: their unit, and which indicator of the product they are."""

from __future__ import annotations

import math
import re
import unicodedata
from functools import lru_cache

import pandas as pd

from shiensys.intake.sheets.heading_rows import folded, written
from shiensys.intake.sheets.values import number
from shiensys.tables.categories import REFERENCE_FOLDER

_NOTHING = frozenset("-―—ー─‐")  # not known in series, where a table of residents means nobody
_IN_BRACKETS = re.compile(r"\(([^()]*)\)$")
_BEFORE = re.compile(r"^【[^】]*】")
_UNITS = {"人": "persons", "名": "persons", "世帯": "households", "割合": "share"}
_DECIMALS = 12  # of a share: 20.6 % is 0.206 and not the number next to it
_PERCENT = frozenset(("%", "パ-セント", "百分率"))


def value(cell: object) -> tuple[float, bool, bool]:
    """Read a figure: it (NaN: not known), whether a sign of percent stands behind it, and whether it is one at all.

    >>> value("29.3％"), value("-"), value("1,234"), value("高い")
    ((29.3, True, True), (nan, False, True), (1234.0, False, True), (nan, False, False))
    """
    text = "".join(unicodedata.normalize("NFKC", written(cell)).split())
    if text in _NOTHING:
        return math.nan, False, True
    percent = text.endswith("%")
    read, status = number(cell if isinstance(cell, int | float) else text.removesuffix("%"))
    return read, percent, status != "bad"


def unit(word: str, indicator: str) -> str:
    """Give ``percent``, one of tables.ageing.UNITS, or blank where neither unit nor indicator says it.

    >>> unit("％", ""), unit("", "高齢化率(%)"), unit("(人)", ""), unit("円", ""), unit("", "高齢化率")
    ('percent', 'percent', 'persons', 'number', '')
    """
    inside = _IN_BRACKETS.search(folded(indicator))
    said = folded(word).strip("()") or (inside[1] if inside else "")
    if said in _PERCENT:
        return "percent"
    return _UNITS.get(said, "number" if folded(word) else "")


def plain(indicator: str) -> str:
    """Give an indicator's name without what stands before it and the unit behind it, as names are compared.

    >>> plain("【注目する地域のみ】合計認定率（％）"), plain("要介護（要支援）認定率")
    ('合計認定率', '要介護(要支援)認定率')
    """
    name = _BEFORE.sub("", folded(indicator))
    inside = _IN_BRACKETS.search(name)
    if inside and (inside[1] in _PERCENT or inside[1] in _UNITS):
        name = name[: inside.start()]
    return name


def keyed(rows: pd.DataFrame) -> pd.DataFrame:
    """Add ``key``, bring percent to shares, and settle the unit of figures that don't say theirs.

    ``rows``: ``indicator``, ``said`` (of ``unit``), ``percent`` (a sign stood behind a figure), ``value``. An
    indicator that is known as a share and whose figures pass 1 is in percent.
    """
    known = rows["indicator"].map(lambda name: _known().get(plain(name), ("", "")))
    key, whole = known.str[0], known.str[1]
    largest = rows.groupby("indicator")["value"].transform("max")
    signed = rows.groupby("indicator")["percent"].transform("any")
    said = rows["said"].where(~signed, "percent")
    guessed = whole.where(whole != "", "number").where((whole != "share") | (largest <= 1), "percent")
    said = said.where(said != "", guessed)
    figures = rows["value"].where(said != "percent", (rows["value"] / 100).round(_DECIMALS))
    units = said.replace("percent", "share")
    return rows.assign(value=figures, unit=units, key=key.where((key != "") & (units == whole)))


@lru_cache
def _known() -> dict[str, tuple[str, str]]:
    """Read the names of indicators. Kept for the life of the process: they are part of the program."""
    rows = pd.read_csv(REFERENCE_FOLDER / "series_indicators.csv", dtype=str)
    return {folded(word): (key, kind) for word, key, kind in rows.itertuples(index=False, name=None)}
