"""Rows of small records: read, written over and written down, inside a transaction that somebody else ends."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, TypeVar, cast

from sqlalchemy import Connection, Row, Table, func, insert, select, update

from shiensys.errors import ShiensysError
from shiensys.store.programme import record_changes, records
from shiensys.tables.programme import NAMES, Kept, Record
from shiensys.tables.programme.record import names
from shiensys.text import say

R = TypeVar("R", bound=Record)


class ChangedError(ShiensysError):
    """Somebody changed or removed the record since it was looked at. ``theirs``: as it is now; None: removed."""

    def __init__(self, theirs: Kept[Any] | None, *, who: str, at: dt.datetime) -> None:
        key = "programme.error.removed" if theirs is None else "programme.error.changed"
        super().__init__(key, who=who or say("store.somebody"), at=at)
        self.theirs = theirs


class UnknownRecordError(ShiensysError, LookupError):
    """There is no such record."""


def table_of(kind: type[Record]) -> Table:
    """Give the table of a kind."""
    return records[NAMES[kind]]


def is_record(table: Table, city: str, record_id: str) -> tuple[Any, ...]:
    """Find one record."""
    return table.c.city == city, table.c.id == record_id


def erasable(table: Table) -> set[str]:
    """Name the columns in which somebody writes freely."""
    linked = {column.name for key in table.foreign_key_constraints for column in key.columns}
    texts = {column.name for column in table.columns if str(column.type) in ("VARCHAR", "TEXT")}
    return texts - linked - {"city", "id", "changed_by"}


def latest_of(connection: Connection, city: str, kind: type[Record] | None = None) -> int:
    """Give the number of the last change."""
    query = select(func.max(record_changes.c.number)).where(record_changes.c.city == city)
    if kind is not None:
        query = query.where(record_changes.c.kind == NAMES[kind])
    return int(connection.execute(query).scalar() or 0)


def all_of(connection: Connection, city: str, kind: type[R], **wanted: object) -> tuple[Kept[R], ...]:
    """Read records of one kind."""
    table = table_of(kind)
    where = [table.c[name] == value for name, value in wanted.items()]
    query = select(table).where(table.c.city == city, table.c.removed.is_(False), *where)
    rows = connection.execute(query.order_by(table.c.changed_at, table.c.id))
    return tuple(read_row(kind, row) for row in rows)


def one_of(connection: Connection, city: str, kind: type[R], record_id: str) -> Kept[R] | None:
    """Read one record; None: there is none, or it was removed."""
    table = table_of(kind)
    row = connection.execute(select(table).where(*is_record(table, city, record_id))).one_or_none()
    return None if row is None or row.removed else read_row(kind, row)


def read_row(kind: type[R], row: Row[Any]) -> Kept[R]:
    """Read a row; JSON has lists where records have tuples."""
    told = row._mapping
    values: dict[str, Any] = {
        name: tuple(told[name]) if isinstance(told[name], list) else told[name] for name in names(kind)
    }
    return Kept(cast(type[Any], kind)(**values), told["revision"], told["changed_at"], told["changed_by"])


def row_of(kept: Kept[Any]) -> dict[str, Any]:
    """Give the columns of a record."""
    values = {name: getattr(kept.record, name) for name in names(type(kept.record))}
    values = {name: list(value) if isinstance(value, tuple) else value for name, value in values.items()}
    values = {name: dict(value) if isinstance(value, Mapping) else value for name, value in values.items()}
    return values | {"revision": kept.revision, "changed_at": kept.at, "changed_by": kept.who, "removed": False}


def still(connection: Connection, city: str, kind: type[R], record_id: str, revision: int) -> int:
    """See that a record is as somebody looked at it; gives its revision."""
    table = table_of(kind)
    row = connection.execute(select(table).where(*is_record(table, city, record_id))).one_or_none()
    if row is None:
        raise UnknownRecordError("programme.error.unknown")
    if row.removed or row.revision != revision:
        theirs = None if row.removed else read_row(kind, row)
        raise ChangedError(theirs, who=row.changed_by, at=row.changed_at)
    return revision


def take_off(
    connection: Connection, city: str, kind: type[Record], record_id: str, revision: int, who: str, act: str
) -> None:
    """Mark a record as removed, and write that down."""
    at = dt.datetime.now(dt.UTC)
    told = {"revision": revision + 1, "changed_at": at, "changed_by": who, "removed": True}
    table = table_of(kind)
    connection.execute(update(table).where(*is_record(table, city, record_id)).values(told))
    row = {"city": city, "kind": NAMES[kind], "record_id": record_id, "revision": revision + 1}
    connection.execute(insert(record_changes).values(**row, at=at, who=who, act=act, content={}))


def write_down(connection: Connection, city: str, kept: Kept[Any], act: str) -> None:
    """Keep one change."""
    kind = NAMES[type(kept.record)]
    plain = {name: _plain(value) for name, value in row_of(kept).items() if name in names(type(kept.record))}
    row = {"city": city, "kind": kind, "record_id": kept.record.id, "revision": kept.revision}
    connection.execute(insert(record_changes).values(**row, at=kept.at, who=kept.who, act=act, content=plain))


def _plain(value: object) -> object:
    """Write days and moments as text."""
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC).isoformat(timespec="microseconds")
    return value.isoformat() if isinstance(value, dt.date) else value
