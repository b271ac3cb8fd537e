"""What a schedule is: a recurrence rule of RFC 5545 with the hours of the day."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import NamedTuple

from shiensys.errors import ShiensysError

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")  # as RFC 5545 names them
WORKDAYS = WEEKDAYS[:5]
WORKDAY = "平日"
LAST = -1  # the last Friday, the last day of a month


class NeverOccursError(ShiensysError, ValueError):
    """By its rule something never takes place."""


class BackwardsError(NeverOccursError):
    """Something ends before it begins."""


class OffBeatError(NeverOccursError):
    """The day from which it is counted is none of its days."""


class Day(NamedTuple):
    """A weekday; ``nth``: of the month, -1 the last, 0: every one."""

    nth: int
    weekday: str

    def __str__(self) -> str:
        return f"{self.nth or ''}{self.weekday}"


@dataclass(frozen=True)
class Rule:
    """The parts of a recurrence rule. ``freq``: DAILY, WEEKLY, MONTHLY or YEARLY; ``count``, ``until``: where it ends.

    ``start``: the day from which it is counted; no part of the rule as RFC 5545 writes it.

    >>> str(Rule("MONTHLY", days=(Day(1, "WE"), Day(3, "WE"))))
    'FREQ=MONTHLY;BYDAY=1WE,3WE'
    """

    freq: str
    interval: int = 1
    days: tuple[Day, ...] = ()
    month_days: tuple[int, ...] = ()
    months: tuple[int, ...] = ()
    count: int | None = None
    until: dt.date | None = None
    start: dt.date | None = None

    def __str__(self) -> str:
        parts = {
            "FREQ": self.freq,
            "INTERVAL": self.interval if self.interval > 1 else "",
            "BYMONTH": ",".join(map(str, self.months)),
            "BYMONTHDAY": ",".join(map(str, self.month_days)),
            "BYDAY": ",".join(map(str, self.days)),
            "COUNT": "" if self.count is None else self.count,
            "UNTIL": "" if self.until is None else f"{self.until:%Y%m%d}",
        }
        return ";".join(f"{name}={value}" for name, value in parts.items() if value != "")


@dataclass(frozen=True)
class Schedule:
    """When something takes place. ``rrule``: RFC 5545 without DTSTART; ``begins``, ``ends``: None where not known.

    ``start``: DTSTART, a day on which it takes place and before which it isn't counted; None where nobody said one.
    ``note``: what stands beside it and is no rule (予約制, 祝日を除く), as it was written.
    """

    rrule: str
    begins: dt.time | None = None
    ends: dt.time | None = None
    note: str = ""
    start: dt.date | None = None
