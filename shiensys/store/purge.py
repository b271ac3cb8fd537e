"""Answers of respondents deleted for good: the table goes, and that it was there stays."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, delete, select, update

from shiensys.errors import ShiensysError
from shiensys.store import audit, database, sweeping
from shiensys.store.pointer import Part
from shiensys.store.schema import PERSONAL, contents, current, versions
from shiensys.store.schema import audit as audit_table
from shiensys.store.versions import UnknownVersionError

__all__ = ["PERSONAL", "NotPersonalError", "Purged", "purge"]


@dataclass(frozen=True)
class Purged:
    """What was deleted for good. ``rows``: respondents. ``backups``: known ones that still hold a deleted table.

    ``swept``: False while traces linger in the database's files; the next start takes them out.
    """

    version_ids: tuple[int, ...]
    rows: int
    backups: tuple[str, ...]
    swept: bool = True


class NotPersonalError(ShiensysError, ValueError):
    """Only tables in which a row is a person are deleted for good."""


def purge(city: str, *, version_ids: Sequence[int] | None, who: str, reason: str) -> Purged:
    """Delete the tables of versions for good; ``version_ids``: None means all answers of the city.

    Kept: hashes, counts, who, when, why. What is already deleted is passed over.
    Raises UnknownVersionError, NotPersonalError.
    """
    with database.transaction() as connection:
        chosen = _chosen(connection, city, version_ids)
        backups = _backups(connection, {row.id for row in chosen})
        for row in chosen:
            _delete(connection, row, who, reason, backups)
        if chosen:
            sweeping.ask(connection)
    ids = tuple(row.id for row in chosen)
    return Purged(ids, sum(row.rows for row in chosen), backups, swept=database.sweep())


def _chosen(connection: Connection, city: str, version_ids: Sequence[int] | None) -> list[Row[Any]]:
    """Find the versions that are meant and still have a table."""
    query = select(versions).where(versions.c.city == city).order_by(versions.c.id)
    if version_ids is None:
        query = query.where(versions.c.kind.in_(PERSONAL))
    else:
        query = query.where(versions.c.id.in_(version_ids))
    rows = list(connection.execute(query).all())
    for missing in set(version_ids or ()) - {row.id for row in rows}:
        raise UnknownVersionError("store.unknown_version", id=str(missing))
    if any(row.kind not in PERSONAL for row in rows):
        raise NotPersonalError("store.not_personal")
    return [row for row in rows if row.purged_at is None]


def _delete(connection: Connection, row: Row[Any], who: str, reason: str, backups: tuple[str, ...]) -> None:
    """Delete one table and say so, in its version and in the audit; if it was current, none is."""
    connection.execute(delete(current).where(current.c.version_id == row.id))
    connection.execute(delete(contents).where(contents.c.version_id == row.id))
    gone = {"purged_at": dt.datetime.now(dt.UTC), "purged_by": who, "purge_reason": reason}
    connection.execute(update(versions).where(versions.c.id == row.id).values(gone))
    audit.record_with(
        connection,
        "purge",
        who=who,
        **Part(row.city, row.kind, row.part)._asdict(),
        version_id=row.id,
        rows=row.rows,
        table_sha256=row.table_sha256,
        backups=backups,
        reason=reason,
    )


def _backups(connection: Connection, ids: set[int]) -> tuple[str, ...]:
    """Name the backups that were written or read here and hold one of the versions' tables."""
    query = select(audit_table.c.details).where(audit_table.c.action.in_(("backup", "restore")))
    told = connection.execute(query.order_by(audit_table.c.id)).scalars().all()
    names = (str(details.get("file", "")) for details in told if ids & set(details.get("versions", ())))
    return tuple(dict.fromkeys(names))
