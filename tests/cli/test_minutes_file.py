"""The minutes of a meeting as a file, by the command line."""

import datetime as dt

import pytest

from shiensys.store import cities, database, records
from shiensys.store.cities import CityRecord
from shiensys.tables.programme import Council, Decision, Meeting, Note

CODE = "35215"
BEGINS = dt.datetime(2020, 2, 15, 1, tzinfo=dt.UTC)
MEETING = Meeting(id="m", council_id="c", title="第1回の話し合い", begins=BEGINS, place="公民館", state="closed")


@pytest.fixture(autouse=True)
def stored(empty_store):
    with database.transaction() as connection:
        cities.register(connection, CityRecord(CODE, "周南市", False))
    note = Note(meeting_id="m", question="trouble", text="坂がつらい", author="自治会", said_at=BEGINS)
    decision = Decision(meeting_id="m", what="車を出せる人を聞く")
    records.add_all(CODE, [Council(id="c", name="中央協議体"), MEETING, note, decision], who="市")


def test_without_a_meeting_all_are_listed_with_what_they_left_open(run):
    code, out, _ = run("minutes", "--city", CODE)
    assert code == 0
    assert out.splitlines()[0] == "m  令和2年2月15日(土) 10時00分  中央協議体  第1回の話し合い"
    assert "決めたことのうち1件が、まだ終わっていません。" in out


def test_the_text_goes_to_the_screen_or_into_a_file(run, tmp_path):
    code, out, _ = run("minutes", "--city", CODE, "--meeting", "m")
    assert code == 0
    assert "・坂がつらい\n" in out
    assert "自治会" not in out
    assert "・自治会:坂がつらい" in run("minutes", "--city", CODE, "--meeting", "m", "--authors")[1]
    file = tmp_path / "kiroku.txt"
    assert run("minutes", "--city", CODE, "--meeting", "m", "--out", str(file))[0] == 0
    assert file.read_text(encoding="utf-8") == out


def test_a_paper_is_written_once_and_nothing_is_overwritten(run, tmp_path):
    file = tmp_path / "kiroku.pdf"
    words = ("minutes", "--city", CODE, "--meeting", "m", "--out", str(file))
    code, out, _ = run(*words)
    assert (code, out) == (0, "kiroku.pdf に「第1回の話し合い」の記録を書きました。\n")
    assert file.read_bytes().startswith(b"%PDF-")
    code, _, error = run(*words)
    assert (code, error) == (2, "kiroku.pdf はもうあります。別の名前にしてください。\n")


@pytest.mark.parametrize(
    ("more", "told"),
    [
        (("--meeting", "nowhere"), "この話し合いは見つからないか"),
        (("--meeting", "m", "--published"), "この話し合いは見つからないか"),  # nobody published it
        (("--meeting", "m", "--out", "kiroku.docx"), "kiroku.docx には書けません"),
    ],
)
def test_what_can_not_be_written_is_refused_in_one_sentence(run, more, told):
    code, out, error = run("minutes", "--city", CODE, *more)
    assert (code, out) == (2, "")
    assert error.startswith(told)
