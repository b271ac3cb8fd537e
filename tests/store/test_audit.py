"""Who did what can be read, and nobody can make it unsaid."""

from dataclasses import replace

import pytest
from sqlalchemy import text

from shiensys.store import audit, cities, versions
from shiensys.store.database import StoreError, transaction
from tests.store.loads import LOAD, PART

pytestmark = pytest.mark.usefixtures("city")


def actions() -> list[tuple[str, str]]:
    return [(entry.action, entry.who) for entry in audit.entries()]


def test_every_change_of_what_is_current_is_told_newest_first():
    first = versions.save(replace(LOAD, who="佐藤"))
    versions.save(replace(LOAD, file=b"newer", who="田中"))
    versions.save(replace(LOAD, file=b"newer", who="佐藤"))
    versions.make_current(first.version_id, who="鈴木", reason="取り違え")
    versions.withdraw(*PART, who="鈴木")
    assert actions() == [
        ("withdraw", "鈴木"), ("undo", "鈴木"), ("again", "佐藤"), ("upload", "田中"), ("upload", "佐藤"),
    ]  # fmt: skip
    undone = audit.entries()[1]
    assert (undone.city, undone.kind, undone.part, undone.version_id) == (*PART, first.version_id)
    assert undone.details == {"before": first.version_id + 1, "reason": "取り違え"}


def test_what_is_stale_leaves_no_row():
    versions.save(LOAD)
    with pytest.raises(versions.StaleError):
        versions.save(replace(LOAD, file=b"newer", expected=77))
    assert len(audit.entries()) == 1


def test_a_refusal_is_told_with_its_findings_codes():
    audit.record("refused", who="佐藤", city="22212", kind="survey", file="r7.xlsx", codes=["no_heading"])
    told = audit.entries("22212")[0]
    assert (told.action, told.details) == ("refused", {"file": "r7.xlsx", "codes": ["no_heading"]})
    assert audit.entries("36201") == ()
    assert audit.entries(limit=0) == ()


def test_what_isnt_an_action_is_a_slip_of_the_program():
    with pytest.raises(ValueError, match="looked"):
        audit.record("looked", who="佐藤")


def test_a_removed_city_is_told():
    stored = versions.save(LOAD)
    cities.remove("22212", who="佐藤")
    told = audit.entries("22212")[0]
    assert (told.action, told.who, told.details["versions"]) == ("remove", "佐藤", [stored.version_id])


@pytest.mark.parametrize(
    "change", ["UPDATE audit SET who = 'nobody'", "DELETE FROM audit", "DELETE FROM audit WHERE id = 1"]
)
def test_nobody_changes_a_row(change):
    versions.save(LOAD)
    with pytest.raises(StoreError), transaction() as connection:
        connection.execute(text(change))
    assert len(audit.entries()) == 1


def without_guards(*lines: str) -> None:
    """Change the audit as somebody who owns the database and takes the triggers away."""
    with transaction() as connection:
        if connection.dialect.name == "sqlite":
            connection.execute(text("DROP TRIGGER audit_no_update"))
            connection.execute(text("DROP TRIGGER audit_no_delete"))
        else:
            connection.execute(text("ALTER TABLE audit DISABLE TRIGGER USER"))
        for line in lines:
            connection.execute(text(line))


@pytest.mark.parametrize(
    ("change", "bad"),
    [
        ("UPDATE audit SET who = 'nobody' WHERE id = 2", 2),
        ("UPDATE audit SET city = '36201' WHERE id = 1", 1),
        ("UPDATE audit SET sha256 = (SELECT sha256 FROM audit WHERE id = 1) WHERE id = 3", 3),
        ("DELETE FROM audit WHERE id = 2", 3),
        ("DELETE FROM audit WHERE id = 1", 2),
    ],
)
def test_a_row_that_was_changed_all_the_same_is_found(change, bad):
    for name in ("佐藤", "田中", "鈴木"):
        audit.record("download", who=name, city="22212", what="needs")
    assert audit.verify() is None
    without_guards(change)
    assert audit.verify() == audit.Broken(bad)


def test_an_empty_audit_holds():
    assert audit.verify() is None
