"""One resource told in words, and what was changed of it, without what isn't public."""

import datetime as dt
from dataclasses import replace

import pandas as pd
import pytest

from shiensys.answers.registry import UnknownResourceError, sheet, stale
from shiensys.city import Edits
from shiensys.tables.programme import Change, Edit, Kept
from tests.city_of import city, districts, registry, resource

AT = dt.datetime(2026, 10, 30, 1, 0, tzinfo=dt.UTC)
SALON = resource(
    "八万サロン", kinds="salon", schedule="第1・3水曜 13:30〜", fee="無料", contact="090-1111-2222", serves="小川",
    times_month=None, assurer="地区社協",
)  # fmt: skip
OLD = pd.Timestamp("2025-09-01")
CITY = city(
    districts=districts(),
    resources=registry(
        SALON, resource("古い会", assured_date=OLD, schedule="月2回"), resource("一度も", assured_date=None)
    ),
)
EDIT = Edit(
    id="八万サロン", cells={"capacity": 8, "contact": "090-1111-2222"}, was={"capacity": 5, "contact": "080-5555-6666"}
)
CHANGED = replace(
    CITY, edits=Edits(kept={"八万サロン": Kept(EDIT, 1, AT, "調整役")}, conflicts={"八万サロン": {"contact": "070-0"}})
)


def facts(found) -> dict[str, str]:
    return dict(found.facts)


def test_a_sheet_tells_what_is_known_and_leaves_out_what_isnt():
    told = facts(sheet(CITY, "八万サロン"))
    assert told["活動日"] == "第1・3水曜 13時30分〜"
    assert told["次の予定"].count("、") == 2
    assert told["月の回数"] == "月およそ2回(活動日から計算)"
    assert told["最後の確認"].endswith("に確認(地区社協)")
    assert "交通" not in told


def test_how_often_is_worked_out_for_the_eye_only():
    assert pd.isna(CITY.resources.loc[0, "times_month"])


def test_words_that_cant_be_read_stay_and_that_is_said():
    found = sheet(CITY, "古い会")
    assert facts(found)["活動日"] == "月2回"
    assert found.next_days == ()
    assert any("書かれたとおり" in note for note in found.notes)


@pytest.mark.parametrize(
    ("schedule", "note"),
    [
        ("隔週木曜", "行う日を1日書くと、次の日がわかります"),
        ("毎週火曜(祝日休み)", "祝日は休みとして除いています。"),
        ("毎週火曜(年末年始は休み)", "年末年始(12月29日〜1月3日)は休みとして除いています。"),
        ("毎月3日", "令和8年11月3日は祝日です。"),
    ],
)
def test_why_no_day_is_told_or_one_is_left_out_is_said(schedule, note):
    held = city(districts=districts(), resources=registry(resource("会", schedule=schedule)))
    assert any(note in each for each in sheet(held, "会").notes)


def test_a_viewer_learns_no_internal_contact_and_not_who_changed_what():
    seen = repr(sheet(CHANGED, "八万サロン"))
    for hidden in ("090-1111-2222", "080-5555-6666", "070-0", "調整役"):
        assert hidden not in seen
    assert "「連絡先」を変えました。" in seen
    assert facts(sheet(CHANGED, "八万サロン"))["連絡先"].startswith("公開していません")


def test_whoever_may_sees_contact_author_and_both_versions():
    found = sheet(CHANGED, "八万サロン", internal=True)
    assert facts(found)["連絡先"] == "090-1111-2222(庁内だけ)"
    assert found.changes[0] == "令和8年10月30日 10:00 調整役: 「定員」を「5」から「8」に変えました。"
    assert found.conflicts == (
        "「連絡先」は、新しい一覧では「070-0」です。この画面で直した「090-1111-2222」を使っています。",
    )


def change(number: int, act: str, **cells: object) -> Change:
    content = {} if act == "remove" else {"cells": cells, "was": {"capacity": 5, "users": 1}, "new": False}
    return Change(number, "edits", "八万サロン", number, AT, "調整役", act, content)


def test_the_whole_history_is_told_newest_first():
    past = [change(1, "add", capacity=8), change(2, "change", capacity=8, users=3), change(3, "remove")]
    told = sheet(CHANGED, "八万サロン", history=past).changes
    assert [line.partition(": ")[2] for line in told] == [
        "変更を取り消し、一覧のとおりに戻しました。",
        "「利用者数」を「1」から「3」に変えました。",
        "「定員」を「5」から「8」に変えました。",
    ]


def test_what_nobody_confirmed_for_a_year_asks_to_be_confirmed():
    assert (sheet(CITY, "古い会").stale, sheet(CITY, "八万サロン").stale) == (True, False)
    found = stale(CITY)
    assert found.table["name"].tolist() == ["一度も", "古い会"]
    assert found.headline == ("活動中の3件のうち2件は、12か月以上確認されていません。",)


def test_a_resource_that_isnt_there_is_told():
    with pytest.raises(UnknownResourceError):
        sheet(CITY, "x")
