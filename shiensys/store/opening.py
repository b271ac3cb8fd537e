"""How SQLite and PostgreSQL are opened so that they keep the same promises."""

from __future__ import annotations

import sqlite3
import time
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.pool import ConnectionPoolEntry, NullPool

from shiensys.store import migrate, rights, sweeping
from shiensys.store.trouble import BUSY, told

READS_ONLY = "reads_only"
WAIT_MS = 30_000  # for another writer, before it is said that somebody else is saving
WRITERS = 0x5348_4945_4E  # number of the lock that PostgreSQL's writers hold
POSTGRESQL: dict[str, Any] = {
    "connect_timeout": 5,  # seconds
    "keepalives_idle": 30,
    "tcp_user_timeout": 30_000,  # ms until a server that fell silent counts as gone
    "options": f"-c lock_timeout={WAIT_MS} -c idle_in_transaction_session_timeout=300000 -c timezone=UTC",
}
PAUSE_S = 0.02  # before another try
SQLITE = (
    "synchronous=FULL",  # synced at every commit: what was said to be saved survives a power cut
    "foreign_keys=ON",
    "secure_delete=ON",
)


def open_database(address: str, owner: str | None) -> Engine:
    """Open a database and bring its tables up to date; ``owner``: the address of the tables' owner on PostgreSQL."""
    opened = _engine(address)
    try:
        _bring_up_to_date(opened, owner)
        sweeping.finish(opened)
    except BaseException:
        opened.dispose()  # the next try begins anew
        raise
    return opened


def _engine(address: str, **options: Any) -> Engine:
    """Make an engine; errors never show what was to be stored."""
    if make_url(address).get_backend_name() != "sqlite":
        return create_engine(address, hide_parameters=True, pool_pre_ping=True, connect_args=POSTGRESQL, **options)
    _make_folder(make_url(address).database)
    made = create_engine(address, hide_parameters=True, **options)
    event.listen(made, "connect", _safe_sqlite)
    event.listen(made, "begin", _begin_sqlite)
    return made


def untouched(address: str) -> Engine | None:
    """Open a SQLite file that nobody has open, for reading alone: without files beside it, which need room on the disk.

    None where something was written that stands beside the file still, or there is no such file.
    """
    file = Path(make_url(address).database or "") if make_url(address).get_backend_name() == "sqlite" else None
    if file is None or not file.is_file() or _waits_beside(file):
        return None
    made = create_engine(f"sqlite:///{file.absolute().as_uri()}?mode=ro&immutable=1&uri=true", poolclass=NullPool)
    event.listen(made, "begin", _begin_sqlite)
    return made


def _waits_beside(file: Path) -> bool:
    """Tell whether the log beside the file holds what the file doesn't."""
    log = file.with_name(f"{file.name}-wal")
    return log.exists() and log.stat().st_size > 0


def _make_folder(file: str | None) -> None:
    """Make the folder of a SQLite file."""
    if file and file != ":memory:":
        Path(file).parent.mkdir(parents=True, exist_ok=True)


def _safe_sqlite(connection: sqlite3.Connection, _record: ConnectionPoolEntry) -> None:
    """Lose nothing that was said to be saved; leave it to us when a transaction begins."""
    connection.isolation_level = None
    connection.execute(f"PRAGMA busy_timeout={WAIT_MS}")
    _log_ahead(connection)
    for pragma in SQLITE:
        connection.execute(f"PRAGMA {pragma}")


def _log_ahead(connection: sqlite3.Connection) -> None:
    """Let readers and a writer work side by side, whoever else sets this up in the new file at the same moment.

    SQLite's own wait doesn't cover that: of two who look at the file and want to change it, one is refused at once.
    """
    until = time.monotonic() + WAIT_MS / 1000
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError as error:
            if told(error).key != BUSY or time.monotonic() > until:
                raise
        time.sleep(PAUSE_S)


def _begin_sqlite(connection: Connection) -> None:
    """Begin as a writer, who waits here rather than fail halfway, or as a reader, who waits for nobody."""
    reads = connection.get_execution_options().get(READS_ONLY)
    connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")


def alone(connection: Connection) -> None:
    """Wait until nobody else writes; SQLite did so when the transaction began."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": WRITERS})


def reader(address: str) -> dict[str, Any]:
    """Give the options of a connection that only reads, all in one state of the data."""
    if make_url(address).get_backend_name() == "sqlite":
        return {READS_ONLY: True}
    return {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}


def _bring_up_to_date(opened: Engine, owner: str | None) -> None:
    """Take missing steps, as the owner of the tables where there is one beside the program's user."""
    if opened.dialect.name != "sqlite" and owner:
        above = _engine(owner, poolclass=NullPool)
        with above.begin() as connection:
            alone(connection)
            migrate.upgrade(connection)
            rights.grant(connection, str(opened.url.username))
        return
    with opened.connect().execution_options(**reader(str(opened.url))) as connection:
        if migrate.state(connection) == migrate.head():
            return
    with opened.connect() as connection:
        if opened.dialect.name == "sqlite":  # SQLite alters a table by making it anew
            _driver(connection).execute("PRAGMA foreign_keys=OFF")
        with connection.begin():
            alone(connection)
            migrate.upgrade(connection)
        connection.invalidate()


def _driver(connection: Connection) -> sqlite3.Connection:
    """Give SQLite's own connection, on which no transaction has begun."""
    driver = connection.connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)
    return driver
