"""Rates as cells write them: shares or percent, one unit for a whole column."""

from __future__ import annotations

import math
import unicodedata

import pandas as pd

from shiensys.intake.sheets.sheet import Sheet
from shiensys.intake.sheets.values import by_cell, number, refuse_rows

LEAST_PERCENT = 2.0  # survival is no larger than 1: a column that reaches this is in percent


def read(sheet: Sheet, heading: str) -> tuple[pd.Series, bool]:
    """Read a column of rates as it is written, and whether a sign of percent stands in it or over it.

    NaN where blank. Refuses ``not_a_rate`` by row.
    """
    cells = sheet.cells[heading]
    signed = unicodedata.normalize("NFKC", heading).find("%") >= 0 or _any_sign(cells)
    pairs = by_cell(cells, _rate, (math.nan, True))
    values = pd.Series([value for value, _ in pairs], index=cells.index, dtype=float)
    refuse_rows("not_a_rate", pd.Series([not fit for _, fit in pairs], index=cells.index), sheet, heading)
    return values, signed


def _any_sign(cells: pd.Series) -> bool:
    """Tell whether any cell is written with a sign of percent."""
    return any("%" in unicodedata.normalize("NFKC", str(cell)) for cell in cells.dropna().unique())


def _rate(cell: object) -> tuple[float, bool]:
    """Read one rate as it is written, and whether it is one.

    >>> _rate("94.2％"), _rate("-0.013"), _rate("多い")
    ((94.2, True), (-0.013, True), (nan, False))
    """
    plain = unicodedata.normalize("NFKC", cell).strip().removesuffix("%") if isinstance(cell, str) else cell
    value, status = number(plain)
    return value, status != "bad"
