"""Items that a city added to the form itself: a list that its officers write, no code."""

from __future__ import annotations

import hashlib

import pandas as pd

from shiensys.intake.findings import Finding, RefusedError, Severity
from shiensys.intake.request import Checked, Request
from shiensys.intake.seeing import opened
from shiensys.intake.sheets import words
from shiensys.intake.sheets.heading_rows import folded
from shiensys.intake.sheets.headings import aliases, matched
from shiensys.intake.sheets.sheet import Sheet
from shiensys.intake.sheets.values import refuse_rows, texts
from shiensys.tables.codebook import OWN, Codebook
from shiensys.tables.item_rows import Fault, items

KIND = "codebook"
_DIGITS = 8  # of the key that is made of a heading
_TEXTS = ("heading", "number", "wording", "codes", "least", "most", "counts_as", "whom")


def read_codebook(request: Request) -> Checked:
    """Read a list as ``tables.codebook.Codebook``; an item without a key gets one that its heading makes.

    Refuses a list that contradicts itself, by row and column, and a heading that the program knows already.
    """
    sheet = opened(request, KIND)
    headings = matched(sheet, KIND, request.mapping, required=("heading", "wording", "answer"))
    answer = words.checked(sheet, headings["answer"], "answer")
    table = pd.DataFrame({column: _column(sheet, headings, column) for column in _TEXTS}, index=sheet.cells.index)
    refuse_rows("cell_blank", table["heading"].isna(), sheet, headings["heading"])
    known = {folded(heading) for named in aliases("survey").values() for heading in named}
    refuse_rows("book_heading_known", table["heading"].map(folded).isin(known), sheet, headings["heading"])
    table = table.assign(key=_keys(sheet, headings, table["heading"]), answer=answer)
    _check(table, sheet, headings)
    checked = Codebook.validate(table[[*Codebook.to_schema().columns]].reset_index(drop=True))
    return Checked(checked, findings=sheet.findings, facts={"rows": len(checked)})


def _column(sheet: Sheet, headings: dict[str, str], column: str) -> pd.Series:
    """Read a column of words, blank where the file doesn't have it."""
    if column not in headings:
        return pd.Series(None, index=sheet.cells.index, dtype="str")
    return texts(sheet.cells[headings[column]])


def _keys(sheet: Sheet, headings: dict[str, str], heading: pd.Series) -> pd.Series:
    """Give each item the key of its column: the city's own, else one that only its heading decides."""
    made = heading.map(lambda text: hashlib.sha256(folded(text).encode()).hexdigest()[:_DIGITS])
    given = _column(sheet, headings, "key").str.casefold()
    return OWN + given.str.removeprefix(OWN).fillna(made)


def _check(table: pd.DataFrame, sheet: Sheet, headings: dict[str, str]) -> None:
    """Refuse a list that contradicts itself."""
    cells = table.fillna("").to_dict("records")
    rows = [(int(row), {str(k): str(v) for k, v in one.items()}) for row, one in zip(table.index, cells, strict=True)]
    faults = items(rows)[1]
    if faults:
        raise RefusedError([_finding(fault, sheet, headings) for fault in faults])


def _finding(fault: Fault, sheet: Sheet, headings: dict[str, str]) -> Finding:
    """Say where a fault is, by the file's own heading."""
    where = sheet.where(fault.row, headings.get(fault.column, ""))
    return Finding(fault.code, Severity.REFUSED, where, dict(fault.values), (fault.row,))
