"""One council, three meetings: what was decided is not forgotten, and what isn't published stays within."""

import datetime as dt
from dataclasses import replace

import pytest

from shiensys.answers import council
from shiensys.answers.council import UnknownMeetingError
from shiensys.answers.council.meetings import year
from shiensys.programme import Programme
from shiensys.tables.programme import (
    NAMES,
    Attendance,
    Body,
    Council,
    Decision,
    Kept,
    Meeting,
    Note,
    Post,
    Proposal,
    Voice,
    Vote,
)  # fmt: skip
from shiensys.tables.programme.checks import RecordError, check
from shiensys.text import JAPAN, speaking
from tests import city_of

TODAY = dt.date(2026, 11, 1)
MOMENT = dt.datetime(2026, 7, 1, tzinfo=dt.UTC)


def at(month, day, hour=10):
    return dt.datetime(2026, month, day, hour, tzinfo=JAPAN)


def programme(*records):
    """Keep records as the store would."""
    kept = {}
    for each in records:
        kept.setdefault(NAMES[type(each)], []).append(Kept(each, 1, MOMENT, "somebody"))
    return Programme("22212", 1, {name: tuple(some) for name, some in kept.items()})


COUNCIL = Council(id="c", name="港地区協議体", districts=("d0",))
MAY = Meeting(
    id="may", council_id="c", title="第1回", begins=at(5, 9), ends=at(5, 9, 12), place="港公民館", state="closed",
    published=True, agenda="現状の共有", contents="報告「買い物の困りごと」\n\n意見交換",
)  # fmt: skip
JULY = Meeting(id="july", council_id="c", title="第2回", begins=at(7, 11), state="closed")
NOVEMBER = Meeting(id="nov", council_id="c", title="第3回", begins=at(11, 14))
ASK = Decision(id="ask", meeting_id="may", what="車を出せる人を聞く", who="自治会", due=dt.date(2026, 6, 30))
TRY = Decision(id="try", meeting_id="july", what="当番を試す", who="老人クラブ", due=dt.date(2026, 10, 22))
TELL = Decision(
    id="tell", meeting_id="july", what="回覧板で知らせる", state="done", ended=dt.date(2026, 8, 1)
)  # fmt: skip
ALL = (COUNCIL, MAY, JULY, NOVEMBER, ASK, TRY, TELL)


def test_a_meeting_opens_with_last_times_decisions_the_open_ones_first():
    found = council.opening(programme(*ALL), NOVEMBER, today=TODAY)
    assert found.last == JULY
    assert [each.decision.id for each in found.decided] == ["try", "tell"]
    assert found.decided[0].overdue == 10  # 22 October to 1 November
    assert found.decided[1].overdue == 0
    assert found.decided[1].state == "済み(令和8年8月1日)"
    assert found.sentences[0] == "前回(令和8年7月11日(土))に決めたこと2件のうち、1件が済み、1件が残っています。"


def test_what_is_left_of_meetings_before_that_is_not_forgotten():
    found = council.opening(programme(*ALL), NOVEMBER, today=TODAY)
    assert [each.decision.id for each in found.older] == ["ask"]
    assert found.older[0].overdue == 124  # 30 June to 1 November: 31 + 31 + 30 + 31 + 1
    assert found.sentences[1:] == (
        "それより前に決めたことも、1件が残っています。",
        "期限を過ぎているものが2件あり、いちばん長いもので124日過ぎています。",
    )


def test_the_first_meeting_has_nothing_before_it_and_what_is_due_today_isnt_late():
    assert council.opening(programme(*ALL), MAY, today=TODAY).last is None
    due = replace(TRY, due=TODAY)
    found = council.opening(programme(COUNCIL, JULY, NOVEMBER, due), NOVEMBER, today=TODAY)
    assert found.decided[0].overdue == 0
    assert len(found.sentences) == 1


def test_a_decision_carried_over_ends_there_stands_open_here_and_counts_how_often():
    old, new = council.carried(ASK, JULY, on=dt.date(2026, 7, 11))
    assert (old.id, old.state, old.ended) == ("ask", "carried", dt.date(2026, 7, 11))
    assert (new.meeting_id, new.state, new.what, new.due) == ("july", "open", ASK.what, ASK.due)
    again, newest = council.carried(new, NOVEMBER, on=dt.date(2026, 11, 14))
    known = programme(COUNCIL, MAY, JULY, NOVEMBER, old, again, newest)
    (left,) = council.left_open(known, today=TODAY)
    assert (left.decision.id, left.times) == (newest.id, 2)
    assert "これまでに2回" in left.words
    for each in (old, new, newest):
        check(each)


def test_two_people_who_carry_a_decision_over_at_once_make_one_of_it():
    first, second = (council.carried(ASK, JULY, on=TODAY)[1] for _ in range(2))
    assert first.id == second.id
    assert council.carried(ASK, NOVEMBER, on=TODAY)[1].id != first.id


def test_a_meeting_of_the_past_says_what_it_left_open():
    listed = council.meetings(programme(*ALL), everybody=False, today=TODAY)
    assert [each.meeting.id for each in listed] == ["nov", "july", "may"]  # the newest first
    assert [each.open_decisions for each in listed] == [0, 1, 1]
    assert [each.past for each in listed] == [False, True, True]
    assert listed[1].warning == "決めたことのうち1件が、まだ終わっていません。"
    late = council.meetings(programme(COUNCIL, NOVEMBER), everybody=False, today=dt.date(2026, 11, 15))
    assert late[0].warning == "日が過ぎていますが、まだ閉じられていません。記録を確かめて閉じてください。"


def test_everybody_sees_what_is_closed_and_published_alone():
    known = programme(*ALL, replace(NOVEMBER, id="early", published=True))  # published, but not closed
    assert [each.meeting.id for each in council.meetings(known, everybody=True, today=TODAY)] == ["may"]
    city = city_of.city(districts=city_of.districts())
    assert council.minutes(city, known, "may", everybody=True).title == "第1回"
    for hidden in ("july", "early", "nowhere"):
        with pytest.raises(UnknownMeetingError):
            council.minutes(city, known, hidden, everybody=True)
    assert council.minutes(city, known, "july", everybody=False).title == "第2回"


def test_the_minutes_hold_when_where_who_came_what_was_said_counted_and_decided():
    known = programme(
        COUNCIL, MAY, ASK, Body(id="b", name="港地区社会福祉協議会", kind="district_welfare_council"),
        Attendance(meeting_id="may", name="地区社協", body_id="b"), Attendance(meeting_id="may", name="自治会"),
        Attendance(meeting_id="may", name="自治会"),
        Note(meeting_id="may", question="trouble", text="2番目", author="自治会", said_at=at(5, 9, 11)),
        Note(meeting_id="may", question="trouble", text="坂がつらい\n雨の日も", author="自治会", said_at=at(5, 9)),
        Vote(meeting_id="may", question="how", option="乗り合い", hands=9),
    )  # fmt: skip
    city = city_of.city(districts=city_of.districts())
    found = council.minutes(city, known, "may", everybody=True)
    assert found.when == "令和8年5月9日(土) 10時00分〜12時00分"
    assert found.year == "令和8年度"
    assert found.bodies == ("港地区社会福祉協議会", "自治会")
    assert found.contents == ("報告「買い物の困りごと」", "意見交換")
    assert [each.question for each in found.said] == ["trouble", "how"]
    assert found.said[0].lines == ("坂がつらい\n雨の日も", "2番目")  # as it was said, without who said it
    assert found.said[1].hands[0].hands == 9
    assert (found.decisions[0].who, found.decisions[0].due) == ("自治会", "令和8年6月30日")
    told = council.minutes(city, known, "may", everybody=True, authors=True)
    assert told.said[0].lines[1] == "自治会:2番目"


def test_papers_sent_by_post_say_so_and_keep_the_day_that_was_planned():
    sent = replace(MAY, form="by_post")
    city = city_of.city(districts=city_of.districts())
    found = council.minutes(city, programme(COUNCIL, sent), "may", everybody=True)
    assert found.when_heading == "開催予定としていた日時"
    assert found.lead.startswith("集まっての開催に代えて、資料をお送りしました。")
    assert council.meetings(programme(COUNCIL, sent), everybody=True, today=TODAY)[0].when.endswith(
        "(予定していた日時)"
    )


def test_what_is_made_up_is_marked_and_a_real_meeting_of_a_made_up_city_is_not():
    city = city_of.city(replace(city_of.RECORD, fictional=True), districts=city_of.districts())
    made_up, real = replace(MAY, made_up=True), replace(MAY, source="市のページ")
    assert council.minutes(city, programme(COUNCIL, made_up), "may", everybody=True).notes[0].startswith("架空")
    found = council.minutes(city, programme(COUNCIL, real), "may", everybody=True)
    assert (found.notes, found.sources) == ((), ("市のページ",))
    assert council.minutes(city, programme(COUNCIL, MAY), "may", everybody=True).notes  # nobody knows where it is from


@pytest.mark.parametrize(
    ("day", "told"),
    [
        (dt.date(2019, 1, 19), "平成30年度"),
        (dt.date(2020, 2, 15), "令和元年度"),
        (dt.date(2021, 2, 6), "令和2年度"),
        (dt.date(2021, 4, 1), "令和3年度"),
    ],
)
def test_fiscal_years_are_called_as_the_city_calls_them(day, told):
    assert year(day) == told


def test_proposals_are_gathered_and_what_several_districts_propose_stands_out():
    other = Council(id="o", name="小川地区協議体", districts=("d1",))
    known = programme(
        COUNCIL, other, MAY, JULY,
        Proposal(id="new", council_id="o", kind="transport", text="移動の車を", proposed=dt.date(2026, 10, 2)),
        Proposal(id="old", council_id="c", meeting_id="may", kind="transport", text="車", proposed=dt.date(2026, 5, 9)),
        Proposal(
            id="done", council_id="c", meeting_id="july", text="冊子を", proposed=dt.date(2026, 1, 5), state="agreed",
            answer="作ります", answered=dt.date(2026, 3, 1),
        ),
    )  # fmt: skip
    found = council.proposals(known, everybody=False, today=TODAY)
    assert [each.kept.record.id for each in found.rows] == ["old", "new", "done"]  # the longest waiting first
    assert [each.waiting for each in found.rows] == [176, 30, 0]
    assert found.sentences == (
        "地区から市全体への提案が3件あります。うち2件が答えを待っています。",
        "「移動・付き添い」については、2つの協議体が提案しています。",
    )
    open_to_all = council.proposals(known, everybody=True, today=TODAY)
    assert [each.kept.record.id for each in open_to_all.rows] == ["old"]  # of a published meeting
    assert council.proposals(programme(), everybody=True).sentences == ("地区から市全体への提案は、まだありません。",)


BODY = Body(id="b", name="社会福祉協議会", kind="social_welfare_council")
PORT = Post(id="p", body_id="b", title="第2層コーディネーター", districts=("d0",))
FIRST_TIER = Post(id="q", tier=1, body_id="b", title="第1層コーディネーター")
OLD = Voice(id="old", district="d0", view="needs", text="バスがある", said_at=dt.datetime(2026, 10, 1, tzinfo=dt.UTC))
NEW = replace(OLD, id="new", text="店が開いた", said_at=dt.datetime(2026, 10, 30, 16, tzinfo=dt.UTC))  # 31st in Japan
SEEN = replace(
    OLD, id="seen", state="answered", answer="足しました", answered_at=dt.datetime(2026, 10, 5, tzinfo=dt.UTC)
)
ELSEWHERE = replace(OLD, id="else", district="d2", view="survey")


def test_voices_reach_the_districts_coordinator_and_else_the_citys():
    city = city_of.city(districts=city_of.districts())
    known = programme(BODY, PORT, FIRST_TIER, NEW, SEEN, OLD, ELSEWHERE)
    of_port, of_city = council.inbox(city, known, today=TODAY)
    assert of_port.name == "第2層コーディネーター(社会福祉協議会)"
    assert [each.voice.id for each in of_port.heard] == ["old", "new", "seen"]  # open first, the longest waiting first
    assert [each.waiting for each in of_port.heard] == [31, 1, 0]
    assert of_port.open == 2
    assert (of_city.districts, [each.voice.id for each in of_city.heard]) == (("和田",), ["else"])


def test_a_voice_of_a_district_without_a_coordinator_is_not_lost():
    city = city_of.city(districts=city_of.districts())
    ended = replace(PORT, until=dt.date(2026, 3, 31))
    (box,) = council.inbox(city, programme(BODY, ended, OLD), today=TODAY)
    assert (box.post, box.name) == (None, "担当のコーディネーターがいない地区")


def test_voices_of_one_district_and_page():
    known = programme(OLD, NEW, ELSEWHERE)
    assert [each.voice.id for each in council.voices(known, "d0", today=TODAY)] == ["old", "new"]
    assert council.voices(known, "d0", view="survey", today=TODAY) == ()


def test_an_answer_is_written_into_the_voice_and_says_something():
    moment = dt.datetime(2026, 11, 2, tzinfo=dt.UTC)
    told = council.answered(OLD, "確かめました", "第2層コーディネーター", at=moment)
    check(told)
    assert (told.id, told.state, told.answer, told.answered_at) == ("old", "answered", "確かめました", moment)
    with pytest.raises(RecordError) as caught:
        council.answered(OLD, " \n", "x")
    assert caught.value.wrong == "answer"


def test_a_text_of_one_megabyte_is_refused_with_a_sentence():
    with pytest.raises(RecordError, match="長すぎます") as caught:
        check(Note(meeting_id="may", question="trouble", text="あ" * 350_000, said_at=MOMENT))  # 1.05 MB of UTF-8
    assert caught.value.wrong == "text"


def test_the_list_of_meetings_is_a_table_to_take_along():
    city = city_of.city(districts=city_of.districts())
    public = council.listing(city, programme(*ALL), everybody=True)
    assert list(public.table["title"]) == ["第1回"]
    assert "open_decisions" not in [column.key for column in public.columns]
    assert list(council.listing(city, programme(*ALL), everybody=False).table["open_decisions"]) == [0, 1, 1]


def test_english_says_the_same():
    with speaking("en"):
        found = council.opening(programme(*ALL), NOVEMBER, today=TODAY)
        assert found.sentences[0].startswith("Last time (Sat July 11, 2026) 2 things were decided: 1 are seen to")
