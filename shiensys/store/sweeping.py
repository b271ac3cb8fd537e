"""The last traces of deleted tables taken out of the database's files.

A deleted row lingers: in SQLite's write-ahead log, in PostgreSQL's tables until they are written anew.
"""

from __future__ import annotations

import sqlite3
import time

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import SQLAlchemyError

from shiensys.store import settings

PENDING = "sweep_pending"  # asked for and not done yet: a process that died is followed by the next one
PATIENCE_S = 10.0  # for readers that still see what was deleted
PAUSE_S = 0.05
OTHERS = text(
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
    " AND backend_xmin IS NOT NULL AND xact_start < :asked"
)
OWNED = text("SELECT pg_has_role(relowner, 'USAGE') FROM pg_class WHERE oid = 'contents'::regclass")
MAINTAINED = text("SELECT has_table_privilege('contents', 'MAINTAIN')")
CAN_MAINTAIN = 17  # first PostgreSQL that knows this right


def ask(connection: Connection) -> None:
    """Write down that a sweep is due, inside the transaction that deletes."""
    settings.put(connection, PENDING, True)


def finish(opened: Engine) -> bool:
    """Sweep if it is due; False: it is still due, because somebody reads, the disk is full or a right is missing."""
    with opened.connect() as connection, connection.begin():
        due = settings.get(connection, PENDING)
    if not due:
        return True
    try:
        done = _sqlite(opened) if opened.dialect.name == "sqlite" else _postgresql(opened)
    except (SQLAlchemyError, sqlite3.Error, OSError):
        return False
    if done:
        with opened.begin() as connection:
            settings.drop(connection, PENDING)
    return done


def _sqlite(opened: Engine) -> bool:
    """Write the file anew without its free pages, and empty the write-ahead log."""
    proxied = opened.raw_connection()
    try:
        driver = proxied.driver_connection
        assert isinstance(driver, sqlite3.Connection)
        wait = driver.execute("PRAGMA busy_timeout").fetchone()[0]
        driver.execute(f"PRAGMA busy_timeout={int(PATIENCE_S * 1000)}")
        try:
            driver.execute("VACUUM")
            busy = driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        finally:
            driver.execute(f"PRAGMA busy_timeout={wait}")
    finally:
        proxied.close()
    return not busy


def _postgresql(opened: Engine) -> bool:
    """Write the tables anew once nobody sees the deleted rows any more."""
    with opened.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        known = int((connection.dialect.server_version_info or (0,))[0]) >= CAN_MAINTAIN
        if not connection.execute(MAINTAINED if known else OWNED).scalar():
            return False
        asked = connection.execute(text("SELECT clock_timestamp()")).scalar()
        until = time.monotonic() + PATIENCE_S
        while connection.execute(OTHERS, {"asked": asked}).scalar():
            if time.monotonic() > until:
                return False
            time.sleep(PAUSE_S)
        connection.execute(text("VACUUM (FULL) contents"))
    return True
