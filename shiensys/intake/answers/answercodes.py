"""Answers of a form as codes: one column after the other, each different cell once."""

from __future__ import annotations

import math
import re
import unicodedata
from typing import NamedTuple

import numpy as np
import pandas as pd

from shiensys.intake.sheets.words import codes
from shiensys.tables.survey import SOLUTIONS, TROUBLES, UNSOLVED, WISHES

_NOT_SAID = (99, 999)  # customary codes of 無回答, where the question has no such answer
_WORDED = re.compile(r"(\d+)(?:\.0+)?(?:\s*[.:、,)]?\s*[^\d\s.,、;/・].*)?")  # 3; 3.0; 3. できない
_SEVERAL = re.compile(r"\d+(?:\s*[\s,、;/・]\s*\d+)+")
_BOXES = {"○": 1, "〇": 1, "◯": 1, "レ": 1, "✓": 1, "×": 0}

# First and last code by column: 第9期 form; boxes are 0 and 1
RANGES: dict[str, tuple[int, int]] = (
    {"household": (1, 5), "bus_alone": (1, 3), "shops": (1, 3), "cooks": (1, 3), "kayoinoba": (1, 6)}
    | {"join": (1, 4), "organise": (1, 4), "nobody_listens": (0, 1)}
    | {f"trouble_{item}": (0, 1) for item in TROUBLES}
    | {f"solved_{item}": (SOLUTIONS[0], SOLUTIONS[-1]) for item in TROUBLES}
    | {f"wish_{item}": (0, 1) for item in WISHES}
)


class Answers(NamedTuple):
    """Answers of a column.

    ``values``: Int8, blank where not answered; ``bad``: the question has no such answer; ``several``: in one cell.
    """

    values: pd.Series
    bad: pd.Series
    several: pd.Series


def answers(cells: pd.Series, column: str) -> Answers:
    """Read the answers of one of the columns of RANGES.

    Of several answers on how a trouble is solved, 10 (can't solve it) counts before all, else the first.

    >>> answers(pd.Series(["1", "３. できない", "無回答", "4"]), "shops").values.tolist()
    [1, 3, <NA>, <NA>]
    >>> answers(pd.Series(["1、10"]), "solved_shopping").values.tolist()
    [10]
    """
    plain = _plain(cells, *RANGES[column])
    if plain is not None:
        nowhere = pd.Series(False, index=cells.index)
        return Answers(plain, bad=nowhere, several=nowhere)
    positions, different = pd.factorize(cells)
    read = [_answer(cell, column) for cell in different]
    values = np.array([*(value for value, _ in read), math.nan])[positions]
    several = np.array([*(one for _, one in read), False])[positions]
    bad = np.isinf(values)
    found = pd.array(np.where(bad, np.nan, values), dtype="Int8")
    return Answers(
        pd.Series(found, index=cells.index),
        pd.Series(bad, index=cells.index),
        pd.Series(several, index=cells.index),
    )


def _plain(cells: pd.Series, first: int, last: int) -> pd.Series | None:
    """Read a clean column at once; None where any cell needs a closer look."""
    try:
        values = cells.astype("Int8")
    except (ValueError, TypeError, OverflowError):  # words, blanks, full-width digits, a number beyond all
        return None
    return values if values.between(first, last).all() else None


def _answer(cell: object, column: str) -> tuple[float, bool]:
    """Read one cell: its code (NaN: not answered; infinite: no answer to this), and whether it holds several."""
    text = unicodedata.normalize("NFKC", str(cell)).strip()
    if not text or text.casefold() in codes("no_answer"):
        return math.nan, False
    if RANGES[column][0] == 0 and text in _BOXES:
        return _BOXES[text], False
    if column.startswith("solved_") and _SEVERAL.fullmatch(text):
        marked = [_in_range(int(mark), column) for mark in re.findall(r"\d+", text)]
        return max(marked) if max(marked) >= UNSOLVED else marked[0], True
    worded = _WORDED.fullmatch(text)
    return (_in_range(int(worded[1]), column) if worded else math.inf), False


def _in_range(code: int, column: str) -> float:
    """Give a code as it is where the question has it; NaN for 99 and 999; infinite for others."""
    first, last = RANGES[column]
    if first <= code <= last:
        return code
    return math.nan if code in _NOT_SAID else math.inf
