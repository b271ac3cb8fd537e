"""By which code book a survey's file is read: the one that is said, else the one that its headings and day fit."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Mapping, Sequence

from shiensys.intake.answers.itemheadings import Plan, plan
from shiensys.intake.findings import refuse
from shiensys.intake.sheets.headings import likely
from shiensys.intake.sheets.sheet import Sheet
from shiensys.intake.sheets.values import texts
from shiensys.intake.sheets.wording import listed
from shiensys.tables.codebook import IN_FORCE, CodeBook, Item, codebooks
from shiensys.text import say

BOOK = "codebook"  # in a mapping: the name of a book, or the heading of the column that names it
_PERIOD = re.compile(r"(?:第|dai|^)(\d+)(?=期|$)")
_LOOKED_AT = 100  # rows: a column with an answer among them isn't blank
_NAMED = 10  # headings named in one sentence


def plans(sheet: Sheet, own: Sequence[Item], mapping: Mapping[str, str]) -> dict[str, Plan]:
    """Say what the headings of a file are by each book."""
    headings = [str(heading) for heading in sheet.cells.columns]
    first = sheet.cells.iloc[:_LOOKED_AT]
    blank = {heading for heading in headings if first[heading].isna().all() and sheet.cells[heading].isna().all()}
    columns = {column: heading for column, heading in mapping.items() if column != BOOK}
    return {book.key: plan(headings, book, own, columns, blank) for book in codebooks()}


def chosen(sheet: Sheet, plans: Mapping[str, Plan], mapping: Mapping[str, str], day: dt.date) -> CodeBook:
    """Give the book by which a file of answers of a day is read.

    Refuses ``book_unknown``, ``several_books``, ``unfit_book`` (said, but the file has other items), ``no_book``
    (items that no book has), ``before_book`` (the survey is older than the book), ``which_book`` (several fit).
    """
    said = _said(sheet, mapping)
    if said is not None:
        if plans[said.key].unknown:
            unknown = listed(plans[said.key].unknown, _NAMED)
            refuse("unfit_book", sheet.where(sheet.heading_row), book=said.name, headings=unknown)
        return _begun(said, sheet, day)
    begun = [book for book in codebooks() if book.first <= day]
    if not begun:
        return _begun(codebooks()[0], sheet, day)
    most = max(len(plans[book.key].reads) for book in begun)
    book = _one([book for book in begun if len(plans[book.key].reads) == most], plans, sheet, day)
    beyond = plans[book.key].unknown
    if beyond:
        nowhere = all({*beyond} <= {*plan.unknown} for plan in plans.values())
        code = "no_book" if nowhere else "unfit_book"
        refuse(code, sheet.where(sheet.heading_row), book=book.name, headings=listed(beyond, _NAMED))
    return book


def likely_book(plans: Mapping[str, Plan]) -> CodeBook:
    """Give the book that reads most of a file, for a first look: nothing is refused."""
    return max(reversed(_by_weight(codebooks())), key=lambda book: _weight(plans[book.key]))


def _weight(plan: Plan) -> int:
    """Weigh how well a book fits."""
    return len(plan.reads) - 2 * len(plan.unknown)


def _by_weight(books: Sequence[CodeBook]) -> list[CodeBook]:
    """Put drafts first, then books in force, the newest last."""
    return sorted(books, key=lambda book: (book.status == IN_FORCE, book.first))


def _one(books: Sequence[CodeBook], plans: Mapping[str, Plan], sheet: Sheet, day: dt.date) -> CodeBook:
    """Choose among books that read as much of a file: of those that read the same, the newest in force.

    A book that doesn't have all numbers isn't passed over for a draft that happens to have them: that would read
    answers as those to other questions.
    """
    fitting_last = sorted(_by_weight(books), key=lambda book: not plans[book.key].unknown)
    newest = {tuple(sorted(plans[book.key].reads.items())): book for book in fitting_last}
    different = sorted(newest.values(), key=lambda book: book.first)
    meant = [book for book in different if book.first <= day <= book.last]
    if len(different) > 1 and len(meant) != 1:
        refuse("which_book", sheet.where(), books=_names(meant or different))
    return meant[0] if len(different) > 1 else different[0]


def _begun(book: CodeBook, sheet: Sheet, day: dt.date) -> CodeBook:
    """Refuse a survey that is older than its book."""
    if day < book.first:
        refuse("before_book", sheet.where(), book=book.name, first=book.first, day=day)
    return book


def _said(sheet: Sheet, mapping: Mapping[str, str]) -> CodeBook | None:
    """Give the book that the user names, else the one that a column of the file does."""
    word = mapping.get(BOOK, "")
    headings = {BOOK: word} if word in sheet.cells.columns else {}
    if word and not headings:
        return _named(word, sheet, "")
    heading = likely(sheet.cells.columns, "survey", headings).get(BOOK, "")
    names: list[object] = [*texts(sheet.cells[heading]).dropna().unique()] if heading else []
    if len(names) > 1:
        refuse("several_books", sheet.where(column=heading), n=len(names))
    return _named(str(names[0]), sheet, heading) if len(names) else None


def _named(word: str, sheet: Sheet, heading: str) -> CodeBook:
    """Find a book by its key, its name or its period's number."""
    plain = "".join(unicodedata.normalize("NFKC", word).split()).casefold()
    period = _PERIOD.search(plain)
    for book in codebooks():
        if plain in (book.key, book.name) or (period and period[1] in re.findall(r"\d+", book.name)):
            return book
    return refuse("book_unknown", sheet.where(column=heading), books=_names(codebooks()))


def _names(books: Sequence[CodeBook]) -> str:
    """Name books in one sentence."""
    return say("codebook.joint").join(book.name for book in books)


def people(mapping: Mapping[str, str]) -> dict[str, str]:
    """Leave out of a mapping what is no heading.

    >>> people({"codebook": "dai9", "area": "地区"})
    {'area': '地区'}
    """
    names = {name for book in codebooks() for name in (book.key, book.name)}
    return {column: word for column, word in mapping.items() if not (column == BOOK and word in names)}
