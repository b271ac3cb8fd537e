"""The column that says which area a row is about."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from shiensys.intake.findings import Finding, noted
from shiensys.intake.places import is_total, placed_rows
from shiensys.intake.request import Request
from shiensys.intake.sheets import Sheet
from shiensys.intake.values import refuse_rows, texts
from shiensys.intake.words import codes


def without_totals(sheet: Sheet, heading: str) -> tuple[Sheet, tuple[Finding, ...]]:
    """Leave out rows that add up others, and say so: a total is no district."""
    total = is_total(texts(sheet.cells[heading]))
    if not total.any():
        return sheet, ()
    finding = noted("totals_left_out", sheet.where(column=heading), n=int(total.sum()))
    return replace(sheet, cells=sheet.cells[~total]), (finding,)


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
