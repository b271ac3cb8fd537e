"""位置参照情報: both levels as they are published, cut to the city."""

import pytest

from shiensys.intake.areas.address_points import read_address_points
from tests.intake.sheets_made import codes, read, refusal

BLOCKS = (
    "都道府県名,市区町村名,大字・丁目名,小字・通称名,街区符号・地番,座標系番号,Ｘ座標,Ｙ座標,緯度,経度,"
    "住居表示フラグ,代表フラグ,更新前履歴フラグ,更新後履歴フラグ\n"
)
TOWNS = (
    "都道府県コード,都道府県名,市区町村コード,市区町村名,大字町丁目コード,大字町丁目名,緯度,経度,"
    "原典資料コード,大字・字・丁目区分コード\n"
)
HACHIMAN = "徳島県,徳島市,八万町,大坪,200,4,118000.1,96000.2,34.040000,134.540000,0,1,0,0\n"
SAKO = "徳島県,徳島市,佐古一番町,,5,4,119000.1,95000.2,34.076000,134.536000,1,1,0,0\n"
NARUTO = "徳島県,鳴門市,撫養町,,1,4,130000.0,98000.0,34.17,134.6,0,1,0,0\n"


def test_blocks_are_read_with_town_hamlet_and_number(tmp_path):
    found = read(read_address_points, tmp_path, (BLOCKS + HACHIMAN + SAKO).encode("cp932"))
    assert found.part == "block"
    assert found.table.loc[0, ["level", "municipality", "town", "hamlet", "block"]].tolist() == [
        "block", "徳島市", "八万町", "大坪", "200",
    ]  # fmt: skip
    assert found.table.loc[1, ["longitude", "latitude"]].tolist() == [134.536, 34.076]
    assert found.source == "「位置参照情報(街区レベル)」(国土交通省)を加工して作成"
    assert found.city_name == "徳島市"
    assert found.findings == ()


def test_towns_are_cut_to_the_city_by_its_code(tmp_path):
    here = "36,徳島県,36201,徳島市,362010001000,八万町,34.04,134.54,0,1\n"
    there = "36,徳島県,36202,鳴門市,362020001000,撫養町,34.17,134.6,0,1\n"
    found = read(read_address_points, tmp_path, TOWNS + here + there)
    assert found.part == "town"
    assert found.table["town"].tolist() == ["八万町"]
    assert found.table["block"].isna().all()
    assert codes(found.findings) == ["rows_cut_to_city"]


def test_a_prefectures_blocks_are_cut_by_the_citys_name(tmp_path):
    found = read(read_address_points, tmp_path, BLOCKS + HACHIMAN + NARUTO, city_name="徳島市")
    assert found.table["municipality"].unique().tolist() == ["徳島市"]
    assert codes(found.findings) == ["rows_of_others"]
    assert "鳴門市" in str(found.findings[0])


def test_without_the_citys_name_nothing_is_guessed(tmp_path):
    assert "どの市の分か" in refusal(lambda: read(read_address_points, tmp_path, BLOCKS + HACHIMAN + NARUTO))[0]
    said = refusal(lambda: read(read_address_points, tmp_path, BLOCKS + NARUTO, city_name="徳島市"))
    assert "この市(徳島市)の行がありません" in said[0]


def test_wards_belong_to_their_city_and_a_county_stands_before_its_town(tmp_path):
    wards = HACHIMAN.replace("徳島市", "横浜市鶴見区") + HACHIMAN.replace("徳島市", "横浜市西区")
    assert len(read(read_address_points, tmp_path, BLOCKS + wards).table) == 2
    county = HACHIMAN.replace("徳島市", "榛原郡吉田町") + NARUTO
    assert len(read(read_address_points, tmp_path, BLOCKS + county, city_name="吉田町").table) == 1


def test_a_block_that_is_gone_is_left_out_and_one_that_stands_twice_is_kept_once(tmp_path):
    gone = HACHIMAN.replace(",200,", ",201,").replace(",0,0\n", ",0,3\n")
    found = read(read_address_points, tmp_path, BLOCKS + HACHIMAN + HACHIMAN + gone)
    assert found.table["block"].tolist() == ["200"]


@pytest.mark.parametrize(
    ("before", "after", "sentence"),
    [
        ("34.040000", "", "a.csv 2行目 「緯度」列: 緯度・経度として読めません。"),
        ("34.040000,134.540000", "134.54,34.04", "a.csv 2行目: 緯度と経度が入れ替わっています。"),
        ("八万町", "", "a.csv 2行目 「大字・丁目名」列: 町の名前(大字・丁目名)がありません。"),
    ],
)
def test_a_faulty_row_is_refused_by_its_number(tmp_path, before, after, sentence):
    rows = BLOCKS + HACHIMAN.replace(before, after) + SAKO
    assert refusal(lambda: read(read_address_points, tmp_path, rows))[0].startswith(sentence)
