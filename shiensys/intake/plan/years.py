"""Which columns of a plan's table hold figures, and for which fiscal year."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from shiensys.intake.outside.periods import period
from shiensys.intake.sheets.dates import parse
from shiensys.intake.sheets.heading_rows import JOINT

Side = Literal["target", "result"]
_SIDES: tuple[tuple[Side, re.Pattern[str]], ...] = (
    ("target", re.compile("目標値?|計画値?|target")),
    ("result", re.compile("実績値?|現状値?|result")),
)
_BETWEEN = re.compile(rf"[\s{JOINT}()・:/]+")


@dataclass(frozen=True)
class Figures:
    """A column with figures. ``day``: last day of the fiscal year, None where a column of the file tells it;
    ``side``: target or result, None where a column tells it.
    """

    heading: str
    day: dt.date | None
    side: Side | None


def fiscal_day(cell: object) -> dt.date | None:
    """Read a year as plans write it: the last day of the fiscal year; a whole date is that day. None for neither.

    >>> fiscal_day("令和8年度"), fiscal_day(2026.0), fiscal_day("2026年"), fiscal_day("8")
    (datetime.date(2027, 3, 31), datetime.date(2027, 3, 31), datetime.date(2027, 3, 31), None)
    """
    day = parse(cell)
    if day is not None:
        return day
    text = str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)
    text = re.sub("年度?末?$", "", "".join(unicodedata.normalize("NFKC", text).split()))
    found = period(f"{text}年度") if text else None
    return None if found is None else found.day


def side(words: str) -> Side | None:
    """Tell target from result; None for neither.

    >>> side("目標値"), side("令和6年度 実績"), side("備考")
    ('target', 'result', None)
    """
    text = unicodedata.normalize("NFKC", words).casefold()
    found = [name for name, pattern in _SIDES if pattern.search(text)]
    return found[0] if len(found) == 1 else None


def figures(heading: str) -> Figures | None:
    """Read a heading such as R6目標 or 令和6年度_実績; None where it is none.

    >>> figures("令和6年度_実績値")
    Figures(heading='令和6年度_実績値', day=datetime.date(2025, 3, 31), side='result')
    >>> figures("2024年度").side, figures("目標"), figures("年度")
    (None, None, None)
    >>> figures("第9期 目標値(R8)").day, figures("2024(R6)実績").day, figures("R6〜R8目標")
    (datetime.date(2027, 3, 31), datetime.date(2025, 3, 31), None)
    """
    text = unicodedata.normalize("NFKC", heading)
    which = side(text)
    for _, pattern in _SIDES:
        text = pattern.sub("", text)
    days = {day for part in _BETWEEN.split(text) if (day := fiscal_day(part))}
    return Figures(heading, days.pop(), which) if len(days) == 1 else None


def wide(headings: Collection[str]) -> list[Figures]:
    """List the columns whose heading names a year."""
    return [found for heading in headings if (found := figures(heading))]
