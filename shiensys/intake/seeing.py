"""A sheet opened, and its look told before anything in it can be refused."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import Path

import pandas as pd

from shiensys.intake.findings import RefusedError, Where
from shiensys.intake.look import Look, Seen
from shiensys.intake.privacy.personal import refuse_numbers
from shiensys.intake.request import Request
from shiensys.intake.sheets import delimited, workbook
from shiensys.intake.sheets.decode import decoded
from shiensys.intake.sheets.heading_rows import SEARCHED, Row, folded, written
from shiensys.intake.sheets.headings import aliases, known, likely
from shiensys.intake.sheets.sheet import Sheet, read_sheet
from shiensys.intake.sheets.values import refuse_unsaved

SAMPLES = 3  # different values a column: enough to know it again
LONGEST_SAMPLE = 20  # characters
_LOOKED_AT = 200  # rows in which samples are looked for, before the whole column is
_NOT_KNOWN = "no_known_heading"

Taken = Callable[[Sheet], Mapping[str, str]]  # heading in the sheet -> our column


def opened(
    request: Request,
    *kinds: str,
    more: Collection[str] = (),
    required: Collection[str] = (),
    taken: Taken | None = None,
    by_heading: Callable[[str], bool] = lambda _heading: False,
) -> Sheet:
    """Open the sheet of a file, and tell what it is taken for. Refuses what ``read_sheet`` does.

    ``kinds``: tables of headings that it may have, its own kind first. ``more``: other headings that are known,
    ``required``: those that count twice. ``taken``: our column by heading in the sheet, where the tables of
    headings don't tell it. ``by_heading``: headings that say themselves what stands below them.
    """
    headings = [*known(kinds[0], request.mapping), *more]
    headings += [heading for kind in kinds[1:] for heading in known(kind, {})]
    try:
        sheet = read_sheet(request.path, known=headings, required=required)
    except RefusedError as error:
        guess = _guess(request.path) if error.findings[0].code == _NOT_KNOWN else None
        if guess is not None:
            request.tell(look(guess, kinds, {}, by_heading))
        raise
    seen_as = look(sheet, kinds, taken(sheet) if taken else matching(sheet, kinds, request), by_heading)
    request.tell(seen_as)
    refuse_unsaved(sheet, [column.heading for column in seen_as.columns if column.column is not None])
    refuse_numbers(sheet)
    return sheet


def matching(sheet: Sheet, kinds: Iterable[str], request: Request) -> dict[str, str]:
    """Give our column by heading in the sheet, as the user and the tables of headings say; nothing is refused."""
    own, *others = kinds
    pairs = likely(sheet.cells.columns, own, request.mapping)
    for kind in others:
        pairs = likely(sheet.cells.columns, kind, {}) | {key: heading for key, heading in pairs.items() if heading}
    return by_heading_of(pairs)


def by_heading_of(pairs: Mapping[str, str]) -> dict[str, str]:
    """Turn the heading by our column round; of two columns under one heading the earlier counts.

    >>> by_heading_of({"area": "住所", "address": "住所", "date": ""})
    {'住所': 'area'}
    """
    return {heading: column for column, heading in reversed([*pairs.items()]) if heading}


def look(sheet: Sheet, kinds: Iterable[str], ours: Mapping[str, str], by_heading: Callable[[str], bool]) -> Look:
    """Say what a sheet is taken for. ``ours``: our column by heading in it."""
    columns = tuple(
        seen(heading, sheet.cells[heading], ours.get(heading), by_heading(heading)) for heading in sheet.cells.columns
    )
    possible = dict.fromkeys([*(column for kind in kinds for column in aliases(kind)), *ours.values()])
    rows = len(sheet.cells)
    return Look(sheet.name, sheet.heading_row, rows, columns, tuple(possible), shape(sheet.cells.columns))


def seen(heading: str, cells: pd.Series, column: str | None, by_heading: bool = False) -> Seen:
    """Describe one column by its first different values."""
    values = cells.iloc[:_LOOKED_AT].dropna()
    if values.empty:
        first = cells.first_valid_index()
        values = cells.loc[first:first] if first is not None else values
    samples = dict.fromkeys(filter(None, map(sample, values.drop_duplicates().iloc[: 2 * SAMPLES])))
    counted = column is None and by_heading
    return Seen(heading, tuple(samples)[:SAMPLES], "persons" if counted else column, counted)


def sample(cell: object) -> str:
    """Write one cell shortly, on one line.

    >>> sample(12.0), sample(dt.datetime(2026, 3, 31)), sample("第2層\\nコーディネーターが毎月確かめている")
    ('12', '2026-03-31', '第2層 コーディネーターが毎月確かめて…')
    """
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat()
    text = " ".join(str(cell)[: 4 * LONGEST_SAMPLE].split())
    return text if len(text) <= LONGEST_SAMPLE else text[: LONGEST_SAMPLE - 1] + "…"


def shape(headings: Iterable[str]) -> str:
    """Give what files with these headings share, however they spell them."""
    return hashlib.sha256("\n".join(map(folded, headings)).encode()).hexdigest()


def _guess(path: Path) -> Sheet | None:
    """Read a file whose headings nobody knows by its likeliest heading row; None where that can't be done either."""
    try:
        tops = _tops(path)
        headings = max((_headings(rows) for rows in tops), key=len, default=())
        return read_sheet(path, known=headings) if headings else None
    except RefusedError:
        return None


def _tops(path: Path) -> list[Iterable[Row]]:
    """Give the first rows of every sheet, or of a text by every delimiter."""
    data, where = path.read_bytes(), Where(path.name)
    if workbook.is_workbook(data):
        return [page.rows[:SEARCHED] for page in workbook.pages(data, where)]
    text = decoded(data, where).text
    return [delimited.top(text, sign, rows=SEARCHED).rows for sign in delimited.DELIMITERS]


def _headings(rows: Iterable[Row]) -> tuple[str, ...]:
    """Give the row with most different words: figures are no headings, and of equal rows the first one is taken."""
    words = ([written(cell) for cell in row if isinstance(cell, str)] for row in rows)
    different = [tuple(dict.fromkeys(word for word in row if word and not _is_figure(word))) for row in words]
    return max(different, key=len, default=())


def _is_figure(word: str) -> bool:
    """Tell what is a number or a date, however it is written."""
    return not any(sign.isalpha() for sign in word) or sum(map(str.isdigit, word)) > len(word) / 2
