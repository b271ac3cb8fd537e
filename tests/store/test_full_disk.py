"""A SQLite file that nobody has open, on a disk without room for the files that stand beside an open one."""

from pathlib import Path

from sqlalchemy import make_url, select, text

from shiensys.store import opening
from shiensys.store.schema import cities


def sqlite_file(tmp_path, *statements):
    """Make a store's file, closed, as after a server was stopped."""
    address = f"sqlite:///{tmp_path / 'store.sqlite3'}"
    engine = opening.open_database(address, None)
    with engine.begin() as connection:
        for statement in statements:
            connection.execute(text(statement))
    engine.dispose()
    return address


def test_what_is_stored_is_read_without_a_file_beside_it(tmp_path):
    address = sqlite_file(tmp_path, "INSERT INTO cities (code, name, fictional) VALUES ('22212', '焼津市', 0)")
    engine = opening.untouched(address)
    with engine.connect().execution_options(**opening.reader(address)) as connection:
        assert connection.execute(select(cities.c.name)).scalars().all() == ["焼津市"]
        assert [path.name for path in tmp_path.iterdir()] == ["store.sqlite3"]


def test_a_file_whose_log_still_holds_something_is_left_alone(tmp_path):
    address = sqlite_file(tmp_path)
    Path(f"{make_url(address).database}-wal").write_bytes(b"not yet in the file")
    assert opening.untouched(address) is None


def test_another_database_has_no_such_way(tmp_path):
    assert opening.untouched("postgresql+psycopg://nobody@localhost/nothing") is None
    assert opening.untouched(f"sqlite:///{tmp_path / 'not there'}") is None
