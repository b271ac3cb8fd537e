"""Words of rosters read as recurrence rules: 毎週火・金曜, 第1・3水曜, 毎月25日, 平日, 隔週木曜."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from dataclasses import replace
from functools import lru_cache

from shiensys.measures.schedules.clock import Hours, UnreadError, hours
from shiensys.measures.schedules.dates import STARTS, day_of, first_day, last_day, left, taken
from shiensys.measures.schedules.dayparts import NAMES, rule_of
from shiensys.measures.schedules.rules import in_order, kept, never, parsed
from shiensys.measures.schedules.schedule import WEEKDAYS, WORKDAY, Day, NeverOccursError, Rule, Schedule

LONGEST = 300  # characters; no schedule is longer
NOTES = (  # what says nothing of the rule, the longer one first
    "完全予約制", "予約制", "要予約", "事前予約", "午前中", "午前", "午後", "夕方", "昼", "朝", "夜", "巡回",
    "祝日は除く", "祝日を除く", "祝日除く", "祝日は休み", "祝日休み", "祝祭日を除く", "祝祭日休み",
    "年末年始は休み", "年末年始を除く", "年末年始休み",
)  # fmt: skip
_NOTE = re.compile("|".join(NOTES))
_DASH = re.compile(r"[〜~–—―−‐‑‒]|から(?=午|\d|[月火水木金土日])|から|より")
_JOINT = re.compile(r"[、,;/()「」\[\]及]|および|及び|(?<!ご)と|[　 \n]")
_SAME = (("曜日", "曜"), ("の", ""), ("正午", "12時"), ("AM", "午前"), ("PM", "午後"))
_ORDINAL = re.compile(r"第[一二三四五](?:・第?[一二三四五])*")
_COUNT = re.compile(r"全(\d{1,3})回")
_WITHOUT_WEEK = re.compile(r"第([1-5])(?:週|[月火水木金土日]曜)(?:は休み|を除く|休み|除く)")
_WITHOUT_DAYS = re.compile(
    r"(?<![\d毎平])((?:[月火水木金土日]曜?・?)*[月火水木金土日]曜)(?:は休み|を除く|休み|除く|定休|以外)"
)
_WITHOUT_MONTH = re.compile(r"((?:\d{1,2}月?・)*\d{1,2}月)(?:は休み|を除く|休み|除く)")
_MONTHS = re.compile(r"(?:毎年)?(?:(\d{1,2})月?-(\d{1,2})月|((?:\d{1,2}月?・)*\d{1,2}月)|(奇数月|偶数月))(?!曜)")
_WEEKS = re.compile(r"第[\d・第]*$")
_YEARLY = re.compile(r"毎年(\d{1,2})月((?:\d{1,2}日?・)*\d{1,2})日")
_EVERY = re.compile(r"^(?:RRULE:)?FREQ=[A-Z0-9=;,+:TZ-]+", re.IGNORECASE)


def rule(text: str, *, on: dt.date) -> Schedule | None:
    """Read words, or a rule of RFC 5545 with or without hours behind it; None where anything isn't understood.

    ``on``: today. Raises NeverOccursError where it never takes place from then on.

    >>> today = dt.date(2026, 11, 22)
    >>> rule("毎週火・金曜 10時〜12時", on=today).rrule
    'FREQ=WEEKLY;BYDAY=TU,FR'
    >>> rule("月2回 午前", on=today) is None
    True
    """
    found = _read(text)
    if found is None:
        return None
    schedule, told = found
    never(told, on)
    return schedule


def readable(text: object, *, on: dt.date) -> Schedule | None:
    """Read what stands in a list; None also where it never takes place, and where nothing stands there."""
    if not isinstance(text, str):
        return None
    try:
        return rule(text, on=on)
    except NeverOccursError:
        return None


@lru_cache(maxsize=8192)
def _read(text: str) -> tuple[Schedule, Rule] | None:
    """Read a text; None where it isn't understood. Raises BackwardsError."""
    if len(text) > LONGEST or not text.strip():
        return None
    try:
        plain = text.strip()
        return _by_rule(plain) if _EVERY.match(plain) or STARTS.match(plain) else _by_words(folded(text))
    except UnreadError:
        return None


def folded(text: str) -> str:
    """Bring a schedule to the form in which its phrases are looked for.

    >>> folded("第一・三 水曜日　１０：００～１２：００（祝日を除く）")
    '第1・3・水曜・10:00-12:00・祝日を除く'
    """
    plain = _DASH.sub("-", unicodedata.normalize("NFKC", text.strip()))
    for written, meant in _SAME:
        plain = plain.replace(written, meant)
    plain = _JOINT.sub("・", plain)
    plain = re.sub("・*-・*", "-", re.sub("・+", "・", plain)).strip("・")
    return _ORDINAL.sub(lambda found: found[0].translate(str.maketrans("一二三四五", "12345")), plain)


def _by_rule(text: str) -> tuple[Schedule, Rule] | None:
    """Read a rule of RFC 5545, with DTSTART before it or not, and the hours behind it."""
    plain = unicodedata.normalize("NFKC", text)
    started = STARTS.match(plain)
    start = day_of(*started.groups()) if started else None
    plain = plain[started.end() :] if started else plain
    written = _EVERY.match(plain)
    found = parsed(written[0].rstrip(";")) if written else None
    if written is None or found is None:
        return None
    at, rest = hours(folded(plain[written.end() :]))
    return None if rest.strip("・") else (Schedule(str(found), *at, start=start), replace(found, start=start))


def _by_words(text: str) -> tuple[Schedule, Rule] | None:
    """Read words: first when it began and ends, then months, hours and notes; what is left are the days."""
    text, start = first_day(text)
    text, until = last_day(text)
    text, count = taken(_COUNT, text)
    yearly = _YEARLY.search(text)
    if yearly:
        text = left(text, yearly)
        months: tuple[int, ...] = (int(yearly[1]),)
        days = Rule("MONTHLY", month_days=tuple(map(int, re.findall(r"\d+", yearly[2]))))
    at, text = hours(text)
    notes = list(dict.fromkeys(_NOTE.findall(text)))
    text = _NOTE.sub("・", text)
    if not yearly:
        text, months = _months(text)
        text, week = taken(_WITHOUT_WEEK, text)
        text, closed = _closed(text)
        days, workdays = rule_of(text)
        days = _without_week(days, int(week[1])) if week else days
        days = _without_days(days, closed[1]) if closed else days
        notes = [WORKDAY, *notes] if workdays and not closed and not week else notes
    elif text.strip("・"):
        return None
    whole = kept(replace(days, months=months, until=until, count=int(count[1]) if count else None))
    if whole is None:
        return None
    return Schedule(str(whole), *Hours(*at), note="・".join(notes), start=start), replace(whole, start=start)


def _months(text: str) -> tuple[str, tuple[int, ...]]:
    """Take the months out; none: all of them. Raises UnreadError."""
    every = set(range(1, 13))
    text, without = taken(_WITHOUT_MONTH, text)
    # 「第1・3月・火曜」 has Mondays in it, not March
    found = next((each for each in _MONTHS.finditer(text) if not _WEEKS.search(text[: each.start()])), None)
    text = text if found is None else left(text, found)
    chosen = every if found is None else _named(found)
    closed = {int(number) for number in re.findall(r"\d+", without[1])} if without else set()
    chosen = chosen - closed
    if not chosen or not chosen | closed <= every:
        raise UnreadError(text)
    return text, () if chosen == every else tuple(sorted(chosen))


def _named(found: re.Match[str]) -> set[int]:
    """Give the months of a phrase; from November to March goes over the new year."""
    if found[4]:
        return set(range(1 if found[4] == "奇数月" else 2, 13, 2))
    if found[3]:
        return {int(number) for number in re.findall(r"\d+", found[3])}
    first, last = int(found[1]), int(found[2])
    return set(range(first, last + 1)) if first <= last else {*range(first, 13), *range(1, last + 1)}


def _without_week(days: Rule, week: int) -> Rule:
    """Leave one week of the month out of every week."""
    if days.freq != "WEEKLY" or days.interval > 1:
        raise UnreadError(str(days))
    weeks = [number for number in range(1, 6) if number != week]
    named = {Day(number, day.weekday) for number in weeks for day in days.days}
    return replace(days, freq="MONTHLY", days=in_order(named))


def _closed(text: str) -> tuple[str, re.Match[str] | None]:
    """Take the weekdays out on which it is closed; those of some weeks of the month alone are left."""
    found = _WITHOUT_DAYS.search(text)
    if found is None or _WEEKS.search(text[: found.start()]):
        return text, None
    return left(text, found), found


def _without_days(days: Rule, closed: str) -> Rule:
    """Leave weekdays out of every day, or out of every week."""
    gone = {weekday for sign, weekday in zip(NAMES, WEEKDAYS, strict=True) if sign in closed}
    open_ = {day.weekday for day in days.days} if days.freq == "WEEKLY" else set(WEEKDAYS)
    if days.freq not in ("DAILY", "WEEKLY") or days.interval > 1 or not gone < open_:
        raise UnreadError(closed)
    return replace(days, freq="WEEKLY", days=in_order({Day(0, weekday) for weekday in open_ - gone}))
