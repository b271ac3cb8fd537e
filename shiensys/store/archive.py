"""What a backup is: a zip of rows as lines of JSON, the stored tables as they are, and a list with a hash of each.

The same on every database, so that a backup of the one is restored into the other.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import IO, Any

from sqlalchemy import Connection, Date, Select, Table, select

from shiensys.errors import ShiensysError
from shiensys.store.programme import record_changes, records
from shiensys.store.schema import Moment, audit, cities, contents, current, mappings, settings, versions
from shiensys.store.sweeping import PENDING

FORMAT, NUMBER = "shiensys-backup", 1
MANIFEST = "manifest.json"
TABLES = (
    cities,
    versions,
    current,
    audit,
    mappings,
    settings,
    *records.values(),
    record_changes,
)  # in the order in which they can be filled
LONGEST_LIST = 64 * 1024 * 1024  # bytes of a manifest: about half a million versions
PIECE = 1024 * 1024  # bytes
DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, KeyError, TypeError, ValueError, NotImplementedError, RuntimeError)


class BackupError(ShiensysError, ValueError):
    """A backup can't be written, or isn't one that can be restored here."""


@dataclass(frozen=True)
class Member:
    """One file inside a backup: its hash and its bytes."""

    sha256: str
    size: int


@dataclass(frozen=True)
class Manifest:
    """What a backup says of itself. ``revision``: state of the tables. ``rows`` by table, ``members`` by name."""

    revision: str
    rows: Mapping[str, int]
    members: Mapping[str, Member]

    def text(self, made_at: dt.datetime) -> str:
        """Write it as JSON."""
        members = {name: vars(member) for name, member in self.members.items()}
        told = {"format": FORMAT, "number": NUMBER, "made_at": made_at.isoformat(), "revision": self.revision}
        return json.dumps(told | {"rows": dict(self.rows), "members": members}, ensure_ascii=False, indent=1)


def manifest(source: zipfile.ZipFile) -> Manifest:
    """Read what a backup says of itself; raises BackupError where it is of another kind, errors of DAMAGED."""
    if source.getinfo(MANIFEST).file_size > LONGEST_LIST:
        raise BackupError("store.backup.damaged")
    told = json.loads(source.read(MANIFEST))
    if told["format"] != FORMAT or told["number"] != NUMBER:
        raise BackupError("store.backup.other_format")
    members = {name: Member(**member) for name, member in told["members"].items()}
    return Manifest(told["revision"], told["rows"], members)


def lines_of(connection: Connection, table: Table) -> Iterator[str]:
    """Give the rows of a table as lines of JSON, in the order of its key."""
    for row in connection.execute(_all(table).execution_options(yield_per=1000)).mappings():
        yield json.dumps({name: _plain(value) for name, value in row.items()}, ensure_ascii=False, sort_keys=True)


def holds_rows(connection: Connection, table: Table) -> bool:
    """Tell whether a table has anything that belongs into a backup."""
    return connection.execute(_all(table).limit(1)).first() is not None


def _all(table: Table) -> Select[Any]:
    """Select what belongs into a backup."""
    query = select(table).order_by(*table.primary_key)
    return query.where(table.c.name != PENDING) if table is settings else query


def _plain(value: object) -> object:
    """Write days and moments as text."""
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC).isoformat(timespec="microseconds")
    return value.isoformat() if isinstance(value, dt.date) else value


def row_of(table: Table, line: bytes) -> dict[str, Any]:
    """Read a line back into a row; raises errors of DAMAGED."""
    told = json.loads(line)
    return {column.name: _typed(column.type, told[column.name]) for column in table.columns}


def _typed(kind: object, value: Any) -> Any:
    """Read days and moments back."""
    if value is None or not isinstance(kind, Moment | Date):
        return value
    return dt.datetime.fromisoformat(value) if isinstance(kind, Moment) else dt.date.fromisoformat(value)


def table_member(table: Table) -> str:
    """Name the file of a table."""
    return f"{table.name}.jsonl"


def content_member(version_id: int) -> str:
    """Name the file of a version's own table."""
    return f"contents/{version_id}.parquet"


def each_content(connection: Connection) -> Iterator[tuple[int, bytes]]:
    """Give the stored tables one by one."""
    query = select(contents.c.version_id, contents.c.content).order_by(contents.c.version_id)
    for row in connection.execute(query.execution_options(yield_per=1)):
        yield row.version_id, row.content


def pieces(stream: IO[bytes]) -> Iterator[bytes]:
    """Read a stream piece by piece."""
    while piece := stream.read(PIECE):
        yield piece


def sha256_of(stream: IO[bytes]) -> str:
    """Hash a stream."""
    digest = hashlib.sha256()
    for piece in pieces(stream):
        digest.update(piece)
    return digest.hexdigest()
