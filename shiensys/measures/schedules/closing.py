"""On which days something is closed though its rule holds: national holidays, and the turn of the year."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

import jpholiday

from shiensys.measures.schedules.schedule import WORKDAY, Schedule

HOLIDAY = "祝"  # 祝日を除く, 祝日休み, 祝祭日を除く
NEW_YEAR = "年末年始"
LAST_OPEN, FIRST_OPEN = (12, 28), (1, 4)  # month, day: public offices are closed from 29 December to 3 January, by law


@lru_cache(maxsize=4096)
def is_holiday(day: dt.date) -> bool:
    """Tell whether a day is a national holiday, or one in its stead.

    By 国民の祝日に関する法律; the equinoxes of years that aren't announced yet are worked out.

    >>> is_holiday(dt.date(2026, 11, 23)), is_holiday(dt.date(2027, 3, 22)), is_holiday(dt.date(2026, 11, 24))
    (True, True, False)
    """
    return bool(jpholiday.is_holiday(day))


def closed_on(schedule: Schedule) -> tuple[bool, bool]:
    """Tell whether a schedule leaves out national holidays, and the turn of the year. 平日 leaves out holidays too.

    >>> closed_on(Schedule("FREQ=WEEKLY;BYDAY=MO", note="祝日休み")), closed_on(Schedule("FREQ=WEEKLY;BYDAY=MO"))
    ((True, False), (False, False))
    """
    return HOLIDAY in schedule.note or WORKDAY in schedule.note, NEW_YEAR in schedule.note


def is_open(schedule: Schedule, day: dt.date) -> bool:
    """Tell whether it takes place on a day of its rule."""
    holidays, new_year = closed_on(schedule)
    if new_year and not FIRST_OPEN <= (day.month, day.day) <= LAST_OPEN:
        return False
    return not (holidays and is_holiday(day))
