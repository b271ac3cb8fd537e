"""Small records kept: each change with who and when, and nobody overwrites what they didn't see."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from sqlalchemy import Connection, delete, insert, select, update

from shiensys.store.database import reading, transaction
from shiensys.store.programme import record_changes, records
from shiensys.store.record_rows import ChangedError as ChangedError
from shiensys.store.record_rows import UnknownRecordError as UnknownRecordError
from shiensys.store.record_rows import (
    all_of,
    erasable,
    is_record,
    latest_of,
    one_of,
    read_row,
    row_of,
    still,
    table_of,
    take_off,
    write_down,
)
from shiensys.tables.programme import KINDS, NAMES, Change, Kept, Record

R = TypeVar("R", bound=Record)


def everything(city: str) -> tuple[int, dict[str, tuple[Kept[Any], ...]]]:
    """Read all records of a city in one state: the number of its last change, and records by name of kind."""
    with reading() as connection:
        return latest_of(connection, city), {name: all_of(connection, city, kind) for name, kind in KINDS.items()}


def of(city: str, kind: type[R], **wanted: object) -> tuple[Kept[R], ...]:
    """Read records of one kind, oldest change first, those whose fields are as ``wanted``."""
    with reading() as connection:
        return all_of(connection, city, kind, **wanted)


def find(city: str, kind: type[R], record_id: str) -> Kept[R]:
    """Read one record; raises UnknownRecordError."""
    with reading() as connection:
        found = one_of(connection, city, kind, record_id)
    if found is None:
        raise UnknownRecordError("programme.error.unknown")
    return found


def latest(city: str, kind: type[Record] | None = None) -> int:
    """Give the number of a city's last change, of one kind or of all; 0: there was none."""
    with reading() as connection:
        return latest_of(connection, city, kind)


def add(city: str, record: R, *, who: str) -> Kept[R]:
    """Store a new record; raises ChangedError where its id is taken."""
    with transaction() as connection:
        return add_with(connection, city, record, who=who)


def add_all(city: str, some: Iterable[Record], *, who: str) -> None:
    """Store new records, all or none."""
    with transaction() as connection:
        for record in some:
            add_with(connection, city, record, who=who)


def add_missing(city: str, some: Iterable[Record], *, who: str) -> None:
    """Store those of some records that aren't there, all of them or none; what is there stays as it is."""
    with transaction() as connection:
        for record in some:
            if one_of(connection, city, type(record), record.id) is None:
                add_with(connection, city, record, who=who)


def add_with(connection: Connection, city: str, record: R, *, who: str) -> Kept[R]:
    """Store a new record inside a transaction that somebody else ends; one that was removed comes back."""
    table = table_of(type(record))
    row = connection.execute(select(table).where(*is_record(table, city, record.id))).one_or_none()
    if row is not None and not row.removed:
        raise ChangedError(read_row(type(record), row), who=row.changed_by, at=row.changed_at)
    kept = Kept(record, 1 if row is None else row.revision + 1, dt.datetime.now(dt.UTC), who)
    if row is None:
        connection.execute(insert(table).values(city=city, **row_of(kept)))
    else:
        connection.execute(update(table).where(*is_record(table, city, record.id)).values(row_of(kept)))
    write_down(connection, city, kept, "add")
    return kept


def change(city: str, record: R, *, revision: int, who: str) -> Kept[R]:
    """Store a record's new state if ``revision`` is still the one there; raises ChangedError, UnknownRecordError."""
    with transaction() as connection:
        now = still(connection, city, type(record), record.id, revision)
        return _change(connection, city, record, now, who)


def amend(city: str, kind: type[R], record_id: str, how: Callable[[R], R], *, who: str) -> Kept[R]:
    """Change a record by what it is now, while nobody else writes: hands counted at two tables add up.

    Raises UnknownRecordError.
    """
    with transaction() as connection:
        found = one_of(connection, city, kind, record_id)
        if found is None:
            raise UnknownRecordError("programme.error.unknown")
        return _change(connection, city, how(found.record), found.revision, who)


def put(city: str, record: R, *, who: str) -> Kept[R]:
    """Store what one writer alone writes again and again, a draft: no change of it is kept, and none is told of."""
    with transaction() as connection:
        kept = Kept(record, 1, dt.datetime.now(dt.UTC), who)
        table = table_of(type(record))
        if (
            connection.execute(update(table).where(*is_record(table, city, record.id)).values(row_of(kept))).rowcount
            == 0
        ):
            connection.execute(insert(table).values(city=city, **row_of(kept)))
        return kept


def drop(city: str, kind: type[Record], record_id: str) -> None:
    """Take away what was ``put``, without a trace."""
    with transaction() as connection:
        connection.execute(delete(table_of(kind)).where(*is_record(table_of(kind), city, record_id)))


def remove(city: str, kind: type[Record], record_id: str, *, revision: int, who: str) -> None:
    """Take a record off; its changes stay. Raises ChangedError, UnknownRecordError."""
    with transaction() as connection:
        now = still(connection, city, kind, record_id, revision)
        take_off(connection, city, kind, record_id, now, who, "remove")


def erase(city: str, kind: type[Record], record_id: str, *, who: str) -> None:
    """Take a record off with all that was ever written in it; that it was there stays. Raises UnknownRecordError."""
    with transaction() as connection:
        table = table_of(kind)
        row = connection.execute(select(table).where(*is_record(table, city, record_id))).one_or_none()
        if row is None:
            raise UnknownRecordError("programme.error.unknown")
        changes = record_changes.c
        mine = (changes.city == city, changes.kind == NAMES[kind], changes.record_id == record_id)
        connection.execute(update(record_changes).where(*mine).values(content={}))
        blank = {column.name: "" for column in table.columns if column.name in erasable(table)}
        connection.execute(update(table).where(*is_record(table, city, record_id)).values(blank))
        take_off(connection, city, kind, record_id, row.revision, who, "erase")


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
    table = table_of(type(record))
    connection.execute(update(table).where(*is_record(table, city, record.id)).values(row_of(kept)))
    write_down(connection, city, kept, "change")
    return kept
