"""A backup holds one state of the whole store; restored it is the same, or nothing is restored at all."""

import datetime as dt
import hashlib
import json
import os
import zipfile
from dataclasses import replace
from threading import Event, Thread

import pytest
from sqlalchemy import text

from shiensys.store import archive, audit, backup, cities, mappings, purge, records, retention, versions
from shiensys.store.archive import BackupError
from shiensys.store.database import reading, transaction
from shiensys.tables.programme import Body, Council, Edit, Meeting
from tests.store import postgres
from tests.store.loads import LOAD, PART, SURVEY, TABLE

pytestmark = pytest.mark.usefixtures("city")


def fill() -> None:
    """Do a bit of everything."""
    first = versions.save(replace(LOAD, who="佐藤", note="①㈱髙\n二行目", accepted={"x": "y"}))
    versions.save(replace(LOAD, file=b"newer"))
    versions.make_current(first.version_id, who="田中")
    versions.save(SURVEY)
    versions.save(replace(SURVEY, part="R4"))
    purge.purge("22212", version_ids=[4], who="田中", reason="期限")
    mappings.remember("survey", "abc", {"area": "圏域"}, who="佐藤")
    retention.set_months(36, who="佐藤")
    council = Council(name="港の話し合い①㈱髙", districts=("d1", "d2"))
    meeting = Meeting(council_id=council.id, title="第1回", begins=dt.datetime(2026, 6, 20, 1, tzinfo=dt.UTC))
    records.add_all("22212", [council, meeting, Edit(id="x/1", cells={"capacity": 10.5, "fee": None})], who="佐藤")
    records.change("22212", replace(council, since=dt.date(2026, 4, 1)), revision=1, who="田中")
    records.remove("22212", Meeting, meeting.id, revision=1, who="田中")


def everything() -> dict[str, list[str]]:
    """Give all that a store holds, as text."""
    with reading() as connection:
        held = {table.name: list(archive.lines_of(connection, table)) for table in archive.TABLES}
        return held | {"contents": [repr(one) for one in archive.each_content(connection)]}


@pytest.mark.parametrize("into", ["sqlite", "postgresql"])
def test_a_restored_store_is_the_same_on_either_database(into, tmp_path, use, postgresql):
    fill()
    before = everything()
    made = backup.backup(tmp_path / "b.zip", who="佐藤")
    use(f"sqlite:///{tmp_path / 'new.sqlite3'}" if into == "sqlite" else postgres.text(postgres.fresh(postgresql)))
    told = backup.restore(made.path, who="田中")
    after = everything()
    assert (told.versions, told.audit_rows, told.sha256, told.broken) == (3, 7, made.sha256, None)
    assert {**after, "audit": after["audit"][:-1]} == before
    last = audit.entries()[0]
    assert (last.action, last.who, last.details["file"], last.id) == ("restore", "田中", "b.zip", 8)
    assert audit.verify() is None
    assert versions.tables([1])[1].equals(TABLE)
    assert versions.save(replace(LOAD, file=b"after")).version_id == 5
    assert records.latest("22212") == 5
    records.add("22212", Body(name="社協", kind="other"), who="佐藤")
    assert records.latest("22212") == 6
    with transaction() as connection:
        cities.register(connection, cities.CityRecord("36201", "徳島市", fictional=False))


def test_the_audit_names_what_a_backup_holds(tmp_path):
    fill()
    made = backup.backup(tmp_path / "b.zip", who="佐藤")
    told = audit.entries()[0]
    assert (told.action, told.who) == ("backup", "佐藤")
    assert told.details == {"file": "b.zip", "sha256": made.sha256, "versions": [1, 2, 3]}
    assert purge.purge("22212", version_ids=None, who="佐藤", reason="x").backups == ("b.zip",)


def test_only_its_owner_reads_a_backup_and_nothing_unfinished_stays(tmp_path):
    versions.save(LOAD)
    folder = tmp_path / "backups"
    folder.mkdir()
    backup.backup(folder / "b.zip", who="佐藤")
    assert [path.name for path in folder.iterdir()] == ["b.zip"]
    if os.name == "posix":
        assert (folder / "b.zip").stat().st_mode & 0o777 == 0o600


def test_a_backup_is_never_overwritten(tmp_path):
    backup.backup(tmp_path / "b.zip", who="佐藤")
    with pytest.raises(BackupError, match=r"b\.zip はもうあります"):
        backup.backup(tmp_path / "b.zip", who="佐藤")


def test_a_folder_that_isnt_there_is_a_sentence_and_no_backup_is_claimed(tmp_path):
    with pytest.raises(BackupError, match="フォルダー"):
        backup.backup(tmp_path / "nowhere" / "b.zip", who="佐藤")
    assert audit.entries() == ()


def test_a_full_disk_is_a_sentence_and_leaves_no_piece(tmp_path, monkeypatch):
    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    folder = tmp_path / "backups"
    folder.mkdir()
    with monkeypatch.context() as disk:
        disk.setattr(os, "fsync", full)
        with pytest.raises(BackupError, match="いっぱい"):
            backup.backup(folder / "b.zip", who="佐藤")
    assert list(folder.iterdir()) == []
    assert audit.entries() == ()


def test_a_backup_under_load_is_one_state(tmp_path, use):
    """While another session saves all the time: no pointer without its version, no version without its row."""
    stop = Event()

    def save() -> None:
        number = 0
        while not stop.wait(0.005):
            number += 1
            versions.save(replace(LOAD, file=str(number).encode()))

    versions.save(LOAD)
    saving = Thread(target=save)
    saving.start()
    try:
        made = [backup.backup(tmp_path / f"{number}.zip", who="佐藤") for number in range(3)]
    finally:
        stop.set()
        saving.join()
    for one in made:
        use(f"sqlite:///{tmp_path / one.path.stem}.sqlite3")
        told = backup.restore(one.path, who="佐藤")
        assert told.broken is None
        assert versions.current_id(*PART) == versions.history("22212")[0].id


def test_a_backup_goes_into_an_empty_store_only(tmp_path):
    versions.save(LOAD)
    made = backup.backup(tmp_path / "b.zip", who="佐藤")
    before = everything()
    with pytest.raises(BackupError, match="もうデータがあります"):
        backup.restore(made.path, who="佐藤")
    assert everything() == before


@pytest.fixture
def packed(tmp_path):
    """A backup, and a way to pack it anew with something altered."""
    fill()
    made = backup.backup(tmp_path / "b.zip", who="佐藤")

    def again(alter):
        with zipfile.ZipFile(made.path) as source:
            members = {name: source.read(name) for name in source.namelist()}
        alter(members)
        with zipfile.ZipFile(tmp_path / "altered.zip", "w") as target:
            for name, content in members.items():
                target.writestr(name, content)
        return tmp_path / "altered.zip"

    return again


def told(members, **change):
    members["manifest.json"] = json.dumps(json.loads(members["manifest.json"]) | change).encode()


def an_answer(members):
    members["contents/3.parquet"] = members["contents/3.parquet"][:-1] + b"?"


def a_row_and_its_hash(members):
    """Somebody who knows the format gives a purged table a false owner, and mends the hash."""
    lines = members["current.jsonl"] + members["current.jsonl"].splitlines()[0] + b"\n"
    listed = json.loads(members["manifest.json"])
    listed["members"]["current.jsonl"] = {"sha256": hashlib.sha256(lines).hexdigest(), "size": len(lines)}
    members["current.jsonl"] = lines
    members["manifest.json"] = json.dumps(listed).encode()


@pytest.mark.parametrize(
    ("alter", "said"),
    [
        (an_answer, "壊れているか"),
        (lambda members: members.pop("contents/1.parquet"), "壊れているか"),
        (lambda members: members.update({"more.txt": b"x"}), "壊れているか"),
        (lambda members: members.pop("manifest.json"), "壊れているか"),
        (lambda members: members.update({"manifest.json": b"[]"}), "壊れているか"),
        (lambda members: members.update({"manifest.json": b"{"}), "壊れているか"),
        (a_row_and_its_hash, "壊れているか"),
        (lambda members: told(members, revision="0001"), "別の版の支援シス"),
        (lambda members: told(members, number=2), "この版で戻せる控え"),
        (lambda members: told(members, format="other"), "この版で戻せる控え"),
    ],
)
def test_what_was_altered_or_of_another_version_is_refused_whole(packed, new_address, use, alter, said):
    path = packed(alter)
    use(new_address("empty"))
    with pytest.raises(BackupError, match=said):
        backup.restore(path, who="佐藤")
    assert all(not held for held in everything().values())


@pytest.mark.parametrize("cut", [0, 10, 500, -1, -30])
def test_half_a_backup_is_refused(tmp_path, new_address, use, cut):
    versions.save(LOAD)
    made = backup.backup(tmp_path / "b.zip", who="佐藤")
    made.path.write_bytes(made.path.read_bytes()[:cut])
    use(new_address("empty"))
    with pytest.raises(BackupError, match="壊れているか"):
        backup.restore(made.path, who="佐藤")
    assert all(not held for held in everything().values())


def test_a_backup_that_isnt_there_is_a_sentence(tmp_path):
    with pytest.raises(BackupError, match=r"b\.zip が見つかりません"):
        backup.restore(tmp_path / "b.zip", who="佐藤")


def test_a_backup_of_an_altered_store_is_restored_and_says_so(tmp_path, new_address, use):
    versions.save(LOAD)
    with transaction() as connection:
        connection.execute(text("UPDATE contents SET content = :other"), {"other": b"other"})
    made = backup.backup(tmp_path / "b.zip", who="佐藤")
    use(new_address("empty"))
    assert backup.restore(made.path, who="佐藤").broken == audit.Broken(1, (1,))
