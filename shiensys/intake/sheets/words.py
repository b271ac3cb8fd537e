"""Words in cells that stand for one of a few codes: 活動中, 公開, 男."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

import pandas as pd

from shiensys.intake.sheets.sheet import Sheet
from shiensys.intake.sheets.values import by_cell, refuse_rows, texts
from shiensys.intake.sheets.wording import listed
from shiensys.tables.categories import REFERENCE_FOLDER


def coded(cells: pd.Series, meaning: str) -> pd.Series:
    """Give the code of each cell of text by the words of ``meaning``; NaN where blank or not known.

    >>> coded(pd.Series(["休止", "公開"]), "status").tolist()
    ['inactive', nan]
    """
    known = codes(meaning)
    return pd.Series(by_cell(cells, lambda text: known.get(folded(str(text))), None), index=cells.index, dtype="str")


def checked(sheet: Sheet, heading: str, meaning: str) -> pd.Series:
    """Give the codes of a column; NaN where blank. Refuses (``unknown_word``) other words by row."""
    cells = texts(sheet.cells[heading])
    result = coded(cells, meaning)
    bad = cells.notna() & result.isna()
    refuse_rows("unknown_word", bad, sheet, heading, allowed=listed(first_words(meaning)))
    return result


@lru_cache
def codes(meaning: str) -> dict[str, str]:
    """Give the codes by word, words folded; a code may also be written itself."""
    lines = _table()[_table()["list"] == meaning]
    itself = {folded(code): code for code in lines["code"]}
    return itself | {folded(word): code for word, code in zip(lines["word"], lines["code"], strict=True)}


def first_words(meaning: str) -> tuple[str, ...]:
    """Give the words that our templates show, one a code.

    >>> first_words("contact_public")
    ('公開', '内部')
    """
    lines = _table()[_table()["list"] == meaning]
    return tuple(lines.drop_duplicates("code")["word"])


def folded(word: str) -> str:
    """Bring a word to the form in which words are compared.

    >>> folded("ｻﾛﾝ Ａ")
    'サロンa'
    """
    return "".join(unicodedata.normalize("NFKC", word).split()).casefold()


@lru_cache
def _table() -> pd.DataFrame:
    """Read the words. Kept for the life of the process: they are part of the program."""
    return pd.read_csv(REFERENCE_FOLDER / "cell_words.csv", dtype=str, keep_default_na=False)
