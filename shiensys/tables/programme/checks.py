"""What a record must keep to before it is stored: one sentence for what is wrong first."""

from __future__ import annotations

import datetime as dt
from dataclasses import Field, fields

from shiensys.errors import ShiensysError
from shiensys.tables.programme.helping import Match, Request
from shiensys.tables.programme.people import Post
from shiensys.tables.programme.record import LEAST, MOST, NEEDED, OPTIONS, Record
from shiensys.text import say

BETWEEN = (  # fields of which the second can't come before the first
    ("begins", "ends"), ("since", "until"), ("received", "ended"), ("began", "ended"), ("proposed", "answered"),
)  # fmt: skip
TIERS = (1, 2)
FIELDS = (  # what a user fills in, as the catalogue names it
    "body_id", "council_id", "meeting_id", "public", "published",
    "access", "address", "agenda", "agreed", "answer", "answered", "answered_by", "author", "began", "begins",
    "capacity", "conditions", "contents", "days", "district", "districts", "due", "email", "end_reason", "ended",
    "ends", "fax", "fee", "fee_most", "figure", "form", "hands", "hours", "kind", "link", "meets_as", "name",
    "note", "option", "outcome", "persons", "phone", "place", "postal_code", "proposed", "purpose", "question",
    "reached", "reason", "received", "role", "running", "since", "sort", "source", "state", "step", "subject",
    "text", "tier", "title", "until", "verdict", "view", "web", "what", "when", "who",
)  # fmt: skip


class RecordError(ShiensysError, ValueError):
    """A record can't be stored as it is. ``wrong``: the field that is."""

    def __init__(self, key: str, wrong: str, **values: object) -> None:
        super().__init__(key, **values)
        self.wrong = wrong


def check(record: Record) -> None:
    """See that a record keeps to the limits of its fields; raises RecordError with the first that it doesn't."""
    for each in fields(record):
        _field(each, getattr(record, each.name))
    for first, second in BETWEEN:
        _order(record, first, second)
    if isinstance(record, Post) and record.tier not in TIERS:
        raise RecordError("programme.error.tier", "tier")
    if isinstance(record, Request) and record.state == "refused" and not record.reason:
        raise RecordError("programme.error.reason", "reason")
    if isinstance(record, Match) and record.state == "ended" and record.ended is None:
        raise RecordError("programme.error.ended", "ended")


def _field(told: Field[object], value: object) -> None:
    """Check one field against what its metadata say."""
    limits, name = told.metadata, told.name
    if isinstance(value, str):
        if limits.get(NEEDED) and not value.strip():
            raise RecordError("programme.error.blank", name, field=_name(name))
        if len(value) > limits.get(MOST, len(value)):
            raise RecordError("programme.error.long", name, field=_name(name), n=len(value), most=limits[MOST])
    given = value if isinstance(value, tuple) else (value,)
    if OPTIONS in limits and not set(given) <= set(limits[OPTIONS]):
        raise RecordError("programme.error.option", name, field=_name(name))
    if LEAST in limits and isinstance(value, int) and value < limits[LEAST]:
        raise RecordError("programme.error.least", name, field=_name(name), least=limits[LEAST])


def _order(record: Record, first: str, second: str) -> None:
    """See that an end doesn't come before its begin."""
    begin, end = getattr(record, first, None), getattr(record, second, None)
    if isinstance(begin, dt.date) and isinstance(end, dt.date) and end < begin:
        raise RecordError("programme.error.order", second, first=_name(first), second=_name(second))


def _name(field: str) -> str:
    """Say how a field is called."""
    return say(f"programme.field.{field}")
