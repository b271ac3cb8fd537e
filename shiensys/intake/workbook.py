"""Rows of the sheets of a workbook (XLSX, XLS, ODS), read by calamine."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import cast

import numpy as np
import pandas as pd
from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from shiensys.intake.findings import Finding, Where, noted, refuse
from shiensys.intake.sheet_scan import Scan
from shiensys.intake.workbook_parts import examined

SIGNATURES = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")  # zip: XLSX and ODS; OLE: XLS


@dataclass(frozen=True)
class Page:
    """One sheet. ``rows``: from ``first_row`` (from 1) on, cells as calamine gives them, blank: ''.

    ``scan``: what else stands in the sheet; ``hidden``: nobody sees it.
    """

    name: str
    rows: list[list[object]]
    first_row: int
    first_column: int = 1
    scan: Scan = field(default_factory=Scan)
    hidden: bool = False


@dataclass(frozen=True)
class Book:
    """All sheets with cells, hidden ones too; ``links``: whether values come from other files."""

    pages: tuple[Page, ...]
    links: bool = False


def is_workbook(data: bytes) -> bool:
    """Tell a workbook by its first bytes, whatever its name."""
    return data.startswith(SIGNATURES)


def pages(data: bytes, where: Where) -> list[Page]:
    """Read the sheets that can be seen. Refuses what ``opened`` does."""
    return [page for page in opened(data, where).pages if not page.hidden]


def opened(data: bytes, where: Where) -> Book:
    """Read all sheets; refuses (``unreadable_workbook``) what is damaged or no workbook, and what
    ``workbook_parts.examined`` does."""
    parts = examined(data, where)
    try:
        with CalamineWorkbook.from_filelike(BytesIO(data)) as book:
            sheets = [sheet for sheet in book.sheets_metadata if sheet.typ is SheetTypeEnum.WorkSheet]
            read = [
                _page(
                    book.get_sheet_by_name(sheet.name),
                    parts.sheets.get(sheet.name, Scan()),
                    hidden=sheet.visible is not SheetVisibleEnum.Visible,
                )
                for sheet in sheets
            ]
    except CalamineError as error:
        refuse("workbook_locked" if "password" in str(error).lower() else "unreadable_workbook", where)
    return Book(tuple(read), parts.links)


def _page(sheet: CalamineSheet, scan: Scan, *, hidden: bool) -> Page:
    """Read one sheet from its first filled row on."""
    rows = cast("list[list[object]]", sheet.to_python(skip_empty_area=True))
    row, column = sheet.start or (0, 0)
    return Page(sheet.name, rows, 1 + row, 1 + column, scan, hidden)


def remarks(book: Book, page: Page, place: Where) -> tuple[Finding, ...]:
    """Say what a reader of the sheet on a screen would not see, or would see otherwise."""
    found = []
    if book.links:
        found.append(noted("external_links", Where(place.file)))
    if page.scan.hidden_rows:
        rows = sorted(page.scan.hidden_rows)
        found.append(noted("hidden_rows", place, n=len(rows)).about(rows))
    if page.scan.hidden_columns:
        found.append(noted("hidden_columns", place, n=len(page.scan.hidden_columns)))
    if page.scan.unsaved:
        rows = sorted({row for row, _ in page.scan.unsaved})
        found.append(noted("formulas_unsaved", place, n=len(page.scan.unsaved)).about(rows))
    return tuple(found)


def unsaved(page: Page, headings: Sequence[str], below: int) -> dict[str, tuple[int, ...]]:
    """Give the rows below row ``below`` in which a formula has no saved value, by heading."""
    rows: dict[str, list[int]] = {}
    for row, column in page.scan.unsaved:
        at = column - page.first_column
        if row > below and 0 <= at < len(headings) and headings[at]:
            rows.setdefault(headings[at], []).append(row)
    return {heading: tuple(sorted(numbers)) for heading, numbers in rows.items()}


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
