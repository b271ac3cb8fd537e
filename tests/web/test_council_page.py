"""The page of the councils: planned, opened with last time's decisions, decided, closed, published, answered."""

import datetime as dt
from concurrent.futures import Executor, Future

import pytest

from shiensys.store import cities, database, records
from shiensys.tables.programme import Attendance, Body, Council, Decision, Meeting, Member, Note, Proposal, Voice, Vote
from shiensys.text import JAPAN
from shiensys.web import visitor
from shiensys.web.council import figures, live, saving
from tests import city_of

CODE = city_of.RECORD.code
PAGE = "話し合い"
WILD = "<script>alert(1)</script> ${x}"


def on(month, day):
    return dt.datetime(2026, month, day, 10, tzinfo=JAPAN)


class AtOnce(Executor):
    """Works while the page waits, so that a page is whole after one run."""

    def submit(self, work, /, *args, **named):
        done = Future()
        done.set_result(work(*args, **named))
        return done


@pytest.fixture
def programme(empty_store, held, tables, monkeypatch):
    """A district's council that met once and will meet again, and one for the whole city."""
    with database.transaction() as connection:
        cities.register(connection, city_of.RECORD)
    minato = tables["districts"]["district_id"].iloc[0]
    records.add_all(
        CODE,
        [
            Body(id="b", name="港自治会", kind="residents_association"),
            Council(id="whole", tier=1, name="第1層協議体"),
            Council(id="c", name="港地区協議体", districts=(minato,)),
            Member(council_id="c", body_id="b"),
            Meeting(id="past", council_id="c", title="第1回", begins=on(4, 5), place="港公民館", state="closed",
                    contents="買い物の困りごとを出し合った", published=True),
            Attendance(meeting_id="past", name="港自治会", body_id="b"),
            Note(meeting_id="past", question="trouble", text=WILD, said_at=on(4, 5)),
            Decision(id="d", meeting_id="past", what="買い物バスを相談する", who="港自治会", due=dt.date(2026, 5, 1)),
            Meeting(id="next", council_id="c", title="第2回", begins=on(11, 1), place="港公民館"),
            Proposal(id="p", council_id="c", meeting_id="past", text="保険をまとめて", proposed=dt.date(2026, 4, 6)),
            Voice(id="v", district=minato, view="needs", figure="足りない", text=WILD, said_at=on(4, 10)),
        ],
        who="市",
    )  # fmt: skip
    held(city_of.city(**tables))
    monkeypatch.setattr(figures, "prepare", lambda _city: None)  # it works ahead of the screens alone
    monkeypatch.setattr(figures, "pool", AtOnce)


@pytest.fixture
def anybody(monkeypatch):
    """Let somebody look who may only read what is public."""
    monkeypatch.setattr(visitor, "at_the_machine", lambda *_: False)


def test_the_list_tells_day_place_bodies_and_contents(programme, opened, html):
    shown = html(opened(page=PAGE))
    for words in ("第1回", "令和8年4月5日(日) 10時00分", "港公民館", "港自治会", "買い物の困りごとを出し合った"):
        assert words in shown
    assert "話し合いの記録が2件あります。これからのものは1件です。" in shown


def test_everybody_reads_what_is_published_and_nothing_else(programme, anybody, opened, html):
    app = opened(page=PAGE)
    assert "第1回" in html(app)
    assert "第2回" not in html(app)
    assert "うちの地区は違う" not in str(app.segmented_control)
    assert "まだ公開されていません" in opened(page=PAGE, meeting="next").info[0].value
    assert "第1回" in html(opened(page=PAGE, meeting="past"))


def test_what_was_written_is_shown_as_text(programme, opened, html):
    shown = html(opened(page=PAGE, meeting="past"))
    assert "<script>" not in shown
    assert "&lt;script&gt;alert(1)&lt;/script&gt; ${x}" in shown


def test_a_meeting_opens_with_last_times_decisions_and_marks_them(programme, opened, html):
    app = opened(page=PAGE, meeting="next")
    assert "決めたこと1件のうち、0件が済み、1件が残っています" in html(app)
    app.text_input(key="outcome-d").set_value("市が引き受けた")
    app.button(key="done-d").click().run()
    decision = records.find(CODE, Decision, "d").record
    assert (decision.state, decision.outcome) == ("done", "市が引き受けた")
    assert "1件が済み、0件が残っています" in html(app)


def test_a_decision_is_carried_into_this_meeting_once(programme, opened):
    app = opened(page=PAGE, meeting="next")
    app.button(key="carried-d").click().run()
    assert records.find(CODE, Decision, "d").record.state == "carried"
    here = [each.record for each in records.of(CODE, Decision, meeting_id="next")]
    assert [(each.what, each.state) for each in here] == [("買い物バスを相談する", "open")]


def test_each_of_the_five_questions_opens_with_this_districts_figures(programme, opened, html):
    """On the wall: there is no menu, and the buttons turn."""
    app = opened(page=PAGE, meeting="next", stage="困りごと", screen="projector")
    assert "nothing smaller than 24 px" in html(app)
    assert [each.key for each in app.button] == ["projector-back", "projector-down", "projector-next"]
    for words in ("困っていますか", "使える資源は何ですか", "足りない資源は何ですか", "つくりますか", "誰がやりますか"):
        assert f"{words}</h2>" in html(app)
        assert '<ul class="council-figures"><li>' in html(app)
        assert app.get("bidi_component")
        app.button(key="projector-next").click().run()
    app.button(key="projector-back").click().run()
    assert "誰がやりますか</h2>" in html(app)


def test_a_decision_has_who_what_and_when(programme, opened):
    app = opened(page=PAGE, meeting="next", stage="まとめ")
    app.button(key="decide-save-closing").click().run()
    assert "「決めたこと」が空です" in app.error[0].value
    app.text_area(key="decide-what-closing").set_value(WILD)
    app.text_input(key="decide-who-closing").set_value("港自治会")
    app.text_input(key="decide-due-closing").set_value("R9.3.31")
    app.button(key="decide-save-closing").click().run()
    (decision,) = (each.record for each in records.of(CODE, Decision, meeting_id="next"))
    assert (decision.what, decision.who, decision.state) == (WILD, "港自治会", "open")
    assert decision.due == dt.date(2027, 3, 31)
    assert app.text_area(key="decide-what-closing").value == ""


def test_what_nobody_has_taken_on_says_so_once():
    told = live.decided(Decision(meeting_id="next", what="名簿をつくる"))
    assert told == "名簿をつくる(担当:未定、期限なし、取り組み中)。"


def test_the_end_makes_minutes_which_are_then_published(programme, opened, html):
    records.add(CODE, Vote(meeting_id="next", question="how", option="バスを試す", hands=7), who="市")
    app = opened(page=PAGE, meeting="next", stage="まとめ")
    app.text_area(key="close-contents").set_value("買い物バスの案")
    app.button(key="close-save").click().run()
    meeting = records.find(CODE, Meeting, "next").record
    assert (meeting.state, meeting.contents, meeting.published) == ("closed", "買い物バスの案", False)
    assert "バスを試す: 7人" in html(app)
    assert len(app.get("download_button")) == 2
    app.button(key="council-publish").click().run()
    assert records.find(CODE, Meeting, "next").record.published


def test_a_coordinator_plans_a_meeting(programme, opened):
    app = opened(page=PAGE, part="会議を準備する")
    app.text_input(key="plan-title-new").set_value("第3回")
    app.text_input(key="plan-day-new").set_value("令和8年12月1日")
    app.text_input(key="plan-place-new").set_value("港公民館")
    app.button(key="plan-save-new").click().run()
    (planned,) = (each.record for each in records.of(CODE, Meeting, title="第3回"))
    assert (planned.state, planned.begins) == ("planned", dt.datetime(2026, 12, 1, 10, tzinfo=JAPAN))


def test_a_day_that_cannot_be_read_is_told_and_what_was_typed_stays(programme, opened):
    app = opened(page=PAGE, part="会議を準備する")
    app.text_input(key="plan-title-new").set_value("第3回")
    for typed, told in (("らいしゅう", "日付が読めません"), ("2206/11/14", "までの日を入れてください")):
        app.text_input(key="plan-day-new").set_value(typed)
        app.button(key="plan-save-new").click().run()
        assert told in app.error[0].value
        assert app.text_input(key="plan-day-new").value == typed
    assert records.of(CODE, Meeting, title="第3回") == ()


def test_an_end_before_the_begin_is_refused_in_place(programme, opened):
    app = opened(page=PAGE, part="会議を準備する")
    app.text_input(key="plan-title-new").set_value("第3回")
    app.text_input(key="plan-day-new").set_value("令和8年12月1日")
    app.time_input(key="plan-ends-new").set_value(dt.time(9, 0))
    app.button(key="plan-save-new").click().run()
    assert "より前になっています" in app.error[0].value
    assert records.of(CODE, Meeting, title="第3回") == ()


def test_the_first_tier_answers_what_districts_propose(programme, opened, html):
    app = opened(page=PAGE, part="市全体への提案")
    assert "保険をまとめて" in html(app)
    app.selectbox(key="answer-state-p").set_value("agreed")
    app.text_area(key="answer-text-p").set_value("来年度から")
    app.button(key="answer-save-p").click().run()
    answered = records.find(CODE, Proposal, "p").record
    assert (answered.state, answered.answer) == ("agreed", "来年度から")
    assert "来年度から" in html(app)


def test_an_objection_is_answered_and_shown_as_text(programme, opened, html):
    app = opened(page=PAGE, part="「うちの地区は違う」")
    assert "&lt;script&gt;" in html(app)
    app.text_area(key="hear-text-v").set_value("確かめました")
    app.button(key="hear-save-v").click().run()
    heard = records.find(CODE, Voice, "v").record
    assert (heard.state, heard.answer) == ("answered", "確かめました")


def test_whoever_saves_second_is_shown_both(programme, opened, html):
    app = opened(page=PAGE, part="市全体への提案")
    theirs, real = records.find(CODE, Proposal, "p"), saving.recording.save
    app.text_area(key="answer-text-p").set_value("わたしの回答")

    def faster(*_args, **_named):
        records.change(CODE, Proposal(**(vars(theirs.record) | {"answer": "ほかの回答"})), revision=1, who="鈴木")
        return real(*_args, **_named)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(saving.recording, "save", faster)
        app.button(key="answer-save-p").click().run()
    assert "鈴木" in app.error[0].value
    assert '<td data-heading="あなたの入力">わたしの回答</td>' in html(app)
    assert '<td data-heading="いま保存されている内容">ほかの回答</td>' in html(app)
    assert records.find(CODE, Proposal, "p").record.answer == "ほかの回答"
