"""Cells read as numbers, answer codes and words: by column, each different cell once."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Callable, Collection
from typing import NamedTuple, TypeVar

import numpy as np
import pandas as pd

from shiensys.intake.findings import Finding, RefusedError, Severity
from shiensys.intake.sheets.sheet import Sheet

T = TypeVar("T")

LARGEST = 2**31 - 1  # that a column of whole numbers holds; nobody counts further
LINES = 10  # rows named one by one in a report; the rest is counted
_NUMBER = re.compile(r"([-+▲△]?)(\d+|\d{1,3}(?:,\d{3})+)(\.\d+)?(?:人|名|世帯|戸)?")
_MINUS = str.maketrans("−‐‑–", "----")
_NONE = frozenset("-―—ー─")
_UNKNOWN = frozenset(("*", "**", "***", "…", "...", "‥", "..", "不明", "不詳"))
_HIDDEN = frozenset("Xxχ")
_CODE = re.compile(r"(\d{1,9})(?:\.0+)?(?:[.:、,)]?[^\d.].*)?")


class Numbers(NamedTuple):
    """Numbers of a column. ``values``: float, NaN where none is stated; ``status``: one of tables.population.STATUSES;
    ``bad``: what stood there is no number."""

    values: pd.Series
    status: pd.Series
    bad: pd.Series


class Codes(NamedTuple):
    """Answer codes of a column. ``values``: Int8, blank where not answered; ``bad``: no code or beyond the last."""

    values: pd.Series
    bad: pd.Series


def by_cell(cells: pd.Series, read: Callable[[object], T], blank: T) -> list[T]:
    """Read each different cell once and give the results for all; ``blank`` for blank cells."""
    positions, different = pd.factorize(cells)
    results = [read(cell) for cell in different]
    results.append(blank)  # position -1
    return [results[position] for position in positions]


def numbers(cells: pd.Series) -> Numbers:
    """Read numbers: full-width digits, thousands commas, blanks inside, a unit behind.

    '-' is none (0), '***', '…' and a blank unknown, 'X' hidden: these two are NaN, and stay apart by status.

    >>> numbers(pd.Series(["１，２３４人", "-", "***", "X", None])).values.tolist()
    [1234.0, 0.0, nan, nan, nan]
    """
    positions, different = pd.factorize(cells)
    read = [number(cell) for cell in different] + [(math.nan, "unknown")]
    bad = np.array([state == "bad" for _, state in read])
    status = pd.array(["unknown" if state == "bad" else state for _, state in read], dtype="str")
    return Numbers(
        pd.Series(np.array([value for value, _ in read])[positions], index=cells.index),
        pd.Series(status[positions], index=cells.index),
        pd.Series(bad[positions], index=cells.index),
    )


def number(cell: object) -> tuple[float, str]:
    """Read one cell: the value and its status, which is ``bad`` where it is no number.

    >>> number("△12"), number("約10")
    ((-12.0, 'stated'), (nan, 'bad'))
    """
    if isinstance(cell, int | float):
        return float(cell), "stated"
    if not isinstance(cell, str):
        return math.nan, "bad"
    text = "".join(unicodedata.normalize("NFKC", cell).split()).translate(_MINUS)
    if not text or text in _UNKNOWN:
        return math.nan, "unknown"
    if text in _NONE:
        return 0.0, "none"
    if text in _HIDDEN:
        return math.nan, "hidden"
    found = _NUMBER.fullmatch(text)
    if not found:
        return math.nan, "bad"
    size = float(found[2].replace(",", "") + (found[3] or ""))
    return (-size if found[1] in ("-", "▲", "△") and found[1] else size), "stated"


def codes(cells: pd.Series, *, first: int, last: int) -> Codes:
    """Read answer codes: '3', '３', '③', '3.0', '3. できない'; a blank is not answered.

    >>> codes(pd.Series(["１", "2.できる", "9", None]), first=1, last=3).values.tolist()
    [1, 2, <NA>, <NA>]
    """
    positions, different = pd.factorize(cells)
    read = np.array([_code(cell, first, last) for cell in different] + [np.nan])[positions]
    bad = read == np.inf
    found = pd.array(np.where(bad, np.nan, read), dtype="Int8")
    return Codes(pd.Series(found, index=cells.index), pd.Series(bad, index=cells.index))


def _code(cell: object, first: int, last: int) -> float:
    """Read one answer: infinite where it is no code, NaN where only blanks are written."""
    text = unicodedata.normalize("NFKC", str(cell)).strip()
    if not text:
        return math.nan
    found = _CODE.fullmatch(text)
    return float(found[1]) if found and first <= int(found[1]) <= last else math.inf


def texts(cells: pd.Series) -> pd.Series:
    """Read words: blanks around are cut, blank cells NaN, a whole number without its point.

    >>> texts(pd.Series([" 八万　", 12.0, "", None])).tolist()
    ['八万', '12', nan, nan]
    """
    if isinstance(cells.dtype, pd.StringDtype):
        stripped = cells.str.strip()
        return stripped.mask(stripped == "").astype("str")
    return pd.Series(by_cell(cells, _text, None), index=cells.index, dtype="str")


def _text(cell: object) -> str | None:
    """Read one cell as words."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip() or None


def persons(sheet: Sheet, heading: str) -> Numbers:
    """Read a column of counts; refuses ``not_a_number``, also beyond LARGEST, and ``negative`` by row."""
    read = numbers(sheet.cells[heading])
    faults = [
        *in_rows("not_a_number", Severity.REFUSED, read.bad | (read.values > LARGEST), sheet, heading),
        *in_rows("negative", Severity.REFUSED, read.values < 0, sheet, heading),
    ]
    if faults:
        raise RefusedError(faults)
    return read


def refuse_rows(code: str, bad: pd.Series, sheet: Sheet, heading: str = "", **values: object) -> None:
    """Refuse the file if any row is bad, naming the first rows and counting the rest."""
    if bad.any():
        raise RefusedError(in_rows(code, Severity.REFUSED, bad, sheet, heading, **values))


def refuse_unsaved(sheet: Sheet, headings: Collection[str]) -> None:
    """Refuse (``formula_unsaved``) columns in which a formula has no saved value: it isn't worked out here."""
    faults: list[Finding] = []
    for heading in headings:
        rows = [row for row in sheet.unsaved.get(heading, ()) if row in sheet.cells.index]
        faults += in_rows("formula_unsaved", Severity.REFUSED, pd.Series(True, index=rows), sheet, heading)
    if faults:
        raise RefusedError(faults)


def in_rows(
    code: str, severity: Severity, bad: pd.Series, sheet: Sheet, heading: str = "", **values: object
) -> list[Finding]:
    """Give a finding for each of the first bad rows (``bad``: True by row), and one that counts and knows the rest."""
    rows = [int(row) for row in bad.index[bad.to_numpy(dtype=bool)]]
    named = [Finding(code, severity, sheet.where(row, heading), values, (row,)) for row in rows[:LINES]]
    if len(rows) > LINES:
        rest = Finding("more_rows", severity, sheet.where(column=heading), {"n": len(rows) - LINES})
        named.append(rest.about(rows[LINES:]))
    return named
