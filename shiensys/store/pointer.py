"""Which version of a part is current: moved only by those who saw what is current."""

from __future__ import annotations

import datetime as dt
from typing import Literal, NamedTuple

from sqlalchemy import ColumnElement, Connection, Executable, and_, delete, select, update
from sqlalchemy.dialects import postgresql, sqlite

from shiensys.errors import ShiensysError
from shiensys.store import audit
from shiensys.store.schema import current, versions
from shiensys.text import say

WHATEVER: Literal["whatever"] = "whatever"
Expected = int | Literal["whatever"] | None  # version that the user looked at; None: there was none


class Part(NamedTuple):
    """What has one current version at a time."""

    city: str
    kind: str
    part: str

    def where(self) -> ColumnElement[bool]:
        """Find the pointer of this part."""
        return and_(current.c.city == self.city, current.c.kind == self.kind, current.c.part == self.part)


class StaleError(ShiensysError):
    """Another version is current than the one that the user looked at. ``who`` changed it, and when (UTC)."""

    def __init__(self, *, who: str, at: dt.datetime) -> None:
        super().__init__("store.stale", who=who or say("store.somebody"), at=at)
        self.who = who
        self.at = at


def current_of(connection: Connection, part: Part) -> int | None:
    """Give the version that is current; None: none is."""
    return connection.execute(select(current.c.version_id).where(part.where())).scalar()


def point(connection: Connection, part: Part, version_id: int, expected: Expected) -> None:
    """Make a version current if what the user looked at still is; the database decides. Raises StaleError."""
    if expected is None or (expected == WHATEVER and current_of(connection, part) is None):
        moved = connection.execute(_new_pointer(connection, part, version_id)).first() is not None
    else:
        where = (part.where(), _still(expected))
        moved = connection.execute(update(current).where(*where).values(version_id=version_id)).rowcount == 1
    if not moved:
        raise stale(connection, part)


def unpoint(connection: Connection, part: Part, expected: Expected) -> None:
    """Let no version be current any more, if what the user looked at still is. Raises StaleError."""
    if connection.execute(delete(current).where(part.where(), _still(expected))).rowcount != 1:
        raise stale(connection, part)


def _still(expected: Expected) -> ColumnElement[bool]:
    """Say that what the user looked at is still current."""
    if expected == WHATEVER:
        return current.c.version_id == current.c.version_id
    return current.c.version_id == expected


def _new_pointer(connection: Connection, part: Part, version_id: int) -> Executable:
    """Write the first pointer of a part, if there is none; gives the row that was written."""
    insert = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    row = insert(current).values(**part._asdict(), version_id=version_id)
    return row.on_conflict_do_nothing().returning(current.c.version_id)


def stale(connection: Connection, part: Part) -> StaleError:
    """Tell who changed what is current, and when."""
    moved = audit.last_move(connection, *part)
    if moved is not None:
        return StaleError(who=moved.who, at=moved.at)
    query = select(versions.c.loaded_by, versions.c.loaded_at).join(current, current.c.version_id == versions.c.id)
    row = connection.execute(query.where(part.where())).one_or_none()  # loaded before there was an audit
    return StaleError(who=row.loaded_by, at=row.loaded_at) if row else StaleError(who="", at=dt.datetime.now(dt.UTC))
