"""Where the data are kept: one database, found by one setting; many readers, one writer at a time."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from threading import Lock

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError

from shiensys.store import opening, sweeping
from shiensys.store.trouble import FULL, told
from shiensys.store.trouble import StoreError as StoreError

VARIABLE = "SHIENSYS_DATABASE_URL"
OWNER_VARIABLE = "SHIENSYS_DATABASE_OWNER_URL"  # PostgreSQL: who owns the tables, if that isn't the program's own user
DEFAULT_FOLDER = Path(__file__).parents[2] / "store"
_OPENING = Lock()  # the sessions of one process open the database once


def url() -> str:
    """Give the address of the database: the setting, or a SQLite file in the folder ``store`` that git ignores."""
    return os.environ.get(VARIABLE) or f"sqlite:///{DEFAULT_FOLDER / 'shiensys.sqlite3'}"


def owner_url() -> str | None:
    """Give the address by which the tables' owner comes in; None where the program owns them itself."""
    return os.environ.get(OWNER_VARIABLE) or None


@lru_cache
def engine(address: str) -> Engine:
    """Open a database and see to it that its tables are up to date; kept for the life of the process."""
    return opening.open_database(address, owner_url())


def _opened() -> Engine:
    """Give the database of the setting."""
    with _OPENING:
        return engine(url())


@contextmanager
def transaction() -> Iterator[Connection]:
    """Write all inside the block or nothing, while nobody else writes.

    Raises StoreError, whose sentence names no contents.
    """
    try:
        with _opened().begin() as connection:
            opening.alone(connection)
            yield connection
    except (SQLAlchemyError, OSError) as error:
        raise told(error) from error


@contextmanager
def reading() -> Iterator[Connection]:
    """Read one state of the data, whatever is written meanwhile. Raises StoreError."""
    try:
        with _reader() as connection, connection.begin():
            yield connection
    except (SQLAlchemyError, OSError) as error:
        raise told(error) from error


def _reader() -> Connection:
    """Connect for reading; on a full disk to the file alone, so that what is stored can still be read."""
    options = opening.reader(url())
    try:
        return _opened().connect().execution_options(**options)
    except (SQLAlchemyError, OSError) as error:
        alone = opening.untouched(url()) if told(error).key == FULL else None
        if alone is None:
            raise
        return alone.connect().execution_options(**options)


def sweep() -> bool:
    """Take the last traces of deleted tables out of the database's files; False: that has to wait."""
    try:
        return sweeping.finish(_opened())
    except (SQLAlchemyError, OSError) as error:
        raise told(error) from error
