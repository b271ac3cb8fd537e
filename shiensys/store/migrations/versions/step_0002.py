"""Tables beside their versions so that they can be deleted for good, the audit, and remembered headings."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

UNIQUE = {"sqlite": "unique_versions_city", "postgresql": "versions_city_kind_part_request_sha256_key"}
REFUSED = "the audit is only ever added to"


def upgrade() -> None:
    """Take the tables out of their versions, and add what is new."""
    _versions_without_contents()
    op.create_table(
        "audit",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("who", sa.String, nullable=False),
        sa.Column("action", sa.String, nullable=False),
        sa.Column("city", sa.String(5), nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("part", sa.String, nullable=False),
        sa.Column("version_id", sa.Integer),
        sa.Column("details", sa.JSON, nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
    )
    op.create_index("audit_by_city", "audit", ["city", "id"])
    op.create_table(
        "mappings",
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("shape", sa.String, nullable=False),
        sa.Column("mapping", sa.JSON, nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("saved_by", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("kind", "shape"),
    )
    for line in _guards(op.get_bind().dialect.name):
        op.execute(line)


def _versions_without_contents() -> None:
    """Part the tables from their versions, and let a deleted table's file come again."""
    op.create_table(
        "contents",
        sa.Column("version_id", sa.Integer, sa.ForeignKey("versions.id"), primary_key=True, autoincrement=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
    )
    op.execute("INSERT INTO contents (version_id, content) SELECT id, content FROM versions")
    names = {"uq": "unique_%(table_name)s_%(column_0_name)s"}  # SQLite gave the constraint no name
    with op.batch_alter_table(
        "versions", naming_convention=names, table_kwargs={"sqlite_autoincrement": True}
    ) as versions:
        versions.drop_constraint(UNIQUE[op.get_bind().dialect.name], type_="unique")
        versions.drop_column("content")
        versions.add_column(sa.Column("purged_at", sa.DateTime(timezone=True)))
        versions.add_column(sa.Column("purged_by", sa.String))
        versions.add_column(sa.Column("purge_reason", sa.Text))
    op.create_index(
        "one_version_a_request",
        "versions",
        ["city", "kind", "part", "request_sha256"],
        unique=True,
        sqlite_where=sa.text("purged_at IS NULL"),
        postgresql_where=sa.text("purged_at IS NULL"),
    )


def _guards(dialect: str) -> tuple[str, ...]:
    """Give the triggers that let nobody change or take away a row of the audit."""
    if dialect == "sqlite":
        return tuple(
            f"CREATE TRIGGER audit_no_{change} BEFORE {change} ON audit BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END"
            for change in ("update", "delete")
        )
    return (
        "CREATE FUNCTION audit_is_kept() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{REFUSED}'; END $$",
        "CREATE TRIGGER audit_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON audit "
        "FOR EACH STATEMENT EXECUTE FUNCTION audit_is_kept()",
    )
