"""Questions of a form and the books that list them, as values."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

Answer = Literal["single", "boxes", "number"]
ANSWERS: tuple[Answer, ...] = ("single", "boxes", "number")


@dataclass(frozen=True)
class Item:
    """One question. ``key``: of its column; ``number``: on the form, blank where it has none of its own.

    ``answer``: one code, a box for each of several, or a number. ``codes``: word by code ("1"), or by name of the box
    in the order of the form. ``least``, ``most``: of a code or number; of boxes, how many may be marked (0: any).
    ``branch``: column and codes of another question without which this one isn't asked. ``scales``: risks and
    sums that use it. ``heading``: over its column where a city named one. ``counts_as``: codes (of boxes their places
    from 1) that make an indicator of a city's own, ``whom`` the words for those persons.
    """

    key: str
    number: str
    wording_id: str
    wording: str
    required: bool
    answer: Answer
    codes: Mapping[str, str]
    least: int
    most: int
    branch: tuple[str, frozenset[int]] | None = None
    scales: tuple[str, ...] = ()
    heading: str = ""
    counts_as: frozenset[int] = frozenset()
    whom: str = ""

    @property
    def columns(self) -> dict[str, tuple[int, int]]:
        """The columns of its answers, each with its least and greatest code."""
        if self.answer == "boxes":
            return {f"{self.key}_{name}": (0, 1) for name in self.codes}
        return {self.key: (self.least, self.most)}


@dataclass(frozen=True)
class CodeBook:
    """The form of one period. ``first``, ``last``: days of surveys that it is for; ``status``: in force or draft.

    ``items``: those that are read. ``others``: numbers of questions that the form has and that are never read.
    """

    key: str
    name: str
    first: dt.date
    last: dt.date
    status: str
    source: str
    items: tuple[Item, ...]
    others: tuple[str, ...] = ()

    @property
    def columns(self) -> dict[str, tuple[int, int]]:
        """All columns of answers, each with its least and greatest code."""
        return columns_of(self.items)


def columns_of(items: Iterable[Item]) -> dict[str, tuple[int, int]]:
    """Give the columns of several items, each with its least and greatest code."""
    return {name: bounds for item in items for name, bounds in item.columns.items()}


def item_of(items: Iterable[Item], column: str) -> Item | None:
    """Give the item that a column of answers belongs to; None where none has it."""
    return next((item for item in items if column in item.columns), None)
