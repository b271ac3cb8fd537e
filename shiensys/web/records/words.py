"""What versions and their tables are called on the page, and who did something."""

from __future__ import annotations

import datetime as dt
import re

from shiensys.answers import recorded
from shiensys.answers.history import rows_words
from shiensys.store.versions import Version
from shiensys.text import date, outline, say
from shiensys.web.visitor import visitor

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_PARTS = ("registry", "block", "town")  # names that readers give to parts; all others come from files


def table_words(kind: str, part: str) -> str:
    """Name a table: its kind, and which of several of its kind it is."""
    name = kind_words(kind)
    return say("records.table_of", kind=name, part=part_words(part)) if part else name


def kind_words(kind: str) -> str:
    """Name a kind of table; one without a name of its own by its key."""
    try:
        return say(f"common.kind.{kind}")
    except LookupError:
        return kind


def part_words(part: str) -> str:
    """Write the name of a part: days as the language writes them.

    >>> part_words("2021-03-31..2026-03-31"), part_words("registry")
    ('令和3年3月31日〜令和8年3月31日', '市の台帳')
    """
    if part in _PARTS:
        return say(f"records.part.{part}")
    first, between, last = part.partition("..")
    if between and _DAY.fullmatch(first) and _DAY.fullmatch(last):
        return say("records.until", first=_day(first), last=_day(last))
    return _day(part) if _DAY.fullmatch(part) else part


def _day(iso: str) -> str:
    """Write a day that a part is named by."""
    return date(dt.date.fromisoformat(iso))


def rows(kind: str, n: int) -> str:
    """Say how many rows a table has, as far as the reader may know."""
    return rows_words(kind, n, personal=visitor().may_see_personal)


def who(name: str) -> str:
    """Name who did something; the demonstration has no hand."""
    return recorded.who(name)


def accepted(version: Version) -> str:
    """Say what was changed on reading and why somebody accepted it."""
    lines = [
        say("records.accepted_one", what=_finding(code), reason=who(reason))
        for code, reason in version.accepted.items()
    ]
    return "\n".join(lines) or say("records.nothing")


def _finding(code: str) -> str:
    """Say what was found, without its values: they weren't kept."""
    try:
        return outline(f"intake.finding.{code}")
    except LookupError:
        return code
