"""Recurrence rules as RFC 5545 writes them, read by python-dateutil and kept to what can be said in words."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from dateutil import rrule as library

from shiensys.measures.schedules.schedule import LAST, WEEKDAYS, Day, NeverOccursError, OffBeatError, Rule

FREQUENCIES = {
    "DAILY": library.DAILY, "WEEKLY": library.WEEKLY, "MONTHLY": library.MONTHLY, "YEARLY": library.YEARLY,
}  # fmt: skip
PARTS = {"FREQ", "INTERVAL", "BYDAY", "BYMONTHDAY", "BYMONTH", "BYSETPOS", "COUNT", "UNTIL", "WKST"}
YEARS = 40  # a 29 February comes back on its weekday after 40 years at the latest (over 2100)
LONGEST = 300  # characters of a rule
LONGEST_MONTH = dict(enumerate((31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31), start=1))  # days
_DAY = re.compile(r"([+-]?\d)?(MO|TU|WE|TH|FR|SA|SU)")


@lru_cache(maxsize=4096)
def parsed(text: str) -> Rule | None:
    """Read a rule; None where it is none, or one of a sort that no roster has (by hours, by weeks of the year).

    >>> str(parsed("RRULE:FREQ=MONTHLY;BYDAY=WE;BYSETPOS=2"))
    'FREQ=MONTHLY;BYDAY=2WE'
    """
    if len(text) > LONGEST:
        return None
    pairs = [part.partition("=") for part in text.strip().upper().removeprefix("RRULE:").split(";") if part]
    given = {name: value for name, _, value in pairs}
    if len(given) < len(pairs) or not set(given) <= PARTS or given.get("FREQ") not in FREQUENCIES:
        return None
    try:
        return kept(_rule(given))
    except (ValueError, OverflowError):  # no number, no day
        return None


def kept(rule: Rule) -> Rule | None:
    """Bring a rule to the one form in which it is kept; None where its start alone would tell the days."""
    if rule.freq == "YEARLY":
        if not rule.months or rule.interval > 1:
            return None
        rule = replace(rule, freq="MONTHLY")
    if rule.interval < 1 or not set(rule.months) <= set(range(1, 13)):
        return None
    if not set(rule.month_days) <= {LAST, *range(1, 32)} or any(not LAST <= day.nth <= 5 for day in rule.days):
        return None
    fits = {
        "DAILY": not rule.days and not rule.month_days,
        "WEEKLY": bool(rule.days) and not rule.month_days and not any(day.nth for day in rule.days),
        "MONTHLY": bool(rule.days) != bool(rule.month_days),
    }
    return rule if fits[rule.freq] else None


def days_of(rule: Rule, start: dt.date, end: dt.date) -> Iterator[dt.date]:
    """Give the days of a rule from ``start`` to ``end``.

    Of a rule that nobody said the first day of, as if it took place in every week or month of its kind.
    """
    named: dict[str, object] = {"bymonthday": rule.month_days, "bymonth": rule.months}
    named["byweekday"] = [_weekday(day) for day in _counted(rule)]
    if not _has_days(rule):
        return iter(())
    if rule.start is not None:
        named |= {"interval": rule.interval, "count": rule.count}
    last = end if rule.until is None else min(end, rule.until)
    found = library.rrule(
        FREQUENCIES[rule.freq],
        dtstart=dt.datetime.combine(rule.start or start, dt.time()),
        **(
            {} if rule.count is not None and rule.start is not None else {"until": dt.datetime.combine(last, dt.time())}
        ),
        **{name: value for name, value in named.items() if value},
    )
    return (day for each in found if start <= (day := each.date()) <= last)


def never(rule: Rule, on: dt.date) -> None:
    """See that something takes place on a day or after it; raises NeverOccursError."""
    if rule.until is not None and rule.until < on:
        raise NeverOccursError("registry.error.over", day=rule.until)
    if rule.start is not None and next(days_of(replace(rule, count=None), rule.start, rule.start), None) is None:
        raise OffBeatError("registry.error.start", day=rule.start)
    end = dt.date(min(on.year + YEARS, dt.MAXYEAR), 12, 31)
    if rule.count == 0 or not _has_days(rule) or next(days_of(rule, on, end), None) is None:
        raise NeverOccursError("registry.error.never")


def _has_days(rule: Rule) -> bool:
    """Tell whether some month has a day of the rule: of one without, the library would look through 8,000 years."""
    months = rule.months or range(1, 13)
    return not rule.month_days or any(day <= LONGEST_MONTH[month] for month in months for day in rule.month_days)


def in_order(days: Iterator[Day] | set[Day]) -> tuple[Day, ...]:
    """Put days in order: the first Monday, the first Tuesday …, the last of a month at the end."""
    return tuple(sorted(set(days), key=lambda day: (day.nth < 0, day.nth, WEEKDAYS.index(day.weekday))))


def _counted(rule: Rule) -> tuple[Day, ...]:
    """Name every Tuesday beside the second Saturday as the first to fifth: the library takes days of one sort only."""
    if not any(day.nth for day in rule.days):
        return rule.days
    return tuple(Day(nth, day.weekday) for day in rule.days for nth in ([day.nth] if day.nth else range(1, 6)))


def _weekday(day: Day) -> library.weekday:
    """Give a day as the library has it."""
    plain = library.weekday(WEEKDAYS.index(day.weekday))
    return plain(day.nth) if day.nth else plain


def _rule(given: dict[str, str]) -> Rule:
    """Read the parts; raises ValueError."""
    days = [_day(part) for part in given.get("BYDAY", "").split(",") if part]
    if "BYSETPOS" in given:  # the second of all Wednesdays is the second Wednesday; other sorts aren't kept
        (only,) = days
        days = [Day(int(nth), only.weekday) for nth in given["BYSETPOS"].split(",")]
    until = given.get("UNTIL", "")
    return Rule(
        freq=given["FREQ"],
        interval=int(given.get("INTERVAL", "1")),
        days=in_order(set(days)),
        month_days=tuple(sorted({int(part) for part in given.get("BYMONTHDAY", "").split(",") if part})),
        months=tuple(sorted({int(part) for part in given.get("BYMONTH", "").split(",") if part})),
        count=int(given["COUNT"]) if "COUNT" in given else None,
        until=dt.datetime.strptime(until[:8], "%Y%m%d").date() if until else None,
    )


def _day(part: str) -> Day:
    """Read one weekday; raises ValueError."""
    found = _DAY.fullmatch(part.strip())
    if not found:
        raise ValueError(part)
    return Day(int(found[1] or 0), found[2])
