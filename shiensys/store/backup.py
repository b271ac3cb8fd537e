"""One consistent, checksummed file of the whole store, written while the program runs."""

from __future__ import annotations

import contextlib
import datetime as dt
import errno
import hashlib
import os
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection

from shiensys.store import archive, audit, migrate
from shiensys.store.archive import BackupError, Manifest, Member
from shiensys.store.database import reading
from shiensys.store.restore import Restored, restore

__all__ = ["Backup", "BackupError", "Restored", "backup", "restore"]

OWNER_ONLY = 0o600  # a backup holds respondents' answers
LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the time of a member says nothing; the manifest tells when


@dataclass(frozen=True)
class Backup:
    """A backup that was written. ``versions``: with their tables. ``sha256``: of the file."""

    path: Path
    sha256: str
    versions: int
    audit_rows: int


def backup(path: Path, *, who: str) -> Backup:
    """Write the whole store as it is at this moment into a new file; others go on reading and writing.

    It has its name only once it is on the disk whole and the audit tells of it. Raises BackupError, StoreError.
    """
    if path.exists():
        raise BackupError("store.backup.exists", file=path.name)
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with reading() as connection, _said_plainly(path):
            told = _write(connection, unfinished)
        with _said_plainly(path):
            digest = _hash(unfinished)
        held = [int(Path(name).stem) for name in told.members if name.startswith("contents/")]
        audit.record("backup", who=who, file=path.name, sha256=digest, versions=held)
        with _said_plainly(path):
            unfinished.rename(path)
            _keep_name(path.parent)
    finally:
        with contextlib.suppress(OSError):
            unfinished.unlink(missing_ok=True)
    return Backup(path, digest, len(held), told.rows["audit"])


@contextlib.contextmanager
def _said_plainly(path: Path) -> Iterator[None]:
    """Turn what the disk refuses into a sentence about the backup's own file."""
    try:
        yield
    except OSError as error:
        full = error.errno in (errno.ENOSPC, errno.EDQUOT)
        raise BackupError("store.backup.full" if full else "store.backup.unwritable", file=path.name) from error


def _write(connection: Connection, path: Path) -> Manifest:
    """Write all members and the list of them, down to the disk."""
    members: dict[str, Member] = {}
    rows: dict[str, int] = {}
    with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, OWNER_ONLY), "w+b") as file:
        with zipfile.ZipFile(file, "w") as target:
            for table in archive.TABLES:
                lines = list(archive.lines_of(connection, table))
                rows[table.name] = len(lines)
                name = archive.table_member(table)
                members[name] = _member(target, name, (f"{line}\n".encode() for line in lines), zipfile.ZIP_DEFLATED)
            for version_id, content in archive.each_content(connection):
                name = archive.content_member(version_id)
                members[name] = _member(target, name, (content,), zipfile.ZIP_STORED)  # Parquet is packed already
            told = Manifest(migrate.head(), rows, members)
            listing = told.text(dt.datetime.now(dt.UTC)).encode()
            _member(target, archive.MANIFEST, (listing,), zipfile.ZIP_DEFLATED)
        file.flush()
        os.fsync(file.fileno())
    return told


def _member(target: zipfile.ZipFile, name: str, parts: Iterable[bytes], way: int) -> Member:
    """Write one member; gives its hash and size."""
    digest, size = hashlib.sha256(), 0
    about = zipfile.ZipInfo(name, LONG_AGO)
    about.compress_type = way
    with target.open(about, "w", force_zip64=True) as stream:
        for part in parts:
            stream.write(part)
            digest.update(part)
            size += len(part)
    return Member(digest.hexdigest(), size)


def _hash(path: Path) -> str:
    """Hash a file as it is on the disk."""
    with path.open("rb") as stream:
        return archive.sha256_of(stream)


def _keep_name(folder: Path) -> None:
    """Let the new name survive a power cut; systems that can't sync a folder do so themselves."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    descriptor: int = os.open(folder, os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
