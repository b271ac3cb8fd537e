"""What browsers send during a meeting: kept once each, whoever was slower is shown both, nothing is lost."""

import datetime as dt

import pytest
import streamlit as st

from shiensys.store import cities, database, records
from shiensys.tables.programme import Council, Draft, Meeting, Note, Vote
from shiensys.web.council import board, taking
from shiensys.web.council.desk import Desk, Seat
from tests import city_of

CODE = city_of.RECORD.code
FIRST, SECOND, THIRD = "0" * 12, "1" * 12, "2" * 12


@pytest.fixture
def seat(empty_store):
    """A seat at an open meeting, where somebody already put up an option."""
    st.cache_resource.clear()
    with database.transaction() as connection:
        cities.register(connection, city_of.RECORD)
    begins = dt.datetime(2026, 11, 1, 1, tzinfo=dt.UTC)
    meeting = Meeting(id="m", council_id="c", title="第1回", state="open", begins=begins)
    option = Vote(id="v", meeting_id="m", question="trouble", option="買い物から")
    records.add_all(CODE, [Council(id="c", name="港地区協議体"), meeting, option], who="市")
    return Seat(city_of.city(districts=city_of.districts()), "m", "trouble", "佐藤")


def take(seat, desk, **sent):
    return taking.take(seat, board.board(CODE, "m", at_once=True), sent, desk)


def texts():
    return [each.record.text for each in board.board(CODE, "m", at_once=True).notes_on("trouble")]


def note(at, text, author="自治会"):
    return {"id": at, "text": text, "author": author}


def test_what_is_sent_twice_is_kept_once(seat):
    desk = Desk()
    assert take(seat, desk, notes=[note(FIRST, "坂がつらい")])
    assert not take(seat, desk, notes=[note(FIRST, "坂がつらい")])
    take(seat, Desk(), notes=[note(FIRST, "坂がつらい")])  # a browser that was opened again
    assert texts() == ["坂がつらい"]
    assert list(desk.done) == [FIRST]


def test_notes_of_several_people_stand_beside_each_other(seat):
    for at, who in ((FIRST, "佐藤"), (SECOND, "鈴木")):
        take(Seat(seat.city, "m", "trouble", who), Desk(), notes=[note(at, f"{who}の意見")])
    assert sorted(texts()) == ["佐藤の意見", "鈴木の意見"]


def test_text_stays_as_it_was_written(seat):
    wild = "<script>alert(1)</script> ${x} `y` \\ 「」\n二行目"
    take(seat, Desk(), notes=[note(FIRST, wild)])
    assert texts() == [wild]


def test_a_megabyte_is_refused_in_one_sentence(seat):
    desk = Desk()
    take(seat, desk, notes=[note(FIRST, "あ" * 1_000_000), note(SECOND, "短い")])
    assert "1,000,000文字" in desk.refused[FIRST]
    assert texts() == ["短い"]


def test_whoever_was_slower_is_shown_what_stands_now_and_may_take_their_own(seat):
    desk, other = Desk(), Desk()
    take(seat, desk, notes=[note(FIRST, "はじめ")])
    change = {"note": FIRST, "revision": 1}
    take(seat, other, changes=[change | {"id": SECOND, "text": "ほかの画面で直した"}])
    take(seat, desk, changes=[change | {"id": THIRD, "text": "こちらで直した"}])
    clash = desk.clashes[THIRD]
    assert (clash.revision, clash.text) == (2, "ほかの画面で直した")
    assert texts() == ["ほかの画面で直した"]
    take(seat, desk, changes=[{"id": "3" * 12, "note": FIRST, "revision": 2, "text": "こちらで直した"}])
    assert texts() == ["こちらで直した"]


def test_nobody_changes_what_somebody_else_wrote(seat):
    take(Seat(seat.city, "m", "trouble", "鈴木"), Desk(), notes=[note(FIRST, "鈴木の意見")])
    desk = Desk()
    take(seat, desk, changes=[{"id": SECOND, "note": FIRST, "revision": 1, "text": "変えた"}])
    take(seat, desk, changes=[{"id": THIRD, "note": FIRST, "revision": 1, "remove": True}])
    assert texts() == ["鈴木の意見"]
    assert set(desk.refused) == {SECOND, THIRD}


def test_hands_counted_at_two_tables_add_up(seat):
    one, other = Desk(), Desk()
    take(seat, one, hands=[{"id": FIRST, "vote": "v", "step": 1}, {"id": SECOND, "vote": "v", "step": 1}])
    take(seat, other, hands=[{"id": THIRD, "vote": "v", "step": 1}])
    take(seat, one, hands=[{"id": SECOND, "vote": "v", "step": 1}])  # sent once more: counted already
    assert records.find(CODE, Vote, "v").record.hands == 3
    take(seat, other, hands=[{"id": "4" * 12, "vote": "v", "number": 12}, {"id": "5" * 12, "vote": "v", "step": -1}])
    assert records.find(CODE, Vote, "v").record.hands == 11


def test_an_option_is_taken_off_unless_somebody_counted_on_it_meanwhile(seat):
    one, other = Desk(), Desk()
    take(seat, other, hands=[{"id": FIRST, "vote": "v", "step": 1}])
    take(seat, one, hands=[{"id": SECOND, "vote": "v", "remove": True, "revision": 1}])
    assert "買い物から" in [each.record.option for each in records.of(CODE, Vote)]
    assert "変えました" in one.refused[SECOND]
    assert one.clashes == {}
    assert take(seat, one, hands=[{"id": THIRD, "vote": "v", "remove": True, "revision": 2}])
    assert records.of(CODE, Vote) == ()
    take(seat, other, hands=[{"id": "3" * 12, "vote": "v", "step": 1}])  # whoever still counts on it is told
    assert set(other.refused) == {"3" * 12}


def test_what_stood_in_a_note_before_can_be_read(seat):
    take(seat, Desk(), notes=[note(FIRST, "はじめ")])
    for revision, at, text in ((1, SECOND, "なおし"), (2, THIRD, "おわり")):
        take(seat, Desk(), changes=[{"id": at, "note": FIRST, "revision": revision, "text": text}])
    (kept,) = board.board(CODE, "m", at_once=True).notes_on("trouble")
    past = board.before(CODE, kept)
    assert [each.text for each in past] == ["なおし", "はじめ"]
    assert past[0].until == kept.at
    take(seat, Desk(), notes=[note("4" * 12, "そのまま")])
    assert board.before(CODE, board.board(CODE, "m", at_once=True).note("4" * 12)) == ()


@pytest.mark.parametrize(
    "sent",
    [
        {"notes": "no list"},
        {"notes": [3, {"id": "../../x", "text": "a"}, {"text": "a"}]},
        {"changes": [{"id": FIRST, "note": "none", "revision": "1"}]},
        {"hands": [{"id": FIRST, "vote": "none", "step": 1}]},
        {"hands": [{"id": FIRST, "vote": "v", "remove": True}]},
        {"draft": 7, "writer": [], "drops": ["../x", 3]},
    ],
)
def test_what_no_browser_of_ours_sends_does_nothing(seat, sent):
    take(seat, Desk(), **sent)
    assert texts() == []
    assert records.find(CODE, Vote, "v").record.hands == 0


def test_two_drafts_of_one_meeting_are_both_kept_and_go_when_they_are_sent(seat):
    one, other = Desk(), Desk()
    take(seat, one, writer=FIRST, draft="書きかけ")
    take(seat, other, writer=SECOND, draft="別の書きかけ")
    number = records.latest(CODE)
    assert {each.record.text for each in board.drafts(CODE, "m", "trouble", "佐藤")} == {"書きかけ", "別の書きかけ"}
    assert board.drafts(CODE, "m", "trouble", "鈴木") == ()
    take(seat, one, writer=FIRST, draft="")
    assert [each.record.writer for each in records.of(CODE, Draft)] == [SECOND]
    assert records.latest(CODE) == number  # drafts wake nobody up


def test_a_draft_that_was_taken_up_elsewhere_goes_and_nobody_elses_does(seat):
    other = Seat(seat.city, "m", "trouble", "鈴木")
    take(seat, Desk(), writer=FIRST, draft="書きかけ")
    take(other, Desk(), writer=SECOND, draft="鈴木の書きかけ")
    take(seat, Desk(), writer=THIRD, draft="書きかけを続けた", drops=[FIRST, SECOND])
    assert {each.record.text for each in records.of(CODE, Draft)} == {"書きかけを続けた", "鈴木の書きかけ"}


def test_after_the_end_nothing_is_written_and_the_browser_keeps_it(seat):
    kept = records.find(CODE, Meeting, "m")
    records.change(CODE, Meeting(**(vars(kept.record) | {"state": "closed"})), revision=1, who="市")
    desk = Desk()
    assert not take(seat, desk, notes=[note(FIRST, "遅れた意見")])
    assert "閉じました" in desk.trouble
    assert records.of(CODE, Note) == ()
    assert FIRST not in desk.done


def test_what_the_store_could_not_write_is_tried_again(seat, monkeypatch):
    def full(*_args, **_named):
        raise database.StoreError("store.full")

    desk = Desk()
    with monkeypatch.context() as patch:
        patch.setattr(taking.recording, "save", full)
        take(seat, desk, notes=[note(FIRST, "大事な意見")])
    assert desk.trouble
    assert not desk.done
    take(seat, desk, notes=[note(FIRST, "大事な意見")])
    assert texts() == ["大事な意見"]
    assert desk.trouble == ""


def test_many_who_look_on_cost_one_read(seat, monkeypatch):
    asked = []
    latest = records.latest
    monkeypatch.setattr(records, "latest", lambda code: asked.append(code) or latest(code))
    boards = {id(board.board(CODE, "m")) for _ in range(50)}
    assert len(boards) == 1
    assert len(asked) <= 2
