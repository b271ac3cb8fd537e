"""What is said when the database refuses: which of a few troubles it is, never what was to be stored."""

from __future__ import annotations

import errno
import sqlite3

from sqlalchemy.exc import DBAPIError

from shiensys.errors import ShiensysError

UNAVAILABLE, FULL, BUSY, BROKEN, NO_RIGHT = (
    "store.unavailable", "store.full", "store.busy", "store.broken", "store.no_right"
)  # fmt: skip
SHARED_MEMORY = (sqlite3.SQLITE_IOERR_SHMSIZE, sqlite3.SQLITE_IOERR_SHMOPEN)  # the file beside it can't be made
OF_SQLITE = {
    sqlite3.SQLITE_FULL: FULL,
    sqlite3.SQLITE_BUSY: BUSY,
    sqlite3.SQLITE_LOCKED: BUSY,
    sqlite3.SQLITE_CORRUPT: BROKEN,
    sqlite3.SQLITE_NOTADB: BROKEN,
    sqlite3.SQLITE_READONLY: NO_RIGHT,
    sqlite3.SQLITE_PERM: NO_RIGHT,
}
OF_POSTGRESQL = {  # by SQLSTATE, or by its class
    "53100": FULL,
    "55P03": BUSY,
    "57014": BUSY,
    "40": BUSY,
    "XX": BROKEN,
    "42501": NO_RIGHT,
    "25006": NO_RIGHT,
}
OF_SYSTEM = {
    errno.ENOSPC: FULL,
    errno.EDQUOT: FULL,
    errno.EACCES: NO_RIGHT,
    errno.EPERM: NO_RIGHT,
    errno.EROFS: NO_RIGHT,
}
PRIMARY = 0xFF  # SQLite's extended codes hold the plain one in their last byte


class StoreError(ShiensysError, OSError):
    """The database can't be opened, read or written."""


def told(error: Exception) -> StoreError:
    """Turn an error of the database or of the disk into its sentence.

    >>> told(OSError(errno.ENOSPC, "")).key
    'store.full'
    """
    if isinstance(error, StoreError):
        return error
    return StoreError(_key(error.orig if isinstance(error, DBAPIError) else error))


def _key(error: BaseException | None) -> str:
    """Name the sentence."""
    if isinstance(error, sqlite3.Error):
        if getattr(error, "sqlite_errorcode", 0) in SHARED_MEMORY:
            return FULL
        return OF_SQLITE.get(getattr(error, "sqlite_errorcode", 0) & PRIMARY, UNAVAILABLE)
    state = getattr(error, "sqlstate", None) or ""
    if state:
        return OF_POSTGRESQL.get(state) or OF_POSTGRESQL.get(state[:2], UNAVAILABLE)
    return OF_SYSTEM.get(getattr(error, "errno", None) or 0, UNAVAILABLE)
