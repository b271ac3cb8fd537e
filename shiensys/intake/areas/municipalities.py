"""Rows of several municipalities in one list, cut to the city's own."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

import pandas as pd

from shiensys.intake.findings import Finding, noted, refuse
from shiensys.intake.sheets.sheet import Sheet
from shiensys.intake.sheets.values import by_cell, texts
from shiensys.intake.sheets.wording import listed
from shiensys.tables.municipality import MunicipalityCodeError, belongs, five_digits

_PREFECTURE = re.compile(r"^(北海道|東京都|京都府|大阪府|.{2,3}県)")


def cut(sheet: Sheet, headings: Iterable[str], city: str) -> tuple[Sheet, tuple[Finding, ...]]:
    """Keep the rows of the city and those that name no municipality; say what was left out.

    ``headings``: of columns with codes; in each row the first that holds one counts. A column that holds no code
    at all is the source's fault and is said (``no_codes``). Refuses (``other_municipality``) where no row is left.
    """
    headings = list(headings)
    if not headings:
        return sheet, ()
    codes = pd.concat([_codes(sheet.cells[heading]) for heading in headings], axis=1).bfill(axis=1).iloc[:, 0]
    if codes.isna().all():
        return sheet, (noted("no_codes", sheet.where(column=headings[0])),)
    others = codes.notna() & ~codes.map(lambda code: belongs(code, city), na_action="ignore").eq(True)
    named = listed(codes[others].unique())
    if others.all():
        refuse("other_municipality", sheet.where(column=headings[0]), codes=named, city=city)
    if not others.any():
        return sheet, ()
    finding = noted("rows_cut_to_city", sheet.where(column=headings[0]), n=int(others.sum()), codes=named)
    return replace(sheet, cells=sheet.cells[~others]), (finding,)


def _codes(cells: pd.Series) -> pd.Series:
    """Read five-digit codes of municipalities; NaN for all else, a prefecture's code included."""
    return pd.Series(by_cell(cells, _code, None), index=cells.index, dtype="str")


def _code(cell: object) -> str | None:
    """Read one code: a workbook may hold it as a number."""
    try:
        code = five_digits(str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell))
    except MunicipalityCodeError:
        return None
    return None if code.endswith("000") else code


def city_name(sheet: Sheet, heading: str | None) -> str | None:
    """Give the city's name where the list writes one alone, without its prefecture."""
    if heading is None:
        return None
    names = {_PREFECTURE.sub("", name) for name in texts(sheet.cells[heading]).dropna().unique()}
    return names.pop() or None if len(names) == 1 else None
