"""The tables of the database."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    DateTime,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    UniqueConstraint,
)

metadata = MetaData()

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
    Column("content", LargeBinary, nullable=False),
    Column("accepted", JSON, nullable=False),  # findings accepted when it was stored
    Column("loaded_at", DateTime(timezone=True), nullable=False),
    Column("loaded_by", String, nullable=False),
    Column("note", Text, nullable=False),
    # the same file said to be the same thing is one version, however many hands load it at once
    UniqueConstraint("city", "kind", "part", "request_sha256"),
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

settings = Table(
    "settings",
    metadata,
    Column("name", String, primary_key=True),
    Column("value", JSON, nullable=False),
)
