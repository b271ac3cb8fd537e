"""Minutes as plain text, for a city's own page or a letter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from shiensys.answers.council.minutes import Minutes, Said
from shiensys.show.minutes.parts import parts, sign
from shiensys.text import say

INDENT = "\u3000"  # as wide as the sign before a heading
SIGNS = 20  # circled numbers that there are


def text(minutes: Minutes) -> str:
    """Write the minutes of one meeting; lines end with a line feed."""
    return "\n".join([*_head(minutes), *_body(minutes)]) + "\n"


def together(some: Iterable[Minutes]) -> str:
    """Write the minutes of several meetings under each other, numbered, as a city lists what it did."""
    blocks = []
    for n, minutes in enumerate(some):
        number = sign(n) if n < SIGNS else f"({n + 1})"
        blocks.append("\n".join([number + (minutes.year or minutes.title), *_head(minutes)[1:], *_body(minutes)]))
    return "\n\n".join(blocks) + "\n" if blocks else ""


def _head(minutes: Minutes) -> list[str]:
    """Write whose meeting it was, what is made up, and what must be said first."""
    told_already = not minutes.year or minutes.year in minutes.title
    year = "" if told_already else say("council.text.year", year=minutes.year)
    told = [say("council.text.title", title=minutes.title, year=year), minutes.council]
    return [*told, *minutes.notes, *([minutes.lead] if minutes.lead else [])]


def _body(minutes: Minutes) -> Iterator[str]:
    """Write the numbered parts, what was said and decided, and the sources."""
    for part in parts(minutes):
        first, *rest = [say("answers.reason_joint").join(part.lines)] if part.named else part.lines
        yield f"{part.heading}{INDENT}{first}"
        yield from (INDENT * 3 + line for line in rest)
    if minutes.said:
        yield from ("", say("council.heading.said"))
        for said in minutes.said:
            yield from ("", *_said(said))
    if minutes.decisions:
        yield from ("", say("council.heading.decided"))
        for each in minutes.decisions:
            yield from _lines(
                say("council.text.bullet"),
                say("council.decision.words", what=each.what, who=each.who, due=each.by, state=each.state),
            )
    if minutes.sources:
        yield from ("", *(say("council.source", source=source) for source in minutes.sources))


def _said(said: Said) -> Iterator[str]:
    """Write what was said and counted to one question."""
    yield say("council.text.question", question=said.title)
    for line in said.lines:
        yield from _lines(say("council.text.bullet"), line)
    for each in said.hands:
        yield INDENT + say("council.hands", option=each.option, n=each.hands)


def _lines(before: str, told: str) -> Iterator[str]:
    """Write one paragraph with a sign before it; its further lines stand under the first."""
    first, *rest = told.splitlines() or [""]
    yield before + first
    yield from (INDENT + line for line in rest)
