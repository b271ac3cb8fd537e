"""Code books: what the needs survey asked in a period, by item, with the codes of its answers.

The books are dated files of data/reference/codebooks; items that a city added itself are rows of ``Codebook``.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

import pandas as pd
import pandera.pandas as pa
from pandera.typing import Series

from shiensys.errors import ShiensysError
from shiensys.tables import item_rows
from shiensys.tables.categories import REFERENCE_FOLDER
from shiensys.tables.column import column
from shiensys.tables.item_rows import Fault
from shiensys.tables.items import CodeBook, Item, item_of
from shiensys.text import say

__all__ = ["CodeBook", "CodeBookError", "Codebook", "Item", "UnknownCodeBookError"]
__all__ += ["IN_FORCE", "OWN", "codebook", "codebooks", "in_force", "item_of", "own_items", "read"]

IN_FORCE = "in force"  # what books.csv says of a form that is no draft
OWN = "own_"  # what the keys of a city's own items begin with
FOLDER = REFERENCE_FOLDER / "codebooks"
BOOKS, ADDITIONS = "books.csv", "troubles.csv"  # the list of books; items that any of them may have beside its own


class CodeBookError(ShiensysError, ValueError):
    """A code book contradicts itself: the sentence says file, row, column and what to do."""


class UnknownCodeBookError(ShiensysError, LookupError):
    """There is no code book of this name."""


class Codebook(pa.DataFrameModel):
    """One item that a city added to the form itself."""

    key: Series[str] = column("column of its answers: own_…", unique=True, str_matches=rf"^{OWN}[a-z0-9_]{{1,24}}$")
    heading: Series[str] = column("heading of its column in the survey's file", unique=True)
    number: Series[str] = column("number on the form; blank: none", nullable=True)
    wording: Series[str] = column("the question in short")
    answer: Series[str] = column("one code, boxes, or a number", isin=["single", "boxes", "number"])
    codes: Series[str] = column("1=…;2=…; blank for a number", nullable=True)
    least: Series[str] = column("least number that can be answered", nullable=True)
    most: Series[str] = column("greatest number, or most boxes that may be marked", nullable=True)
    counts_as: Series[str] = column("codes that count, joined by ;", nullable=True)
    whom: Series[str] = column("words for the persons who count", nullable=True)

    class Config:
        """Nothing else stands in it."""

        strict = True


@lru_cache
def codebooks() -> tuple[CodeBook, ...]:
    """Give all books, oldest first, each checked; raises CodeBookError. Kept: they are part of the program.

    >>> [book.name for book in codebooks()]
    ['第8期', '第9期', '第10期(案)']
    """
    return read(FOLDER)


def in_force() -> CodeBook:
    """Give the newest book that is no draft.

    >>> in_force().name
    '第9期'
    """
    return max((book for book in codebooks() if book.status == IN_FORCE), key=lambda book: book.first)


def codebook(key: str) -> CodeBook:
    """Give one book by key or name; raises UnknownCodeBookError.

    >>> codebook("dai9").items[0].codes["1"]
    '1人暮らし'
    >>> item_of(codebook("第9期").items, "listens_nobody").number
    '問6(1)'
    """
    for book in codebooks():
        if key in (book.key, book.name):
            return book
    known = say("codebook.joint").join(book.name for book in codebooks())
    raise UnknownCodeBookError("codebook.unknown", name=key, known=known)


def own_items(table: pd.DataFrame | None) -> tuple[Item, ...]:
    """Give the items that a city added itself, from rows of ``Codebook``; none where there is no table."""
    return () if table is None else item_rows.items(_numbered(table.fillna("")))[0]


def read(folder: Path) -> tuple[CodeBook, ...]:
    """Read and check the books of a folder, oldest first; raises CodeBookError."""
    listed = _numbered(_cells(folder / BOOKS))
    for number, cells in listed:
        if None in (_day(cells["first"]), _day(cells["last"])):
            _refuse(BOOKS, Fault("book_day_unknown", number, "first"))
        elif cells["last"] < cells["first"]:
            _refuse(BOOKS, Fault("book_last_before_first", number, "last"))
    added = _numbered(_cells(folder / ADDITIONS))
    return tuple(_book(cells, folder, added) for _, cells in sorted(listed, key=lambda row: row[1]["first"]))


def _book(cells: Mapping[str, str], folder: Path, added: list[item_rows.Row]) -> CodeBook:
    """Read the items of one book, and the additions that stand beside them."""
    file = f"{cells['key']}.csv"
    rows = _numbered(_cells(folder / file))
    own = _checked(file, [row for row in rows if row[1]["answer"] or row[1]["key"]], ())
    return CodeBook(
        key=cells["key"],
        name=cells["name"],
        first=dt.date.fromisoformat(cells["first"]),
        last=dt.date.fromisoformat(cells["last"]),
        status=cells["status"],
        source=cells["source"],
        items=(*own, *_checked(ADDITIONS, added, own)),
        others=tuple(row["number"] for _, row in rows if not row["key"] and not row["answer"]),
    )


def _checked(file: str, rows: list[item_rows.Row], beside: tuple[Item, ...]) -> tuple[Item, ...]:
    """Make items, or refuse the file for the first fault."""
    made, faults = item_rows.items(rows, beside)
    if faults:
        _refuse(file, min(faults, key=lambda fault: fault.row))
    return made


def _refuse(file: str, fault: Fault) -> None:
    """Say where a file contradicts itself."""
    what = say(f"intake.finding.{fault.code}", **fault.values)
    raise CodeBookError("codebook.fault", file=file, row=fault.row, column=fault.column, what=what)


def _cells(path: Path) -> pd.DataFrame:
    """Read a file of the program as text."""
    return pd.read_csv(path, dtype=str, keep_default_na=False)


def _numbered(table: pd.DataFrame) -> list[item_rows.Row]:
    """Give the rows as a spreadsheet counts them, below one row of headings."""
    rows = table.astype(str).to_dict("records")
    return [(number, {str(k): str(v) for k, v in row.items()}) for number, row in enumerate(rows, start=2)]


def _day(cell: str) -> dt.date | None:
    """Read a day; None where it is none."""
    try:
        return dt.date.fromisoformat(cell)
    except ValueError:
        return None
