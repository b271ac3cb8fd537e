"""Small records in words: no id, no code, and who changed what and when."""

import datetime as dt
from dataclasses import fields

import pytest

from shiensys.answers import recorded
from shiensys.gathering import gathered
from shiensys.programme import Programme
from shiensys.tables.programme import (
    KINDS,
    NAMES,
    Body,
    Change,
    Contact,
    Council,
    Decision,
    Edit,
    Event,
    Kept,
    Match,
    Meeting,
    Member,
    Post,
    Request,
    Step,
)
from shiensys.tables.programme.record import OPTIONS
from tests import city_of

AT = dt.datetime(2026, 10, 1, 1, 30, tzinfo=dt.UTC)
CARE = Body(id="care", name="地域包括支援センター", kind="support_center")
COUNCIL = Council(id="c", name="港の話し合い", districts=("d0",))


@pytest.fixture(scope="module")
def city():
    registry = city_of.registry(city_of.resource("港の買い物バス", "港"))
    return gathered(city_of.RECORD, (), {"districts": (city_of.districts(),), "resources": (registry,)})


@pytest.fixture(scope="module")
def programme():
    kept = {NAMES[type(each)]: (Kept(each, 1, AT, "市"),) for each in (CARE, COUNCIL)}
    return Programme("22212", 2, kept)


def called(city, programme, record):
    return recorded.called(city, programme, record)


def test_records_are_called_by_what_readers_know(city, programme):
    place = city.resources["resource_id"].iloc[0]
    told = {
        Post(body_id="care", tier=1): "第1層 — 生活支援コーディネーター — 地域包括支援センター",
        Post(body_id="care", title="東"): "東",
        Contact(body_id="care", name="窓口"): "地域包括支援センター — 窓口",
        Member(council_id="c", body_id="care"): "港の話し合い — 地域包括支援センター",
        Member(council_id="c", body_id="gone"): "港の話し合い — (消した記録)",
        Step(district="d1", step="start", reached=dt.date(2026, 4, 1)): "小川 — 活動開始",
        Request(received=dt.date(2026, 4, 1), district="d0", kind="shopping"): "令和8年4月1日 — 港 — 買い物の手助け",
        Match(district="d0", kind="shopping", resource_id=place, began=dt.date(2026, 4, 1)): (
            "港 — 買い物の手助け — 港の買い物バス"
        ),
    }
    assert [called(city, programme, record) for record in told] == list(told.values())
    assert called(city, programme, Edit(id=place)) == "港の買い物バス"
    assert called(city, programme, Edit(id="gone", cells={"name": "新しい会"}, new=True)) == "新しい会"


@pytest.mark.parametrize("kind", [kind for name, kind in KINDS.items() if name not in ("edits", "drafts")])
def test_no_code_is_shown_as_it_is_kept(city, programme, kind):
    for each in fields(kind):
        for code in each.metadata.get(OPTIONS, ()):
            assert code == "" or recorded.value(city, programme, kind, each.name, code) != code, (kind, each.name, code)


def test_days_moments_yes_and_no_and_districts_are_written_for_reading(city, programme):
    def value(kind, name, held):
        return recorded.value(city, programme, kind, name, held)

    assert value(Post, "districts", ("d0", "d2", "other")) == "港、和田、other"
    assert value(Decision, "due", dt.date(2026, 12, 1)) == "令和8年12月1日"
    assert "令和8年10月1日" in value(Meeting, "begins", AT)
    assert value(Contact, "public", False) == "いいえ"
    assert (value(Event, "capacity", 1200), value(Event, "capacity", None)) == ("1,200", "")


def change(revision, act, who="佐藤", **content):
    return Change(revision, "posts", "p", revision, AT, who, act, content)


FIRST = change(1, "add", "demo", id="p", body_id="care", title="東", districts=["d0"], since="2026-04-01")
SECOND = change(2, "change", id="p", body_id="care", title="東", districts=["d0", "d1"], since=None)
THIRD = change(3, "remove")


def test_each_change_says_who_when_and_what_became_different(city, programme):
    newest, middle, oldest = recorded.lines(city, programme, ((THIRD, SECOND), (SECOND, FIRST), (FIRST, None)))
    assert newest.endswith("佐藤: 消しました")
    assert "令和8年10月1日" in newest
    assert middle.endswith("佐藤: 「地区」を「港」から「港、小川」に、「始まった日」を「令和8年4月1日」から「空」に")
    assert oldest.endswith("見本: 足しました")


def test_the_list_names_what_was_taken_off_too_and_nothing_of_what_was_erased(city, programme):
    erased = Change(4, "bodies", "x", 2, AT, "鈴木", "erase", {})
    added = Change(3, "bodies", "x", 1, AT, "鈴木", "add", {})
    table = recorded.changes(city, programme, ((erased, added), (THIRD, SECOND))).table
    assert table["kind_words"].tolist() == ["団体", "コーディネーターの配置"]
    assert table["called"].tolist() == ["", "東"]
    assert table["act"].tolist() == ["跡も残さずに消しました", "消しました"]


def test_a_long_text_is_cut(city, programme):
    long = Change(
        2, "bodies", "x", 2, AT, "鈴木", "change", {"id": "x", "name": "会", "kind": "npo", "note": "あ" * 500}
    )
    short = Change(1, "bodies", "x", 1, AT, "鈴木", "add", {"id": "x", "name": "会", "kind": "npo"})
    (line,) = recorded.lines(city, programme, ((long, short),))
    assert "あ" * 60 + "…" in line
    assert "あ" * 61 not in line
