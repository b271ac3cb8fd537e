"""Small records kept: each change with who and when, and nobody overwrites what they didn't see."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar, cast

from sqlalchemy import Connection, Row, Table, delete, func, insert, select, update

from shiensys.errors import ShiensysError
from shiensys.store.database import reading, transaction
from shiensys.store.programme import record_changes, records
from shiensys.tables.programme import KINDS, NAMES, Change, Kept, Record
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


def everything(city: str) -> tuple[int, dict[str, tuple[Kept[Any], ...]]]:
    """Read all records of a city in one state: the number of its last change, and records by name of kind."""
    with reading() as connection:
        return _latest(connection, city), {name: _all(connection, city, kind) for name, kind in KINDS.items()}


def of(city: str, kind: type[R], **wanted: object) -> tuple[Kept[R], ...]:
    """Read records of one kind, oldest change first, those whose fields are as ``wanted``."""
    with reading() as connection:
        return _all(connection, city, kind, **wanted)


def find(city: str, kind: type[R], record_id: str) -> Kept[R]:
    """Read one record; raises UnknownRecordError."""
    with reading() as connection:
        found = _one(connection, city, kind, record_id)
    if found is None:
        raise UnknownRecordError("programme.error.unknown")
    return found


def latest(city: str, kind: type[Record] | None = None) -> int:
    """Give the number of a city's last change, of one kind or of all; 0: there was none."""
    with reading() as connection:
        return _latest(connection, city, kind)


def add(city: str, record: R, *, who: str) -> Kept[R]:
    """Store a new record; raises ChangedError where its id is taken."""
    with transaction() as connection:
        return add_with(connection, city, record, who=who)


def add_all(city: str, some: Iterable[Record], *, who: str) -> None:
    """Store new records, all or none."""
    with transaction() as connection:
        for record in some:
            add_with(connection, city, record, who=who)


def add_with(connection: Connection, city: str, record: R, *, who: str) -> Kept[R]:
    """Store a new record inside a transaction that somebody else ends; one that was removed comes back."""
    table = _table(type(record))
    row = connection.execute(select(table).where(*_is(table, city, record.id))).one_or_none()
    if row is not None and not row.removed:
        raise ChangedError(_kept(type(record), row), who=row.changed_by, at=row.changed_at)
    kept = Kept(record, 1 if row is None else row.revision + 1, dt.datetime.now(dt.UTC), who)
    if row is None:
        connection.execute(insert(table).values(city=city, **_stored(kept)))
    else:
        connection.execute(update(table).where(*_is(table, city, record.id)).values(_stored(kept)))
    _write_down(connection, city, kept, "add")
    return kept


def change(city: str, record: R, *, revision: int, who: str) -> Kept[R]:
    """Store a record's new state if ``revision`` is still the one there; raises ChangedError, UnknownRecordError."""
    with transaction() as connection:
        now = _still(connection, city, type(record), record.id, revision)
        return _change(connection, city, record, now, who)


def amend(city: str, kind: type[R], record_id: str, how: Callable[[R], R], *, who: str) -> Kept[R]:
    """Change a record by what it is now, while nobody else writes: hands counted at two tables add up.

    Raises UnknownRecordError.
    """
    with transaction() as connection:
        found = _one(connection, city, kind, record_id)
        if found is None:
            raise UnknownRecordError("programme.error.unknown")
        return _change(connection, city, how(found.record), found.revision, who)


def put(city: str, record: R, *, who: str) -> Kept[R]:
    """Store what one writer alone writes again and again, a draft: no change of it is kept, and none is told of."""
    with transaction() as connection:
        kept = Kept(record, 1, dt.datetime.now(dt.UTC), who)
        table = _table(type(record))
        if connection.execute(update(table).where(*_is(table, city, record.id)).values(_stored(kept))).rowcount == 0:
            connection.execute(insert(table).values(city=city, **_stored(kept)))
        return kept


def drop(city: str, kind: type[Record], record_id: str) -> None:
    """Take away what was ``put``, without a trace."""
    with transaction() as connection:
        connection.execute(delete(_table(kind)).where(*_is(_table(kind), city, record_id)))


def remove(city: str, kind: type[Record], record_id: str, *, revision: int, who: str) -> None:
    """Take a record off; its changes stay. Raises ChangedError, UnknownRecordError."""
    with transaction() as connection:
        now = _still(connection, city, kind, record_id, revision)
        _take_off(connection, city, kind, record_id, now, who, "remove")


def erase(city: str, kind: type[Record], record_id: str, *, who: str) -> None:
    """Take a record off with all that was ever written in it; that it was there stays. Raises UnknownRecordError."""
    with transaction() as connection:
        table = _table(kind)
        row = connection.execute(select(table).where(*_is(table, city, record_id))).one_or_none()
        if row is None:
            raise UnknownRecordError("programme.error.unknown")
        changes = record_changes.c
        mine = (changes.city == city, changes.kind == NAMES[kind], changes.record_id == record_id)
        connection.execute(update(record_changes).where(*mine).values(content={}))
        blank = {column.name: "" for column in table.columns if column.name in _erasable(table)}
        connection.execute(update(table).where(*_is(table, city, record_id)).values(blank))
        _take_off(connection, city, kind, record_id, row.revision, who, "erase")


def history(city: str, kind: type[Record], record_id: str) -> tuple[Change, ...]:
    """List the changes of one record, oldest first."""
    told = [record_changes.c[name] for name in Change.__dataclass_fields__]
    where = (record_changes.c.city == city, record_changes.c.kind == NAMES[kind])
    query = select(*told).where(*where, record_changes.c.record_id == record_id).order_by(record_changes.c.number)
    with reading() as connection:
        return tuple(Change(**row._mapping) for row in connection.execute(query))


def remove_all(connection: Connection, city: str) -> None:
    """Take every record of a city away with its changes, inside a transaction that somebody else ends."""
    connection.execute(delete(record_changes).where(record_changes.c.city == city))
    for table in reversed(records.values()):  # what links before what it links to
        connection.execute(delete(table).where(table.c.city == city))


def _change(connection: Connection, city: str, record: R, revision: int, who: str) -> Kept[R]:
    """Write a record's new state over the one of ``revision``."""
    kept = Kept(record, revision + 1, dt.datetime.now(dt.UTC), who)
    table = _table(type(record))
    connection.execute(update(table).where(*_is(table, city, record.id)).values(_stored(kept)))
    _write_down(connection, city, kept, "change")
    return kept


def _table(kind: type[Record]) -> Table:
    """Give the table of a kind."""
    return records[NAMES[kind]]


def _is(table: Table, city: str, record_id: str) -> tuple[Any, ...]:
    """Find one record."""
    return table.c.city == city, table.c.id == record_id


def _erasable(table: Table) -> set[str]:
    """Name the columns in which somebody writes freely."""
    linked = {column.name for key in table.foreign_key_constraints for column in key.columns}
    texts = {column.name for column in table.columns if str(column.type) in ("VARCHAR", "TEXT")}
    return texts - linked - {"city", "id", "changed_by"}


def _latest(connection: Connection, city: str, kind: type[Record] | None = None) -> int:
    """Give the number of the last change."""
    query = select(func.max(record_changes.c.number)).where(record_changes.c.city == city)
    if kind is not None:
        query = query.where(record_changes.c.kind == NAMES[kind])
    return int(connection.execute(query).scalar() or 0)


def _all(connection: Connection, city: str, kind: type[R], **wanted: object) -> tuple[Kept[R], ...]:
    """Read records of one kind."""
    table = _table(kind)
    where = [table.c[name] == value for name, value in wanted.items()]
    query = select(table).where(table.c.city == city, table.c.removed.is_(False), *where)
    rows = connection.execute(query.order_by(table.c.changed_at, table.c.id))
    return tuple(_kept(kind, row) for row in rows)


def _one(connection: Connection, city: str, kind: type[R], record_id: str) -> Kept[R] | None:
    """Read one record; None: there is none, or it was removed."""
    table = _table(kind)
    row = connection.execute(select(table).where(*_is(table, city, record_id))).one_or_none()
    return None if row is None or row.removed else _kept(kind, row)


def _kept(kind: type[R], row: Row[Any]) -> Kept[R]:
    """Read a row; JSON has lists where records have tuples."""
    told = row._mapping
    values: dict[str, Any] = {
        name: tuple(told[name]) if isinstance(told[name], list) else told[name] for name in names(kind)
    }
    return Kept(cast(type[Any], kind)(**values), told["revision"], told["changed_at"], told["changed_by"])


def _stored(kept: Kept[Any]) -> dict[str, Any]:
    """Give the columns of a record."""
    values = {name: getattr(kept.record, name) for name in names(type(kept.record))}
    values = {name: list(value) if isinstance(value, tuple) else value for name, value in values.items()}
    values = {name: dict(value) if isinstance(value, Mapping) else value for name, value in values.items()}
    return values | {"revision": kept.revision, "changed_at": kept.at, "changed_by": kept.who, "removed": False}


def _still(connection: Connection, city: str, kind: type[R], record_id: str, revision: int) -> int:
    """See that a record is as somebody looked at it; gives its revision."""
    table = _table(kind)
    row = connection.execute(select(table).where(*_is(table, city, record_id))).one_or_none()
    if row is None:
        raise UnknownRecordError("programme.error.unknown")
    if row.removed or row.revision != revision:
        theirs = None if row.removed else _kept(kind, row)
        raise ChangedError(theirs, who=row.changed_by, at=row.changed_at)
    return revision


def _take_off(
    connection: Connection, city: str, kind: type[Record], record_id: str, revision: int, who: str, act: str
) -> None:
    """Mark a record as removed, and write that down."""
    at = dt.datetime.now(dt.UTC)
    told = {"revision": revision + 1, "changed_at": at, "changed_by": who, "removed": True}
    table = _table(kind)
    connection.execute(update(table).where(*_is(table, city, record_id)).values(told))
    row = {"city": city, "kind": NAMES[kind], "record_id": record_id, "revision": revision + 1}
    connection.execute(insert(record_changes).values(**row, at=at, who=who, act=act, content={}))


def _write_down(connection: Connection, city: str, kept: Kept[Any], act: str) -> None:
    """Keep one change."""
    kind = NAMES[type(kept.record)]
    plain = {name: _plain(value) for name, value in _stored(kept).items() if name in names(type(kept.record))}
    row = {"city": city, "kind": kind, "record_id": kept.record.id, "revision": kept.revision}
    connection.execute(insert(record_changes).values(**row, at=kept.at, who=kept.who, act=act, content=plain))


def _plain(value: object) -> object:
    """Write days and moments as text."""
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC).isoformat(timespec="microseconds")
    return value.isoformat() if isinstance(value, dt.date) else value
