"""How many a place takes, as lists write it: 23名, 約20人, (1) 45名、(2) 20名."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

import numpy as np
import pandas as pd

_UNIT = r"(?:名|人|床|席|食|世帯|件|箇所|か所)?"
_NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)"
_PLAIN = re.compile(rf"({_NUMBER}){_UNIT}")
_LABEL = r"[^\d<>≦≧〜~\-]{0,10}?"  # a sign in front would turn the number into another one
_PART = re.compile(rf"{_LABEL}({_NUMBER}){_UNIT}(?:程度|くらい|ほど)?")
_ENUMERATOR = re.compile(r"[(（][0-9０-９]+[)）]|[①-⑳]|第?[0-9０-９]+単位目?[:：]?")
_JOINTS = re.compile(r"[、,;/\n+・]")
# A place without a fixed number says so in many ways; none of them is a number, and none is a fault
_BLANK = frozenset({"", "-", "―", "ー", "なし", "無し", "定員なし", "制限なし", "特になし", "不明", "未定", "***"})


@dataclass(frozen=True)
class Amounts:
    """``values``: Series of float, NaN where unknown. ``worked_out``: read from words or added up; ``unread``: not."""

    values: pd.Series
    worked_out: pd.Series
    unread: pd.Series


def amounts(cells: pd.Series) -> Amounts:
    """Read numbers of persons from text, by unique value.

    >>> amounts(pd.Series(["23名", "(1) 45名、(2) 20名", "応相談", "-"])).values.tolist()
    [23.0, 65.0, nan, nan]
    """
    known = {text: amount(text) for text in cells.dropna().unique()}
    values = cells.map({text: number for text, (number, _) in known.items()}).astype(float)
    plain = cells.map({text: is_plain for text, (_, is_plain) in known.items()}).fillna(True).astype(bool)
    return Amounts(values, worked_out=~plain & values.notna(), unread=~plain & values.isna())


def amount(text: str) -> tuple[float, bool]:
    """Read one number of persons: the number (NaN: can't be known), and whether it stood there plainly.

    >>> amount("１，２００人"), amount("約20名程度"), amount("10〜15名")
    ((1200.0, True), (20.0, False), (nan, False))
    """
    tidy = _tidy(text)
    if tidy in _BLANK:
        return np.nan, True
    if plain := _PLAIN.fullmatch(tidy):
        return _number(plain[1]), True
    # Enumerators go before folding: NFKC turns ① into the digit 1
    found = [_PART.fullmatch(part) for part in _JOINTS.split(_tidy(_ENUMERATOR.sub("、", text))) if part]
    read = [part for part in found if part]
    if not read or len(read) < len(found):
        return np.nan, False
    return float(sum(_number(part[1]) for part in read)), False


def _tidy(text: str) -> str:
    """Fold width and take out blanks, but keep line ends: they part numbers."""
    folded = unicodedata.normalize("NFKC", text.strip())
    return re.sub(r"[^\S\n]", "", folded).replace("−", "-").replace("－", "-")


def _number(digits: str) -> float:
    """Turn digits with thousands commas into a number."""
    return float(digits.replace(",", ""))
