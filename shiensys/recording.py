"""The one way in for small records: checked by themselves and against the city, then stored."""

from __future__ import annotations

from typing import TypeVar

from shiensys.city import City
from shiensys.store import records
from shiensys.tables.categories import categories
from shiensys.tables.programme import Kept, Record
from shiensys.tables.programme.checks import RecordError, check

R = TypeVar("R", bound=Record)


def save(city: City, record: R, *, who: str, revision: int | None = None) -> Kept[R]:
    """Store a record; ``revision``: the one that was looked at, None for a new record.

    Raises RecordError with the field that is wrong, ChangedError where somebody else changed it meanwhile.
    """
    check(record)
    fits(city, record)
    code = city.record.code
    if revision is None:
        return records.add(code, record, who=who)
    return records.change(code, record, revision=revision, who=who)


def fits(city: City, record: Record) -> None:
    """See that the districts and the kind of support of a record are the city's; raises RecordError."""
    known = set(city.districts["district_id"])
    named = [getattr(record, "district", None), *getattr(record, "districts", ())]
    if any(each and each not in known for each in named):
        raise RecordError("programme.error.district", "districts" if len(named) > 1 else "district")
    kind = getattr(record, "kind", "") if hasattr(record, "district") or hasattr(record, "proposed") else ""
    if kind and kind not in {each.kind for each in categories()}:
        raise RecordError("programme.error.kind", "kind")
