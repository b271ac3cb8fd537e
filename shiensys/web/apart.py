"""Two versions of one record side by side: the fields in which they differ."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from shiensys.tables.programme import Kept, Record
from shiensys.tables.programme.checks import FIELDS
from shiensys.text import date, moment, say
from shiensys.web import markup


def apart(mine: Record, theirs: Kept[Record]) -> str:
    """Write what the reader was to store beside what somebody else stored meanwhile, where they differ."""
    rows = [
        (say(f"programme.field.{name}"), _written(value), _written(getattr(theirs.record, name)))
        for name, value in vars(mine).items()
        if name in FIELDS and getattr(theirs.record, name) != value
    ]
    headings = [say("web.apart.field"), say("web.apart.mine"), say("web.apart.theirs")]
    return markup.cards(pd.DataFrame(rows, columns=headings), say("web.apart"))


def _written(value: object) -> str:
    """Write a field for reading."""
    if value is None:
        return ""
    if isinstance(value, tuple):
        return say("answers.reason_joint").join(map(str, value))
    if isinstance(value, dt.datetime):
        return moment(value)
    return date(value) if isinstance(value, dt.date) else str(value)
