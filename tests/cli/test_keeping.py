"""What was stored is looked at, put back, deleted for good, backed up and restored from the command line."""

import pytest
from sqlalchemy import text

from shiensys.store import audit, cities, database, versions
from shiensys.store.database import transaction
from tests.cli.test_commands import PEOPLE
from tests.store.loads import SURVEY, YAIZU

OLDER, NEWER = PEOPLE, PEOPLE.replace("3000", "3100")


@pytest.fixture
def two_loads(run, write):
    """A city whose population was loaded twice."""
    for name, content in (("older.csv", OLDER), ("newer.csv", NEWER)):
        assert run("load", "population", write(name, content), "--city", "22212", "--name", "焼津市")[0] == 0


@pytest.fixture
def answers():
    """A city with answers of three respondents."""
    with transaction() as connection:
        cities.register(connection, YAIZU)
    return versions.save(SURVEY).version_id


def test_the_history_is_told_newest_first(run, two_loads):
    code, out, _ = run("history", "22212")
    newer, older = out.splitlines()
    assert code == 0
    assert newer.startswith("2 使用中 population ")
    assert newer.endswith("newer.csv(4行)")
    assert older.startswith("1 前の版 population ")
    assert run("history", "22212", "--kind", "survey")[1] == "焼津市には、保存した版がありません。\n"


def test_the_history_holds_until_somebody_alters_a_table(run, two_loads):
    code, out, _ = run("history", "22212", "--verify")
    assert (code, "記録2件と保存した表は、すべて書いたときのまま" in out) == (0, True)
    assert audit.entries()[0].sha256 in out
    with transaction() as connection:
        connection.execute(text("UPDATE contents SET content = x'00' WHERE version_id = 1"))
    code, _, error = run("history", "22212", "--verify")
    assert (code, "版 1 の表が" in error) == (1, True)


def test_a_record_that_was_altered_is_named(run, two_loads):
    with transaction() as connection:
        connection.execute(text("DROP TRIGGER audit_no_update"))
        connection.execute(text("UPDATE audit SET who = 'nobody' WHERE id = 2"))
    code, _, error = run("history", "22212", "--verify")
    assert (code, "記録 2 から先が" in error) == (1, True)


def test_undo_goes_back_one_version_and_forth_to_a_named_one(run, two_loads):
    code, out, _ = run("undo", "22212", "population", "--yes")
    assert (code, "版 1(older.csv)に戻しました" in out) == (0, True)
    assert versions.current_versions("22212")[0].id == 1
    assert run("undo", "22212", "population", "--to", "2", "--yes")[0] == 0
    assert versions.current_versions("22212")[0].id == 2


def test_undo_of_the_first_load_withdraws_it(run, two_loads):
    run("undo", "22212", "population", "--yes")
    code, out, _ = run("undo", "22212", "population", "--yes")
    assert (code, "取り下げました" in out) == (0, True)
    assert versions.current_versions("22212") == ()
    code, _, error = run("undo", "22212", "population", "--yes")
    assert (code, "いま使われていません" in error) == (2, True)


def test_undo_asks_first(run, two_loads):
    code, _, error = run("undo", "22212", "population")
    assert (code, "版 2 から版 1 に戻します" in error) == (2, True)
    assert versions.current_versions("22212")[0].id == 2


def test_undo_stays_within_what_is_named(run, two_loads, answers):
    code, _, error = run("undo", "22212", "population", "--to", str(answers), "--yes")
    assert (code, "前の版ではありません" in error) == (2, True)
    versions.save(SURVEY.__class__(**{**vars(SURVEY), "part": "R4"}))
    code, _, error = run("undo", "22212", "survey", "--yes")
    assert (code, "--part でどれかを指定してください: R7, R4" in error) == (2, True)
    assert run("undo", "22212", "survey", "--part", "R4", "--yes")[0] == 0


def test_answers_are_deleted_for_good_with_a_reason(run, answers, tmp_path):
    run("backup", str(tmp_path / "b.zip"))
    code, out, _ = run("purge", "22212", "--reason", "保存期間が過ぎた", "--yes")
    assert (code, "回答 3人分" in out, "入っています。控えも消してください: b.zip" in out) == (0, True, True)
    assert versions.version(answers).purge_reason == "保存期間が過ぎた"
    assert run("purge", "22212", "--reason", "x", "--yes")[1] == "焼津市には、消すデータがありません。\n"
    assert "完全に消去" in run("history", "22212")[1]


def test_deleting_asks_first_and_needs_a_reason(run, answers):
    assert run("purge", "22212", "--yes")[0] == 2
    code, _, error = run("purge", "22212", "--reason", "x", "--version", str(answers))
    assert (code, "元に戻せません" in error) == (2, True)
    assert versions.version(answers).purged_at is None


def test_a_backup_goes_into_a_new_place_and_is_the_same(run, two_loads, tmp_path, monkeypatch):
    file = str(tmp_path / "控え.zip")
    code, out, _ = run("backup", file)
    assert (code, "控え.zip に控えました(表 2件)" in out) == (0, True)
    code, _, error = run("restore", file, "--yes")
    assert (code, "もうデータがあります" in error) == (2, True)
    database.engine(database.url()).dispose()
    database.engine.cache_clear()
    monkeypatch.setenv(database.VARIABLE, f"sqlite:///{tmp_path / 'elsewhere.sqlite3'}")
    assert run("restore", file)[0] == 2
    code, out, _ = run("restore", file, "--yes")
    assert (code, "すべて同じであることを確かめました(表 2件、記録 2件)" in out) == (0, True)
    assert len(run("history", "22212")[1].splitlines()) == 2


def test_a_backup_of_an_altered_store_says_so(run, two_loads, tmp_path, monkeypatch):
    with transaction() as connection:
        connection.execute(text("UPDATE contents SET content = x'00' WHERE version_id = 1"))
    run("backup", str(tmp_path / "b.zip"))
    database.engine(database.url()).dispose()
    database.engine.cache_clear()
    monkeypatch.setenv(database.VARIABLE, f"sqlite:///{tmp_path / 'elsewhere.sqlite3'}")
    code, _, error = run("restore", str(tmp_path / "b.zip"), "--yes")
    assert (code, "書いたときのままではありませんでした" in error) == (1, True)


def test_a_refused_file_leaves_one_row_in_the_audit(run, write):
    run("load", "population", write("people.csv", PEOPLE.replace("1000", "-5")), "--city", "22212")
    told = audit.entries()
    assert [(entry.action, entry.city, entry.details["file"]) for entry in told] == [("refused", "22212", "people.csv")]


@pytest.mark.parametrize("verb", ["history", "undo", "purge"])
def test_a_city_that_isnt_there_is_a_sentence(run, verb):
    more = {"history": (), "undo": ("survey", "--yes"), "purge": ("--reason", "x", "--yes")}[verb]
    code, _, error = run(verb, "22212", *more)
    assert (code, "22212" in error) == (2, True)
