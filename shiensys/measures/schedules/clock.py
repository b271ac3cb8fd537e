"""Hours of the day as rosters write them: 10時〜12時, 10:00-12:00, 午後1時半から3時, 10時〜."""

from __future__ import annotations

import datetime as dt
import re
from typing import NamedTuple

from shiensys.measures.schedules.schedule import BackwardsError

EARLIEST = 6  # o'clock: 「1時半」 may be the afternoon, and nobody guesses whether it is
NOON = 12
_NUMBER = r"(午前|午後)?(\d{1,2})"
_TIME = rf"{_NUMBER}(?::(\d{{2}})|時(?:(半)|(\d{{1,2}})分)?)"
_BOTH = re.compile(rf"{_TIME}-{_TIME}(?:まで)?")
_SHORT = re.compile(rf"(?<!\d){_NUMBER}-{_TIME}(?:まで)?")  # 9-12時
_END = re.compile(rf"(?:-{_TIME}(?:まで)?|{_TIME}まで)")
_BEGIN = re.compile(rf"{_TIME}-?")


class Hours(NamedTuple):
    """When something begins and ends; None where not known."""

    begins: dt.time | None = None
    ends: dt.time | None = None


class UnreadError(ValueError):
    """Hours stand there, and nobody can say which."""


def hours(text: str) -> tuple[Hours, str]:
    """Take the hours out of folded text: them and the rest.

    A second time without 午前 or 午後 goes on from the first. Raises UnreadError, BackwardsError.

    >>> hours("毎週火曜10時-12時")
    (Hours(begins=datetime.time(10, 0), ends=datetime.time(12, 0)), '毎週火曜')
    >>> hours("午後1時半-3時")[0]
    Hours(begins=datetime.time(13, 30), ends=datetime.time(15, 0))
    """
    for pattern, read in ((_BOTH, _both), (_SHORT, _short), (_END, _end), (_BEGIN, _begin)):
        if found := pattern.search(text):
            rest = text[: found.start()] + text[found.end() :]
            if _BEGIN.search(rest):
                raise UnreadError(text)
            return read(found.groups()), rest
    return Hours(), text


Groups = tuple[str | None, ...]


def _both(told: Groups) -> Hours:
    """Read a begin and an end."""
    return _span(told[:5], told[5:])


def _short(told: Groups) -> Hours:
    """Read an hour without 時, and the end that has it."""
    return _span((told[0], told[1], None, None, None), told[2:])


def _end(told: Groups) -> Hours:
    """Read an end alone."""
    return Hours(ends=_time(told[:5] if told[1] else told[5:]))


def _begin(told: Groups) -> Hours:
    """Read a begin alone."""
    return Hours(begins=_time(told))


def _span(first: Groups, second: Groups) -> Hours:
    """Read two times; raises BackwardsError where they were said clearly and are the wrong way round."""
    begins, ends = _time(first), _time(second, first[0])
    if ends <= begins:
        if first[0] and not second[0]:
            raise UnreadError(first[0])
        raise BackwardsError("registry.error.backwards", begins=f"{begins:%H:%M}", ends=f"{ends:%H:%M}")
    return Hours(begins, ends)


def _time(told: Groups, before: str | None = None) -> dt.time:
    """Read one time. ``before``: 午前 or 午後 of the time that it follows. Raises UnreadError."""
    half_day, hour, after_colon, half, minutes = told
    number = int(hour or 0)
    if half_day == "午後" and number == NOON:  # by law midnight, by custom noon
        raise UnreadError(str(told))
    if number < NOON and "午後" in (half_day, None if half_day else before):
        number += NOON
    elif number < EARLIEST and half_day is None:
        raise UnreadError(str(told))
    try:
        return dt.time(number, 30 if half else int(after_colon or minutes or 0))
    except ValueError as error:  # 25:00
        raise UnreadError(str(told)) from error
