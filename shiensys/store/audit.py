"""Who did what, when: rows that are only ever added, each sealed with the hash of the row before."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Row, insert, select

from shiensys.store.database import reading, transaction
from shiensys.store.schema import audit, contents, versions

ACTIONS = (
    "upload", "again", "refused", "undo", "withdraw", "purge", "download", "backup", "restore", "remove", "retention",
    "inside",
)  # fmt: skip
MOVES = ("upload", "again", "undo", "withdraw", "purge", "remove")  # what may change which version is current
BEFORE_THE_FIRST = "0" * 64


@dataclass(frozen=True)
class Entry:
    """One row of the audit. ``at``: UTC. ``details``: what else there is to say of it, never a respondent's answers.

    ``sha256``: of this row and of the row before it.
    """

    id: int
    at: dt.datetime
    who: str
    action: str
    city: str
    kind: str
    part: str
    version_id: int | None
    details: Mapping[str, object] = field(hash=False)
    sha256: str


@dataclass(frozen=True)
class Broken:
    """The audit or a table isn't as it was written. ``first_bad_id``: first row that doesn't hold; 0: none tells of it.

    ``versions``: those whose tables are gone or altered.
    """

    first_bad_id: int
    versions: tuple[int, ...] = ()


_FIELDS = [audit.c[name] for name in Entry.__dataclass_fields__]


def record(
    action: str,
    *,
    who: str,
    city: str = "",
    kind: str = "",
    part: str = "",
    version_id: int | None = None,
    **details: object,
) -> None:
    """Write down that somebody did something, at once. ``action``: one of ACTIONS, else ValueError."""
    with transaction() as connection:
        record_with(connection, action, who=who, city=city, kind=kind, part=part, version_id=version_id, **details)


def record_with(
    connection: Connection,
    action: str,
    *,
    who: str,
    city: str = "",
    kind: str = "",
    part: str = "",
    version_id: int | None = None,
    **details: object,
) -> int:
    """Write it down inside a transaction that somebody else ends; gives the number of the row."""
    if action not in ACTIONS:
        raise ValueError(action)
    last = connection.execute(select(audit.c.id, audit.c.sha256).order_by(audit.c.id.desc()).limit(1)).one_or_none()
    number, before = (last.id + 1, last.sha256) if last else (1, BEFORE_THE_FIRST)
    row: dict[str, Any] = {
        "id": number,
        "at": dt.datetime.now(dt.UTC),
        "who": who,
        "action": action,
        "city": city,
        "kind": kind,
        "part": part,
        "version_id": version_id,
        "details": json.loads(json.dumps(details)),
    }
    connection.execute(insert(audit).values(**row, sha256=seal(before, row)))
    return number


def seal(before: str, row: Mapping[str, Any]) -> str:
    """Hash a row together with the hash of the row before it."""
    told = {name: row[name] for name in Entry.__dataclass_fields__ if name != "sha256"}
    written = told | {"at": row["at"].astimezone(dt.UTC).isoformat(timespec="microseconds")}
    canonical = json.dumps(written, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(f"{before}\n{canonical}".encode()).hexdigest()


def entries(city: str | None = None, *, limit: int = 200) -> tuple[Entry, ...]:
    """List what was done, newest first; for one city, or all."""
    query = select(*_FIELDS).order_by(audit.c.id.desc()).limit(limit)
    with reading() as connection:
        rows = connection.execute(query if city is None else query.where(audit.c.city == city)).all()
    return tuple(entry(row) for row in rows)


def entry(row: Row[Any]) -> Entry:
    """Read a row of the audit."""
    return Entry(**row._mapping)


def last_move(connection: Connection, city: str, kind: str, part: str) -> Entry | None:
    """Find who was the last to change which version of a part is current."""
    row = connection.execute(
        select(*_FIELDS)
        .where(audit.c.city == city, audit.c.kind == kind, audit.c.part == part, audit.c.action.in_(MOVES))
        .order_by(audit.c.id.desc())
        .limit(1)
    ).one_or_none()
    return None if row is None else entry(row)


def moves(connection: Connection, city: str, kind: str) -> list[tuple[str, int]]:
    """List which version of which part became current, or was loaded again, oldest move first."""
    became = audit.c.action.in_(("upload", "again", "undo"))
    query = select(audit.c.part, audit.c.version_id).where(audit.c.city == city, audit.c.kind == kind, became)
    return [(row.part, row.version_id) for row in connection.execute(query.order_by(audit.c.id))]


def verify() -> Broken | None:
    """Walk the whole audit and hash every stored table again; None: all is as it was written."""
    with reading() as connection:
        return verify_with(connection)


def verify_with(connection: Connection) -> Broken | None:
    """Verify inside a transaction that somebody else ends."""
    told: dict[int, tuple[int, object]] = {}  # row and hash by version, as its upload said
    before, expected = BEFORE_THE_FIRST, 1
    for found in connection.execute(select(*_FIELDS).order_by(audit.c.id)).yield_per(1000).mappings():
        row = dict(found)
        if row["id"] != expected or row["sha256"] != seal(before, row):
            return Broken(row["id"])
        before, expected = row["sha256"], expected + 1
        if row["action"] == "upload":
            told[row["version_id"]] = (row["id"], row["details"].get("table_sha256"))
    bad = tuple(_altered(connection, told))
    return Broken(min(told.get(number, (0,))[0] for number in bad), bad) if bad else None


def _altered(connection: Connection, told: Mapping[int, tuple[int, object]]) -> Iterator[int]:
    """Name the versions whose tables aren't what their rows and the audit say."""
    columns = (versions.c.id, versions.c.table_sha256, versions.c.purged_at, contents.c.content)
    query = select(*columns).outerjoin_from(versions, contents).order_by(versions.c.id)
    for row in connection.execute(query.execution_options(yield_per=1)):
        stored = None if row.content is None else hashlib.sha256(row.content).hexdigest()
        wanted = None if row.purged_at else row.table_sha256
        if stored != wanted or told.get(row.id, (0, row.table_sha256))[1] != row.table_sha256:
            yield row.id
