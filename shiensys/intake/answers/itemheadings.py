"""Which heading of a survey's file is which item of a code book: by its number on the form, or by words."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from shiensys.intake.answers.formnumbers import Number, by_number, never_read, number_of
from shiensys.intake.sheets.heading_rows import folded
from shiensys.intake.sheets.headings import aliases
from shiensys.tables.items import CodeBook, Item, columns_of

HEIGHT, BODY_WEIGHT, BMI = "height", "body_weight", "bmi"
_UNKNOWN = "?"
_FREE_TEXT = re.compile("自由|記述|具体|内容")  # beside a box: what people wrote in words is never read
_BODY = (("身長", HEIGHT), ("体重", BODY_WEIGHT), ("bmi", BMI))


@dataclass(frozen=True)
class Plan:
    """What the headings of a file are by one book. ``columns``: heading by column of answers; ``lists``: heading by
    key of an item whose cells hold several answers; ``unknown``: headings with a number that the book doesn't have;
    ``twice``: headings that are for one column.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    lists: Mapping[str, str] = field(default_factory=dict)
    unknown: tuple[str, ...] = ()
    twice: tuple[tuple[str, ...], ...] = ()

    @property
    def reads(self) -> dict[str, str]:
        """Column or item by heading."""
        return {heading: column for column, heading in [*self.columns.items(), *self.lists.items()]}


def plan(
    headings: Sequence[str],
    book: CodeBook,
    own: Sequence[Item] = (),
    mapping: Mapping[str, str] = {},
    blank: Collection[str] = (),
) -> Plan:
    """Say what headings are. ``mapping`` (our column -> heading) wins; ``own``: the city's own items.

    ``blank``: headings over nothing, which give way to others. A heading that is neither a number nor a known word
    isn't read.
    """
    form = _Form(book, own)
    said = {folded(heading): column for column, heading in mapping.items()}
    found: dict[str, list[str]] = {}
    unknown = []
    for heading in headings:
        column = said.get(folded(heading)) or form.column(heading)
        if column == _UNKNOWN:
            unknown.append(heading)
        elif column in form.columns and (column not in mapping or folded(heading) in said):
            found.setdefault(column, []).append(heading)
    chosen = {column: _filled(several, blank) for column, several in found.items()}
    lists = {key: one[0] for key, one in chosen.items() if key in form.boxes}
    for key in [key for key in lists if lists[key] in blank]:
        del lists[key]
    columns = {column: one[0] for column, one in chosen.items() if column not in form.boxes}
    twice = [tuple(one) for one in chosen.values() if len(one) > 1]
    for key in lists:
        beside = [columns[column] for column in form.boxes[key].columns if column in columns]
        twice += [(lists[key], one) for one in beside[:1] if one not in blank]
    columns = {column: one for column, one in columns.items() if not (one in blank and _listed(column, lists))}
    return Plan(columns, lists, tuple(unknown), tuple(twice))


def _filled(headings: list[str], blank: Collection[str]) -> list[str]:
    """Leave out headings over nothing where there are others."""
    return [heading for heading in headings if heading not in blank] or headings[:1]


def _listed(column: str, lists: Mapping[str, str]) -> bool:
    """Tell whether a column is one of an item that stands in the file as a list."""
    return any(column.startswith(f"{key}_") for key in lists)


class _Form:
    """What words and numbers mean by one book and a city's own items."""

    def __init__(self, book: CodeBook, own: Sequence[Item]) -> None:
        items = (*book.items, *own)
        self.book = book
        self.boxes = {item.key: item for item in items if item.answer == "boxes"}
        self.columns = {*columns_of(items), *self.boxes, HEIGHT, BODY_WEIGHT}
        self.numbers = by_number(items)
        words = {folded(one): column for column, named in reversed([*aliases("survey").items()]) for one in named}
        self.words = {word: column for word, column in words.items() if column in self.columns} | _own_words(own)

    def column(self, heading: str) -> str | None:
        """Give the column or item that a heading is for; None: not one of the form; _UNKNOWN: a number of no item."""
        word = self.words.get(folded(heading))
        found = number_of(heading)
        if word or not found:
            return word
        number, tail = found
        ways = [(number, tail)]
        if tail and len(number) > 1:  # 問2(3)15分位: digits of the words behind
            ways.append((number[:-1], f"{number[-1]}{tail}"))
        for way in ways:
            column = self._numbered(*way)
            if column != _UNKNOWN:
                return column
        return None if never_read(number, self.book) else _UNKNOWN

    def _numbered(self, number: Number, tail: str) -> str | None:
        """Give the column of a number, _UNKNOWN where no item has it."""
        item, above = self.numbers.get(number), self.numbers.get(number[:-1])
        if item is not None:
            return _column(item, tail)
        if above is None or (number[-1] < 1) or not (above.key == BMI or above.answer == "boxes"):
            return _UNKNOWN
        if _FREE_TEXT.search(tail):
            return None
        columns = [HEIGHT, BODY_WEIGHT] if above.key == BMI else [*above.columns]
        return columns[number[-1] - 1] if number[-1] <= len(columns) else _UNKNOWN


def _column(item: Item, tail: str) -> str | None:
    """Give the column of an item; of several answers in boxes the one whose words stand behind, else all as a list."""
    if item.key == BMI:
        return next((column for word, column in _BODY if word in tail), BMI)
    if item.answer != "boxes":
        return item.key
    boxes = {folded(word): f"{item.key}_{name}" for name, word in item.codes.items()}
    if tail not in boxes and _FREE_TEXT.search(tail):
        return None
    return boxes.get(tail, item.key)


def _own_words(own: Sequence[Item]) -> dict[str, str]:
    """Give the headings of a city's own items: of boxes one each, or all as a list."""
    words = {folded(item.heading): item.key for item in own if item.heading}
    for item in own:
        for at, (name, word) in enumerate(item.codes.items() if item.answer == "boxes" else (), start=1):
            words |= {folded(f"{item.heading}_{end}"): f"{item.key}_{name}" for end in (at, word)}
    return words
