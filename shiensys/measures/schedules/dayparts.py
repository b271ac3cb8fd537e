"""The days in a roster's words: phrase by phrase, until nothing is left that wasn't understood."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from shiensys.measures.schedules.clock import UnreadError
from shiensys.measures.schedules.rules import in_order
from shiensys.measures.schedules.schedule import LAST, WEEKDAYS, WORKDAYS, Day, Rule

NAMES = "月火水木金土日"
_LIST = rf"[{NAMES}]曜?(?:・?[{NAMES}]曜?)*"
PHRASES = {  # tried in this order
    "times": re.compile(r"毎?(週|月)に?(\d)回"),
    "daily": re.compile(r"毎日"),
    "every": re.compile(r"(\d{1,2})日ごと"),
    "workdays": re.compile(r"平日"),
    "range": re.compile(rf"(?:毎週)?([{NAMES}])曜?-([{NAMES}])(?:曜|(?=・|$))"),
    "nth": re.compile(rf"(?:(隔月|毎月)・?)?第([1-5](?:・?第?[1-5])*)(?:週)?・?({_LIST})"),
    "last": re.compile(rf"(?:(隔月|毎月)・?)?(?:最終|最後)(?:週)?・?({_LIST})"),
    "weekly": re.compile(rf"(毎週|隔週|(\d)週ごと)?・?({_LIST})"),
    "dates": re.compile(r"(隔月|毎月)・?((?:\d{1,2}日?・)*\d{1,2}日)(・?末日)?"),
    "end": re.compile(r"(隔月|毎月)・?(?:末日|最終日)"),
}


@dataclass
class Parts:
    """What was understood so far, while a text is gone through."""

    freqs: set[str] = field(default_factory=set)
    days: set[Day] = field(default_factory=set)
    month_days: set[int] = field(default_factory=set)
    intervals: set[tuple[str, int]] = field(default_factory=set)
    stated: set[tuple[str, int]] = field(default_factory=set)
    workdays: bool = False


def rule_of(text: str) -> tuple[Rule, bool]:
    """Read the days of a folded text; beside it whether they are 平日. Raises UnreadError.

    >>> str(rule_of("第1・3水曜")[0]), str(rule_of("毎週火・金曜・第2土曜")[0])
    ('FREQ=MONTHLY;BYDAY=1WE,3WE', 'FREQ=MONTHLY;BYDAY=TU,FR,2SA')
    """
    found = Parts()
    while text := text.lstrip("・"):
        text = text[_phrase(text, found) :]
    return _rule(found), found.workdays


def _phrase(text: str, found: Parts) -> int:
    """Take in the first phrase of a text; gives its length."""
    for name, pattern in PHRASES.items():
        if told := pattern.match(text):
            READERS[name](told, found)
            return told.end()
    raise UnreadError(text)


def _daily(told: re.Match[str], found: Parts) -> None:
    """Take in every day, or every so many."""
    found.freqs.add("DAILY")
    found.intervals.add(("DAILY", int(told[1]) if told.re.groups else 1))


def _workdays(_: re.Match[str], found: Parts) -> None:
    """Take in Monday to Friday."""
    found.workdays = True
    _weeks(found, [Day(0, each) for each in WORKDAYS], 1)


def _range(told: re.Match[str], found: Parts) -> None:
    """Take in weekdays from one to another."""
    first, last = NAMES.index(told[1]), NAMES.index(told[2])
    if last <= first:
        raise UnreadError(told[0])
    _weeks(found, [Day(0, each) for each in WEEKDAYS[first : last + 1]], 1)


def _nth(told: re.Match[str], found: Parts) -> None:
    """Take in weekdays of some weeks of the month."""
    numbers = [int(digit) for digit in re.findall(r"\d", told[2])]
    _months(found, told[1], (Day(number, each) for number in numbers for each in _weekdays(told[3], once=True)))


def _last(told: re.Match[str], found: Parts) -> None:
    """Take in the last of a weekday in the month."""
    _months(found, told[1], (Day(LAST, each) for each in _weekdays(told[2], once=True)))


def _weekly(told: re.Match[str], found: Parts) -> None:
    """Take in weekdays of every week, or every so many weeks."""
    listed = _weekdays(told[3], once=False)
    if "曜" not in told[3] and (len(listed) == 1 or (told[1] is None and len(listed) < 2)):
        raise UnreadError(told[0])  # a lone 月 or 日 may be a month or a day
    _weeks(found, [Day(0, each) for each in listed], int(told[2] or 0) or (2 if told[1] == "隔週" else 1))


def _dates(told: re.Match[str], found: Parts) -> None:
    """Take in dates of the month."""
    found.freqs.add("MONTHLY")
    found.intervals.add(("MONTHLY", 2 if told[1] == "隔月" else 1))
    found.month_days |= {int(number) for number in re.findall(r"\d+", told[2])} | ({LAST} if told[3] else set())


def _end(told: re.Match[str], found: Parts) -> None:
    """Take in the last day of the month."""
    found.freqs.add("MONTHLY")
    found.intervals.add(("MONTHLY", 2 if told[1] == "隔月" else 1))
    found.month_days.add(LAST)


def _times(told: re.Match[str], found: Parts) -> None:
    """Take in how often it is said to be, to hold it to the days."""
    found.stated.add((told[1], int(told[2])))


READERS = {
    "daily": _daily, "every": _daily, "workdays": _workdays, "range": _range, "nth": _nth, "last": _last,
    "weekly": _weekly, "dates": _dates, "end": _end, "times": _times,
}  # fmt: skip


def _weeks(found: Parts, days: list[Day], interval: int) -> None:
    """Take in days of a week."""
    found.freqs.add("WEEKLY")
    found.intervals.add(("WEEKLY", interval))
    found.days |= set(days)


def _months(found: Parts, word: str | None, days: Iterator[Day]) -> None:
    """Take in weekdays of a month."""
    found.freqs.add("MONTHLY")
    found.intervals.add(("MONTHLY", 2 if word == "隔月" else 1))
    found.days |= set(days)


def _weekdays(listed: str, *, once: bool) -> list[str]:
    """Read weekdays. ``once``: 「第1水曜・土曜」 doesn't say which Saturdays. Raises UnreadError."""
    if once and ("曜" in listed[:-1] or listed in ("月", "日")):
        raise UnreadError(listed)
    return [WEEKDAYS[NAMES.index(sign)] for sign in listed if sign in NAMES]


def _rule(found: Parts) -> Rule:
    """Make one rule of what was understood; every week and a week of the month together are one of months."""
    intervals = {interval for _, interval in found.intervals}
    mixed = found.freqs == {"WEEKLY", "MONTHLY"} and intervals == {1} and not found.month_days
    if len(intervals) != 1 or (len(found.freqs) > 1 and not mixed):
        raise UnreadError(str(found))
    (interval,) = intervals
    freq = "MONTHLY" if mixed else found.freqs.pop()
    rule = Rule(freq, interval, in_order(found.days), tuple(sorted(found.month_days)))
    if any(stated != _stated(rule) for stated in found.stated):
        raise UnreadError(str(found))
    return rule


def _stated(rule: Rule) -> tuple[str, int]:
    """Say how often it is as a roster states it: 週2回, 月1回."""
    return "週" if rule.freq == "WEEKLY" else "月", len(rule.days) + len(rule.month_days)
