"""What the program's user may do on PostgreSQL where another one owns the tables."""

from __future__ import annotations

from sqlalchemy import Connection

from shiensys.store.programme import metadata

ADDED_TO = "audit"  # nobody but the owner could change it, and triggers refuse that too
SWEPT = ("contents",)  # what the program's user may rewrite, so that nothing deleted lingers in it
CAN_MAINTAIN = 17  # first PostgreSQL that knows the right to rewrite a table one doesn't own


def grant(connection: Connection, user: str) -> None:
    """Give a user what the program needs and no more. ``user`` exists already."""
    name = connection.dialect.identifier_preparer.quote_identifier(user)
    if user == connection.exec_driver_sql("SELECT current_user").scalar():
        return
    kept = ", ".join(table for table in metadata.tables if table != ADDED_TO)
    connection.exec_driver_sql(f"GRANT SELECT ON alembic_version TO {name}")
    connection.exec_driver_sql(f"GRANT SELECT, INSERT, UPDATE, DELETE ON {kept} TO {name}")
    connection.exec_driver_sql(f"REVOKE ALL ON {ADDED_TO} FROM {name}")
    connection.exec_driver_sql(f"GRANT SELECT, INSERT ON {ADDED_TO} TO {name}")
    connection.exec_driver_sql(f"GRANT USAGE, SELECT, UPDATE ON ALL SEQUENCES IN SCHEMA public TO {name}")
    version = connection.dialect.server_version_info or (0,)
    if int(version[0]) >= CAN_MAINTAIN:
        connection.exec_driver_sql(f"GRANT MAINTAIN ON {', '.join(SWEPT)} TO {name}")
