"""How the columns of tables on the survey are headed, in files and on screens."""

from __future__ import annotations

from shiensys.answers.answer import Column
from shiensys.answers.survey.answer import By
from shiensys.text import say

BOUNDS = ("", "_low", "_high")


def columns(by: By, *, before: bool) -> tuple[Column, ...]:
    """Head the columns of rates for files: every share with its range."""
    shares = [_share(f"{name}{bound}") for name in ("direct", "share") for bound in BOUNDS]
    by_place = (
        [_share(key) for key in ("weighted", "adjusted", "response")] if by in ("district", "area", "city") else []
    )
    change = [_share("before"), _text("change_words")] if before else []
    together = [_text("together")] if by == "district" else []
    return (unit(by), *together, _text("mark_words"), answered(), *shares, *by_place, *change, _text("words"))


def reading(by: By, *, before: bool) -> tuple[Column, ...]:
    """Head the columns of rates for reading: words, few enough for a narrow screen."""
    change = [_text("change_words")] if before else []
    return (unit(by), answered(), _text("direct_words"), _text("words"), _text("mark_words"), *change)


def unit(by: By) -> Column:
    """Head the names of units."""
    return Column("name", say(f"survey.answer.column.{by}"))


def answered() -> Column:
    """Head the number of those who answered."""
    return Column("answered", say("survey.answer.column.answered"), "persons")


def _share(key: str) -> Column:
    """Head a share."""
    return Column(key, say(f"survey.answer.column.{key}"), "share")


def _text(key: str) -> Column:
    """Head words."""
    return Column(key, say(f"survey.answer.column.{key}"))
