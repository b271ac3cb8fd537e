"""The tables brought up to date when a database is opened: once, however many processes start together."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect

from shiensys.store.trouble import StoreError

FIRST = "0001"  # the state of stores that were made before their state was written down


class NewerStoreError(StoreError):
    """The database was made by a newer version of the program."""


@lru_cache
def steps() -> ScriptDirectory:
    """Find the steps; kept for the life of the process: they are part of the program."""
    return ScriptDirectory(Path(__file__).parent / "migrations")


def head() -> str:
    """Name the state that the program works with."""
    return str(steps().get_current_head())


def state(connection: Connection) -> str | None:
    """Name the state of a database; None where nothing was written down."""
    return MigrationContext.configure(connection).get_current_revision()


def upgrade(connection: Connection) -> None:
    """Bring a database up to date, inside a transaction of one writer at a time; raises NewerStoreError."""
    found = state(connection)
    if found == head():
        return
    if found is None and inspect(connection).has_table("versions"):
        MigrationContext.configure(connection).stamp(steps(), FIRST)
    elif found is not None and not _known(found):
        raise NewerStoreError("store.newer", found=found)
    _run(connection)


def _known(revision: str) -> bool:
    """Tell whether a state is one of this program's."""
    return revision in {step.revision for step in steps().walk_revisions()}


def _run(connection: Connection) -> None:
    """Take all steps that are missing."""

    def missing(revision: Any, _context: MigrationContext) -> Any:
        return steps()._upgrade_revs(head(), revision)

    with EnvironmentContext(Config(), steps(), fn=missing) as environment:
        environment.configure(connection=connection, transactional_ddl=True)
        environment.run_migrations()
