"""Where the data are kept: one database, found by one setting."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import ConnectionPoolEntry

from shiensys.errors import ShiensysError
from shiensys.store.schema import metadata

VARIABLE = "SHIENSYS_DATABASE_URL"
DEFAULT_FOLDER = Path(__file__).parents[2] / "store"


class StoreError(ShiensysError, OSError):
    """The database can't be opened or written."""


def url() -> str:
    """Give the address of the database: the setting, or a SQLite file in the folder ``store`` that git ignores."""
    return os.environ.get(VARIABLE) or f"sqlite:///{DEFAULT_FOLDER / 'shiensys.sqlite3'}"


@lru_cache
def engine(address: str) -> Engine:
    """Open a database and see to it that its tables are there; kept for the life of the process."""
    opened = create_engine(address)
    if opened.dialect.name == "sqlite":
        _make_folder(make_url(address).database)
        event.listen(opened, "connect", _safe_sqlite)
    metadata.create_all(opened)
    return opened


def _make_folder(file: str | None) -> None:
    """Make the folder of a SQLite file."""
    if file and file != ":memory:":
        Path(file).parent.mkdir(parents=True, exist_ok=True)


def _safe_sqlite(connection: sqlite3.Connection, _record: ConnectionPoolEntry) -> None:
    """Lose nothing that was said to be saved: write-ahead log, synced at every commit; wait for other writers."""
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=30000", "secure_delete=ON"):
        connection.execute(f"PRAGMA {pragma}")


@contextmanager
def transaction() -> Iterator[Connection]:
    """Do all inside the block or nothing. Raises StoreError, whose sentence names no contents."""
    try:
        with engine(url()).begin() as connection:
            yield connection
    except (SQLAlchemyError, OSError) as error:
        raise StoreError("store.unavailable", problem=type(error).__name__) from error
