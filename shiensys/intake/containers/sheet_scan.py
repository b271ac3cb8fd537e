"""What the XML of a sheet holds, told by quick looks at its bytes before a reader lays out all its cells.

A reader fills a rectangle as large as the farthest cell: two cells at the corners of a sheet would fill any memory.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np

_LAST_COLUMN = 16_384  # XFD
_REACH = 1 << 14  # bytes that are kept for the next piece at most; a formula has 8,192 characters
_ROOM = bytes(24)  # behind a window: from a cell's beginning to the end of its reference, with some to spare
_BEGINNING = int.from_bytes(b"<c", "little")
_REFERENCE = int.from_bytes(b' r="', "little")
_LETTER, _ZERO, _QUOTE = ord("A"), ord("0"), ord('"')
_BLANKS = np.frombuffer(b" \t\r\n/>", dtype=np.uint8)
_PREFIXED = re.compile(rb"<[\w.-]+:(?:c|row)[\s/>]")
_ROW_HIDDEN = re.compile(rb'<row\s[^>]*?hidden="(?:1|true)"[^>]*>')
_COLUMN_HIDDEN = re.compile(rb'<col\s[^>]*?hidden="(?:1|true)"[^>]*>')
_NUMBER = re.compile(rb'\s(?:r|min|max)="(\d{1,7})"')
# A formula without a value, or with an empty one where a number would stand; an empty text is a value
_UNSAVED = re.compile(
    rb'<c r="([A-Z]+)(\d+)"(?![^>]*\st="str")[^>]*>\s*<f(?:\s[^>]*)?(?:/>|>[^<]*</f>)\s*(?:<v\s*/>|<v></v>)?\s*</c>'
)


class OddError(Exception):
    """Cells are written in another way than spreadsheets write them: a slower look is needed."""


@dataclass
class Scan:
    """What was seen so far. ``rows``, ``columns``: the farthest cell's; ``unsaved``: (row, column) of formulas without
    a saved value; all count from 1."""

    rows: int = 0
    columns: int = 0
    cells: int = 0
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    unsaved: list[tuple[int, int]] = field(default_factory=list)

    def reach(self, row: int, column: int) -> None:
        """Take note of a cell."""
        self.rows, self.columns = max(self.rows, row), max(self.columns, column)

    def hide_columns(self, first: int, last: int) -> None:
        """Take note of hidden columns; up to the end of the sheet means those that nobody uses."""
        if last < _LAST_COLUMN:
            self.hidden_columns |= set(range(first, last + 1))


def scanned(pieces: Iterable[bytes]) -> Scan:
    """Scan the XML of one sheet; raises OddError."""
    found, carried = Scan(), b""
    for piece in pieces:
        window = b"".join((carried, piece, _ROOM))
        size = len(window) - len(_ROOM)
        cut = max(window.rfind(b"<c", max(0, size - _REACH), size), size - _REACH, 0)
        _scan(window, cut, found)
        carried = window[cut:size]
    _scan(carried + _ROOM, len(carried), found)
    return found


def _scan(window: bytes, end: int, found: Scan) -> None:
    """Scan the cells that begin before ``end``."""
    if b":" in window and _PREFIXED.search(window):
        raise OddError
    places = _cells(window, end)
    found.cells += len(places)
    if len(places):
        _measure(window, places, found)
    # one letter is looked for first: that is quicker by far than two
    if b"f" in window:
        found.unsaved += [(int(row), column_number(name)) for name, row in _UNSAVED.findall(window, 0, end)]
    if b"h" in window and b"hidden" in window:
        _hidden(window[:end], found)


def _hidden(window: bytes, found: Scan) -> None:
    """Take note of hidden rows and columns."""
    found.hidden_rows |= {number for tag in _ROW_HIDDEN.findall(window) for number in _numbers(tag)}
    for tag in _COLUMN_HIDDEN.findall(window):
        if numbers := _numbers(tag):
            found.hide_columns(min(numbers), max(numbers))


def _cells(window: bytes, end: int) -> np.ndarray:
    """Give the positions of all cells that begin before ``end``; raises OddError where one doesn't begin as usual."""
    signs = np.frombuffer(window, dtype=np.uint8)
    even, odd = end & ~1, max((end - 1) & ~1, 0)  # a window may hold no whole sign
    at_even = np.flatnonzero(signs[:even].view("<u2") == _BEGINNING) * 2
    at_odd = np.flatnonzero(signs[1 : 1 + odd].view("<u2") == _BEGINNING) * 2 + 1
    places = np.concatenate([at_even, at_odd]) if odd > 0 else at_even
    usual = _wide(window, "<u4")[places + 2] == _REFERENCE
    if usual.all():
        return places
    if np.isin(signs[places[~usual] + 2], _BLANKS).any():  # a cell; else <cols and the like
        raise OddError
    kept: np.ndarray = places[usual]
    return kept


def _measure(window: bytes, places: np.ndarray, found: Scan) -> None:
    """Find the farthest row and column by the references of the cells."""
    signs = np.frombuffer(window, dtype=np.uint8)
    names = places + 6
    second = signs[names + 1] >= _LETTER
    third = second & (signs[names + 2] >= _LETTER)
    found.columns = max(found.columns, column_number(_farthest(window, names, second, third)))
    numbers = _wide(window, "<u8")[names + 1 + second + third]
    kept = np.flatnonzero(np.append(True, numbers[1:] != numbers[:-1]))  # cells of one row stand together
    found.rows = max(found.rows, _largest(numbers[kept]))


def _farthest(window: bytes, names: np.ndarray, second: np.ndarray, third: np.ndarray) -> bytes:
    """Give the letters of the farthest column: of the longest, the last by alphabet."""
    if third.any():
        return int(_wide(window, ">u4")[names[third]].max()).to_bytes(4, "big")[:3]
    if second.any():
        return int((_wide(window, ">u2")[names] * second).max()).to_bytes(2, "big")
    return int(_wide(window, "u1")[names].max()).to_bytes(1, "big")


def _largest(texts: np.ndarray) -> int:
    """Give the largest of the numbers with which these eight bytes each begin; raises OddError where one doesn't."""
    signs = texts.view(np.uint8).reshape(-1, 8).astype(np.int64)
    is_digit = (signs >= _ZERO) & (signs < _ZERO + 10)
    inside = np.logical_and.accumulate(is_digit, axis=1)
    size = inside.sum(axis=1)
    if (size == 0).any() or (size == 8).any() or (signs[np.arange(len(signs)), size] != _QUOTE).any():
        raise OddError
    powers = np.where(inside, 10 ** np.maximum(size[:, None] - 1 - np.arange(8), 0), 0)
    return int(((signs - _ZERO) * powers).sum(axis=1).max())


def _wide(window: bytes, kind: str) -> np.ndarray:
    """Look at a number that begins at every byte."""
    size = np.dtype(kind).itemsize
    return np.ndarray(shape=(len(window) - size + 1,), dtype=kind, buffer=window, strides=(1,))


def _numbers(tag: bytes) -> list[int]:
    """Give the row's number, or a column's first and last."""
    return [int(number) for number in _NUMBER.findall(tag)]


def column_number(name: bytes) -> int:
    """Give the number of a column by its letters.

    >>> column_number(b"A"), column_number(b"BK"), column_number(b"XFD")
    (1, 63, 16384)
    """
    number = 0
    for letter in name.upper():
        number = number * 26 + letter - 64
    return number
