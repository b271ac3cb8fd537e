"""The tables of the database, as the newest migration leaves them."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    TypeDecorator,
)

PERSONAL = ("survey",)  # kinds of table in which a row is a person

metadata = MetaData()


class Moment(TypeDecorator[dt.datetime]):
    """A moment in UTC, aware of it on every database."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, _dialect: Dialect) -> dt.datetime | None:
        """Turn a moment into UTC before it is kept."""
        return None if value is None else value.astimezone(dt.UTC)

    def process_result_value(self, value: dt.datetime | None, _dialect: Dialect) -> dt.datetime | None:
        """SQLite forgets the zone; what was kept is UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=dt.UTC) if value.tzinfo is None else value.astimezone(dt.UTC)


cities = Table(
    "cities",
    metadata,
    Column("position", Integer, primary_key=True),  # the order in which cities came
    Column("code", String(5), nullable=False, unique=True),
    Column("name", String, nullable=False),
    Column("fictional", Boolean, nullable=False),
    Column("as_of", Date),  # "today" of a demonstration city, so that it doesn't grow stale on the shelf
)

versions = Table(
    "versions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("city", String(5), ForeignKey("cities.code"), nullable=False),
    Column("kind", String, nullable=False),
    Column("part", String, nullable=False),
    Column("request_sha256", String(64), nullable=False),  # of the source file and of what was said about it
    Column("source_sha256", String(64), nullable=False),
    Column("table_sha256", String(64), nullable=False),
    Column("file_name", String, nullable=False),
    Column("source", Text, nullable=False),
    Column("rows", Integer, nullable=False),
    Column("accepted", JSON, nullable=False),  # findings accepted when it was stored
    Column("loaded_at", Moment, nullable=False),
    Column("loaded_by", String, nullable=False),
    Column("note", Text, nullable=False),
    Column("purged_at", Moment),
    Column("purged_by", String),
    Column("purge_reason", Text),
    sqlite_autoincrement=True,  # the number of a version that was removed never comes again
)
# The same file said to be the same thing is one version, however many hands load it at once. A table that was
# deleted for good doesn't stand in the way of its file.
Index(
    "one_version_a_request",
    versions.c.city,
    versions.c.kind,
    versions.c.part,
    versions.c.request_sha256,
    unique=True,
    sqlite_where=versions.c.purged_at.is_(None),
    postgresql_where=versions.c.purged_at.is_(None),
)

contents = Table(  # beside the versions, so that lists are read without passing over the tables
    "contents",
    metadata,
    Column("version_id", Integer, ForeignKey("versions.id"), primary_key=True, autoincrement=False),
    Column("content", LargeBinary, nullable=False),
)

current = Table(
    "current",
    metadata,
    Column("city", String(5), nullable=False),
    Column("kind", String, nullable=False),
    Column("part", String, nullable=False),
    Column("version_id", Integer, ForeignKey("versions.id"), nullable=False),
    PrimaryKeyConstraint("city", "kind", "part"),
)

audit = Table(  # rows are only ever added: triggers refuse all else. No foreign keys: it outlives what it tells of
    "audit",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("at", Moment, nullable=False),
    Column("who", String, nullable=False),
    Column("action", String, nullable=False),
    Column("city", String(5), nullable=False),
    Column("kind", String, nullable=False),
    Column("part", String, nullable=False),
    Column("version_id", Integer),
    Column("details", JSON, nullable=False),
    Column("sha256", String(64), nullable=False),  # of the row and of the row before
    Index("audit_by_city", "city", "id"),
)

mappings = Table(
    "mappings",
    metadata,
    Column("kind", String, nullable=False),
    Column("shape", String, nullable=False),
    Column("mapping", JSON, nullable=False),
    Column("saved_at", Moment, nullable=False),
    Column("saved_by", String, nullable=False),
    PrimaryKeyConstraint("kind", "shape"),
)

settings = Table(
    "settings",
    metadata,
    Column("name", String, primary_key=True),
    Column("value", JSON, nullable=False),
)
