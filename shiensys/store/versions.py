"""Versions that are never changed: each load is one, and a pointer says which is current."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd
from sqlalchemy import Connection, Row, delete, select

from shiensys.errors import ShiensysError
from shiensys.store import audit
from shiensys.store.database import reading, transaction
from shiensys.store.loads import Load, Stored, save, save_with
from shiensys.store.pointer import WHATEVER, Expected, Part, StaleError, current_of, point, unpoint
from shiensys.store.schema import contents, current, versions
from shiensys.tables.frames import from_bytes

__all__ = [
    "WHATEVER", "Expected", "Load", "PurgedError", "StaleError", "Stored", "UnknownVersionError", "Version",
    "current_id", "current_versions", "current_with", "history", "make_current", "remove_all", "save", "save_with",
    "shown", "tables", "version", "withdraw",
]  # fmt: skip


@dataclass(frozen=True)
class Version:
    """One stored version, without its table. Moments in UTC.

    ``accepted``: reason by code of finding. ``purged_at``: when its table was deleted for good; None: it is there.
    """

    id: int
    city: str
    kind: str
    part: str
    file_name: str
    source: str
    rows: int
    table_sha256: str
    loaded_at: dt.datetime
    loaded_by: str
    note: str = ""
    accepted: Mapping[str, str] = field(default_factory=dict, hash=False)
    purged_at: dt.datetime | None = None
    purged_by: str | None = None
    purge_reason: str | None = None


class UnknownVersionError(ShiensysError, LookupError):
    """There is no such version, or none is current."""


class PurgedError(ShiensysError, LookupError):
    """The table of a version was deleted for good."""


_FIELDS = [versions.c[name] for name in Version.__dataclass_fields__]


def current_versions(city: str) -> tuple[Version, ...]:
    """List a city's current versions, oldest load first."""
    with reading() as connection:
        return current_with(connection, city)


def current_with(connection: Connection, city: str) -> tuple[Version, ...]:
    """List a city's current versions inside a transaction that somebody else ends."""
    query = select(*_FIELDS).join(current, current.c.version_id == versions.c.id)
    rows = connection.execute(query.where(current.c.city == city).order_by(versions.c.id)).all()
    return tuple(_version(row) for row in rows)


def history(city: str) -> tuple[Version, ...]:
    """List all versions of a city, newest first."""
    with reading() as connection:
        rows = connection.execute(select(*_FIELDS).where(versions.c.city == city).order_by(versions.c.id.desc())).all()
    return tuple(_version(row) for row in rows)


def shown(city: str, kind: str) -> dict[str, tuple[int, ...]]:
    """Name the versions of a kind by part in the order in which each became current; none that was purged."""
    there = select(versions.c.id).where(versions.c.city == city, versions.c.purged_at.is_(None))
    with reading() as connection:
        moves = audit.moves(connection, city, kind)
        kept = set(connection.execute(there.where(versions.c.kind == kind)).scalars())
    order: dict[str, tuple[int, ...]] = {}
    for part, version_id in moves:
        if version_id in kept and order.get(part, ())[-1:] != (version_id,):
            order[part] = (*order.get(part, ()), version_id)
    return order


def current_id(city: str, kind: str, part: str) -> int | None:
    """Give the version that is current; None: none is."""
    with reading() as connection:
        return current_of(connection, Part(city, kind, part))


def version(version_id: int) -> Version:
    """Give one version; raises UnknownVersionError."""
    with reading() as connection:
        return _find(connection, version_id)


def _find(connection: Connection, version_id: int) -> Version:
    """Give one version; raises UnknownVersionError."""
    row = connection.execute(select(*_FIELDS).where(versions.c.id == version_id)).one_or_none()
    if row is None:
        raise UnknownVersionError("store.unknown_version", id=str(version_id))
    return _version(row)


def tables(ids: Iterable[int]) -> dict[int, pd.DataFrame]:
    """Read the tables of versions; raises PurgedError where one was deleted."""
    wanted = set(ids)
    with reading() as connection:
        rows = connection.execute(
            select(contents.c.version_id, contents.c.content).where(contents.c.version_id.in_(wanted))
        ).all()
    if len(rows) < len(wanted):
        raise PurgedError("store.purged")
    return {row.version_id: from_bytes(row.content) for row in rows}


def make_current(version_id: int, *, who: str, expected: Expected = WHATEVER, reason: str = "") -> Version:
    """Make an older version current again, or a newer one.

    Raises StaleError where another version is current than ``expected``, PurgedError, UnknownVersionError.
    """
    with transaction() as connection:
        wanted = _find(connection, version_id)
        if wanted.purged_at is not None:
            raise PurgedError("store.purged")
        part = Part(wanted.city, wanted.kind, wanted.part)
        before = current_of(connection, part)
        if before == version_id:
            return wanted
        point(connection, part, version_id, expected)
        audit.record_with(
            connection, "undo", who=who, **part._asdict(), version_id=version_id, before=before, reason=reason
        )
    return wanted


def withdraw(city: str, kind: str, part: str, *, who: str, expected: Expected = WHATEVER, reason: str = "") -> None:
    """Undo a first load: no version is current any more. Raises StaleError, UnknownVersionError where none is."""
    place = Part(city, kind, part)
    with transaction() as connection:
        before = current_of(connection, place)
        if before is None and expected == WHATEVER:
            raise UnknownVersionError("store.nothing_current")
        unpoint(connection, place, expected)
        audit.record_with(connection, "withdraw", who=who, **place._asdict(), version_id=before, reason=reason)


def remove_all(connection: Connection, city: str) -> list[int]:
    """Take every version of a city away, inside a transaction that somebody else ends; gives their numbers."""
    gone = list(
        connection.execute(select(versions.c.id).where(versions.c.city == city).order_by(versions.c.id)).scalars()
    )
    connection.execute(delete(current).where(current.c.city == city))
    connection.execute(delete(contents).where(contents.c.version_id.in_(gone)))
    connection.execute(delete(versions).where(versions.c.city == city))
    return gone


def _version(row: Row[Any]) -> Version:
    """Read a row of ``versions``."""
    return Version(**row._mapping)
