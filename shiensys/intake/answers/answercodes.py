"""Answers of a form as codes: one column after the other, each different cell once."""

from __future__ import annotations

import math
import re
import unicodedata
from typing import NamedTuple

import numpy as np
import pandas as pd

from shiensys.intake.sheets.words import codes
from shiensys.tables.items import Item
from shiensys.tables.survey import UNSOLVED

_NOT_SAID = (99, 999)  # customary codes of 無回答, where the question has no such answer
_WORDED = re.compile(r"(\d+)(?:\.0+)?(?:\s*[.:、,)]?\s*[^\d\s.,、;/・].*)?")  # 3; 3.0; 3. できない
_SEVERAL = re.compile(r"\d+(?:\s*[\s,、;/・]\s*\d+)+")
_CIRCLED = re.compile("([①-⑳])")
_BOXES = {"○": 1, "〇": 1, "◯": 1, "レ": 1, "✓": 1, "×": 0}
_TWO = -math.inf  # two answers where there is one

Bounds = tuple[int, int]


class Answers(NamedTuple):
    """Answers of a column.

    ``values``: Int8, blank where not answered; ``bad``: the question has no such answer; ``several``: in one cell, of
    which one counts; ``two``: in one cell, where the question has one answer.
    """

    values: pd.Series
    bad: pd.Series
    several: pd.Series
    two: pd.Series


def answers(cells: pd.Series, column: str, bounds: Bounds) -> Answers:
    """Read the answers of one column. ``bounds``: least and greatest code; 0 and 1 are a box.

    Of several answers on how a trouble is solved, 10 (can't solve it) counts before all, else the first.

    >>> answers(pd.Series(["1", "３. できない", "無回答", "4"]), "shops", (1, 3)).values.tolist()
    [1, 3, <NA>, <NA>]
    >>> answers(pd.Series(["1、10"]), "solved_shopping", (1, 10)).values.tolist()
    [10]
    """
    plain = _plain(cells, *bounds)
    if plain is not None:
        nowhere = pd.Series(False, index=cells.index)
        return Answers(plain, bad=nowhere, several=nowhere, two=nowhere)
    positions, different = pd.factorize(cells)
    read = [_answer(cell, column, bounds) for cell in different]
    values = np.array([*(value for value, _ in read), math.nan])[positions]
    several = np.array([*(one for _, one in read), False])[positions]
    found = pd.array(np.where(np.isinf(values), np.nan, values), dtype="Int8")
    index = cells.index
    return Answers(
        pd.Series(found, index=index),
        bad=pd.Series(values == math.inf, index=index),
        several=pd.Series(several, index=index),
        two=pd.Series(values == _TWO, index=index),
    )


def boxes(cells: pd.Series, item: Item) -> tuple[pd.DataFrame, pd.Series]:
    """Read a list in each cell as a column for each box, and where a cell holds what the question doesn't have.

    >>> from shiensys.tables.codebook import codebook, item_of
    >>> found, bad = boxes(pd.Series(["1,8", "①③", "9", None]), item_of(codebook("dai9").items, "listens_other"))
    >>> found["listens_child_apart"].tolist(), bad.tolist()
    ([0, 1, <NA>, <NA>], [False, False, True, False])
    """
    positions, different = pd.factorize(cells)
    read = [_marked(cell, len(item.codes)) for cell in different]
    bad = np.array([*(marks is None for marks in read), False])[positions]
    columns = {}
    for at, column in enumerate(item.columns, start=1):
        given = np.array([*(float(at in marks) if marks else math.nan for marks in read), math.nan])[positions]
        columns[column] = pd.Series(pd.array(given, dtype="Int8"), index=cells.index)
    return pd.DataFrame(columns, index=cells.index), pd.Series(bad, index=cells.index)


def _marked(cell: object, last: int) -> frozenset[int] | None:
    """Give the boxes that one cell lists, none where it isn't answered; None where it can't be read."""
    text = _text(cell)
    if not text or text.casefold() in codes("no_answer") or text in map(str, _NOT_SAID):
        return frozenset()
    worded = _WORDED.fullmatch(text)
    if not (worded or _SEVERAL.fullmatch(text)):
        return None
    marks = frozenset([int(worded[1])] if worded else map(int, re.findall(r"\d+", text)))
    return marks if all(1 <= mark <= last for mark in marks) else None


def _plain(cells: pd.Series, first: int, last: int) -> pd.Series | None:
    """Read a clean column at once; None where any cell needs a closer look."""
    try:
        values = cells.astype("Int8")
    except (ValueError, TypeError, OverflowError):  # words, blanks, full-width digits, a number beyond all
        return None
    return values if values.between(first, last).all() else None


def _answer(cell: object, column: str, bounds: Bounds) -> tuple[float, bool]:
    """Read one cell: its code (NaN: not answered; infinite: no answer to this), and whether one of several counts."""
    text = _text(cell)
    if not text or text.casefold() in codes("no_answer"):
        return math.nan, False
    if bounds == (0, 1) and text in _BOXES:
        return _BOXES[text], False
    if _SEVERAL.fullmatch(text):
        if not column.startswith("solved_"):
            return _TWO, False
        marked = [_in_range(int(mark), bounds) for mark in re.findall(r"\d+", text)]
        return max(marked) if max(marked) >= UNSOLVED else marked[0], True
    worded = _WORDED.fullmatch(text)
    return (_in_range(int(worded[1]), bounds) if worded else math.inf), False


def _text(cell: object) -> str:
    """Give a cell as text; signs in circles stay apart, and a whole number has no point."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return unicodedata.normalize("NFKC", _CIRCLED.sub(r" \1 ", str(cell))).strip()


def _in_range(code: int, bounds: Bounds) -> float:
    """Give a code as it is where the question has it; NaN for 99 and 999; infinite for others."""
    if bounds[0] <= code <= bounds[1]:
        return code
    return math.nan if code in _NOT_SAID else math.inf
