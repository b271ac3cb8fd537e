"""Days and hours of meetings, as a city's page writes them."""

from __future__ import annotations

import datetime as dt

from shiensys.text import JAPAN, date, language, say
from shiensys.text import today as today

WEEKDAYS = ("mo", "tu", "we", "th", "fr", "sa", "su")
FISCAL_MONTH = 4  # a fiscal year begins on 1 April (地方自治法 208条)


def there(at: dt.datetime) -> dt.datetime:
    """Give a moment by the clocks of Japan; one that knows no zone is taken for one already."""
    return at.astimezone(JAPAN) if at.tzinfo else at.replace(tzinfo=JAPAN)


def day_of(at: dt.datetime | None) -> dt.date | None:
    """Give the day of a moment in Japan."""
    return None if at is None else there(at).date()


def day(on: dt.date) -> str:
    """Write a day with its weekday.

    >>> day(dt.date(2020, 2, 15))
    '令和2年2月15日(土)'
    """
    return say("council.day", day=date(on), weekday=say(f"council.weekday.{WEEKDAYS[on.weekday()]}"))


def hour(at: dt.datetime) -> str:
    """Write an hour of a day.

    >>> hour(dt.datetime(2020, 2, 15, 1, 0, tzinfo=dt.UTC))
    '10時00分'
    """
    local = there(at)
    if language() != "ja":
        return f"{local.hour}:{local.minute:02}"
    return say("council.hour", hour=str(local.hour), minute=f"{local.minute:02}")


def when(begins: dt.datetime | None, ends: dt.datetime | None) -> str:
    """Write from when to when something is; blank where no day is known.

    >>> when(dt.datetime(2020, 2, 15, 1, 0, tzinfo=dt.UTC), dt.datetime(2020, 2, 15, 3, 0, tzinfo=dt.UTC))
    '令和2年2月15日(土) 10時00分〜12時00分'
    """
    if begins is None:
        return ""
    first = say("council.when", day=day(there(begins).date()), hour=hour(begins))
    if ends is None:
        return first
    last = (
        hour(ends)
        if day_of(ends) == day_of(begins)
        else say("council.when", day=day(there(ends).date()), hour=hour(ends))
    )
    return say("council.from_to", first=first, last=last)


def fiscal_year(on: dt.date) -> dt.date:
    """Give the first day of the fiscal year of a day.

    >>> fiscal_year(dt.date(2020, 2, 15))
    datetime.date(2019, 4, 1)
    """
    return dt.date(on.year if on.month >= FISCAL_MONTH else on.year - 1, FISCAL_MONTH, 1)
