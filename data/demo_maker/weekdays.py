"""When a made-up activity meets, as its roster says it: on which weekday, or as loosely as real rosters do."""

from __future__ import annotations

import datetime as dt
import re
from random import Random

from demo_maker.ledger import Resource
from demo_maker.plan import AS_OF

LOOSELY = 1 / 3  # of the activities keep words that name no weekday
DAYS = "月火水木金"
_OFTEN = re.compile(r"(?:週[\d〜]+回|月\d回) (?P<hours>.+)")


def schedule(rng: Random, one: Resource) -> str:
    """Say when an activity meets; weekdays where its list says how often a month that is."""
    words = one.activity["schedule"]
    told = _OFTEN.fullmatch(words)
    times = int(one.fields.get("times_month", 0))
    first, second = sorted(rng.sample(range(len(DAYS)), 2))
    only = rng.randrange(len(DAYS))
    loosely, closed = rng.random() < LOOSELY, rng.random()
    if told is None or loosely or times not in (1, 2, 4, 8):
        return words
    days = {
        1: f"第{first + 1}{DAYS[only]}曜",
        2: f"第1・3{DAYS[only]}曜" if closed < 2 / 3 else f"隔週{DAYS[only]}曜",
        4: f"毎週{DAYS[only]}曜",
        8: f"毎週{DAYS[first]}・{DAYS[second]}曜",
    }[times]
    since = _since(only) if days.startswith("隔週") else "(祝日休み)" if times > 2 and closed < 1 / 3 else ""
    return f"{days} {told['hours']}{since}"


def _since(weekday: int) -> str:
    """Give the first such weekday after the day of the list."""
    day = AS_OF + dt.timedelta(days=(weekday - AS_OF.weekday() - 1) % 7 + 1)
    return f"({day.year}年{day.month}月{day.day}日から)"
