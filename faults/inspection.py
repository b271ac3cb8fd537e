"""What a store looks like after something went wrong: what is lost, torn, or without what belongs to it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from sqlalchemy import literal, select, text, true, union_all

from faults.files import File
from shiensys.store import audit
from shiensys.store.database import reading
from shiensys.store.schema import audit as audit_table
from shiensys.store.schema import contents, current, versions

Key = tuple[str, str, str]  # city, kind, part


def lost(acknowledged: Iterable[File]) -> list[File]:
    """Name the files that somebody was told are saved, and which aren't there whole."""
    with reading() as connection:
        whole = select(versions.c.source_sha256, versions.c.table_sha256).join(contents)
        there = {tuple(row) for row in connection.execute(whole)}
    return [file for file in acknowledged if (_sha256(file.bytes), _sha256(file.content)) not in there]


def sources() -> set[str]:
    """Give the hashes of all files whose tables are there."""
    with reading() as connection:
        return set(connection.execute(select(versions.c.source_sha256).join(contents)).scalars())


def torn() -> list[str]:
    """Name the tables whose bytes aren't those that were saved, a broken chain, a database that isn't whole."""
    with reading() as connection:
        whole = select(versions.c.id, versions.c.table_sha256, contents.c.content).outerjoin(contents)
        rows = connection.execute(whole.where(versions.c.purged_at.is_(None))).all()
        found = [f"version {row.id}" for row in rows if _sha256(row.content or b"") != row.table_sha256]
        if connection.dialect.name == "sqlite":
            said = connection.execute(text("PRAGMA integrity_check")).scalar_one()
            found += [] if said == "ok" else ["integrity_check"]
            found += ["foreign keys" for _ in connection.execute(text("PRAGMA foreign_key_check"))]
    if broken := audit.verify():
        found.append(f"audit: {broken}")
    return found


def orphans(city: str | None = None) -> list[str]:
    """Name versions that nothing points to or tells of, and pointers and entries without a version.

    Holds for a store that only ever took uploads: the newest version of a part has to be the current one.
    """
    stored, pointed, told = _state(city)
    newest = {key: version for version, key in sorted(stored.items())}
    found = [f"no entry tells of version {version}" for version in stored if stored[version] != told.get(version)]
    found += [f"an entry tells of version {version}" for version in told if version not in stored]
    found += [f"the newest of {key} isn't current" for key in newest if pointed.get(key) != newest[key]]
    return found + [f"{key} points to no version" for key in pointed if key not in newest]


def _state(city: str | None) -> tuple[dict[int, Key], dict[Key, int], dict[int, Key]]:
    """Give the key of each version, the version of each pointer, the key that an entry tells of each version.

    One statement, so one look: a save that a server still ends after its client died is seen whole or not at all.
    """
    told = audit_table.c.action == "upload"
    each = [
        select(literal(name).label("what"), identity.label("id"), table.c.city, table.c.kind, table.c.part).where(kept)
        for name, table, identity, kept in (
            ("stored", versions, versions.c.id, true()),
            ("pointed", current, current.c.version_id, true()),
            ("told", audit_table, audit_table.c.version_id, told),
        )
    ]
    whole = union_all(*each).subquery()
    with reading() as connection:
        rows = connection.execute(select(whole).where(whole.c.city == city if city else true())).all()
    found: dict[str, list[tuple[int, Key]]] = {"stored": [], "pointed": [], "told": []}
    for row in rows:
        found[row.what].append((row.id, (row.city, row.kind, row.part)))
    return dict(found["stored"]), {key: version for version, key in found["pointed"]}, dict(found["told"])


def _sha256(content: bytes) -> str:
    """Hash bytes."""
    return hashlib.sha256(content).hexdigest()
