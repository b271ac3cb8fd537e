"""Single values that the store remembers, by name."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, delete, insert, select

from shiensys.store.schema import settings


def get(connection: Connection, name: str) -> Any:
    """Give a value; None: nobody put one there."""
    return connection.execute(select(settings.c.value).where(settings.c.name == name)).scalar()


def put(connection: Connection, name: str, value: object) -> None:
    """Remember a value instead of the one before."""
    drop(connection, name)
    connection.execute(insert(settings).values(name=name, value=value))


def drop(connection: Connection, name: str) -> None:
    """Forget a value."""
    connection.execute(delete(settings).where(settings.c.name == name))
