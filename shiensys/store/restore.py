"""A backup read back into an empty store: all of it, proved by its hashes, or nothing."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, func, insert, select, text
from sqlalchemy.exc import DataError, IntegrityError

from shiensys.store import archive, audit, migrate
from shiensys.store.archive import BackupError, Manifest, Member
from shiensys.store.audit import Broken
from shiensys.store.database import transaction
from shiensys.store.programme import record_changes
from shiensys.store.schema import audit as audit_table
from shiensys.store.schema import cities, contents, versions

AT_ONCE = 500  # rows


@dataclass(frozen=True)
class Restored:
    """What was restored. ``sha256``: of the file. ``broken``: what was broken already when the backup was made."""

    versions: int
    audit_rows: int
    sha256: str
    broken: Broken | None


def restore(path: Path, *, who: str) -> Restored:
    """Read a backup into a store that holds nothing yet, in one transaction.

    Raises BackupError where the file is damaged, altered or of another version of the program, or where the store
    holds something already; StoreError.
    """
    with _sound(path), path.open("rb") as stream:
        digest = archive.sha256_of(stream)
        with zipfile.ZipFile(stream) as source:
            told = archive.manifest(source)
            _check(source, told)
            held = sorted(int(Path(name).stem) for name in told.members if name.startswith("contents/"))
            with transaction() as connection, _sound(path):
                if any(archive.holds_rows(connection, table) for table in archive.TABLES):
                    raise BackupError("store.backup.not_empty")
                _fill(connection, source, held)
                _prove(connection, told)
                broken = audit.verify_with(connection)
                audit.record_with(connection, "restore", who=who, file=path.name, sha256=digest, versions=held)
    return Restored(len(held), told.rows["audit"], digest, broken)


@contextmanager
def _sound(path: Path) -> Iterator[None]:
    """Turn what a damaged file brings about into its sentence."""
    try:
        yield
    except BackupError:
        raise
    except (*archive.DAMAGED, DataError, IntegrityError) as error:
        raise BackupError("store.backup.damaged") from error
    except FileNotFoundError as error:
        raise BackupError("store.backup.missing", file=path.name) from error


def _check(source: zipfile.ZipFile, told: Manifest) -> None:
    """See that a backup is whole and of this version of the program, before anything is stored."""
    if told.revision != migrate.head():
        raise BackupError("store.backup.other_version", theirs=told.revision, ours=migrate.head())
    there = [name for name in source.namelist() if name != archive.MANIFEST]
    if sorted(there) != sorted(told.members) or set(told.rows) != {table.name for table in archive.TABLES}:
        raise BackupError("store.backup.damaged")
    for name, member in told.members.items():
        if source.getinfo(name).file_size != member.size or _member(source, name) != member:
            raise BackupError("store.backup.damaged")


def _member(source: zipfile.ZipFile, name: str) -> Member:
    """Hash a member."""
    with source.open(name) as stream:
        return Member(archive.sha256_of(stream), source.getinfo(name).file_size)


def _fill(connection: Connection, source: zipfile.ZipFile, held: list[int]) -> None:
    """Put all rows in, the stored tables as soon as their versions are there."""
    for table in archive.TABLES:
        with source.open(archive.table_member(table)) as lines:
            batch: list[dict[str, Any]] = []
            for line in lines:
                batch.append(archive.row_of(table, line))
                if len(batch) == AT_ONCE:
                    connection.execute(insert(table), batch)
                    batch = []
            if batch:
                connection.execute(insert(table), batch)
    for number in held:
        content = source.read(archive.content_member(number))
        connection.execute(insert(contents).values(version_id=number, content=content))
    _go_on_counting(connection)


def _go_on_counting(connection: Connection) -> None:
    """Let no number of a version come again that the backup or its audit knows."""
    known = select(func.max(versions.c.id)), select(func.max(audit_table.c.version_id))
    last = max(connection.execute(query).scalar() or 0 for query in known)
    change = connection.execute(select(func.max(record_changes.c.number))).scalar() or 0
    if connection.dialect.name == "sqlite":
        for name, value in (("versions", last), (record_changes.name, change)):
            connection.execute(text("DELETE FROM sqlite_sequence WHERE name = :name"), {"name": name})
            row = {"name": name, "last": value}
            connection.execute(text("INSERT INTO sqlite_sequence (name, seq) VALUES (:name, :last)"), row)
        return
    position = connection.execute(select(func.max(cities.c.position))).scalar() or 0
    numbered = (("versions", "id", last), ("cities", "position", position), (record_changes.name, "number", change))
    for table, column, value in numbered:
        told = {"table": table, "column": column, "next": value + 1}
        connection.execute(text("SELECT setval(pg_get_serial_sequence(:table, :column), :next, false)"), told)


def _prove(connection: Connection, told: Manifest) -> None:
    """Read everything back from the database: its hashes have to be those of the backup."""
    back = {archive.table_member(table): _rows_back(connection, table) for table in archive.TABLES}
    for number, content in archive.each_content(connection):
        back[archive.content_member(number)] = Member(hashlib.sha256(content).hexdigest(), len(content))
    if back != told.members:
        raise BackupError("store.backup.damaged")


def _rows_back(connection: Connection, table: Table) -> Member:
    """Hash a table as it lies in the database."""
    digest, size = hashlib.sha256(), 0
    for line in archive.lines_of(connection, table):
        written = f"{line}\n".encode()
        digest.update(written)
        size += len(written)
    return Member(digest.hexdigest(), size)
