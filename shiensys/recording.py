"""The one way in for small records: checked by themselves and against the city, then stored."""

from __future__ import annotations

from typing import TypeVar

from shiensys.city import City
from shiensys.store import record_trail, records
from shiensys.tables.categories import categories
from shiensys.tables.programme import NAMES, Body, Contact, Council, Event, Kept, Member, Post, Record, Step
from shiensys.tables.programme.checks import RecordError, check
from shiensys.text import say

R = TypeVar("R", bound=Record)
SAME: dict[type[Record], tuple[str, ...]] = {  # two records that agree in these say one thing twice
    Body: ("name",),
    Contact: ("body_id", "name", "phone"),
    Council: ("name", "tier", "districts"),
    Event: ("title", "begins", "when"),
    Member: ("council_id", "body_id"),
    Post: ("body_id", "tier", "kind", "title", "districts", "until"),
    Step: ("district", "step"),
}


def save(city: City, record: R, *, who: str, revision: int | None = None) -> Kept[R]:
    """Store a record; ``revision``: the one that was looked at, None for a new record.

    Raises RecordError with the field that is wrong or where another record says the same, ChangedError where somebody
    else changed it meanwhile.
    """
    check(record)
    fits(city, record)
    code = city.record.code
    _once(code, record)
    if revision is None:
        return records.add(code, record, who=who)
    return records.change(code, record, revision=revision, who=who)


def undo(city: City, kind: type[Record], record_id: str, *, revision: int, who: str) -> None:
    """Put a record back to what it was before its last change; where that was the first, take it off.

    The way back is a change as well: done twice, it brings back what was undone. Raises RecordError where the record
    as it was no longer fits the city, ChangedError, UnknownRecordError.
    """
    before = record_trail.before(city.record.code, kind, record_id)
    if before is None:
        records.remove(city.record.code, kind, record_id, revision=revision, who=who)
    else:
        save(city, before, who=who, revision=revision)


def fits(city: City, record: Record) -> None:
    """See that the districts and the kind of support of a record are the city's; raises RecordError."""
    known = set(city.districts["district_id"])
    named = [getattr(record, "district", None), *getattr(record, "districts", ())]
    if any(each and each not in known for each in named):
        raise RecordError("programme.error.district", "districts" if len(named) > 1 else "district")
    kind = getattr(record, "kind", "") if hasattr(record, "district") or hasattr(record, "proposed") else ""
    if kind and kind not in {each.kind for each in categories()}:
        raise RecordError("programme.error.kind", "kind")


def _once(code: str, record: Record) -> None:
    """See that a record doesn't say again what another one says: it would be counted twice; raises RecordError."""
    same = SAME.get(type(record), ())
    if not same:
        return
    others = records.of(code, type(record), **{same[0]: getattr(record, same[0])})
    told = [getattr(record, name) for name in same]
    if any(each.record.id != record.id and [getattr(each.record, name) for name in same] == told for each in others):
        raise RecordError("programme.error.twice", same[-1], what=say(f"programme.kind.{NAMES[type(record)]}"))
