"""The first and the last day in a roster's words: 2026年11月26日から, 次回令和8年11月26日, 令和9年3月31日まで."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from shiensys.measures.schedules.clock import UnreadError
from shiensys.text import ERAS

_DATE = r"(?:(\d{4})|(令和)(元|\d{1,2}))年(\d{1,2})月(\d{1,2})日"
_UNTIL = re.compile(rf"{_DATE}まで")
_SINCE = re.compile(
    rf"(?:次回|次|開始日?|初回)は?:?{_DATE}|{_DATE}(?:-(?!午|\d{{1,2}}(?:時|:)|[月火水木金土日])|開始|スタート)"
)
STARTS = re.compile(r"^DTSTART(?:;[A-Z0-9=;/-]*)?:(\d{4})(\d{2})(\d{2})(?:T\d{6}Z?)?\s+", re.IGNORECASE)
EARLIEST_YEAR = 1990  # of a first day: an older one is a slip, and all days since would be gone through


def taken(pattern: re.Pattern[str], text: str) -> tuple[str, re.Match[str] | None]:
    """Take one phrase out of a text."""
    found = pattern.search(text)
    return (text, None) if found is None else (left(text, found), found)


def left(text: str, found: re.Match[str]) -> str:
    """Leave a phrase out."""
    return f"{text[: found.start()]}・{text[found.end() :]}".strip("・")


def last_day(text: str) -> tuple[str, dt.date | None]:
    """Take the last day out. Raises UnreadError where there is no such day."""
    text, found = taken(_UNTIL, text)
    return (text, None) if found is None else (text, _date(found.groups()))


def first_day(text: str) -> tuple[str, dt.date | None]:
    """Take out a day on which it takes place, from which it is counted. Raises UnreadError."""
    text, found = taken(_SINCE, text)
    if found is None:
        return text, None
    told = found.groups()
    return text, _date(told[:5] if told[3] else told[5:])


def _date(told: Sequence[str | None]) -> dt.date:
    """Read a date: year or era and year, month, day. Raises UnreadError where there is no such day."""
    western, _, of_era, month, day = told
    era = 1 if of_era == "元" else int(of_era or 0)
    return day_of(western or str(ERAS[0].first_day.year - 1 + era), str(month), str(day))


def day_of(year: str, month: str, day: str) -> dt.date:
    """Read a day. Raises UnreadError."""
    try:
        found = dt.date(int(year), int(month), int(day))
    except ValueError as error:
        raise UnreadError(year) from error
    if found.year < EARLIEST_YEAR:
        raise UnreadError(year)
    return found
