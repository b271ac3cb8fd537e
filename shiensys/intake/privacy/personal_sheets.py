"""Personal data in a workbook's other sheets, seen or hidden, of which nobody thought when the file was handed on."""

from __future__ import annotations

import re
from collections.abc import Iterator

from shiensys.intake.findings import Finding, Severity, Where
from shiensys.intake.privacy.identifiers import contacts, personal_numbers
from shiensys.intake.sheets.heading_rows import SEARCHED, folded, written
from shiensys.intake.sheets.sheet import Sheet
from shiensys.intake.sheets.wording import listed
from shiensys.intake.sheets.workbook import Page
from shiensys.text import say

_LIST = 3  # different telephone numbers below each other are a list of persons; one is the office to ask
_LONGEST = 12  # characters of a heading; a sentence that speaks of names isn't a column of them


def numbers(sheet: Sheet) -> list[Finding]:
    """Refuse sheets with 個人番号."""
    what = say("intake.personal.number")
    return [_found(sheet, page, what) for page in sheet.beside if personal_numbers({*_texts(page)})]


def headed(sheet: Sheet, pattern: re.Pattern[str]) -> list[Finding]:
    """Refuse sheets with a heading of that pattern above filled cells."""
    words = {
        page.name: [word for word in dict.fromkeys(_headings(page)) if _fits(word, pattern)] for page in sheet.beside
    }
    return [_found(sheet, page, listed(words[page.name])) for page in sheet.beside if words[page.name]]


def _fits(heading: str, pattern: re.Pattern[str]) -> bool:
    """Compare a heading as headings are compared."""
    return pattern.fullmatch(folded(heading)) is not None


def contact_lists(sheet: Sheet) -> list[Finding]:
    """Refuse sheets with a column of telephone numbers or e-mail addresses."""
    what = say("intake.personal.contact")
    return [_found(sheet, page, what) for page in sheet.beside if any(map(_is_list, zip(*page.rows, strict=False)))]


def _is_list(column: tuple[object, ...]) -> bool:
    """Tell a column of several persons' telephone numbers or e-mail addresses."""
    return len(contacts({cell for cell in column if isinstance(cell, str)})) >= _LIST


def _texts(page: Page) -> Iterator[str]:
    """Give all texts of a sheet, and the numbers that have twelve digits."""
    for row in page.rows:
        for cell in row:
            if isinstance(cell, str) and cell:
                yield cell
            elif isinstance(cell, float) and 1e11 <= cell < 1e12:
                yield str(int(cell))


def _headings(page: Page) -> Iterator[str]:
    """Give the short texts of the first rows below which the next row is filled too."""
    for above, below in zip(page.rows[:SEARCHED], page.rows[1:], strict=False):
        for cell, next_cell in zip(above, below, strict=False):
            if isinstance(cell, str) and 0 < len(written(cell)) <= _LONGEST and next_cell != "":
                yield written(cell)


def _found(sheet: Sheet, page: Page, what: str) -> Finding:
    """Name the sheet and what it holds."""
    code = "personal_hidden" if page.hidden else "personal_beside"
    return Finding(code, Severity.REFUSED, Where(sheet.file, page.name), {"what": what})
