"""The column that says which area a row is about."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

import pandas as pd

from shiensys.intake.areas.places import is_total, placed_rows
from shiensys.intake.findings import Finding, mended, noted
from shiensys.intake.request import Request
from shiensys.intake.sheets.sheet import Sheet
from shiensys.intake.sheets.values import numbers, refuse_rows, texts
from shiensys.intake.sheets.words import codes

_TOLERANCE = 0.5  # persons: what is counted is whole


def without_totals(
    sheet: Sheet, heading: str, *, counted: Collection[str] = (), by: Collection[str] = ()
) -> tuple[Sheet, tuple[Finding, ...]]:
    """Leave out rows that add up others, and say so: a total is no district.

    ``counted``: headings whose totals are compared with the sum of the areas, within rows alike in the columns ``by``.
    More than the sum is noted (``area_total_more``): who didn't say an area is in the total alone. Less can't be, and
    has to be accepted (``area_total_less``).
    """
    total = is_total(texts(sheet.cells[heading]))
    if not total.any():
        return sheet, ()
    finding = noted("totals_left_out", sheet.where(column=heading), n=int(total.sum()))
    parts = replace(sheet, cells=sheet.cells[~total])
    whole = total & ~texts(sheet.cells[heading]).str.contains("[小中]", na=False)  # 小計 adds up some areas only
    differing = [found for column in counted for found in _compared(sheet, column, total, whole, [*by])]
    return parts, (finding.about(total.index[total]), *differing)


def _compared(sheet: Sheet, heading: str, total: pd.Series, whole: pd.Series, by: list[str]) -> list[Finding]:
    """Compare the stated totals of one column with the sums of the areas; what isn't known can't be compared."""
    read = numbers(sheet.cells[heading]).values
    alike = sheet.cells[by].astype("str").fillna("").agg("|".join, axis=1) if by else pd.Series("", index=read.index)
    summed = read[~total].groupby(alike[~total]).sum(min_count=1)
    unknown = set(alike[~total & read.isna()])
    findings = []
    for row in whole.index[whole & read.notna() & alike.isin(summed.index) & ~alike.isin(unknown)]:
        stated, added = float(read[row]), float(summed[alike[row]])
        where, figures = sheet.where(int(row), heading), {"stated": int(stated), "summed": int(added)}
        if stated < added - _TOLERANCE:
            findings.append(mended("area_total_less", where, **figures))
        elif stated > added + _TOLERANCE:
            findings.append(noted("area_total_more", where, **figures))
    return findings


def areas(sheet: Sheet, heading: str, request: Request) -> tuple[pd.Series, tuple[Finding, ...]]:
    """Read the areas as the file writes them, and hold them against the city's; refuses (``area_blank``) by row.

    Words for the whole city become 市全域.
    """
    beyond = codes("serves")
    written = texts(sheet.cells[heading])
    refuse_rows("area_blank", written.isna(), sheet, heading)
    read = written.replace(beyond)
    districts = read[~read.isin(beyond.values())]
    return read, placed_rows(districts, request, sheet.where(column=heading)) if len(districts) else ()
