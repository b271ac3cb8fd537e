"""Pages of published workbooks cell by cell: their headings stand several times on one page, or on each of many."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from shiensys.intake.containers.kinds import foreign
from shiensys.intake.findings import Where, refuse
from shiensys.intake.sheets import delimited, workbook
from shiensys.intake.sheets.decode import decoded
from shiensys.intake.sheets.heading_rows import SEARCHED, written
from shiensys.intake.sheets.sheet import Sheet
from shiensys.intake.sheets.values import LARGEST, number

Cells = list[object]
_SHOWN = 200  # rows in which samples are looked for


@dataclass(frozen=True, eq=False)
class Grid:
    """One page. ``rows``: cells from column A on; the first stands in row ``first_row``, from 1.

    ``unsaved``: (row, column) from 1 of formulas whose value nobody saved: such a cell only looks blank.
    """

    file: str
    name: str
    rows: list[Cells]
    first_row: int = 1
    unsaved: tuple[tuple[int, int], ...] = ()

    def where(self, row: int | None = None, column: str = "") -> Where:
        """Give a place, its row as a spreadsheet counts."""
        return Where(self.file, self.name, row, column)

    def number(self, at: int) -> int:
        """Give the row number of a position."""
        return self.first_row + at

    def top(self) -> list[str]:
        """Give the words of the first rows."""
        return [word for row in self.rows[:SEARCHED] for cell in row if (word := written(cell))]


def cell(row: Cells, at: int) -> object:
    """Give one cell; None where it is blank or the row ends before it."""
    found = row[at] if 0 <= at < len(row) else None
    return None if found is None or (isinstance(found, str) and not found.strip()) else found


def grids(path: Path) -> tuple[Grid, ...]:
    """Open the pages that can be seen; none where the file is no table at all (``read_sheet`` says so better)."""
    where = Where(path.name)
    data = path.read_bytes() if path.is_file() else b""
    if not data.strip() or foreign(data):
        return ()
    if workbook.is_workbook(data):
        return tuple(_grid(path.name, page) for page in workbook.pages(data, where))
    text = decoded(data, where).text
    tops = {sign: delimited.top(text, sign, rows=SEARCHED).rows for sign in delimited.DELIMITERS}
    sign = max(tops, key=lambda one: max(map(len, tops[one]), default=0))
    try:
        rows: list[Cells] = [[*row] for row in csv.reader(io.StringIO(text, newline=""), delimiter=sign)]
    except csv.Error:
        return ()
    return (Grid(path.name, "", rows),)


def _grid(file: str, page: workbook.Page) -> Grid:
    """Take a page as it is, its cells counted from column A."""
    before: Cells = [None] * (page.first_column - 1)
    rows = [[*before, *row] for row in page.rows] if before else page.rows
    return Grid(file, page.name, rows, page.first_row, tuple(page.scan.unsaved))


def seen(grid: Grid, top: int, upper: Sequence[object] = ()) -> Sheet:
    """Give the first rows below the headings in position ``top`` as a sheet, for its owner's eyes.

    ``upper``: words above the headings, where those are in two rows. Refuses ``formula_unsaved``.
    """
    for row, _ in grid.unsaved:
        if row > grid.number(top):
            refuse("formula_unsaved", grid.where(row))
    heads = [written(cell(grid.rows[top], at)) or written(cell([*upper], at)) for at in range(len(grid.rows[top]))]
    named = {at: head for at, head in enumerate(heads) if head and head not in heads[:at]}
    below = grid.rows[top + 1 :][:_SHOWN]
    cells = {head: pd.Series([cell(row, at) for row in below], dtype=object) for at, head in named.items()}
    return Sheet(grid.file, grid.name, grid.number(top), pd.DataFrame(cells), ())


def persons(grid: Grid, at: int, column: int, heading: str = "") -> float:
    """Read a count at a position; NaN where none is stated. Refuses ``not_a_number`` and ``negative``."""
    found = cell(grid.rows[at], column)
    value, status = number(found) if found is not None else (math.nan, "unknown")
    if status == "bad" or value > LARGEST:
        refuse("not_a_number", grid.where(grid.number(at), heading))
    if value < 0:
        refuse("negative", grid.where(grid.number(at), heading))
    return value
