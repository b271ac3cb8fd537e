"""What PostgreSQL promises beyond SQLite: the program's own user can't rewrite the audit, and a restart is survived."""

import itertools
from dataclasses import replace

import pytest
from sqlalchemy import text

from shiensys.store import audit, cities, database, purge, records, versions
from shiensys.store.database import StoreError, transaction
from shiensys.tables.programme import Body
from tests.store import postgres
from tests.store.loads import LOAD, SURVEY, YAIZU, on_postgresql

_number = itertools.count()


@pytest.fixture
def two_roles(postgresql, use, monkeypatch):
    """A store whose tables belong to one role, while the program works as another."""
    number = next(_number)
    owner, clerk, name = (f"{word}_{number}" for word in ("owner", "clerk", "shared"))
    postgres.do(postgresql, *(f"CREATE ROLE {role} LOGIN" for role in (owner, clerk)))
    postgres.do(postgresql, f"CREATE DATABASE {name} OWNER {owner}")
    at = postgresql.set(database=name)
    monkeypatch.setenv(database.OWNER_VARIABLE, postgres.text(at.set(username=owner)))
    use(postgres.text(at.set(username=clerk)))
    with transaction() as connection:
        cities.register(connection, YAIZU)


def test_the_program_does_all_its_work_without_owning_the_tables(two_roles):
    stored = versions.save(LOAD)
    versions.save(SURVEY)
    assert versions.tables([stored.version_id])
    assert purge.purge("22212", version_ids=None, who="佐藤", reason="x").swept
    kept = records.add("22212", Body(name="社協", kind="other"), who="佐藤")
    records.change("22212", replace(kept.record, note="本部"), revision=1, who="佐藤")
    records.erase("22212", Body, kept.record.id, who="佐藤")
    assert records.latest("22212") == 3
    cities.remove("22212")
    assert audit.verify() is None
    assert [entry.action for entry in audit.entries()] == ["remove", "purge", "upload", "upload"]


@pytest.mark.parametrize(
    "attack",
    [
        "UPDATE audit SET who = 'nobody'",
        "DELETE FROM audit",
        "TRUNCATE audit",
        "DROP TABLE audit",
        "ALTER TABLE audit DISABLE TRIGGER USER",
        "DROP TRIGGER audit_no_change ON audit",
        "CREATE OR REPLACE FUNCTION audit_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN OLD; END $$",
        "ALTER TABLE audit OWNER TO current_user",
        "SET session_replication_role = replica",
        "UPDATE alembic_version SET version_num = '0001'",
    ],
)
def test_the_programs_user_cant_rewrite_the_audit(two_roles, attack):
    versions.save(LOAD)
    with pytest.raises(StoreError, match="権限がありません") as refused, transaction() as connection:
        connection.execute(text(attack))
    assert refused.value.__cause__.orig.sqlstate == "42501"
    assert len(audit.entries()) == 1
    assert audit.verify() is None


def test_the_programs_user_cant_give_itself_more_rights(two_roles):
    with transaction() as connection:
        connection.execute(text("GRANT UPDATE, DELETE, TRUNCATE ON audit TO current_user"))  # PostgreSQL only warns
        own = "SELECT privilege_type FROM information_schema.table_privileges WHERE table_name = 'audit'"
        assert sorted(connection.execute(text(own)).scalars()) == ["INSERT", "SELECT"]


@on_postgresql
@pytest.mark.parametrize("attack", ["TRUNCATE audit", "UPDATE audit SET who = 'nobody'", "DELETE FROM audit"])
def test_the_owner_doesnt_change_the_audit_by_mistake(city, attack):
    versions.save(LOAD)
    with pytest.raises(StoreError), transaction() as connection:
        connection.execute(text(attack))
    assert len(audit.entries()) == 1


def disconnect_all(postgresql) -> None:
    """End every connection of this test's database, as a restart of the server does."""
    name = database.engine(database.url()).url.database
    postgres.do(postgresql, f"SELECT pg_terminate_backend(pid, 60000) FROM pg_stat_activity WHERE datname = '{name}'")


@on_postgresql
def test_a_restart_between_two_requests_isnt_noticed(city, postgresql):
    versions.save(LOAD)
    disconnect_all(postgresql)
    assert len(versions.current_versions("22212")) == 1
    disconnect_all(postgresql)
    assert not versions.save(LOAD).new


def save_amid_a_restart(postgresql) -> None:
    with transaction() as connection:
        versions.save_with(connection, LOAD)
        disconnect_all(postgresql)
        connection.execute(text("SELECT 1"))


@on_postgresql
def test_a_restart_amid_a_load_stores_nothing_and_the_next_try_works(city, postgresql):
    with pytest.raises(StoreError, match="つながりません"):
        save_amid_a_restart(postgresql)
    assert versions.current_versions("22212") == ()
    assert versions.save(LOAD).new
