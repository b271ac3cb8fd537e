"""Stores for trials: a SQLite file, or a database of a PostgreSQL server that runs for the trials alone."""

from __future__ import annotations

import atexit
import itertools
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp

import psycopg
from psycopg import sql
from sqlalchemy import make_url

from faults import postgres
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
    if database.engine.cache_info().currsize:
        database.engine(database.url()).dispose()
    database.engine.cache_clear()


@contextmanager
def sqlite() -> Iterator[Fresh]:
    """Give places for SQLite files."""
    with TemporaryDirectory(prefix="shiensys-faults-") as folder:
        numbers = itertools.count()
        yield lambda: f"sqlite:///{folder}/{next(numbers)}/store.sqlite3"


class Server:
    """A PostgreSQL server that runs for the trials alone."""

    def __init__(self, folder: Path) -> None:
        self._running = postgres.started(folder)
        self._numbers = itertools.count()

    def fresh(self) -> str:
        """Make an empty database; gives its address."""
        name = f"trial{next(self._numbers)}"
        with psycopg.connect(self._running.get_uri(), autocommit=True) as connection:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        address = make_url(self._running.get_uri()).set(drivername="postgresql+psycopg", database=name)
        return address.render_as_string(hide_password=False)

    def stop(self, how: int) -> None:
        """Stop it: SIGINT ends every session first, SIGQUIT is a crash."""
        process = self._running.get_postmaster_info().process
        process.send_signal(how)
        process.wait(300)

    def start(self) -> None:
        """Start it again."""
        postgres.start_again(self._running)

    def end(self) -> None:
        """Stop it for good."""
        self._running.cleanup()


@cache
def server() -> Server:
    """Start a PostgreSQL server; it runs until this process ends."""
    folder = Path(mkdtemp(prefix="shiensys-faults-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)  # last of all; its files may be another user's
    running = Server(folder / "data")
    atexit.register(running.end)
    return running


@contextmanager
def postgresql() -> Iterator[Fresh]:
    """Give databases of a PostgreSQL server."""
    yield server().fresh


BOTH = {"SQLite": sqlite, "PostgreSQL": postgresql}
