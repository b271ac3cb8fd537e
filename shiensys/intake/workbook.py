"""Rows of the sheets of a workbook (XLSX, XLS, ODS), read by calamine."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import cast

import numpy as np
import pandas as pd
from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from shiensys.intake.findings import Where, refuse

SIGNATURES = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")  # zip: XLSX and ODS; OLE: XLS


@dataclass(frozen=True)
class Page:
    """One sheet. ``rows``: from ``first_row`` (from 1) on, cells as calamine gives them, blank: ''."""

    name: str
    rows: list[list[object]]
    first_row: int


def is_workbook(data: bytes) -> bool:
    """Tell a workbook by its first bytes, whatever its name."""
    return data.startswith(SIGNATURES)


def pages(data: bytes, where: Where) -> list[Page]:
    """Read the sheets that can be seen; refuses (``unreadable_workbook``) what is damaged, locked or no workbook."""
    try:
        with CalamineWorkbook.from_filelike(BytesIO(data)) as book:
            return [_page(book.get_sheet_by_name(name)) for name in _visible(book)]
    except CalamineError:
        refuse("unreadable_workbook", where)


def _visible(book: CalamineWorkbook) -> list[str]:
    """Name the worksheets that aren't hidden."""
    return [
        sheet.name
        for sheet in book.sheets_metadata
        if sheet.typ is SheetTypeEnum.WorkSheet and sheet.visible is SheetVisibleEnum.Visible
    ]


def _page(sheet: CalamineSheet) -> Page:
    """Read one sheet from its first filled row on."""
    rows = cast("list[list[object]]", sheet.to_python(skip_empty_area=True))
    return Page(sheet.name, rows, 1 + (sheet.start[0] if sheet.start else 0))


def body(page: Page, *, above: int, width: int) -> pd.DataFrame:
    """Give the cells below the first ``above`` rows: blank cells None, or NaN in a column of numbers alone.

    The index is the row number.
    """
    rows = page.rows[above:]
    first = page.first_row + above
    index = pd.RangeIndex(first, first + len(rows))
    if not rows:
        return pd.DataFrame(index=index, columns=range(width), dtype=object)
    cells = np.array(rows, dtype=object)
    cells[cells == ""] = None  # a cell without anything, as calamine gives it
    return pd.DataFrame({at: _column(cells[:, at], index) for at in range(min(width, cells.shape[1]))}, index=index)


def _column(cells: np.ndarray, index: pd.RangeIndex) -> pd.Series:
    """Give one column: of numbers alone as numbers, which spares all later steps a look at each cell."""
    numbers = pd.api.types.infer_dtype(cells, skipna=True) == "floating"
    return pd.Series(cells, index=index, dtype=float if numbers else object)
