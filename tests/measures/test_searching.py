"""A registry of four searched: what isn't known never fits."""

import datetime as dt
import math

import pandas as pd
import pytest

from shiensys.measures import searching
from tests.city_of import registry, resource

TODAY = dt.date(2026, 11, 22)
LISTED = registry(
    resource(
        "八万いきいきサロン", schedule="毎週火曜 10時〜", fee="無料", eligibility="どなたでも", transport="送迎あり"
    ),
    resource("川内ｻﾛﾝ", schedule="平日", fee="1回200円", eligibility="ひとり暮らしの65歳以上", transport="送迎なし"),
    resource("買い物の会", schedule="月2回", fee="実費", eligibility="65歳以上", transport="徒歩"),
    resource("名前だけ"),
)
KINDS = pd.Series(["通いの場・サロン", "通いの場・サロン", "買い物の手助け", "買い物の手助け"])


def names(found):
    return LISTED.loc[found.astype(bool), "name"].tolist()


@pytest.mark.parametrize("text", ["さろん", "サロン", "ｻﾛﾝ", "サろん"])
def test_kana_and_width_are_alike(text):
    assert names(searching.holds(LISTED, KINDS, text)) == ["八万いきいきサロン", "川内ｻﾛﾝ"]


def test_all_words_must_stand_somewhere():
    assert names(searching.holds(LISTED, KINDS, "八万 通いの場")) == ["八万いきいきサロン"]
    assert names(searching.holds(LISTED, KINDS, "八万 川内")) == []
    assert len(names(searching.holds(LISTED, KINDS, "  "))) == 4


def test_a_contact_is_never_searched():
    table = registry(resource("会", contact="090-1111-2222", contact_public=True))
    assert not searching.holds(table, pd.Series([""]), "090-1111-2222").any()


def test_a_day_is_yes_no_or_unknown():
    found = searching.on_days(LISTED, ("TU",), on=TODAY).tolist()
    assert found[:2] == [1, 1]
    assert all(math.isnan(each) for each in found[2:])
    assert searching.on_days(LISTED, ("SA",), on=TODAY).tolist()[:2] == [0, 0]


def test_an_unknown_fee_is_never_free():
    fees = searching.fees(LISTED)
    assert fees.tolist()[:2] == [0, 200]
    assert names(fees.le(0)) == ["八万いきいきサロン"]


def test_open_to_anybody_is_open_to_whoever_asks():
    assert names(searching.open_to(LISTED, "ひとり暮らし")) == ["八万いきいきサロン", "川内ｻﾛﾝ"]


def test_no_ride_is_no_ride():
    assert names(searching.with_ride(LISTED)) == ["八万いきいきサロン"]


def test_distance_is_in_metres_and_unknown_without_a_point():
    table = registry(resource("近く", longitude=134.55, latitude=34.07), resource("どこか"))
    found = searching.away(table, 134.55, 34.08)
    assert found[0] == pytest.approx(1109, abs=1)  # 0.01 degrees of latitude
    assert math.isnan(found[1])
