"""Who is in need of a kind of support, respondent by respondent."""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Literal

import pandas as pd

from shiensys.tables.categories import Category
from shiensys.tables.survey import UNSOLVED

Basis = Literal["unsolved", "in_trouble", "proxy", "wish", "direct", "none"]
TABLE_BASES: tuple[Basis, ...] = ("unsolved", "in_trouble", "proxy", "wish")  # of cross-tables, best first
NOT_IN_A_MEETING_PLACE = 6  # 問5(1)⑤: does not take part
LIVES_ALONE = 1  # 問1(1)
LISTENS = "listens_nobody"  # たすけあい(1): has nobody who listens
ALONE_WITHOUT_LISTENER = "alone_without_listener"
_DIRECT: dict[str, tuple[Basis, tuple[str, ...]]] = {
    "wishes_to_join": ("wish", ("join", "kayoinoba")),
    "nobody_listens": ("direct", (LISTENS,)),
    ALONE_WITHOUT_LISTENER: ("direct", (LISTENS,)),
}


@dataclass(frozen=True)
class Question:
    """What a survey asked of a kind. ``items``: troubles, the proxy, or the rule of a direct question."""

    basis: Basis
    items: tuple[str, ...] = ()
    code: int = 0


@dataclass(frozen=True)
class InNeed:
    """Who is in need. ``verdict``: boolean by respondent row; NA where blanks could change it."""

    basis: Basis
    verdict: pd.Series


def asks(survey: pd.DataFrame, column: str) -> bool:
    """Tell whether the survey asked an item at all."""
    return column in survey and bool(survey[column].notna().any())


def question(survey: pd.DataFrame, category: Category) -> Question:
    """Choose the best question that a survey asked of a kind: trouble that can't be solved; trouble; the proxy."""
    if category.direct_rule:
        basis, items = _DIRECT[category.direct_rule]
        asked = all(asks(survey, item) for item in items)
        return Question(basis, (category.direct_rule,)) if asked else Question("none")
    troubled = tuple(item for item in category.trouble_items if asks(survey, f"trouble_{item}"))
    settled = tuple(item for item in troubled if asks(survey, f"solved_{item}"))
    if settled:
        return Question("unsolved", settled)
    if troubled:
        return Question("in_trouble", troubled)
    if category.proxy_code is not None and asks(survey, category.proxy_item):
        return Question("proxy", (category.proxy_item,), category.proxy_code)
    return Question("none")


def verdict(survey: pd.DataFrame, asked: Question) -> pd.Series:
    """Judge each respondent by one question: boolean by row, NA where blanks could change it.

    A person with several items of the kind counts once.
    """
    if asked.basis == "unsolved":
        return reduce(or_, [_unsolved(survey, item) for item in asked.items])
    if asked.basis == "in_trouble":
        return reduce(or_, [_is(survey, f"trouble_{item}", 1) for item in asked.items])
    if asked.basis == "proxy":
        return _is(survey, asked.items[0], asked.code)
    if asked.basis == "wish":
        return among(survey, "join", (1, 2)) & _is(survey, "kayoinoba", NOT_IN_A_MEETING_PLACE)
    if asked.basis == "direct":
        nobody = _is(survey, LISTENS, 1)
        return nobody if asked.items[0] == "nobody_listens" else _is(survey, "household", LIVES_ALONE) & nobody
    return pd.Series(pd.NA, index=survey.index, dtype="boolean")


def in_need(survey: pd.DataFrame, category: Category) -> InNeed:
    """Judge each respondent for one kind of support, by the best question that the survey asked."""
    asked = question(survey, category)
    return InNeed(asked.basis, verdict(survey, asked))


def among(survey: pd.DataFrame, column: str, codes: tuple[int, ...]) -> pd.Series:
    """Compare a column with codes; blank stays NA. An earlier state of the survey may not have the column."""
    if column not in survey:
        return pd.Series(pd.NA, index=survey.index, dtype="boolean")
    return survey[column].isin(codes).astype("boolean").mask(survey[column].isna())


def table_basis(table: pd.DataFrame, kind: str) -> Basis:
    """Name what a contractor's cross-table counted of a kind: the best of what it has."""
    there = set(table.loc[table["kind"] == kind, "basis"])
    return next((basis for basis in TABLE_BASES if basis in there), "none")


def _is(survey: pd.DataFrame, column: str, code: int) -> pd.Series:
    """Compare a column with a code; blank stays NA."""
    return among(survey, column, (code,))


def _unsolved(survey: pd.DataFrame, item: str) -> pd.Series:
    """In trouble with an item and can't solve it. Kleene logic: no trouble is no need, whatever is blank."""
    return _is(survey, f"trouble_{item}", 1) & _is(survey, f"solved_{item}", UNSOLVED)
