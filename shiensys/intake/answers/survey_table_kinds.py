"""What a row of a cross-table counts: a kind of support, or an indicator such as the risk of falling."""

from __future__ import annotations

import difflib
from functools import lru_cache

import pandas as pd

from shiensys.errors import UnknownKindError
from shiensys.intake.findings import Finding, RefusedError, Severity
from shiensys.intake.roster.kindwords import kinds, named
from shiensys.intake.sheets.sheet import Sheet
from shiensys.intake.sheets.values import LINES, refuse_rows, texts
from shiensys.intake.sheets.wording import listed
from shiensys.tables.categories import REFERENCE_FOLDER, categories
from shiensys.tables.indicators import indicators

NEAREST = 3  # names offered for a word that isn't known
SEVERAL = ";"  # stands between kinds, of which one row holds one


def counted(sheet: Sheet, heading: str) -> pd.Series:
    """Give the key of the kind of support or of the indicator by row.

    Refuses ``kind_blank``, ``one_kind`` and ``unknown_counted`` (by word, with the nearest names).
    """
    cells = texts(sheet.cells[heading])
    refuse_rows("kind_blank", cells.isna(), sheet, heading)
    known = {text: key(text) for text in cells.unique()}
    keys = cells.map(known)
    refuse_rows("one_kind", keys == SEVERAL, sheet, heading)
    wrong = [
        Finding("unknown_counted", Severity.REFUSED, sheet.where(int(str(row)), heading), _offered(text)).about(
            cells.index[cells == text]
        )
        for row, text in cells[keys.eq("")].drop_duplicates().items()
    ]
    if wrong:
        raise RefusedError(wrong[:LINES])
    return keys.astype("str")


def key(text: str) -> str:
    """Read one cell: the key of what it names, blank where nobody knows it, SEVERAL where it names more than one.

    >>> key("転倒リスク"), key("買い物支援"), key("学習・教養"), key("見守り;配食"), key("楽しさ")
    ('falls', 'shopping', 'takes_part_learning', ';', '')
    """
    if known := _indicators().get(named(text)):
        return known
    try:
        found = kinds(text)
    except UnknownKindError:
        return ""
    return found[0] if len(found) == 1 else SEVERAL


def names() -> tuple[str, ...]:
    """Give the names to choose from: kinds of support first."""
    return (*(each.name_ja for each in categories()), *(each.name_ja for each in indicators()))


def is_indicator(keys: pd.Series) -> pd.Series:
    """Tell the rows that count an indicator."""
    return keys.isin([each.key for each in indicators()]) & ~keys.isin([each.kind for each in categories()])


def _offered(text: str) -> dict[str, object]:
    """Give what is said of a word that isn't known."""
    close = difflib.get_close_matches(text, names(), n=NEAREST, cutoff=0.3)
    return {"kind": text, "known": listed(close or names(), NEAREST)}


@lru_cache
def _indicators() -> dict[str, str]:
    """Give every indicator by its key, its names, and the words that reports use for it."""
    words = pd.read_csv(REFERENCE_FOLDER / "indicator_words.csv", dtype=str)
    known = {named(word): each for each, word in zip(words["indicator"], words["word"], strict=True)}
    for each in indicators():
        known |= {named(name): each.key for name in (each.key, each.name_ja, each.name_en)}
    return known
