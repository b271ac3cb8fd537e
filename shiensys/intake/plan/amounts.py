"""Figures of a plan: shares, persons, households and other numbers, with the unit that the file says."""

from __future__ import annotations

import math
import re
import unicodedata

import pandas as pd

from shiensys.intake.sheets import words
from shiensys.intake.sheets.sheet import Sheet
from shiensys.intake.sheets.values import by_cell, number, refuse_rows, texts

_OPEN = re.compile(r"[-―—ー─‐−–]+|未定|検討中|調整中|集計中|未集計|なし|\*+|…|\.{2,}|不明|=.*")  # nothing is said yet
_BEHIND = re.compile("(?:%|[かヵヶケカ箇]所|件|回|団体|円|点|歳|年|組|台)$")  # units that change no figure
_UNIT = re.compile(r"\(([^()]+)\)$")
_COUNTED = (("households", re.compile("世帯数?$")), ("persons", re.compile("(?:人|者)数$|人口$")))
Amount = tuple[float, bool]  # the figure, and whether it is written with a percent sign


def amount(cell: object) -> Amount | None:
    """Read one cell: NaN where nothing is said yet, None where it is no number.

    >>> amount("8.5%"), amount("１，２００人"), amount("未定"), amount("約10")
    ((8.5, True), (1200.0, False), (nan, False), None)
    """
    text = "".join(unicodedata.normalize("NFKC", str(cell)).split())
    if not text or _OPEN.fullmatch(text):
        return math.nan, False
    percent = text.endswith("%")
    value, status = number(_BEHIND.sub("", text))
    return (value, percent) if status == "stated" else None


def amounts(sheet: Sheet, heading: str) -> pd.DataFrame:
    """Read a column: ``value`` and ``percent`` by row. Refuses (``not_a_number``) by row."""
    read: list[Amount | None] = by_cell(sheet.cells[heading], amount, (math.nan, False))
    index = sheet.cells.index
    refuse_rows("not_a_number", pd.Series([each is None for each in read], index=index), sheet, heading)
    return pd.DataFrame([each for each in read if each is not None], index=index, columns=["value", "percent"])


def units(sheet: Sheet, heading: str | None, indicator: pd.Series, percent: pd.Series) -> pd.Series:
    """Give the unit of each row, one of tables.ageing.UNITS: as its column says, the brackets behind the indicator,
    a percent sign in a figure, or the indicator's name (…人数, …世帯). Refuses (``unit_unclear``) by row.

    ``percent``: a figure of the row is written with a percent sign.
    """
    bracketed = indicator.map(_bracketed, na_action="ignore").astype("str")
    told = pd.Series(None, index=indicator.index, dtype="str")
    if heading is not None:
        stated = texts(sheet.cells[heading])
        told = words.coded(stated, "plan_unit").mask(lambda codes: codes.isna() & stated.notna(), "number")
    told = told.fillna(words.coded(bracketed, "plan_unit")).mask(lambda codes: codes.isna() & percent, "share")
    told = told.fillna(indicator.map(_counted, na_action="ignore")).astype("str")
    refuse_rows("unit_unclear", told.isna(), sheet, heading or "")
    return told


def _bracketed(name: str) -> str | None:
    """Give what stands in brackets at the end of a name.

    >>> _bracketed("認定率(%)"), _bracketed("認定率")
    ('%', None)
    """
    found = _UNIT.search(unicodedata.normalize("NFKC", name).strip())
    return found[1] if found else None


def _counted(name: str) -> str | None:
    """Tell what a name counts.

    >>> _counted("通いの場の参加者数"), _counted("単身高齢世帯"), _counted("認定率")
    ('persons', 'households', None)
    """
    text = unicodedata.normalize("NFKC", name).strip()
    return next((unit for unit, pattern in _COUNTED if pattern.search(text)), None)
