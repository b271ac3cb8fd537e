"""A resource mended in the page: what can't be is said in one sentence, at the field where it is."""

import datetime as dt
import json

import pytest

from shiensys.answers.registry import UnknownResourceError, choices, confirmed, edited, form, preview
from shiensys.programme import Programme
from shiensys.tables.programme import Body, Kept
from shiensys.tables.programme.checks import RecordError
from tests.city_of import city, districts, registry, resource

SALON = "八万サロン"
CITY = city(
    districts=districts(),
    resources=registry(
        resource(
            "八万サロン",
            kinds="salon",
            contact="090-1111-2222",
            serves="小川",
            provider_kind="自治会",
            schedule="毎週火曜",
        ),
        resource("昔の会", kinds="kagura", provider_kind="NPO"),
        resource("また会", provider_kind="NPO", kinds="salon;shopping", kind_shares="0.7;0.3"),
    ),
)


def test_a_form_saved_as_it_is_changes_nothing():
    assert edited(CITY, SALON, form(CITY, SALON)).cells == {}


def test_only_what_changed_is_kept_with_what_the_list_said():
    edit = edited(CITY, SALON, {**form(CITY, SALON), "capacity": "２０人", "times_month": "4.5", "fee": "無料"})
    assert edit.cells == {"capacity": 20, "times_month": 4.5, "fee": "無料"}
    assert edit.was == {"name": SALON, "capacity": 8, "times_month": 4, "fee": None}
    json.dumps([edit.cells, edit.was])


@pytest.mark.parametrize(
    ("cells", "wrong", "part"),
    [
        ({"capacity": "3", "users": "9"}, "users", "利用者(9人)が、受け入れられる人数(3人)より多く"),
        ({"schedule": "毎週火曜 15時〜10時"}, "schedule", "終わり(10:00)が始まり(15:00)より前"),
        ({"schedule": "FREQ=MONTHLY;BYMONTHDAY=31;BYMONTH=2"}, "schedule", "行われる日がありません"),
        ({"serves": "小川;どこか"}, "serves", "「どこか」という地区はありません"),
        ({"kinds": "kagura"}, "kinds", "「kagura」は今はない種類です"),
        ({"name": "  "}, "name", "「名称」が空です"),
        ({"name": "あ" * 201}, "name", "200文字まで"),
        ({"address": "あ" * 10_001}, "address", "長すぎます(10,001文字)"),
        ({"capacity": "-3"}, "capacity", "0以上の整数ではありません"),
        ({"users": "4.5"}, "users", "0以上の整数ではありません"),
        ({"hours_month": "たくさん"}, "hours_month", "0以上の数ではありません"),
        ({"status": "closed"}, "status", "選べない値"),
        ({"assured_date": "2027-01-01"}, "assured_date", "今日より後"),
        ({"assured_date": "昨日"}, "assured_date", "読み取れません"),
    ],
)
def test_what_cant_be_is_told_at_its_field(cells, wrong, part):
    with pytest.raises(RecordError) as error:
        edited(CITY, SALON, {**form(CITY, SALON), **cells})
    assert error.value.wrong == wrong
    assert part in str(error.value)


def test_a_place_that_opens_often_takes_more_than_fit_in_at_once():
    assert edited(CITY, SALON, {"capacity": "10", "users": "15", "times_month": "8"}).cells["users"] == 15  # 10 × 8 ÷ 4
    with pytest.raises(RecordError):
        edited(CITY, SALON, {"capacity": "10", "users": "21", "times_month": "8"})


def test_an_entry_of_a_kind_that_is_gone_asks_to_choose_again():
    with pytest.raises(RecordError, match="選び直して"):
        edited(CITY, "昔の会", form(CITY, "昔の会"))
    assert edited(CITY, "昔の会", {**form(CITY, "昔の会"), "kinds": "salon"}).cells == {"kinds": "salon"}


def test_other_kinds_share_the_capacity_anew():
    assert edited(CITY, "また会", {"kinds": "salon"}).cells == {"kinds": "salon", "kind_shares": None}


def test_a_new_entry_needs_a_name_and_a_kind():
    blank = form(CITY, None)
    assert (blank["status"], blank["name"]) == ("active", "")
    with pytest.raises(RecordError, match="名称"):
        edited(CITY, None, blank)
    with pytest.raises(RecordError, match="種類"):
        edited(CITY, None, {**blank, "name": "会"})
    edit = edited(CITY, None, {**blank, "name": "会", "kinds": "通いの場・サロン", "serves": "小川"})
    assert edit.id.startswith("page/")
    assert edit.cells == {"name": "会", "kinds": "salon", "serves": "小川", "status": "active", "contact_public": False}


def test_signs_that_nobody_sees_are_taken_out_and_markup_is_text():
    text = "\u202e<script>alert(1)</script>${x}`\x00"
    assert edited(CITY, SALON, {"name": text}).cells["name"] == "<script>alert(1)</script>${x}`"


def test_confirming_keeps_day_and_role():
    edit = confirmed(CITY, SALON, "地区社協")
    assert edit.cells == {"assured_date": CITY.today.isoformat(), "assurer": "地区社協"}
    assert edit.was["assured_date"] == "2026-09-01"


def test_a_resource_that_isnt_there_is_told():
    for ask in (lambda: form(CITY, "x"), lambda: edited(CITY, "x", {}), lambda: confirmed(CITY, "x", "市")):
        with pytest.raises(UnknownResourceError, match="見つかりません"):
            ask()


def test_names_in_use_are_offered_those_used_most_first():
    now = dt.datetime(2026, 10, 31, tzinfo=dt.UTC)
    body = Kept(Body(id="b", name="徳島市社会福祉協議会", kind="social_welfare_council"), 1, now, "a")
    found = choices(CITY, Programme("36201", 1, {"bodies": (body,)}))
    assert found.organisations == ("NPO", "自治会", "徳島市社会福祉協議会")
    assert found.districts == tuple(CITY.districts["name"])
    assert found.kinds["salon"] == "通いの場・サロン"


def test_a_schedule_is_said_as_it_is_understood():
    found = preview(CITY, "第1・3水曜 13:30〜")
    assert (found.words, found.times_month) == ("第1・3水曜 13時30分〜", 2)
    assert found.days[0].isoweekday() == 3
    assert preview(CITY, "月2回") == preview(CITY, "")
    assert "行われる日がありません" in preview(CITY, "FREQ=MONTHLY;BYMONTHDAY=31;BYMONTH=4").wrong
