"""A sheet written anew: all of it, or its headings and some rows with the numbers that they had."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Mapping

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from shiensys.intake.marking.grid import Grid
from shiensys.intake.sheets.heading_rows import SEARCHED
from shiensys.tables.formulas import put, unescaped
from shiensys.text import say

_NOT_IN_TITLES = re.compile(r"[\\*?:/\[\]]")
_LONGEST_TITLE = 31  # characters that a spreadsheet allows
_PLAIN = (bool, int, float, dt.date, dt.time, dt.timedelta)


def rewritten(
    book: Workbook, grid: Grid, title: str, only: Collection[int] | None
) -> tuple[Worksheet, Mapping[int, int] | None]:
    """Write a sheet, and give it with the new row by the old one; None where all stays in its place.

    ``only``: rows to write; the first rows, in which the headings stand, come along, and old numbers in front.
    """
    sheet = book.create_sheet(_NOT_IN_TITLES.sub("_", title).strip("'")[:_LONGEST_TITLE] or "_")
    if only is None:
        for row, cells in enumerate(grid.rows, start=grid.first_row):
            _write(sheet, row, grid.first_column, cells)
        return sheet, None
    top = range(grid.first_row, grid.first_row + min(SEARCHED, len(grid.rows)))
    wanted = sorted({*top, *only})
    places = {old: new for new, old in enumerate(wanted, start=2)}
    put(sheet.cell(1, 1), say("marking.old_row"))
    sheet.cell(1, 1).font = Font(bold=True)
    for old, new in places.items():
        sheet.cell(new, 1).value = old
        _write(sheet, new, grid.first_column + 1, grid.rows[old - grid.first_row])
    return sheet, places


def _write(sheet: Worksheet, row: int, first: int, cells: Collection[object]) -> None:
    """Write one row; text as text, whatever it looks like."""
    for at, value in enumerate(cells, start=first):
        if value is None or value == "":
            continue
        put(sheet.cell(row, at), value if isinstance(value, _PLAIN) else unescaped(str(value)))
