"""A file with its findings marked: in its own look where it is small, written anew where it isn't."""

from __future__ import annotations

import warnings
from collections.abc import Collection
from io import BytesIO
from pathlib import PurePath

from openpyxl import Workbook

from shiensys.intake.findings import Finding
from shiensys.intake.marking import keeping, summary
from shiensys.intake.marking.grid import Grid, Spots, grids, spots
from shiensys.intake.marking.paint import paint
from shiensys.intake.marking.rewriting import rewritten
from shiensys.intake.sheets.sheet import FINDINGS_SHEET
from shiensys.intake.upload import Upload

MOST_CELLS = 150_000  # written out whole: half of the seconds that a file has; of larger ones the rows concerned


def marked(upload: Upload, findings: Collection[Finding]) -> bytes:
    """Give a file back as XLSX with the cells of the findings coloured, a sentence at each, and all listed in front.

    A workbook of up to MOST_CELLS cells keeps its look; others are written anew, larger ones with the headings and
    the rows concerned alone. No formula, link or macro lives in what is given back. Of a file that is no table there
    is the list alone.
    """
    sheets = grids(upload)
    whole = sum(sheet.cells for sheet in sheets) <= MOST_CELLS
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # parts of a workbook that can't be kept
        book = keeping.loaded(upload) if whole else None
        kept = book is not None
        book = book or Workbook()
        front = book.create_sheet(FINDINGS_SHEET, 0) if kept else book.worksheets[0]
        links = [_mark(book, sheet, spots(sheet, findings), kept, whole, upload) for sheet in sheets]
        summary.write(front, findings, [link for some in links for link in some], whole=whole)
        book.active = 0
        out = BytesIO()
        book.save(out)
    return out.getvalue()


def _mark(
    book: Workbook, grid: Grid, found: list[tuple[Finding, Spots]], kept: bool, whole: bool, upload: Upload
) -> list[summary.Link]:
    """Mark the findings of one sheet, and give the cell that each leads to."""
    if kept:
        sheet, rows, shift = book[grid.name], None, 0
    else:
        title = grid.name or PurePath(upload.name).stem
        sheet, rows = rewritten(book, grid, title, None if whole else {row for _, spot in found for row in spot.rows})
        shift = 0 if whole else 1
    links = []
    for finding, spot in found:
        at = [rows[row] if rows else row for row in spot.rows]
        columns = [column + shift for column in spot.columns]
        paint(sheet, finding, at, columns)
        if at and columns:
            links.append(summary.Link(finding, sheet.title, at[0], columns[0]))
    return links
