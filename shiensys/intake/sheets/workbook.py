"""Rows of the sheets of a workbook (XLSX, XLS, ODS), read by calamine."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import cast

import numpy as np
import pandas as pd
from pandas.api.types import infer_dtype
from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from shiensys.intake.containers.sheet_scan import Scan
from shiensys.intake.containers.workbook_parts import examined
from shiensys.intake.findings import Finding, Where, noted, refuse

_TOGETHER = 500  # rows laid out at once: their cells stay in the processor's cache
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
    blocks = [_block(rows[at : at + _TOGETHER], width) for at in range(0, len(rows), _TOGETHER)]
    columns = [_column(parts, index) for parts in zip(*blocks, strict=True)]
    return pd.DataFrame(dict(enumerate(columns)), index=index)


def _block(rows: list[list[object]], width: int) -> list[np.ndarray]:
    """Give the columns of some rows: of numbers alone as numbers, blank cells None in the others."""
    cells = np.array(rows, dtype=object).T[:width].copy()
    cells[cells == ""] = None  # a cell without anything, as calamine gives it
    return [column.astype(float) if infer_dtype(column, skipna=True) == "floating" else column for column in cells]


def _column(parts: Sequence[np.ndarray], index: pd.RangeIndex) -> pd.Series:
    """Join the parts of a column: numbers where all are numbers or blank, which spares later steps a look at each."""
    floating = any(part.dtype == float for part in parts)
    numbers = floating and all(part.dtype == float or not pd.notna(part).any() for part in parts)
    if numbers or not floating:
        return pd.Series(np.concatenate(parts), index=index, dtype=float if numbers else object)
    return pd.Series(np.concatenate([*map(_objects, parts)]), index=index, dtype=object)


def _objects(part: np.ndarray) -> np.ndarray:
    """Turn numbers back into cells."""
    cells = part.astype(object)
    if part.dtype == float:
        cells[np.isnan(part)] = None
    return cells
