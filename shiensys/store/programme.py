"""The tables of the programme's small records, made of what their kinds say; every change is kept beside them."""

from __future__ import annotations

import datetime as dt
import types
import typing
from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
)
from sqlalchemy.schema import SchemaItem
from sqlalchemy.types import TypeEngine

from shiensys.store.schema import Moment, metadata
from shiensys.tables.programme import KINDS, Record
from shiensys.tables.programme.record import LINE, MOST, OF

TYPES: dict[object, Any] = {
    int: Integer(), bool: Boolean(), dt.date: Date(), dt.datetime: Moment(), tuple: JSON(), Mapping: JSON(),
}  # fmt: skip


def _table(name: str, kind: type[Record]) -> Table:
    """Make the table of a kind: a column a field, and what the store knows of each record."""
    annotated = typing.get_type_hints(kind)
    columns = [_column(annotated[each.name], each.name, each.metadata) for each in fields(kind)]
    links: list[SchemaItem] = [
        ForeignKeyConstraint(["city", each.name], [f"{each.metadata[OF]}.city", f"{each.metadata[OF]}.id"])
        for each in fields(kind)
        if OF in each.metadata
    ]
    return Table(
        name,
        metadata,
        Column("city", String(5), ForeignKey("cities.code"), nullable=False),
        *columns,
        Column("revision", Integer, nullable=False),
        Column("changed_at", Moment, nullable=False),
        Column("changed_by", String, nullable=False),
        Column("removed", Boolean, nullable=False),
        PrimaryKeyConstraint("city", "id"),
        *links,
    )


def _column(annotated: object, name: str, limits: Mapping[str, Any]) -> Column[Any]:
    """Make the column of a field."""
    options = typing.get_args(annotated) if isinstance(annotated, types.UnionType) else (annotated,)
    kind = next(each for each in options if each is not type(None))
    kind = typing.get_origin(kind) or kind
    text: TypeEngine[str] = String() if limits.get(MOST, LINE) <= LINE else Text()
    return Column(name, TYPES.get(kind, text), nullable=type(None) in options)


__all__ = ["metadata", "record_changes", "records"]

records: dict[str, Table] = {name: _table(name, kind) for name, kind in KINDS.items()}

record_changes = Table(  # rows are only ever added; the contents of an erased record go
    "record_changes",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("city", String(5), ForeignKey("cities.code"), nullable=False),
    Column("kind", String, nullable=False),
    Column("record_id", String, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("at", Moment, nullable=False),
    Column("who", String, nullable=False),
    Column("act", String, nullable=False),
    Column("content", JSON, nullable=False),
    Index("record_changes_by_city", "city", "number"),
    Index("record_changes_by_record", "city", "kind", "record_id"),
    sqlite_autoincrement=True,
)
