"""When something takes place: words that rosters have, and recurrence rules of RFC 5545. docs/methods.md §20."""

from shiensys.measures.schedules.closing import closed_on, is_holiday
from shiensys.measures.schedules.occurring import next_days, times_month, weekdays
from shiensys.measures.schedules.reading import readable, rule
from shiensys.measures.schedules.schedule import BackwardsError, NeverOccursError, Schedule
from shiensys.measures.schedules.wording import words

__all__ = [
    "BackwardsError", "NeverOccursError", "Schedule", "closed_on", "is_holiday", "next_days", "readable", "rule",
    "times_month", "weekdays", "words",
]  # fmt: skip
