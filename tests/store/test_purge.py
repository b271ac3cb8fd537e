"""Answers that were deleted are nowhere any more, and that they were there is still known."""

from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from sqlalchemy import make_url, text

from shiensys.store import audit, cities, database, purge, settings, sweeping, versions
from shiensys.store.database import reading, transaction
from shiensys.store.versions import PurgedError
from tests.store.loads import LOAD, SURVEY, on_postgresql, on_sqlite

pytestmark = pytest.mark.usefixtures("city")
MARK = bytes(range(256)) * 40  # what is looked for in the files: longer than a page
ANSWERS = replace(SURVEY, content=b"PAR1" + MARK + b"PAR1")


def save_and_purge() -> int:
    stored = versions.save(ANSWERS)
    purge.purge("22212", version_ids=[stored.version_id], who="田中", reason="保存期間が過ぎた")
    return stored.version_id


def test_who_when_why_and_how_many_stay_known():
    number = save_and_purge()
    known = versions.version(number)
    assert (known.rows, known.purged_by, known.purge_reason) == (3, "田中", "保存期間が過ぎた")
    assert known.purged_at is not None
    told = audit.entries()[0]
    assert (told.action, told.who, told.version_id, told.details["rows"]) == ("purge", "田中", number, 3)
    assert told.details["table_sha256"] == known.table_sha256
    assert audit.verify() is None


def test_a_deleted_table_is_current_no_more_and_cant_come_back_by_undo():
    number = save_and_purge()
    assert versions.current_id("22212", "survey", "R7") is None
    with pytest.raises(PurgedError, match="完全に消されて"):
        versions.make_current(number, who="佐藤")
    with pytest.raises(PurgedError):
        versions.tables([number])


def test_the_file_of_a_deleted_table_can_be_loaded_again():
    number = save_and_purge()
    again = versions.save(ANSWERS)
    assert again.new
    assert again.version_id > number


def test_deleting_twice_deletes_nothing_more():
    number = save_and_purge()
    assert purge.purge("22212", version_ids=[number], who="佐藤", reason="x").version_ids == ()
    assert [entry.action for entry in audit.entries()] == ["purge", "upload"]


def test_only_answers_of_persons_and_of_this_city_are_deleted():
    population = versions.save(LOAD)
    survey = versions.save(ANSWERS)
    with pytest.raises(purge.NotPersonalError, match="回答者ごと"):
        purge.purge("22212", version_ids=[survey.version_id, population.version_id], who="佐藤", reason="x")
    with pytest.raises(versions.UnknownVersionError):
        purge.purge("36201", version_ids=[survey.version_id], who="佐藤", reason="x")
    assert len(versions.current_versions("22212")) == 2
    assert purge.purge("22212", version_ids=None, who="佐藤", reason="x").version_ids == (survey.version_id,)


def test_the_last_traces_are_swept_out():
    versions.save(ANSWERS)
    assert purge.purge("22212", version_ids=None, who="佐藤", reason="x").swept
    with reading() as connection:
        assert settings.get(connection, sweeping.PENDING) is None


def holding() -> list[str]:
    """Name the files of the SQLite database that hold the answers."""
    file = Path(str(make_url(database.url()).database))
    return [path.name for path in sorted(file.parent.iterdir()) if MARK[:200] in path.read_bytes()]


@on_sqlite
def test_no_file_of_the_database_holds_what_was_deleted():
    versions.save(ANSWERS)
    assert holding() != []
    purge.purge("22212", version_ids=None, who="佐藤", reason="x")
    assert holding() == []


@on_sqlite
def test_no_file_holds_what_a_removed_city_had():
    versions.save(ANSWERS)
    cities.remove("22212")
    assert holding() == []


@on_sqlite
def test_a_reader_lets_the_sweep_wait_and_the_next_start_does_it(use, monkeypatch):
    monkeypatch.setattr(sweeping, "PATIENCE_S", 0.1)
    versions.save(ANSWERS)
    with reading() as before:
        before.execute(text("SELECT count(*) FROM contents")).scalar()
        assert not purge.purge("22212", version_ids=None, who="佐藤", reason="x").swept
    use(database.url())
    cities.everything()
    assert holding() == []


@on_postgresql
def test_postgresql_writes_the_table_anew():
    size = text("SELECT pg_total_relation_size('contents')")
    with reading() as connection:
        before = connection.execute(size).scalar_one()
    versions.save(replace(ANSWERS, content=MARK * 100))
    purge.purge("22212", version_ids=None, who="佐藤", reason="x")
    with reading() as connection:
        assert connection.execute(size).scalar_one() <= before


def test_backups_that_still_hold_the_answers_are_named():
    first = versions.save(ANSWERS)
    second = versions.save(replace(ANSWERS, part="R4"))
    audit.record("backup", who="佐藤", file="0401.zip", versions=[first.version_id])
    audit.record("backup", who="佐藤", file="0402.zip", versions=[first.version_id, second.version_id])
    gone = purge.purge("22212", version_ids=[second.version_id], who="佐藤", reason="x")
    assert gone.backups == ("0402.zip",)


def test_a_table_that_was_altered_behind_our_back_is_found():
    stored = versions.save(ANSWERS)
    with transaction() as connection:
        connection.execute(text("UPDATE contents SET content = :other"), {"other": b"other"})
    assert audit.verify() == audit.Broken(1, (stored.version_id,))


def test_a_table_that_vanished_is_found():
    stored = versions.save(ANSWERS)
    with transaction() as connection:
        connection.execute(text("DELETE FROM contents"))
    assert audit.verify() == audit.Broken(1, (stored.version_id,))


def test_a_table_altered_together_with_its_hash_is_found():
    stored = versions.save(ANSWERS)
    with transaction() as connection:
        connection.execute(text("UPDATE contents SET content = :other"), {"other": b"other"})
        connection.execute(text("UPDATE versions SET table_sha256 = :hash"), {"hash": sha256(b"other").hexdigest()})
    assert audit.verify() == audit.Broken(1, (stored.version_id,))
