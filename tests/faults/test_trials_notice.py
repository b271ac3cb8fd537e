"""A trial that can't fail is none: each is shown a store or a reader that breaks its promise."""

import random

import pytest

from faults import files, fuzz, inspection, kill, opening, places, races, stages, undo
from faults.files import File
from faults.fuzzing import judging, lanes, replays
from shiensys.intake.cage import reading
from shiensys.store import audit, cities, database, loads, pointer, trouble
from shiensys.store.database import transaction
from shiensys.store.schema import audit as audit_table
from shiensys.store.schema import contents, current


@pytest.fixture
def store():
    """A SQLite store of a file of the test's own."""
    with places.sqlite() as fresh, places.at(fresh()):
        yield


def test_a_save_in_two_transactions_leaves_orphans(store, monkeypatch):
    def torn(_kind, upload, checked, record, *_said, **_named):
        load = loads.Load(record.code, files.KIND, "", checked.content, 1, upload.name, upload.content, {})
        with transaction() as connection:
            cities.register(connection, record)
            stored = loads.save_with(connection, load)
            connection.execute(contents.delete())
        with transaction() as connection:  # the table a moment after its version
            connection.execute(contents.insert().values(version_id=stored.version_id, content=load.content))
        return stored

    monkeypatch.setattr(files.loading, "store", torn)
    assert inspection.torn() == []
    database.engine(database.url()).dispose()  # a process forks only without connections
    stage = next(stage for stage in stages.STAGES if stage.name == "committed, nobody told")
    assert not kill.killed(File("22212", "", 1), stage, random.Random(1))
    assert inspection.torn() != []


def test_a_stage_that_no_save_comes_to_is_an_error(store, monkeypatch):
    monkeypatch.setattr(files.loading, "store", lambda *_arguments, **_named: None)
    stage = next(stage for stage in stages.STAGES if stage.name == "pointer moved")
    with pytest.raises(kill.NotReachedError, match="pointer moved"):
        kill.killed(File("22212", "", 1), stage, random.Random(1))


def test_what_is_lost_torn_or_orphaned_is_found(store):
    first, second, never = (File("22212", str(part), part) for part in range(3))
    numbers = [file.save().version_id for file in (first, second)]
    assert (inspection.lost([first, second]), inspection.torn(), inspection.orphans()) == ([], [], [])
    assert inspection.lost([never]) == [never]
    with transaction() as connection:
        connection.execute(current.delete().where(current.c.version_id == numbers[0]))
        connection.execute(contents.update().where(contents.c.version_id == numbers[1]).values(content=b"torn"))
    assert len(inspection.orphans()) == 1
    assert f"version {numbers[1]}" in inspection.torn()


def test_an_entry_without_its_version_is_found(store):
    File("22212", "", 1).save()
    audit.record("upload", who="", city="22212", kind=files.KIND, part="", version_id=99)
    assert inspection.orphans("22212") == ["an entry tells of version 99"]
    assert inspection.orphans("99999") == []
    with transaction() as connection:
        assert connection.execute(audit_table.select()).all()


def test_a_pointer_that_anybody_may_move_has_two_winners(monkeypatch):
    careless = pointer.point

    def point(connection, part, version_id, expected):
        careless(connection, part, version_id, pointer.WHATEVER)

    monkeypatch.setattr("shiensys.store.loads.point", point)
    monkeypatch.setattr(places, "BOTH", {"SQLite": places.sqlite})
    (row,) = races.rows(3)
    assert not row.met


def test_a_new_store_that_some_find_busy_is_noticed_and_the_error_named(monkeypatch):
    def busy():
        raise database.StoreError(trouble.BUSY)

    monkeypatch.setattr(cities, "everything", busy)
    monkeypatch.setattr(places, "BOTH", {"SQLite": places.sqlite})
    (row,) = opening.rows(1)
    assert not row.met
    assert row.found == "3 failed, lost or torn (3 × read: StoreError store.busy)"


def test_a_save_that_forgets_who_looked_at_what_differs_from_the_model(monkeypatch):
    careful = pointer.point

    def point(connection, part, version_id, _expected):
        careful(connection, part, version_id, pointer.WHATEVER)

    monkeypatch.setattr("shiensys.store.loads.point", point)
    (row,) = undo.rows(10)
    assert not row.met


def test_a_reader_that_raises_is_uncaught_and_kept(monkeypatch, tmp_path, capsys):
    def read(_task):
        raise ValueError

    judging.request("survey")  # the city's districts are read for once
    monkeypatch.setattr(reading, "read", read)
    monkeypatch.setattr(replays, "FOUND", tmp_path)
    errors, *_ = fuzz.rows(4)
    assert not errors.met
    assert errors.found.startswith("4 uncaught")
    assert len(list(tmp_path.iterdir())) == 1
    assert "ValueError" in capsys.readouterr().err


def test_a_reader_that_dies_takes_one_input_with_it(monkeypatch):
    whole = reading.read

    def read(task):
        if task.path.suffix == ".xlsx":
            stages.die()
        return whole(task)

    monkeypatch.setattr(reading, "read", read)
    found, _ = lanes.judged(range(12), 1)
    died = [verdict.number for verdict in found if verdict.outcome == "died"]
    assert [verdict.number for verdict in found] == list(range(12))
    assert died == [n for n in range(12) if fuzz.inputs.made(n).upload.name.endswith(".xlsx")] != []
