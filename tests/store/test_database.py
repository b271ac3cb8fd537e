"""The database is opened safely, and what it refuses is a sentence."""

import errno
import os
import sqlite3
from contextlib import closing
from threading import Timer

import pytest
from sqlalchemy.exc import OperationalError

from shiensys.store import opening, versions
from shiensys.store.database import StoreError, reading, transaction, url
from shiensys.store.trouble import told
from tests.store.loads import LOAD


def test_a_store_that_cant_be_opened_is_a_sentence(tmp_path, use):
    (tmp_path / "file").write_text("")
    use(f"sqlite:///{tmp_path / 'file' / 'x.sqlite3'}")
    with pytest.raises(StoreError, match="保管場所"):
        versions.current_versions("22212")


def test_a_server_that_isnt_there_is_a_sentence(use):
    use("postgresql+psycopg://nobody@127.0.0.1:1/nothing")
    with pytest.raises(StoreError, match="保管場所につながりません"):
        versions.current_versions("22212")


def test_a_file_that_is_no_database_is_a_sentence(tmp_path, use):
    (tmp_path / "notes.sqlite3").write_bytes(b"not a database at all" * 100)
    use(f"sqlite:///{tmp_path / 'notes.sqlite3'}")
    with pytest.raises(StoreError, match="壊れています"):
        versions.current_versions("22212")


def test_sqlite_syncs_every_commit_and_leaves_nothing_of_what_is_deleted(tmp_path, use):
    use(f"sqlite:///{tmp_path / 'x.sqlite3'}")
    with transaction() as connection:
        assert url().startswith("sqlite")
        asked = ("synchronous", "journal_mode", "secure_delete", "foreign_keys")
        assert [connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in asked] == [2, "wal", 1, 1]


@pytest.fixture
def half_made(tmp_path):
    """A new file in which somebody else writes still, for 0.3 s, before its log is set up."""
    file = tmp_path / "x.sqlite3"
    with closing(sqlite3.connect(file, isolation_level=None, check_same_thread=False)) as other:
        other.execute("BEGIN IMMEDIATE")
        end = Timer(0.3, other.execute, ["COMMIT"])
        end.start()
        yield f"sqlite:///{file}"
        end.join()


def test_who_opens_a_new_file_while_another_sets_it_up_waits(half_made, use):
    use(half_made)
    assert versions.current_versions("22212") == ()


def test_a_new_file_that_another_never_lets_go_of_is_said_to_be_busy(impatient, half_made, use):
    use(half_made)
    with pytest.raises(StoreError, match="保存している途中"):
        versions.current_versions("22212")


def test_a_reader_sees_one_state_whatever_is_written_meanwhile(city):
    with reading() as before:
        assert before.exec_driver_sql("SELECT count(*) FROM cities").scalar() == 1
        with transaction() as connection:
            connection.exec_driver_sql("INSERT INTO cities (code, name, fictional) VALUES ('36201', 'x', true)")
        assert before.exec_driver_sql("SELECT count(*) FROM cities").scalar() == 1
    with reading() as after:
        assert after.exec_driver_sql("SELECT count(*) FROM cities").scalar() == 2


@pytest.fixture
def impatient(monkeypatch):
    """Wait 0.1 s for other writers."""
    monkeypatch.setitem(opening.POSTGRESQL, "options", "-c lock_timeout=100")
    monkeypatch.setattr(opening, "WAIT_MS", 100)


def save_while_another_saves() -> None:
    with transaction() as another:
        another.exec_driver_sql("SELECT 1")
        versions.save(LOAD)


def test_whoever_waits_too_long_for_another_writer_is_told(impatient, city):
    with pytest.raises(StoreError, match="保存している途中"):
        save_while_another_saves()
    assert versions.save(LOAD).new


def of_sqlite(code: int) -> OperationalError:
    error = sqlite3.OperationalError("x")
    error.sqlite_errorcode = code
    return OperationalError("", None, error)


def of_postgresql(state: str | None) -> OperationalError:
    error = RuntimeError("x")
    error.sqlstate = state
    return OperationalError("", None, error)


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (of_sqlite(sqlite3.SQLITE_FULL), "いっぱいで"),
        (of_sqlite(sqlite3.SQLITE_BUSY_SNAPSHOT), "保存している途中"),
        (of_sqlite(sqlite3.SQLITE_CORRUPT), "壊れています"),
        (of_sqlite(sqlite3.SQLITE_READONLY), "権限がありません"),
        (of_sqlite(sqlite3.SQLITE_CANTOPEN), "つながりません"),
        (of_postgresql("53100"), "いっぱいで"),
        (of_postgresql("55P03"), "保存している途中"),
        (of_postgresql("40001"), "保存している途中"),
        (of_postgresql("XX001"), "壊れています"),
        (of_postgresql("42501"), "権限がありません"),
        (of_postgresql("57P01"), "つながりません"),
        (of_postgresql(None), "つながりません"),
        (OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)), "いっぱいで"),
    ],
)
def test_each_trouble_has_its_sentence(error, said):
    assert said in str(told(error))
    assert told(told(error)) is not None


def test_no_sentence_tells_what_was_to_be_stored(city):
    with pytest.raises(StoreError) as refused, transaction() as connection:
        connection.exec_driver_sql("INSERT INTO settings (name, value) VALUES ('secret-answer', NULL)")
    assert "secret" not in str(refused.value)
