"""Numbers of questions in headings: 問2(1), 問2_1, 問5(1)⑤, Q6-1-3, with or without words behind."""

from __future__ import annotations

import re
from collections.abc import Sequence

from shiensys.intake.sheets.heading_rows import folded
from shiensys.tables.items import CodeBook, Item

Number = tuple[int, ...]
_NUMBERED = re.compile(r"(?:問|設問|q)\.?((?:[-_.(\[]*\d+[)\]]*)+)[-_.:]*(.*)")


def number_of(heading: str) -> tuple[Number, str] | None:
    """Give the number that a heading begins with, and the words behind it; None where it begins with none.

    >>> number_of("問５(１)⑤"), number_of("問2_1 階段"), number_of("年齢")
    (((5, 1, 5), ''), ((2, 1), '階段'), None)
    """
    found = _NUMBERED.fullmatch(folded(heading))
    return (tuple(map(int, re.findall(r"\d+", found[1]))), found[2]) if found else None


def by_number(items: Sequence[Item]) -> dict[Number, Item]:
    """Give the items by their number; those without one are left out, and of one number the first counts."""
    numbered = [(found[0], item) for item in items if (found := number_of(item.number))]
    return dict(reversed(numbered))


def never_read(number: Number, book: CodeBook) -> bool:
    """Tell whether a number is, or stands below, one of the questions of the form that are never read."""
    others = [found[0] for other in book.others if (found := number_of(other))]
    return any(number[: len(other)] == other for other in others)


def spellings(book: CodeBook) -> list[str]:
    """Give the ways in which the numbers of a book are mostly written, by which a row of headings is known.

    >>> from shiensys.tables.codebook import codebook
    >>> spellings(codebook("dai9"))[:3]
    ['問1(1)', '問1_1', '問1-1']
    """
    written: list[str] = []
    for item in book.items:
        found = number_of(item.number)
        subs = ["", *(f"_{at}" for at in range(1, len(item.codes) + 1))] if item.answer == "boxes" else [""]
        for sub in subs if found else []:
            plain = [f"問{sign.join(map(str, found[0]))}" for sign in "_-"] if found else []
            written += [f"{way}{sub}" for way in (item.number, *plain)]
    return written
