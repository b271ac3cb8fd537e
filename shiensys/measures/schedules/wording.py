"""A recurrence rule in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from shiensys.measures.schedules.rules import parsed
from shiensys.measures.schedules.schedule import LAST, WEEKDAYS, WORKDAY, WORKDAYS, Rule, Schedule
from shiensys.text import language, say

FEW_CLOSED = 2  # months that are named as those on which it isn't
SEVERAL = 3  # months or days in a row that are written as from-to


def words(schedule: Schedule) -> str:
    """Say when it takes place.

    >>> words(Schedule("FREQ=WEEKLY;BYDAY=TU", dt.time(10), dt.time(12)))
    '毎週火曜 10時〜12時'
    >>> words(Schedule("FREQ=MONTHLY;BYDAY=1WE,3WE", dt.time(13, 30)))
    '第1・3水曜 13時30分〜'
    """
    rule = parsed(schedule.rrule)
    if rule is None:
        return schedule.rrule
    notes = schedule.note.split("・") if schedule.note else []
    day = say("registry.schedule.workdays") if WORKDAY in notes else _days(rule)
    beside = [
        say("registry.schedule.since", day=schedule.start) if schedule.start else "",
        say("registry.schedule.count", n=rule.count) if rule.count is not None else "",
        say("registry.schedule.until", day=rule.until) if rule.until else "",
        *(note for note in notes if note != WORKDAY),
    ]
    brackets = "".join(say("registry.schedule.beside", note=note) for note in beside if note)
    return " ".join(filter(None, (_season(rule, day), _hours(schedule), brackets)))


def _season(rule: Rule, day: str) -> str:
    """Say in which months, beside the days."""
    if len(rule.months) == 1 and rule.month_days and LAST not in rule.month_days:
        days = say("registry.schedule.joint").join(map(str, rule.month_days))
        return say("registry.schedule.yearly", month=rule.months[0], days=days)
    if not rule.months:
        return day
    closed = tuple(month for month in range(1, 13) if month not in rule.months)
    if len(closed) <= FEW_CLOSED and not _row(rule.months):
        months = say("registry.schedule.joint").join(map(str, closed))
        return say("registry.schedule.except", months=months, days=day)
    return say("registry.schedule.months", months=_months(rule.months), days=day)


def _days(rule: Rule) -> str:
    """Say on which days."""
    if rule.freq == "DAILY":
        return say("registry.schedule.daily") if rule.interval == 1 else say("registry.schedule.every", n=rule.interval)
    if rule.freq == "WEEKLY":
        return _weekly(tuple(day.weekday for day in rule.days), rule.interval)
    said = _joined(_dates(rule.month_days)) if rule.month_days else _joined(_weeks(rule))
    return said if rule.interval == 1 else say("registry.schedule.months_apart", days=said)


def _weekly(days: tuple[str, ...], interval: int) -> str:
    """Say on which weekdays of every week, or every so many weeks."""
    if interval == 1 and days == WORKDAYS:
        ends = say("registry.schedule.from_to", first=say("registry.day.mo"), last=say("registry.day.fr"))
        return say("registry.schedule.range", days=ends)
    named = _weekdays(days)
    if interval == 1:
        return say("registry.schedule.weekly", days=named)
    if interval == 2:
        return say("registry.schedule.fortnightly", days=named)
    return say("registry.schedule.weeks", days=named, n=interval)


def _weeks(rule: Rule) -> Iterator[str]:
    """Say on which weekdays of the month, those of the same weeks together."""
    weeks: dict[str, list[int]] = {}
    for day in rule.days:
        weeks.setdefault(day.weekday, []).append(day.nth)
    alike: dict[tuple[int, ...], list[str]] = {}
    for weekday in sorted(weeks, key=WEEKDAYS.index):
        alike.setdefault(tuple(nth for nth in weeks[weekday] if nth > 0), []).append(weekday)
        if LAST in weeks[weekday]:
            alike.setdefault((LAST,), []).append(weekday)
        if 0 in weeks[weekday]:
            alike.setdefault((0,), []).append(weekday)
    for numbers, days in alike.items():
        if numbers:
            yield _nth(numbers, tuple(days))


def _nth(numbers: tuple[int, ...], days: tuple[str, ...]) -> str:
    """Say the first and third Wednesday."""
    named = _weekdays(days)
    if numbers == (0,):
        return say("registry.schedule.weekly", days=named)
    if numbers == (LAST,):
        return say("registry.schedule.last", days=named)
    return say("registry.schedule.nth", weeks=say("registry.schedule.joint").join(map(str, numbers)), days=named)


def _dates(days: Iterable[int]) -> Iterator[str]:
    """Say on which dates of the month."""
    plain = [str(day) for day in days if day != LAST]
    if plain:
        yield say("registry.schedule.dates", days=say("registry.schedule.joint").join(plain))
    if LAST in days:
        yield say("registry.schedule.end" if not plain else "registry.schedule.and_end")


def _weekdays(days: tuple[str, ...]) -> str:
    """Name weekdays."""
    return say("registry.schedule.joint").join(say(f"registry.day.{day.lower()}") for day in days)


def _months(months: tuple[int, ...]) -> str:
    """Name months: 4〜11, 1・4・7."""
    return say("registry.schedule.joint").join(map(str, months)) if not _row(months) else _from_to(months)


def _row(months: tuple[int, ...]) -> bool:
    """Tell whether months come one after the other."""
    return len(months) >= SEVERAL and months[-1] - months[0] == len(months) - 1


def _from_to(months: tuple[int, ...]) -> str:
    """Name the first and the last month."""
    return say("registry.schedule.from_to", first=str(months[0]), last=str(months[-1]))


def _hours(schedule: Schedule) -> str:
    """Say at what time."""
    if schedule.begins and schedule.ends:
        return say("registry.schedule.from_to", first=_time(schedule.begins), last=_time(schedule.ends))
    if schedule.begins:
        return say("registry.schedule.from", first=_time(schedule.begins))
    return say("registry.schedule.to", last=_time(schedule.ends)) if schedule.ends else ""


def _time(at: dt.time) -> str:
    """Write a time of day."""
    if language() != "ja":
        return f"{at:%H:%M}"
    return (
        say("registry.schedule.oclock", hour=at.hour)
        if not at.minute
        else say("registry.schedule.time", hour=at.hour, minute=f"{at.minute:02}")
    )


def _joined(parts: Iterable[str]) -> str:
    """Put phrases together."""
    return say("registry.schedule.and").join(parts)
