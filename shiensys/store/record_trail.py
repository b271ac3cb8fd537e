"""What became of small records over time: their changes, what stood there before, and what was taken off."""

from __future__ import annotations

import datetime as dt
import types
import typing
from typing import Any, TypeVar, cast

from sqlalchemy import Row, Select, select

from shiensys.store.database import reading
from shiensys.store.programme import record_changes
from shiensys.store.record_rows import table_of
from shiensys.tables.programme import NAMES, Change, Record
from shiensys.tables.programme.record import names

R = TypeVar("R", bound=Record)
Step = tuple[Change, Change | None]  # a change, and the one before it of the same record; None: it was the first
_TOLD = tuple(Change.__dataclass_fields__)


def steps(city: str, kind: type[Record] | None = None, record_id: str | None = None, *, most: int) -> tuple[Step, ...]:
    """List changes with what they changed, newest first: of a city, of one kind, or of one record."""
    now, before = record_changes.alias("now"), record_changes.alias("before")
    same = (now.c.city == before.c.city) & (now.c.kind == before.c.kind) & (now.c.record_id == before.c.record_id)
    query: Select[Any] = (
        select(*(now.c[name] for name in _TOLD), *(before.c[name].label(f"before_{name}") for name in _TOLD))
        .select_from(now.outerjoin(before, same & (before.c.revision == now.c.revision - 1)))
        .where(now.c.city == city)
    )
    if kind is not None:
        query = query.where(now.c.kind == NAMES[kind])
    if record_id is not None:
        query = query.where(now.c.record_id == record_id)
    with reading() as connection:
        return tuple(_step(row) for row in connection.execute(query.order_by(now.c.number.desc()).limit(most)))


def removed(city: str, kind: type[R], *, most: int) -> tuple[R, ...]:
    """List the records of a kind that were taken off and can come back, as they were, the last one first.

    Those that were erased can't: nothing is left of them.
    """
    table = table_of(kind)
    query = select(table.c.id).where(table.c.city == city, table.c.removed.is_(True))
    with reading() as connection:
        ids = [row.id for row in connection.execute(query.order_by(table.c.changed_at.desc()).limit(most))]
    found = (before(city, kind, each) for each in ids)
    return tuple(each for each in found if each is not None)


def before(city: str, kind: type[R], record_id: str) -> R | None:
    """Give a record as it was before its last change; None: it wasn't there, or nothing is left of it."""
    found = steps(city, kind, record_id, most=1)
    last = found[0][1] if found else None
    return None if last is None else record_of(kind, last)


def record_of(kind: type[R], change: Change) -> R | None:
    """Read the record that a change left behind; None where it took the record off."""
    if not change.content:
        return None
    told = typing.get_type_hints(kind)
    values = {name: _read(told[name], value) for name, value in change.content.items() if name in names(kind)}
    return cast(R, cast(type[Any], kind)(**values))


def _step(row: Row[Any]) -> Step:
    """Read a change with the one before it."""
    told = row._mapping
    change = Change(**{name: told[name] for name in _TOLD})
    if told["before_number"] is None:
        return change, None
    return change, Change(**{name: told[f"before_{name}"] for name in _TOLD})


def _read(annotated: object, value: Any) -> Any:
    """Turn what JSON holds back into what the field does."""
    if isinstance(value, list):
        return tuple(value)
    options = typing.get_args(annotated) if isinstance(annotated, types.UnionType) else (annotated,)
    if isinstance(value, str) and dt.datetime in options:
        return dt.datetime.fromisoformat(value)
    return dt.date.fromisoformat(value) if isinstance(value, str) and dt.date in options else value
