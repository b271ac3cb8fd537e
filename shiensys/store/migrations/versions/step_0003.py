"""The programme's small records, and every change of them."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.types import TypeEngine

revision = "0003"
down_revision = "0002"

# each table, those first that others link to: name:type, ? where it may be unknown, >table where it links
TABLES = {
    "bodies": "id source made_up:flag name kind note:text",
    "contacts": (
        "id source made_up:flag body_id>bodies name purpose postal_code address phone fax email web hours public:flag"
    ),
    "posts": (
        "id source made_up:flag tier:integer kind body_id>bodies title persons:integer? districts:json "
        "since:day? until:day?"
    ),
    "councils": "id source made_up:flag tier:integer name districts:json meets_as since:day? note:text",
    "members": "id source made_up:flag council_id>councils body_id>bodies role since:day?",
    "steps": "id source made_up:flag district step reached:day note:text",
    "events": (
        "id source made_up:flag sort title begins:moment? ends:moment? when place capacity:integer? fee "
        "access contents:text link districts:json"
    ),
    "meetings": (
        "id source made_up:flag council_id>councils title form begins:moment? ends:moment? place agenda:text "
        "contents:text state published:flag"
    ),
    "attendances": "id source made_up:flag meeting_id>meetings name body_id?>bodies persons:integer?",
    "notes": "id source made_up:flag meeting_id>meetings question text:text author said_at:moment",
    "votes": "id source made_up:flag meeting_id>meetings question option hands:integer",
    "decisions": "id source made_up:flag meeting_id>meetings what:text who due:day? state ended:day? outcome:text",
    "proposals": (
        "id source made_up:flag council_id>councils meeting_id?>meetings kind text:text proposed:day state "
        "answer:text answered:day?"
    ),
    "drafts": "id source made_up:flag meeting_id>meetings question writer text:text",
    "requests": (
        "id source made_up:flag received:day district kind persons:integer days:json conditions:json "
        "fee_most:integer? note:text state reason ended:day?"
    ),
    "matches": (
        "id source made_up:flag request_id?>requests district kind resource_id persons:integer state "
        "began:day agreed:day? running:day? ended:day? end_reason note:text"
    ),
    "voices": (
        "id source made_up:flag district view subject figure:text text:text author said_at:moment state "
        "answer:text answered_by answered_at:moment?"
    ),
    "edits": "id source made_up:flag cells:json was:json new:flag",
    "pairs": "id source made_up:flag first second verdict kept",
}
TYPES: dict[str, TypeEngine[Any]] = {
    "text": sa.Text(),
    "integer": sa.Integer(),
    "flag": sa.Boolean(),
    "day": sa.Date(),
    "moment": sa.DateTime(timezone=True),
    "json": sa.JSON(),
}


def upgrade() -> None:
    """Make a table a kind of record, and one for the changes of all."""
    for name, columns in TABLES.items():
        _make(name, columns.split())
    op.create_table(
        "record_changes",
        sa.Column("number", sa.Integer, primary_key=True),
        _city(),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("record_id", sa.String, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("who", sa.String, nullable=False),
        sa.Column("act", sa.String, nullable=False),
        sa.Column("content", sa.JSON, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("record_changes_by_city", "record_changes", ["city", "number"])
    op.create_index("record_changes_by_record", "record_changes", ["city", "kind", "record_id"])


def _make(name: str, columns: list[str]) -> None:
    """Make one table, with what every record has."""
    op.create_table(
        name,
        _city(),
        *(_column(column.partition(">")[0]) for column in columns),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by", sa.String, nullable=False),
        sa.Column("removed", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("city", "id"),
        *(_link(column) for column in columns if ">" in column),
    )


def _city() -> sa.Column[str]:
    """Make the column of the city."""
    return sa.Column("city", sa.String(5), sa.ForeignKey("cities.code"), nullable=False)


def _column(told: str) -> sa.Column[Any]:
    """Make a column."""
    name, _, kind = told.removesuffix("?").partition(":")
    return sa.Column(name, TYPES.get(kind, sa.String()), nullable=told.endswith("?"))


def _link(told: str) -> sa.ForeignKeyConstraint:
    """Link to a record of the same city."""
    column, _, table = told.partition(">")
    return sa.ForeignKeyConstraint(["city", column.removesuffix("?")], [f"{table}.city", f"{table}.id"])
