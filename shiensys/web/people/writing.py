"""What somebody types into a form as the field of a record, and the other way round."""

from __future__ import annotations

import datetime as dt
import re
import types
import typing
from typing import Any

from shiensys.intake.sheets import dates
from shiensys.tables.programme import Record
from shiensys.tables.programme.checks import RecordError
from shiensys.text import JAPAN, say

_CLOCK = re.compile(r"[\s T](\d{1,2})(?:[::時](\d{1,2})?分?)?\s*$")


def type_of(kind: type[Record], name: str) -> type:
    """Give the type of a field, without the None that it may be."""
    told = typing.get_type_hints(kind)[name]
    options = typing.get_args(told) if isinstance(told, types.UnionType) else (told,)
    first = next(each for each in options if each is not type(None))
    found: type = typing.get_origin(first) or first
    return found


def text_of(value: Any) -> str:
    """Write a day or a moment so that it can be read again; None is blank.

    >>> text_of(dt.date(2026, 11, 14)), text_of(dt.datetime(2026, 11, 14, 1, 30, tzinfo=dt.UTC)), text_of(None)
    ('2026-11-14', '2026-11-14 10:30', '')
    """
    if isinstance(value, dt.datetime):
        return value.astimezone(JAPAN).strftime("%Y-%m-%d %H:%M")
    return "" if value is None else str(value)


def day_of(name: str, text: str) -> dt.date | None:
    """Read a day as rosters write it; blank is None. Raises RecordError.

    >>> day_of("since", "令和8年11月14日"), day_of("since", "")
    (datetime.date(2026, 11, 14), None)
    """
    if not text.strip():
        return None
    day = dates.parse(text.strip())
    if day is None:
        raise RecordError("peoplepage.error.day", name, field=say(f"programme.field.{name}"))
    return day


def moment_of(name: str, text: str) -> dt.datetime | None:
    """Read a day with the time of day, by the clocks of Japan; blank is None. Raises RecordError.

    >>> moment_of("begins", "2026-11-14 10:30").isoformat(), moment_of("begins", "令和8年11月14日 10時").hour
    ('2026-11-14T10:30:00+09:00', 10)
    """
    if not text.strip():
        return None
    found = _CLOCK.search(text)
    day = day_of(name, text[: found.start()] if found else text)
    hour, minute = (int(found[1]), int(found[2] or 0)) if found else (0, 0)
    if day is None or hour > 23 or minute > 59:
        raise RecordError("peoplepage.error.day", name, field=say(f"programme.field.{name}"))
    return dt.datetime(day.year, day.month, day.day, hour, minute, tzinfo=JAPAN)
