"""What became of a share since the survey before, as far as it can be told."""

from __future__ import annotations

import pandas as pd

from shiensys.answers.survey.answer import By
from shiensys.answers.survey.cells import by_unit
from shiensys.answers.survey.released import Told
from shiensys.answers.survey.words import points
from shiensys.city import City
from shiensys.measures.estimates import standard
from shiensys.text import say

ESTIMATE = ["share", "share_low", "share_high"]
COLUMNS = ["before", "difference", "difference_low", "difference_high", "direction", "change_words"]


def compared_with(table: pd.DataFrame, city: City, then: Told | None, by: By) -> pd.DataFrame:
    """Set the survey before beside a table: COLUMNS by unit_id, blank where there is none.

    Districts that were put together in another way then and now are not compared.
    """
    if then is None:
        blank = pd.DataFrame(float("nan"), index=table.index, columns=COLUMNS)
        return blank.assign(direction="unknown", change_words=say("survey.answer.change.no_before"))
    old = by_unit(city, then.release, by).reindex(table.index)
    same = old["together"].eq(table["together"])
    both = same & old["share"].notna() & table["share"].notna()
    found = difference(table, old).where(both)
    directions = [direction(low, high) for low, high in zip(found["low"], found["high"], strict=True)]
    words = [
        change_words(told, low, high) if together else say("survey.answer.change.other_groups")
        for told, low, high, together in zip(directions, found["low"], found["high"], same, strict=True)
    ]
    figures = found.rename(columns={"low": "difference_low", "high": "difference_high"})
    return figures.assign(before=old["share"].where(same), direction=directions, change_words=words)[COLUMNS]


def difference(new: pd.DataFrame, old: pd.DataFrame) -> pd.DataFrame:
    """Give the difference of two tables' estimates: ``difference``, ``low``, ``high`` (0..1) by their index."""
    return standard.difference(new[ESTIMATE], old[ESTIMATE])


def direction(low: float, high: float) -> str:
    """Tell which way a difference goes: more, fewer, open; unknown where it can't be worked out.

    >>> direction(0.01, 0.05), direction(-0.05, -0.01), direction(-0.01, 0.02), direction(float("nan"), 0.1)
    ('more', 'fewer', 'open', 'unknown')
    """
    if pd.isna(low) or pd.isna(high):
        return "unknown"
    if low > 0:
        return "more"
    return "fewer" if high < 0 else "open"


def change_words(told: str, low: float, high: float) -> str:
    """Say what became of a share.

    >>> change_words("more", 0.031, 0.088)
    '前の調査より増えたといえます(3〜9ポイント)'
    """
    if told in ("more", "fewer"):
        return say(f"survey.answer.change.{told}", points=points(low, high))
    return say(f"survey.answer.change.{told}")
