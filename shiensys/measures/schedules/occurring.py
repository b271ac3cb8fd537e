"""On which days something takes place, and how often."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from functools import lru_cache
from itertools import islice

from shiensys.measures.schedules.closing import is_open
from shiensys.measures.schedules.rules import days_of, parsed
from shiensys.measures.schedules.schedule import WEEKDAYS, Rule, Schedule

WEEKS_A_MONTH = 365.2425 / 7 / 12  # of the Gregorian calendar; 4.348
YEARS = 28  # after which the days of a month fall on the same weekdays again
AHEAD = 2  # years in which the next days are looked for


def weekdays(schedule: Schedule) -> frozenset[str]:
    """Give the weekdays on which it may be; all of them where the rule is of dates.

    >>> sorted(weekdays(Schedule("FREQ=MONTHLY;BYDAY=1WE,3WE")))
    ['WE']
    """
    days = _rule(schedule).days
    return frozenset(day.weekday for day in days) if days else frozenset(WEEKDAYS)


def times_month(schedule: Schedule) -> float:
    """Work out how often it is in a month of its season, mean over many years: 4.3 for every week.

    >>> round(times_month(Schedule("FREQ=WEEKLY;BYDAY=TU")), 2), times_month(Schedule("FREQ=MONTHLY;BYDAY=1WE,3WE"))
    (4.35, 2.0)
    """
    return _times_month(schedule.rrule)


@lru_cache(maxsize=4096)
def _times_month(rrule: str) -> float:
    """Work out how often a rule is in a month."""
    rule = _rule(Schedule(rrule))
    if rule.freq == "WEEKLY":
        return len(rule.days) * WEEKS_A_MONTH / rule.interval
    first = dt.date(2001, 1, 1)
    whole = Rule(rule.freq, 1, rule.days, rule.month_days, rule.months)
    found = sum(1 for _ in days_of(whole, first, first.replace(year=first.year + YEARS) - dt.timedelta(days=1)))
    return found / (YEARS * (len(rule.months) or 12)) / rule.interval


def next_days(schedule: Schedule, after: dt.date, n: int) -> list[dt.date]:
    """Give up to ``n`` days after a day; those on which it is closed for a holiday aren't among them.

    None where the rule alone doesn't tell them: without a first day nobody knows of every second week which, and of
    five times how many are over.
    """
    rule = replace(_rule(schedule), start=schedule.start)
    counted = rule.interval > 1 or rule.count is not None
    if (counted and rule.start is None) or after.year + AHEAD > dt.MAXYEAR:
        return []
    first = after + dt.timedelta(days=1)
    days = days_of(rule, first, dt.date(first.year + AHEAD, 12, 31))
    return list(islice((day for day in days if is_open(schedule, day)), n))


def _rule(schedule: Schedule) -> Rule:
    """Read the rule of a schedule; raises ValueError where it has none."""
    found = parsed(schedule.rrule)
    if found is None:
        raise ValueError(schedule.rrule)
    return found
