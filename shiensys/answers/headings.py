"""How the columns of a balance are headed, in files and on screens."""

from __future__ import annotations

from collections.abc import Mapping

from shiensys.answers.answer import Column, Level, Noun
from shiensys.tables.categories import Category
from shiensys.text import say


def columns(chosen: Category, level: Level) -> tuple[Column, ...]:
    """Head the columns of a balance for files: every figure with its range."""
    unit = say(f"answers.unit.{chosen.unit}")
    amounts = [
        Column(f"{name}{bound}", say(f"answers.column.{name}", bound=say(f"answers.bound{bound}"), unit=unit), "number")
        for name in ("need", "places", "gap")
        for bound in ("", "_low", "_high")
    ]
    return (
        Column("name", say(f"answers.column.{level}")),
        Column("answered", say("answers.column.answered"), "persons"),
        *amounts,
        Column("gap_words", say("answers.column.gap_words")),
        Column("coverage_words", say("answers.column.coverage_words")),
        Column("mark_words", say("answers.column.mark")),
        Column("reasons_text", say("answers.column.reasons")),
    )


def reading(nouns: Mapping[Noun, str], level: Level) -> tuple[Column, ...]:
    """Head the columns of a balance for reading: words, few enough for a narrow screen."""
    return (
        Column("name", say(f"answers.column.{level}")),
        Column("answered", say("answers.column.answered"), "persons"),
        Column("need_words", nouns["need"]),
        Column("places_words", nouns["places"]),
        Column("gap_words", say("answers.column.gap_words")),
        Column("reasons_text", say("answers.column.reasons")),
    )
