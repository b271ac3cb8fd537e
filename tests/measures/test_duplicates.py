"""Entries that may be one, worked out by hand for a few of them; nothing is judged here."""

import numpy as np
import pandas as pd
import pytest

from shiensys.measures import duplicates, naming
from tests.city_of import registry, resource

AT = {"longitude": 134.5, "latitude": 34.0}
BESIDE = {"longitude": 134.50005, "latitude": 34.0}  # 5 m
STREET = {"longitude": 134.5005, "latitude": 34.0}  # 46 m
FAR = {"longitude": 134.51, "latitude": 34.0}  # 924 m


def listed(*rows):
    table = registry(*(row | {"resource_id": f"r{at}"} for at, row in enumerate(rows, start=1)))
    table = table.assign(located=pd.Series([None] * len(rows), dtype="str"))
    stated = table["longitude"].notna()
    return table.assign(point_from=pd.Series("none", index=table.index, dtype="str").mask(stated, "stated"))


def found(*rows):
    table = duplicates.pairs(listed(*rows))
    return [tuple(row) for row in table[["first", "second", "name", "place"]].itertuples(index=False)]


def test_one_name_at_one_place_stands_twice():
    table = listed(
        resource("八万サロン", address="八万町1-2"),
        resource("八万　サロン", address="八万町1番2号"),
        resource("八万サロン", address="国府町9"),
        resource("見守り隊", **AT),
        resource("見守り隊", **STREET),
        resource("見守り隊", **FAR),
        resource("車"),
    )
    assert duplicates.groups(table).fillna(0).tolist() == [1, 1, 0, 2, 2, 0, 0]


def test_an_address_that_isnt_written_tells_nothing_apart():
    rows = resource("サロン", address="八万町1-2"), resource("サロン")
    assert found(*rows) == [("r1", "r2", "same", "unknown")]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("㈱あおぞら移動販売", "あおぞら移動販売株式会社"),
        ("NPO法人髙台の会", "特定非営利活動法人 高台の会"),
        ("八万公民館いきいきサロン", "八万会館いきいきサロン"),
        ("ひまわりサロン", "ヒマワリ・さろん"),
        ("見守り隊　第1班", "見守り隊第１班"),
    ],
)
def test_a_name_in_another_spelling_is_one_name(one, other):
    assert found(resource(one), resource(other))[0][2] in ("same", "spelling")


def test_a_spelling_at_another_place_is_another_entry():
    assert found(resource("㈱あおぞら", **AT), resource("あおぞら株式会社", **FAR)) == []


def test_a_slip_in_a_name_needs_the_same_place_contact_or_area():
    slip = resource("いきいき体操教室", serves="港"), resource("いきいき体繰教室", serves="小川")
    assert found(*slip) == []
    assert found(*(row | {"serves": "港"} for row in slip)) == [("r1", "r2", "near", "unknown")]
    assert found(slip[0] | AT, slip[1] | STREET) == [("r1", "r2", "near", "point")]
    assert found(*(row | {"contact": "088-621-5574"} for row in slip)) == [("r1", "r2", "near", "unknown")]


@pytest.mark.parametrize(
    ("one", "other"), [("第1見守りの会", "第2見守りの会"), ("八万東ごみ出し隊", "八万西ごみ出し隊")]
)
def test_numbers_and_directions_make_another_name(one, other):
    assert found(resource(one, **AT), resource(other, **AT)) == []


def test_two_services_at_one_door_may_be_one_place():
    salon = resource("お茶の間", kinds="salon", **AT)
    assert found(salon, resource("朝の買い物便", **BESIDE)) == [("r1", "r2", "other", "point")]
    assert found(salon, resource("朝の買い物便", kinds="salon", **BESIDE)) == []  # two salons of one hall
    assert found(salon, resource("朝の買い物便", **STREET)) == []


def test_in_a_hall_of_three_something_more_must_be_the_same():
    hall = [
        resource(name, kinds=kind, **AT) for name, kind in (("囲碁", "salon"), ("便り", "watching"), ("車", "shopping"))
    ]
    assert found(*hall) == []
    phone = {"contact": "088-621-5574"}
    assert found(hall[0] | phone, hall[1], hall[2] | phone) == [("r1", "r3", "other", "point")]


def test_a_telephone_that_is_made_up_tells_nothing():
    hall = [resource(name, kinds="salon", contact="000-0000-0000", **AT) for name in ("囲碁", "将棋")]
    assert found(*hall) == []


def test_the_points_of_towns_are_no_places():
    table = listed(resource("囲碁", kinds="salon", **AT), resource("車", **AT)).assign(point_from="town")
    assert duplicates.pairs(table).empty


def test_the_order_of_the_list_changes_no_pair():
    table = listed(
        resource("八万サロン"), resource("八万さろん"), resource("車", **AT), resource("便", kinds="meals", **AT)
    )
    pairs = {frozenset(pair) for pair in duplicates.pairs(table)[["first", "second"]].itertuples(index=False)}
    turned = duplicates.pairs(table.iloc[::-1])
    assert {frozenset(pair) for pair in turned[["first", "second"]].itertuples(index=False)} == pairs
    assert len(pairs) == 2


def test_an_empty_list_has_no_pairs():
    nothing = listed(resource("車")).iloc[:0]
    assert duplicates.pairs(nothing).empty
    assert duplicates.groups(nothing).empty


def test_one_letter_is_found_as_a_slow_comparison_finds_it():
    random = np.random.default_rng(1)
    drawn = ["".join(random.choice(list("あいうえ"), size=random.integers(4, 7))) for _ in range(60)]
    words = sorted({word for word in drawn if len(word) >= naming.SHORTEST})
    slow = {(one, other) for one in words for other in words if one < other and _distance(one, other) == 1}
    left = {word: set(naming.without_a_letter(word)) for word in words}
    quick = {(one, other) for one in words for other in words if one < other and left[one] & left[other]}
    assert {pair for pair in quick if naming.a_letter_apart(*pair)} == slow
    assert slow


def _distance(one, other):
    """Edits between two words, by the table of Wagner and Fischer."""
    row = list(range(len(other) + 1))
    for at, letter in enumerate(one, start=1):
        before, row = row, [at]
        for to, there in enumerate(other, start=1):
            row.append(min(before[to] + 1, row[-1] + 1, before[to - 1] + (letter != there)))
    return row[-1]


def test_the_worked_example_of_the_methods():
    hall = resource("八万公民館いきいきサロン"), resource("八万会館いきいきサロン")
    assert found(*hall) == [("r1", "r2", "spelling", "unknown")]
    assert found(hall[0] | AT, hall[1] | FAR) == []
    slip = resource("いきいき体操教室", **AT), resource("いきいき体繰教室", **STREET)
    (pair,) = duplicates.pairs(listed(*slip)).to_dict("records")
    assert (pair["name"], pair["place"], round(pair["metres"])) == ("near", "point", 46)
    both = duplicates.pairs(listed(*slip, *hall))
    assert both["first"].tolist() == ["r1", "r3"]  # 4 points before 3
