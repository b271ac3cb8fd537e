"""Who carries the programme: gaps are named, what is made up is marked, what is internal stays inside."""

import datetime as dt
from dataclasses import replace

import pytest

from shiensys.answers import organising
from shiensys.gathering import gathered
from shiensys.programme import Programme
from shiensys.show.people import maps
from shiensys.tables.programme import (
    NAMES,
    Body,
    Contact,
    Council,
    Event,
    Kept,
    Meeting,
    Member,
    Post,
    Record,
    Step,
)
from shiensys.text import JAPAN
from tests import city_of

AT = dt.datetime(2026, 10, 1, tzinfo=dt.UTC)
CARE = Body(id="care", name="地域包括支援センター", kind="support_center", source="市のページ")
WELFARE = Body(id="welfare", name="社会福祉協議会", kind="social_welfare_council", source="市のページ")
FIRST = Post(id="p1", tier=1, body_id="care", title="第1層", persons=1, source="市のページ")
EAST = Post(id="p2", body_id="care", title="東", persons=2, districts=("d0", "d1"), source="市のページ")
WEST = Post(id="p3", body_id="welfare", title="西", persons=3, districts=("d2",), source="市のページ")


def programme_of(*some: Record) -> Programme:
    kept: dict[str, tuple[Kept[Record], ...]] = {}
    for record in some:
        name = NAMES[type(record)]
        kept[name] = (*kept.get(name, ()), Kept(record, 1, AT, "市"))
    return Programme("22212", len(some), kept)


@pytest.fixture(scope="module")
def city():
    return gathered(city_of.RECORD, (), {"districts": (city_of.districts(),)})


def test_coordinators_are_counted_by_kind_and_tier(city):
    found = organising.people(city, programme_of(CARE, WELFARE, FIRST, EAST, WEST))
    assert found.headline == ("生活支援コーディネーターは、第1層に1人、第2層に5人です。",)
    assert found.table["districts_words"].tolist() == ["市全域", "港、小川", "和田"]
    assert found.evidence[0].source == "市のページ"
    assert found.evidence[0].date == dt.date(2026, 10, 1)


def test_a_post_that_ended_or_begins_later_is_not_on_duty(city):
    gone = Post(id="old", body_id="care", districts=("d3",), until=dt.date(2026, 3, 31))
    later = Post(id="new", body_id="care", districts=("d3",), since=dt.date(2027, 4, 1))
    found = organising.coverage(city, programme_of(CARE, WELFARE, EAST, WEST, gone, later))
    assert found.without == ("大富",)


def test_a_district_without_a_coordinator_and_one_without_a_district_are_named(city):
    idle = Post(id="idle", body_id="care", title="調整中")
    found = organising.coverage(city, programme_of(CARE, WELFARE, EAST, WEST, idle))
    assert found.headline[0] == "生活支援コーディネーターの担当がいない地区が1地区あります: 大富。"
    assert "調整中" in found.headline[1]
    assert found.table.set_index("name")["support"].tolist() == ["東", "東", "社会福祉協議会", ""]


def test_nobody_entered_is_not_nobody_there(city):
    found = organising.coverage(city, programme_of())
    assert found.headline == ("どの地区にだれが付いているかは、まだ登録されていません。",)
    assert found.without == ()


def test_the_map_shows_who_has_which_district_and_who_has_none(city):
    found = organising.coverage(city, programme_of(CARE, WELFARE, EAST, WEST))
    parts = maps.by_post(found, "support")
    assert [(each.words, each.unit_ids) for each in parts] == [
        ("地域包括支援センター", ("d0", "d1")), ("社会福祉協議会", ("d2",)), ("担当がいません", ("d3",)),
    ]  # fmt: skip
    assert len({(each.fill, each.pattern) for each in parts}) == 3
    assert parts[-1].pattern == "hatch"
    painted = maps.paint_posts(found, "support")["units"]
    assert painted["d3"]["lines"] == ["大富", "担当: 担当がいません"]


def test_the_legend_says_of_several_posts_of_one_body_only_what_differs(city):
    two = [
        replace(post, body_id="welfare", title=f"第2層 生活支援コーディネーター({part})")
        for post, part in ((EAST, "東部"), (WEST, "西部"))
    ]
    found = organising.coverage(city, programme_of(WELFARE, *two))
    assert [each.words for each in maps.by_post(found, "support")] == ["東部", "西部", "担当がいません"]
    assert found.table["support"].tolist()[0] == "第2層 生活支援コーディネーター(東部)"


def test_councils_name_their_members_the_chair_first_and_the_secretariat_last(city):
    council = Council(id="c", name="港の話し合い", districts=("d0",), meets_as="自治会の定例会")
    met = [
        Meeting(id=f"m{year}", council_id="c", title="会", begins=dt.datetime(year, 2, 6, 10, tzinfo=JAPAN))
        for year in (2025, 2026, 2027)
    ]
    seats = [Member(council_id="c", body_id="welfare", role="secretariat"), Member(council_id="c", body_id="care")]
    found = organising.councils(city, programme_of(CARE, WELFARE, council, *met, *seats))
    (row,) = found.table.to_dict("records")
    assert row["members"] == "地域包括支援センター、社会福祉協議会(事務局)"
    assert (row["last"], row["next"]) == ("令和8年2月6日", "令和9年2月6日")


def test_an_internal_contact_is_nowhere_for_viewers(city):
    inside = Contact(body_id="care", name="夜間", phone="000-1111-2222", public=False)
    outside = Contact(body_id="care", name="窓口", phone="000-3333-4444")
    seen = organising.contacts(city, programme_of(CARE, inside, outside))
    assert "000-1111-2222" not in seen.table.to_string()
    assert "000-3333-4444" in seen.table.to_string()
    assert "000-1111-2222" in organising.contacts(city, programme_of(CARE, inside), internal=True).table.to_string()


def test_the_last_step_counts_and_a_district_without_one_is_blank(city):
    reached = [
        Step(district="d0", step="start", reached=dt.date(2024, 4, 1)),
        Step(district="d0", step="state", reached=dt.date(2020, 4, 1)),
        Step(district="d1", step="place", reached=dt.date(2022, 4, 1)),
    ]
    found = organising.steps(city, programme_of(*reached))
    assert found.headline == ("4地区のうち1地区が「活動開始」まで進んでいます。",)
    assert found.table.set_index("unit_id")["step"].fillna("").tolist() == ["start", "place", "", ""]
    assert found.counts["start"] == 1
    assert [each.key for each in maps.by_step(found)] == ["place", "start", "none"]


def test_what_is_to_come_stands_first_and_the_past_newest_first(city):
    def on(year: int) -> Event:
        begins = dt.datetime(year, 12, 7, 10, tzinfo=JAPAN)
        return Event(sort="forum", title=str(year), begins=begins, ends=begins + dt.timedelta(hours=2))

    undated = Event(sort="forum", title="日なし", when="平成29年度")
    found = organising.events(city, programme_of(undated, on(2019), on(2027), on(2021), on(2026)))
    assert found.table["event"].tolist() == ["2026", "2027", "2021", "2019", "日なし"]
    assert found.table["when_words"].iloc[3] == "令和元年12月7日 10:00〜12:00"


def test_what_is_made_up_is_marked_and_no_source_of_it_is_named(city):
    made_up = Post(id="x", body_id="welfare", districts=("d3",), made_up=True, source="架空")
    found = organising.people(city, programme_of(CARE, WELFARE, EAST, made_up))
    assert found.table["mark"].tolist() == ["", "架空"]
    assert found.evidence[0].source == "市のページ・見本のための架空の記録"
    assert any("印のない行" in note for note in found.notes)
