"""A load becomes a version: table, pointer and audit row in one transaction, and the same load only once."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, insert, select
from sqlalchemy.dialects import postgresql, sqlite

from shiensys.store import audit
from shiensys.store.database import transaction
from shiensys.store.pointer import WHATEVER, Expected, Part, current_of, point
from shiensys.store.schema import contents, versions


@dataclass(frozen=True)
class Load:
    """What is to be stored: a checked table with where it came from.

    ``content``: the table as (Geo)Parquet. ``file``: the bytes that the file is known by when it comes again.
    ``request``: what was said about the file (options); part of what makes a load the same as another.
    ``accepted``: reason by code of each finding that was accepted. ``expected``: what was current when the user
    looked. ``reader``: number of the way in which files are read: read in another way it is another load.
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
    reader: int = 1


@dataclass(frozen=True)
class Stored:
    """What became of a load. ``new``: False where the very same had been loaded before."""

    version_id: int
    new: bool


def save(load: Load) -> Stored:
    """Store a load and make it current, all in one transaction. The same load again makes no second version.

    Raises StaleError where another version is current than ``load.expected``.
    """
    with transaction() as connection:
        return save_with(connection, load)


def save_with(connection: Connection, load: Load) -> Stored:
    """Store a load inside a transaction that somebody else ends; raises StaleError."""
    part = Part(load.city, load.kind, load.part)
    version_id, new = _insert(connection, load)
    before = current_of(connection, part)
    if version_id != before:
        point(connection, part, version_id, load.expected)
    audit.record_with(
        connection,
        "upload" if new else "again",
        who=load.who,
        **part._asdict(),
        version_id=version_id,
        file=load.file_name,
        rows=load.rows,
        before=before,
        source_sha256=_sha256(load.file),
        table_sha256=_sha256(load.content),
    )
    return Stored(version_id, new)


def _insert(connection: Connection, load: Load) -> tuple[int, bool]:
    """Write the version, unless the same load is there already; gives its number and whether it is new."""
    dialect = sqlite if connection.dialect.name == "sqlite" else postgresql
    row = _row(load)
    same = ("city", "kind", "part", "request_sha256")
    there = versions.c.purged_at.is_(None)
    made: int | None = connection.execute(
        dialect.insert(versions)
        .values(**row)
        .on_conflict_do_nothing(index_elements=same, index_where=there)
        .returning(versions.c.id)
    ).scalar()
    if made is None:
        query = select(versions.c.id).where(*(versions.c[name] == row[name] for name in same), there)
        return connection.execute(query).scalar_one(), False
    connection.execute(insert(contents).values(version_id=made, content=load.content))
    return made, True


def _sha256(content: bytes) -> str:
    """Hash bytes."""
    return hashlib.sha256(content).hexdigest()


def _request_hash(load: Load) -> str:
    """Hash the file's bytes with what was said about it: another date, column or reader makes it another load."""
    said = json.dumps([_sha256(load.file), sorted(load.request.items()), load.reader])
    return _sha256(said.encode())


def _row(load: Load) -> dict[str, Any]:
    """Make the row of a version."""
    return {
        "city": load.city,
        "kind": load.kind,
        "part": load.part,
        "request_sha256": _request_hash(load),
        "source_sha256": _sha256(load.file),
        "table_sha256": _sha256(load.content),
        "file_name": load.file_name,
        "source": load.source,
        "rows": load.rows,
        "accepted": dict(load.accepted),
        "loaded_at": dt.datetime.now(dt.UTC),
        "loaded_by": load.who,
        "note": load.note,
    }
