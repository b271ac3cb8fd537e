"""Who is in need of a kind of support, respondent by respondent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import pandas as pd

from shiensys.tables.categories import Category
from shiensys.tables.survey import UNSOLVED

Basis = Literal["unsolved", "in_trouble", "proxy", "wish", "direct", "none"]
NOT_IN_A_MEETING_PLACE = 6  # 問5(1)⑤: does not take part
LIVES_ALONE = 1  # 問1(1)


@dataclass(frozen=True)
class InNeed:
    """Who is in need. ``verdict``: boolean by respondent row; NA where blanks could change it."""

    basis: Basis
    verdict: pd.Series


def asks(survey: pd.DataFrame, column: str) -> bool:
    """Tell whether the survey asked an item at all."""
    return column in survey and bool(survey[column].notna().any())


def in_need(survey: pd.DataFrame, category: Category) -> InNeed:
    """Judge each respondent for one kind of support, by the best question that the survey asked.

    A person with several items of the kind counts once. Order: trouble that can't be solved; trouble; the proxy.
    """
    if category.direct_rule:
        return _direct(survey, category.direct_rule)
    troubled = [item for item in category.trouble_items if asks(survey, f"trouble_{item}")]
    settled = [item for item in troubled if asks(survey, f"solved_{item}")]
    if settled:
        return InNeed("unsolved", _any([_unsolved(survey, item) for item in settled]))
    if troubled:
        return InNeed("in_trouble", _any([_is(survey, f"trouble_{item}", 1) for item in troubled]))
    if category.proxy_code is not None and asks(survey, category.proxy_item):
        return InNeed("proxy", _is(survey, category.proxy_item, category.proxy_code))
    return _nothing(survey)


def _is(survey: pd.DataFrame, column: str, code: int) -> pd.Series:
    """Compare a column with a code; blank stays NA."""
    return survey[column].eq(code).astype("boolean")


def _unsolved(survey: pd.DataFrame, item: str) -> pd.Series:
    """In trouble with an item and can't solve it. Kleene logic: no trouble is no need, whatever is blank."""
    return _is(survey, f"trouble_{item}", 1) & _is(survey, f"solved_{item}", UNSOLVED)


def _any(verdicts: list[pd.Series]) -> pd.Series:
    """Any of several verdicts. One True decides; a blank among False leaves it open."""
    combined = verdicts[0]
    for verdict in verdicts[1:]:
        combined = combined | verdict
    return combined


def _direct(survey: pd.DataFrame, rule: str) -> InNeed:
    """Judge by a question that asks straight for the kind."""
    if rule == "wishes_to_join" and asks(survey, "join") and asks(survey, "kayoinoba"):
        wishes = survey["join"].isin([1, 2]).astype("boolean").mask(survey["join"].isna())
        return InNeed("wish", wishes & _is(survey, "kayoinoba", NOT_IN_A_MEETING_PLACE))
    if rule == "nobody_listens" and asks(survey, "nobody_listens"):
        return InNeed("direct", _is(survey, "nobody_listens", 1))
    if rule == "alone_without_listener" and asks(survey, "nobody_listens"):
        return InNeed("direct", _is(survey, "household", LIVES_ALONE) & _is(survey, "nobody_listens", 1))
    return _nothing(survey)


def _nothing(survey: pd.DataFrame) -> InNeed:
    """Say of nobody anything: the survey doesn't ask."""
    return InNeed("none", pd.Series(pd.NA, index=survey.index, dtype="boolean"))
