"""What leads to a person, told by the contents of cells: 個人番号, telephone numbers, e-mail addresses, birth dates.

Silent on clean forms: figures, codes and respondents' numbers are none of these.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Collection, Iterable

import pandas as pd

from shiensys.intake.sheets.dates import parse

# 平成26年総務省令第85号: Q of the 11 digits from the left; the twelfth is the check digit
_WEIGHTS = (6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2)
_TWELVE = re.compile(r"(?<![\d.-])\d{4}[ -]?\d{4}[ -]?\d{4}(?![\d.]|-\d)")
_TELEPHONE = re.compile(
    r"(?<![\d-])(?:0\d{1,4}-\d{1,4}-\d{4}|0\d{1,4}\(\d{1,4}\)\d{4}|\(0\d{1,4}\)\d{1,4}-\d{4}|0[789]0\d{8})(?![\d-])"
)
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_DASHES = str.maketrans("−‐‑–—―ーｰ－（）", "---------()")
_YOUNGEST, _OLDEST = 18, 120  # years: who answers a survey was born so long ago
_MOST = 0.5  # of a column of numbers: one in eleven 12-digit numbers passes for a 個人番号 by chance
_SAMPLED = 2_000  # different values that are tried as dates: reading one takes longer than all else here


def plain(cell: str) -> str:
    """Bring a cell to the form in which numbers are looked for."""
    return unicodedata.normalize("NFKC", cell).translate(_DASHES)


def is_personal_number(digits: str) -> bool:
    """Tell whether twelve digits pass as a 個人番号 by their check digit.

    >>> is_personal_number("123456789018"), is_personal_number("123456789012")
    (True, False)
    """
    rest = sum(int(digit) * weight for digit, weight in zip(digits[:11], _WEIGHTS, strict=True)) % 11
    return int(digits[11]) == (0 if rest <= 1 else 11 - rest)


def personal_numbers(texts: Collection[str]) -> set[str]:
    """Give the texts that hold a 個人番号; a list of other numbers of twelve digits holds none.

    Of texts that are such a number and nothing else, most must pass the check digit.

    >>> sorted(personal_numbers(["家族の番号は1234 5678 9018です", "202600000001"]))
    ['家族の番号は1234 5678 9018です']
    """
    found, alone, passing = set(), 0, set()
    for text in texts:
        written = plain(text)
        for match in _TWELVE.finditer(written):
            passes = is_personal_number(re.sub(r"\D", "", match[0]))
            if match[0] == written.strip():
                alone += 1
                passing |= {text} if passes else set()
            elif passes:
                found.add(text)
    return found | (passing if len(passing) > _MOST * alone else set())


def contacts(texts: Iterable[str]) -> set[str]:
    """Give the texts that hold a telephone number or an e-mail address.

    >>> sorted(contacts(["０９０－１２３４－５６７８", "088(621)5175", "taro@example.jp", "2026-03-31", "1-2-3"]))
    ['088(621)5175', 'taro@example.jp', '０９０－１２３４－５６７８']
    """
    return {text for text in texts if _TELEPHONE.search(plain(text)) or _EMAIL.search(plain(text))}


def are_birth_dates(cells: Collection[object], today: dt.date) -> bool:
    """Tell whether most different values of a column are days on which somebody who answers may be born.

    >>> are_birth_dates(["昭和20年5月1日", "S15.1.3", "不明"], dt.date(2026, 11, 1))
    True
    >>> are_birth_dates(["2026-01-31"], dt.date(2026, 11, 1))
    False
    """
    tried = [cell for cell in cells if isinstance(cell, str | dt.date)][:_SAMPLED]
    ages = [(today - day).days / 365.25 for day in map(parse, tried) if day is not None]
    return sum(_YOUNGEST <= age <= _OLDEST for age in ages) > _MOST * max(len(tried), 1)


def text_values(cells: pd.Series) -> list[str]:
    """Give the different texts of a column; of one of numbers alone none, unless they have twelve digits.

    >>> text_values(pd.Series(["八万", "八万", None])), text_values(pd.Series([1.0, 123456789018.0]))
    (['八万'], ['123456789018'])
    """
    if pd.api.types.is_numeric_dtype(cells):
        long = cells[cells.between(1e11, 1e12 - 1)]
        return [str(int(number)) for number in long.unique()]
    different = cells.unique()  # a blank among them is no text: leaving all of them out first would cost more
    return [one if isinstance(one, str) else str(int(one)) for one in different if isinstance(one, str) or _long(one)]


def _long(cell: object) -> bool:
    """Tell a number of twelve digits, as a workbook holds it."""
    return isinstance(cell, float) and 1e11 <= cell < 1e12
