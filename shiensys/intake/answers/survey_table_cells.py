"""By what a row of a cross-table divides the answers, district, age, sex or not at all, and which part it is."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace

import pandas as pd

from shiensys.intake.areas.places import is_total
from shiensys.intake.findings import Finding, noted
from shiensys.intake.people.agebands import cohort, sex_of
from shiensys.intake.sheets import words
from shiensys.intake.sheets.sheet import Sheet
from shiensys.intake.sheets.values import by_cell, refuse_rows, texts

DISTRICT, WHOLE = "district", "city"
_NO_PART = ("", "")


def divided(sheet: Sheet, headings: Mapping[str, str]) -> pd.DataFrame:
    """Give ``by`` (as written, else as the part tells, else district) and ``cell`` of each row.

    ``cell``: an age band ("65-69", "85-"), male or female; blank for districts and the city. Refuses
    ``unknown_word``, ``part_unknown``, and ``crossed``: a district divided by age or sex would tell who is meant.
    """
    parts = _column(sheet, headings, "cell")
    read = pd.DataFrame(
        by_cell(parts, lambda text: _read(str(text)), _NO_PART), index=parts.index, columns=["by", "cell"]
    )
    told = read.mask(read == "").astype("str")
    written = words.checked(sheet, headings["by"], "by") if "by" in headings else _blank(sheet)
    by = written.fillna(told["by"]).fillna(DISTRICT)
    within = by.isin(["age", "sex"])
    refuse_rows("part_unknown", within & (told["by"] != by), sheet, headings.get("cell", ""))
    refuse_rows("part_unknown", ~within & parts.notna() & told["by"].isna(), sheet, headings.get("cell", ""))
    area = _column(sheet, headings, "area")
    named = area.notna() & ~is_total(area)
    refuse_rows("crossed", named & ((by != DISTRICT) | told["by"].notna()), sheet, headings.get("area", ""))
    return pd.DataFrame({"by": by, "cell": told["cell"].where(within)})


def without_whole_parts(sheet: Sheet, headings: Mapping[str, str]) -> tuple[Sheet, tuple[Finding, ...]]:
    """Leave out rows that add up all ages or both sexes, and say so; rows said to be of the whole city stay."""
    parts = _column(sheet, headings, "cell")
    whole = pd.Series(by_cell(parts, lambda text: _is_whole(str(text)), False), index=parts.index, dtype=bool)
    if "by" in headings:
        whole &= words.coded(_column(sheet, headings, "by"), "by") != WHOLE
    if not whole.any():
        return sheet, ()
    said = noted("totals_left_out", sheet.where(column=headings["cell"]), n=int(whole.sum()))
    return replace(sheet, cells=sheet.cells[~whole]), (said.about(whole.index[whole]),)


def _column(sheet: Sheet, headings: Mapping[str, str], column: str) -> pd.Series:
    """Give the words of a column, all blank where the file doesn't have it."""
    return texts(sheet.cells[headings[column]]) if column in headings else _blank(sheet)


def _blank(sheet: Sheet) -> pd.Series:
    """Give a column without words."""
    return pd.Series(None, index=sheet.cells.index, dtype="str")


def _read(text: str) -> tuple[str, str]:
    """Read a part: by what it divides, and its key; blank where it is none.

    >>> _read("65～69歳"), _read("85歳以上"), _read("女性"), _read("八万")
    (('age', '65-69'), ('age', '85-'), ('sex', 'female'), ('', ''))
    """
    sex = sex_of(text)
    if sex in ("male", "female"):
        return "sex", sex
    found = cohort(text)
    if found is None or found.whole or found.sex or math.isnan(found.first):
        return _NO_PART
    return "age", f"{found.first:.0f}-" + ("" if math.isinf(found.last) else f"{found.last:.0f}")


def _is_whole(text: str) -> bool:
    """Tell the words for all ages and both sexes."""
    found = cohort(text)
    return found is not None and found.whole and found.sex in (None, "total")
