"""The kinds of support that a cell names, in whatever words."""

from __future__ import annotations

import difflib
import re
import unicodedata
from functools import lru_cache

import pandas as pd

from shiensys.errors import UnknownKindError
from shiensys.intake.findings import Finding, RefusedError, Severity
from shiensys.intake.sheets.sheet import Sheet
from shiensys.intake.sheets.values import LINES, texts
from shiensys.intake.sheets.wording import listed
from shiensys.intake.sheets.words import folded
from shiensys.tables.categories import REFERENCE_FOLDER, categories
from shiensys.tables.resources import SEPARATOR

NEAREST = 3  # names offered for a word that isn't known
NAMED = 12  # all kinds, where none is near
_SEPARATORS = re.compile(r"[;；、,，\n/／]")


def kinds(text: str) -> tuple[str, ...]:
    """Give the kinds named in one cell, each once, in the order of the cell.

    Names that hold ・ themselves are looked for whole first. Raises UnknownKindError with the word and its nearest.

    >>> kinds("通いの場・サロン；買い物支援")
    ('salon', 'shopping')
    >>> kinds("見守り・配食")
    ('watching', 'meals')
    """
    found = [kind for word in _SEPARATORS.split(text) if word.strip() for kind in _word(word)]
    return tuple(dict.fromkeys(found))


def keys(sheet: Sheet, heading: str) -> pd.Series:
    """Give the keys of the kinds in a column, joined by ';'; NaN where blank. Refuses (``unknown_kind``) by word."""
    cells = texts(sheet.cells[heading])
    known: dict[str, str] = {}
    wrong: list[Finding] = []
    for row, text in cells.dropna().drop_duplicates().items():
        try:
            known[text] = SEPARATOR.join(kinds(text))
        except UnknownKindError as error:
            found = Finding("unknown_kind", Severity.REFUSED, sheet.where(int(str(row)), heading), error.values)
            wrong.append(found.about(cells.index[cells == text]))
    if wrong:
        raise RefusedError(wrong[:LINES])
    return cells.map(known).astype("str")


def _word(word: str) -> tuple[str, ...]:
    """Read one word, or several joined by ・."""
    if whole := _known().get(named(word)):
        return (whole,)
    pieces = [piece for piece in unicodedata.normalize("NFKC", word).split("・") if piece.strip()]
    found = tuple(_known().get(named(piece), "") for piece in pieces)
    if not found or "" in found:
        raise UnknownKindError("common.unknown_kind", kind=word.strip(), known=listed(nearest(word), NAMED))
    return found


def nearest(word: str) -> tuple[str, ...]:
    """Give the names of kinds that are most like a word, all names where none is.

    >>> nearest("買い物のお手伝い")[0]
    '買い物の手助け'
    """
    close = difflib.get_close_matches(named(word), list(_known()), n=NEAREST, cutoff=0.4)
    names = {one.kind: one.name for one in categories()}
    found = dict.fromkeys(names[_known()[key]] for key in close)
    return tuple(found) or tuple(names.values())


def named(word: str) -> str:
    """Bring the name of a kind or an indicator to the form in which names are compared: dots part no words.

    >>> named("通いの場・サロン") == named("通いの場サロン")
    True
    """
    return folded(word).replace("・", "")


@lru_cache
def _known() -> dict[str, str]:
    """Give every kind by its key, its names, and the words that files use for it."""
    words = pd.read_csv(REFERENCE_FOLDER / "kind_words.csv", dtype=str)
    known = {named(word): kind for kind, word in zip(words["kind"], words["word"], strict=True)}
    for one in categories():
        known |= {named(name): one.kind for name in (one.kind, one.name_ja, one.name_en)}
    return known
