"""Versions that are never changed: each load is one, and a pointer says which is current."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

import pandas as pd
from sqlalchemy import Connection, Row, Table, delete, select
from sqlalchemy.dialects import postgresql, sqlite

from shiensys.store.database import transaction
from shiensys.store.schema import current, versions
from shiensys.tables.frames import from_bytes

WHATEVER: Literal["whatever"] = "whatever"
Expected = int | Literal["whatever"] | None  # version that the user looked at; None: there was none


@dataclass(frozen=True)
class Load:
    """What is to be stored: a checked table with where it came from.

    ``content``: the table as (Geo)Parquet. ``file``: the bytes that the file is known by when it comes again.
    ``request``: what was said about the file (options); part of what makes a load the same as another.
    ``accepted``: reason by code of each finding that was accepted. ``expected``: what was current when the user
    looked.
    """

    city: str
    kind: str
    part: str
    content: bytes
    rows: int
    file_name: str
    file: bytes
    request: Mapping[str, str]
    source: str = ""
    accepted: Mapping[str, str] = field(default_factory=dict)
    note: str = ""
    who: str = ""
    expected: Expected = WHATEVER


@dataclass(frozen=True)
class Version:
    """One stored version, without its table."""

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


@dataclass(frozen=True)
class Stored:
    """What became of a load. ``new``: False where the very same had been loaded before."""

    version_id: int
    new: bool


_FIELDS = [versions.c[name] for name in Version.__dataclass_fields__]


def save(load: Load) -> Stored:
    """Store a load and make it current, all in one transaction. The same load again makes no second version."""
    with transaction() as connection:
        return save_with(connection, load)


def save_with(connection: Connection, load: Load) -> Stored:
    """Store a load inside a transaction that somebody else ends."""
    same = _request_hash(load)
    statement = _insert(connection, versions).values(_row(load, same))
    made = connection.execute(
        statement.on_conflict_do_nothing(index_elements=["city", "kind", "part", "request_sha256"])
    ).rowcount
    version_id = connection.execute(
        select(versions.c.id).where(
            versions.c.city == load.city,
            versions.c.kind == load.kind,
            versions.c.part == load.part,
            versions.c.request_sha256 == same,
        )
    ).scalar_one()
    _point(connection, load, version_id)
    return Stored(version_id, new=bool(made))


def _insert(connection: Connection, table: Table) -> sqlite.Insert | postgresql.Insert:
    """Choose the dialect's own insert, which knows ON CONFLICT."""
    return sqlite.insert(table) if connection.dialect.name == "sqlite" else postgresql.insert(table)


def _point(connection: Connection, load: Load, version_id: int) -> None:
    """Make a version the current one of its part."""
    key = {"city": load.city, "kind": load.kind, "part": load.part}
    statement = _insert(connection, current).values(**key, version_id=version_id)
    connection.execute(
        statement.on_conflict_do_update(index_elements=list(key), set_={"version_id": version_id}),
    )


def _request_hash(load: Load) -> str:
    """Hash the file's bytes with what was said about it: another date or column makes it another load."""
    digest = hashlib.sha256(load.file)
    for name in sorted(load.request):
        digest.update(f"\0{name}={load.request[name]}".encode())
    return digest.hexdigest()


def _row(load: Load, same: str) -> dict[str, object]:
    """Make the row of a version."""
    return {
        "city": load.city,
        "kind": load.kind,
        "part": load.part,
        "request_sha256": same,
        "source_sha256": hashlib.sha256(load.file).hexdigest(),
        "table_sha256": hashlib.sha256(load.content).hexdigest(),
        "file_name": load.file_name,
        "source": load.source,
        "rows": load.rows,
        "content": load.content,
        "accepted": dict(load.accepted),
        "loaded_at": dt.datetime.now(dt.UTC),
        "loaded_by": load.who,
        "note": load.note,
    }


def current_versions(city: str) -> tuple[Version, ...]:
    """List a city's current versions, oldest load first."""
    with transaction() as connection:
        rows = connection.execute(
            select(*_FIELDS)
            .join(current, current.c.version_id == versions.c.id)
            .where(current.c.city == city)
            .order_by(versions.c.id)
        ).all()
    return tuple(_version(row) for row in rows)


def tables(ids: Iterable[int]) -> dict[int, pd.DataFrame]:
    """Read the tables of versions."""
    with transaction() as connection:
        rows = connection.execute(select(versions.c.id, versions.c.content).where(versions.c.id.in_(list(ids)))).all()
    return {row.id: from_bytes(row.content) for row in rows}


def remove_all(connection: Connection, city: str) -> None:
    """Take every version of a city away, inside a transaction that somebody else ends."""
    connection.execute(delete(current).where(current.c.city == city))
    connection.execute(delete(versions).where(versions.c.city == city))


def _version(row: Row[tuple[object, ...]]) -> Version:
    """Read a row of ``versions``."""
    return Version(**row._mapping)
