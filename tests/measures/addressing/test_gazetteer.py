"""Addresses as people write them, found among towns and blocks."""

import pandas as pd
import pytest

from shiensys.measures.addressing.gazetteer import gazetteer

ROWS = [  # level, municipality, town, hamlet, block, representative, longitude, latitude
    ("block", "焼津市", "本町二丁目", None, "16", True, 138.3230, 34.8670),
    ("block", "焼津市", "本町二丁目", None, "17", True, 138.3240, 34.8680),
    ("block", "焼津市", "本町", None, "2", True, 138.3000, 34.8000),
    ("block", "焼津市", "大字石津", None, "40", True, 138.3260, 34.8410),
    ("block", "焼津市", "石津港町", None, "40", True, 138.3262, 34.8412),
    ("block", "焼津市", "鰯ケ島", None, "136", False, 138.3250, 34.8580),
    ("block", "焼津市", "鰯ケ島", None, "136", True, 138.3258, 34.8587),
    ("block", "焼津市", "八楠", "大坪", "200", True, 138.30, 34.88),
    ("block", "焼津市", "八楠", "西", "200", True, 138.31, 34.89),
    ("block", "焼津市", "佐古一番町", None, "5", True, 138.29, 34.87),
    ("town", "焼津市", "本町二丁目", None, None, True, 138.3235, 34.8675),
    ("town", "焼津市", "中里", None, None, True, 138.28, 34.87),
    ("block", "焼津市", "田尻", None, "甲123", True, 138.32, 34.82),
]
COLUMNS = ["level", "municipality", "town", "hamlet", "block", "representative", "longitude", "latitude"]
POINTS = pd.DataFrame(ROWS, columns=COLUMNS).astype({"hamlet": "str", "block": "str", "representative": "boolean"})
YAIZU = gazetteer(POINTS, "焼津市")


@pytest.mark.parametrize(
    "address",
    [
        "静岡県焼津市本町2-16-32",
        "静岡県焼津市本町二丁目16番32号",
        "焼津市本町２丁目１６番３２号",
        "本町2丁目16の32",
        "焼津市 本町 2－16－32 八万ビル 201",
        "本町二丁目十六番三十二号",
        "本町2ー16ー32(市民会館2階)",
        "本町2−16",
    ],
)
def test_one_block_written_in_many_ways(address):
    found = YAIZU.spot(address)
    assert (found.level, found.longitude, found.latitude) == ("block", 138.3230, 34.8670)
    assert found.name == "本町二丁目16"


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("焼津市石津40番地の1", "大字石津40"),
        ("焼津市大字石津40", "大字石津40"),
        ("焼津市石津港町40-1", "石津港町40"),  # the longer name wins
        ("焼津市鰯ヶ島136-24", "鰯ケ島136"),
        ("焼津市八楠字大坪200番地", "八楠大坪200"),
        ("八楠大坪200", "八楠大坪200"),
        ("佐古1番町5番1号", "佐古一番町5"),
        ("佐古一番町5-1", "佐古一番町5"),
        ("田尻甲123番地", "田尻甲123"),
    ],
)
def test_towns_hamlets_and_plots(address, name):
    found = YAIZU.spot(address)
    assert (found.level, found.name) == ("block", name)


def test_of_several_points_of_a_block_the_one_that_stands_for_it_is_taken():
    assert YAIZU.spot("鰯ケ島136").longitude == 138.3258


def test_where_the_block_isnt_known_the_town_stands_for_it():
    assert (YAIZU.spot("本町2-99").level, YAIZU.spot("本町2-99").longitude) == ("town", 138.3235)
    assert YAIZU.spot("焼津市中里500").name == "中里"
    assert YAIZU.spot("本町2丁目 市民会館").level == "town"


def test_a_plot_number_that_two_hamlets_have_is_the_town_at_large():
    assert YAIZU.spot("八楠200").level == "town"


@pytest.mark.parametrize(
    "address", ["藤枝市本町2-16", "本町通り3-2", "石津浜3", "焼津市", "公民館", "", "2-16-32", "未定"]
)
def test_what_isnt_known_has_no_point(address):
    assert YAIZU.spot(address) is None


def test_a_town_that_two_wards_have_needs_its_ward():
    rows = [
        ("block", "横浜市鶴見区", "中央", None, "1", True, 139.67, 35.50),
        ("block", "横浜市西区", "中央", None, "1", True, 139.61, 35.45),
    ]
    points = pd.DataFrame(rows, columns=COLUMNS).astype({"hamlet": "str", "representative": "boolean"})
    yokohama = gazetteer(points, "横浜市")
    assert yokohama.spot("神奈川県横浜市西区中央1-2").longitude == 139.61
    assert yokohama.spot("鶴見区中央1-2").longitude == 139.67
    assert yokohama.spot("横浜市中央1-2") is None
