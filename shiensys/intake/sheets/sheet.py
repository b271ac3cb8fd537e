"""A sheet as a city sends it: its headings found, its rows numbered, notes around the table left out."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
import pandas as pd

from shiensys.intake.containers.kinds import foreign
from shiensys.intake.containers.workbook_parts import MOST_COLUMNS
from shiensys.intake.findings import Finding, Where, mended, noted, refuse
from shiensys.intake.sheets import delimited, workbook
from shiensys.intake.sheets.decode import decoded
from shiensys.intake.sheets.heading_rows import SEARCHED, HeadingRows, folded, found
from shiensys.intake.sheets.wording import listed
from shiensys.tables.formulas import unescaped_cells
from shiensys.text import say

# the sheets of our templates, and the one that tells what was found; in Japanese, as their headings are
INPUT_SHEET, EXAMPLE_SHEET, NOTES_SHEET, FINDINGS_SHEET = "入力", "記入例", "説明", "確認の結果"
MOST_DATA_ROWS = 1_000_000  # about as many as a spreadsheet shows
_FOOTNOTE = re.compile(r"\s*([※*＊注→]|[(（]注|備考|出典|資料|出所)")


@dataclass(frozen=True)
class Sheet:
    """A table in a file. ``name``: of the sheet, blank for text. ``heading_row``: the last row of headings, from 1.

    ``cells``: columns named by heading as written, two rows joined by '_'; the index is the row number in the file.
    Cells of a text file are text, NaN where blank; those of a workbook str, float, date or None. ``unsaved``: rows by
    heading in which a formula has no saved value; ``beside``: the workbook's other sheets, hidden ones too.
    """

    file: str
    name: str
    heading_row: int
    cells: pd.DataFrame
    findings: tuple[Finding, ...]
    unsaved: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    beside: tuple[workbook.Page, ...] = ()

    def where(self, row: int | None = None, column: str = "") -> Where:
        """Give a place in this sheet."""
        return Where(self.file, self.name, row, column)


def read_sheet(path: Path, *, known: Collection[str], required: Collection[str] = ()) -> Sheet:
    """Read a CSV (comma, tab, semicolon), XLSX, XLS or ODS file; what it is its contents tell, not its name.

    ``known``: headings that may stand in it, in any spelling; the row with most of them is the heading row, the
    sheet with most of them is read. ``required``: headings that count again when sheets are compared.
    Raises RefusedError: no such file, empty file, garbled text, no known heading, no rows, a heading twice, a row
    that doesn't fit the headings, an unclosed quotation mark.
    """
    where = Where(path.name)
    if not path.is_file():
        refuse("no_such_file", where)
    data = path.read_bytes()
    if not data.strip():
        refuse("empty_file", where)
    if what := foreign(data):
        refuse("not_a_table", where, what=say(f"intake.container.{what}"))
    if workbook.is_workbook(data):
        return _from_workbook(data, where, known, required)
    return _from_text(data, where, known)


def _from_text(data: bytes, where: Where, known: Collection[str]) -> Sheet:
    """Read a delimited text by the delimiter that shows most known headings."""
    source = decoded(data, where)
    tops = {sign: delimited.top(source.text, sign, rows=SEARCHED + 1) for sign in delimited.DELIMITERS}
    fits = {sign: fit for sign, top in tops.items() if (fit := found(top.rows, known))}
    if not fits:
        refuse("no_known_heading", where, wanted=listed(known))
    sign = max(fits, key=lambda candidate: fits[candidate].score)
    fit, top = fits[sign], tops[sign]
    if len(fit.headings) > MOST_COLUMNS:
        place = Where(where.file, row=fit.last + 1)
        refuse("too_many_columns", place, n=len(fit.headings), most=MOST_COLUMNS)
    cells, findings = delimited.body(
        source.text[top.ends[fit.last] :],
        delimiter=sign,
        width=len(fit.headings),
        first_row=fit.last + 2,
        where=where,
    )
    if source.recovered:
        findings = (mended("recovered_text", where), *findings)
    if "'" in source.text:  # one look at the whole text spares a clean file a look at every column
        cells = _unescaped(cells)
    return _sheet(where, fit, fit.last + 1, cells, findings)


def _from_workbook(data: bytes, where: Where, known: Collection[str], required: Collection[str]) -> Sheet:
    """Read the sheet of a workbook that fits best."""
    book = workbook.opened(data, where)
    pages = _without_ours([page for page in book.pages if not page.hidden])
    if not any(page.rows for page in pages):
        refuse("empty_file", where)
    fits = [found(page.rows, known) for page in pages]
    wanted = {folded(heading) for heading in required}
    scores = [_score(fit, wanted) for fit in fits]
    if not any(fits):
        refuse("no_known_heading", where, wanted=listed(known))
    at = scores.index(max(scores))
    page, fit = pages[at], fits[at]
    assert fit is not None  # a sheet without headings scores lowest
    place = Where(where.file, page.name)
    cells = _unescaped(workbook.body(page, above=fit.last + 1, width=len(fit.headings)))
    others = [other.name for other in pages if other is not page and other.rows]
    findings = (noted("sheet_chosen", place, others=listed(others)),) if others else ()
    heading_row = page.first_row + fit.last
    sheet = _sheet(place, fit, heading_row, cells, (*findings, *workbook.remarks(book, page, place)))
    beside = tuple(other for other in book.pages if other is not page and other.rows)
    return replace(sheet, unsaved=workbook.unsaved(page, fit.headings, heading_row), beside=beside)


def _without_ours(pages: list[workbook.Page]) -> list[workbook.Page]:
    """Leave out the sheets that we put beside the one to fill in: they hold no data."""
    names = {page.name for page in pages}
    ours = {FINDINGS_SHEET, *({EXAMPLE_SHEET, NOTES_SHEET} if INPUT_SHEET in names else ())}
    return [page for page in pages if page.name not in ours] or pages


def _unescaped(cells: pd.DataFrame) -> pd.DataFrame:
    """Take off the sign that kept text from being a formula."""
    return pd.DataFrame({at: unescaped_cells(column) for at, column in cells.items()}, index=cells.index)


def _score(fit: HeadingRows | None, wanted: set[str]) -> int:
    """Say how well a sheet fits: known headings, those that are needed counting twice."""
    return -1 if fit is None else fit.score + len({folded(heading) for heading in fit.headings} & wanted)


def _sheet(
    where: Where, fit: HeadingRows, heading_row: int, cells: pd.DataFrame, findings: tuple[Finding, ...]
) -> Sheet:
    """Name the columns, and leave out blank rows, blank columns and footnotes."""
    place = Where(where.file, where.sheet, heading_row)
    twice = _twice([heading for heading in fit.headings if heading])
    if twice:
        refuse("duplicate_headings", place, headings=listed(twice))
    cells, more = _without_notes(cells, where)
    unnamed = [at for at, heading in enumerate(fit.headings) if not heading]
    if any(cells[at].notna().any() for at in unnamed):
        more = (*more, noted("unnamed_column", place, n=len(unnamed)))
    cells = cells.drop(columns=unnamed) if unnamed else cells.copy(deep=False)
    cells.columns = pd.Index([heading for heading in fit.headings if heading], dtype="str")
    if cells.empty:
        refuse("no_rows", place)
    if len(cells) > MOST_DATA_ROWS:
        refuse("too_many_rows", place, most=MOST_DATA_ROWS)
    return Sheet(where.file, where.sheet, heading_row, cells, (*findings, *more))


def _twice(headings: list[str]) -> list[str]:
    """Name the headings that stand more than once, compared as headings are."""
    keys = [folded(heading) for heading in headings]
    return sorted({heading for heading, key in zip(headings, keys, strict=True) if keys.count(key) > 1})


def _without_notes(cells: pd.DataFrame, where: Where) -> tuple[pd.DataFrame, tuple[Finding, ...]]:
    """Leave out blank rows, and rows that hold one cell alone and begin as a footnote does."""
    filled = sum(cells[at].notna().to_numpy(dtype=np.int16) for at in cells)
    blank = cells.index[filled == 0]
    lone = cells.iloc[np.flatnonzero((filled == 1) & (cells.shape[1] > 1))]
    notes = [row for row, cell in zip(lone.index, _only(lone), strict=True) if _FOOTNOTE.match(cell)]
    leave = [*blank, *notes]
    place = Where(where.file, where.sheet, notes[0]) if notes else where
    kept = cells.drop(index=leave) if leave else cells
    return kept, (noted("footnotes", place, n=len(notes)),) if notes else ()


def _only(lone: pd.DataFrame) -> list[str]:
    """Give the one filled cell of each row."""
    return [str(next(cell for cell in row if not pd.isna(cell))) for row in lone.itertuples(index=False)]
