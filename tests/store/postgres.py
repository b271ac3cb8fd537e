"""A PostgreSQL of the tests' own, without any set-up, and databases on it that are ready at once."""

import itertools
import shutil
import signal
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from sqlalchemy import URL, make_url

from faults import postgres
from shiensys.store import opening

READY = "ready"  # the database that new ones are copied from: its tables are up to date
_number = itertools.count()


@contextmanager
def server() -> Iterator[URL]:
    """Run a server; gives the address of its first database, as its owner."""
    folder = Path(tempfile.mkdtemp(prefix="shiensys-postgres-"))
    running = postgres.started(folder)
    try:
        address = make_url(running.get_uri()).set(drivername="postgresql+psycopg")
        # nobody pulls the plug on these tests: they needn't wait for the disk
        do(address, "ALTER SYSTEM SET fsync = off", "SELECT pg_reload_conf()", f"CREATE DATABASE {READY}")
        opening.open_database(text(address.set(database=READY)), None).dispose()
        yield address
    finally:
        postmaster = running.get_postmaster_info().process
        postmaster.send_signal(signal.SIGQUIT)  # at once: nothing of it is kept
        postmaster.wait(120)
        running.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


def text(address: URL) -> str:
    """Write an address out."""
    return address.render_as_string(hide_password=False)


def do(address: URL, *lines: str) -> None:
    """Carry out lines, each for itself."""
    plain = text(address.set(drivername="postgresql"))
    with psycopg.connect(plain, autocommit=True) as connection:
        for line in lines:
            connection.execute(line)


def fresh(address: URL, *, ready: bool = True) -> URL:
    """Make a database, its tables up to date or with none; gives its address."""
    name = f"test_{next(_number)}"
    do(address, f"CREATE DATABASE {name}" + (f" TEMPLATE {READY}" if ready else ""))
    return address.set(database=name)
