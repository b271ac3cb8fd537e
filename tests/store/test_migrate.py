"""A store of an older version is brought up to date; one of a newer version is left alone."""

import subprocess
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import create_engine, inspect, text

from shiensys.store import audit, cities, migrate, versions
from shiensys.store.database import StoreError, reading, transaction, url
from shiensys.store.programme import metadata
from shiensys.tables.frames import to_bytes
from tests.store.loads import LOAD, PART, TABLE, YAIZU

VERSION = text(
    "INSERT INTO versions (id, city, kind, part, request_sha256, source_sha256, table_sha256, file_name, source,"
    " rows, content, accepted, loaded_at, loaded_by, note) VALUES (:id, '22212', 'population', '2025', :same, 'b', 'c',"
    " 'p.csv', '', 2, :content, '{}', '2026-03-31 00:00:00', '佐藤', '')"
)


def made_before(address: str, *, stamped: bool) -> None:
    """Make a store as the first version of the program made it: two loads, the second current."""
    older = create_engine(address)
    with older.begin() as connection:
        environment = migrate.EnvironmentContext(
            migrate.Config(), migrate.steps(), fn=lambda now, _: migrate.steps()._upgrade_revs("0001", now)
        )
        with environment:
            environment.configure(connection=connection, transactional_ddl=True)
            environment.run_migrations()
        if not stamped:
            connection.execute(text("DROP TABLE alembic_version"))
        connection.execute(text("INSERT INTO cities (code, name, fictional) VALUES ('22212', '焼津市', false)"))
        for number in (1, 2):
            connection.execute(VERSION, {"id": number, "same": str(number), "content": to_bytes(TABLE)})
        connection.execute(text("INSERT INTO current VALUES ('22212', 'population', '2025', 2)"))
        if older.dialect.name == "postgresql":
            connection.execute(text("SELECT setval('versions_id_seq', 2)"))
    older.dispose()


@pytest.mark.parametrize("stamped", [True, False])
def test_a_store_of_the_version_before_keeps_all_it_has(new_address, use, stamped):
    address = new_address()
    if address.startswith("sqlite"):
        Path(address.removeprefix("sqlite:///")).parent.mkdir()
    made_before(address, stamped=stamped)
    use(address)
    assert cities.everything() == (YAIZU,)
    assert [(one.id, one.loaded_by, one.purged_at) for one in versions.history("22212")] == [
        (2, "佐藤", None), (1, "佐藤", None),
    ]  # fmt: skip
    assert versions.current_id(*PART) == 2
    assert versions.tables([1])[1].equals(TABLE)
    assert versions.save(LOAD).version_id == 3
    assert [entry.action for entry in audit.entries()] == ["upload"]


def test_the_tables_are_what_the_program_takes_them_for(empty_store):
    with reading() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
        assert inspect(connection).get_indexes("versions")[0]["unique"]


def test_a_store_of_a_newer_version_is_not_touched(empty_store, use):
    with transaction() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    address = url()
    use(address)
    with pytest.raises(StoreError, match="新しい版の支援シス"):
        cities.everything()
    with pytest.raises(StoreError, match="新しい版の支援シス"):
        versions.save(LOAD)


OPEN = "from shiensys.store import cities; print(len(cities.everything()))"


def test_processes_that_start_together_open_one_store(new_address, use):
    use(new_address())  # the setting is handed on to them
    started = [
        subprocess.Popen([sys.executable, "-c", OPEN], stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(4)
    ]
    said = [process.communicate(timeout=300) for process in started]
    assert [(out.strip(), error) for out, error in said] == [(b"0", b"")] * 4
