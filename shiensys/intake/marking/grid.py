"""The cells of a file by their places, whatever it is written in, and which of them a finding is about."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass

from shiensys.intake.findings import Finding, RefusedError, Where
from shiensys.intake.sheets import delimited, workbook
from shiensys.intake.sheets.decode import decoded
from shiensys.intake.sheets.heading_rows import JOINT, SEARCHED, folded, found
from shiensys.intake.upload import Upload


@dataclass(frozen=True)
class Grid:
    """One sheet. ``name``: as findings name it, blank for a text; ``first_row``, ``first_column``: from 1."""

    name: str
    rows: Sequence[Sequence[object]]
    first_row: int = 1
    first_column: int = 1

    @property
    def width(self) -> int:
        """The cells of its longest row."""
        return max(map(len, self.rows), default=0)

    @property
    def cells(self) -> int:
        """How many cells it has, blank ones too."""
        return self.width * len(self.rows)


@dataclass(frozen=True)
class Spots:
    """The cells that a finding is about: all pairs of ``rows`` and ``columns`` of a sheet, both from 1."""

    rows: tuple[int, ...]
    columns: tuple[int, ...]


def grids(upload: Upload) -> list[Grid]:
    """Give the sheets of a file; none where it is no table (boundaries) or can't be opened."""
    where = Where(upload.name)
    try:
        if workbook.is_workbook(upload.content):
            pages = workbook.pages(upload.content, where)
            return [Grid(page.name, page.rows, page.first_row, page.first_column) for page in pages]
        text = decoded(upload.content, where).text
    except RefusedError:
        return []
    return [] if text.lstrip().startswith(("{", "<")) or not text.strip() else [Grid("", _rows(text))]


def _rows(text: str) -> list[list[str]]:
    """Read a delimited text by the sign that gives most cells; what comes behind an open quotation mark is one cell."""
    tops = {sign: delimited.top(text, sign, rows=SEARCHED).rows for sign in delimited.DELIMITERS}
    sign = max(tops, key=lambda candidate: sum(map(len, tops[candidate])))
    rows: list[list[str]] = []
    with suppress(csv.Error):  # a cell longer than any sheet can hold
        rows.extend(csv.reader(io.StringIO(text, newline=""), delimiter=sign))
    return rows


def spots(grid: Grid, findings: Iterable[Finding]) -> list[tuple[Finding, Spots]]:
    """Say which cells of a sheet the findings about it mean; those about the whole sheet have no cells.

    A finding without a column means whole rows, one without rows the heading.
    """
    here = [finding for finding in findings if finding.where.sheet == grid.name]
    named = {finding.where.column for finding in here} - {""}
    heads = found(grid.rows, [*named, *(heading.partition(JOINT)[0] for heading in named)])  # upper ones of two rows
    places = {folded(heading): at for at, heading in enumerate(heads.headings if heads else ()) if heading}
    heading_row = grid.first_row + heads.last if heads else None
    return [(finding, _spots(grid, finding, places, heading_row)) for finding in here]


def _spots(grid: Grid, finding: Finding, places: dict[str, int], heading_row: int | None) -> Spots:
    """Find the cells of one finding."""
    row = finding.where.row if finding.where.row is not None else heading_row
    rows = finding.rows or ((row,) if row is not None and (finding.where.row or finding.where.column) else ())
    last = grid.first_row + len(grid.rows)
    at = places.get(folded(finding.where.column)) if finding.where.column else None
    columns = range(grid.width) if at is None else (at,)
    return Spots(
        tuple(row for row in rows if grid.first_row <= row < last), tuple(grid.first_column + at for at in columns)
    )
