"""Crosswalks, lists of districts, returns, cross-tables and completeness."""

import datetime as dt

import geopandas as gpd
import pandas as pd
import pytest

from shiensys.intake.answers.returns import read_returns
from shiensys.intake.answers.survey_table import read_survey_table
from shiensys.intake.areas.crosswalk import read_crosswalk
from shiensys.intake.areas.district_list import read_district_list
from shiensys.intake.findings import Severity
from shiensys.intake.roster.completeness import read_completeness
from tests.intake.sheets_made import codes, read, refusal

DISTRICTS = gpd.GeoDataFrame({"district_id": ["1", "2"], "name": ["八万", "加茂"], "area": ["南", "西"]})
CROSSWALK = "区分,元の名称,地区名,割合\n"
TABLE = "地区名,支え合いの種類,集計の種類,回答者数,該当者数\n"
RATES = TABLE.replace("該当者数", "該当率")
SURVEY = {"survey": "令和7年度ニーズ調査", "date": dt.date(2026, 1, 31), "districts": DISTRICTS}


def test_shares_may_be_written_as_per_cent_and_one_alone_may_be_blank(tmp_path):
    rows = "町丁,大坪町,八万,60%\n町丁,大坪町,加茂,0.4\n小学校区,八万小,八万,\n"
    table = read(read_crosswalk, tmp_path, CROSSWALK + rows, districts=DISTRICTS).table
    assert table["share"].tolist() == [0.6, 0.4, 1]
    assert table["source_kind"].tolist() == ["town", "town", "school_district"]


FORMER = "区分,元の名称,地区名,割合,この日まで\n"


def test_a_former_district_has_a_last_day_and_shares_of_its_own(tmp_path):
    rows = "以前の地区,八万,八万,0.7,平成31年3月31日\n以前の地区,八万,加茂,0.3,H31.3.31\n町丁,大坪町,八万,,\n"
    table = read(read_crosswalk, tmp_path, FORMER + rows, districts=DISTRICTS).table
    assert table["source_kind"].tolist() == ["district", "district", "town"]
    assert table["until"].dt.strftime("%F").fillna("").tolist() == ["2019-03-31", "2019-03-31", ""]


def test_the_same_area_may_stand_for_two_times_but_not_twice_for_one(tmp_path):
    rows = "以前の地区,浜,八万,1,2015-03-31\n以前の地区,浜,加茂,1,2019-03-31\n"
    table = read(read_crosswalk, tmp_path, FORMER + rows, districts=DISTRICTS).table
    assert table["share"].tolist() == [1, 1]
    twice = FORMER + rows + "以前の地区,浜,八万,1,2015-03-31\n"
    assert "同じ内容の行が上にもあります" in refusal(lambda: read(read_crosswalk, tmp_path, twice))[0]


def test_a_last_day_may_be_yet_to_come_but_must_be_a_day(tmp_path):
    rows = "以前の地区,浜,八万,1,{}\n"
    table = read(read_crosswalk, tmp_path, FORMER + rows.format("2030-03-31"), districts=DISTRICTS).table
    assert table["until"].dt.year.tolist() == [2030]
    said = refusal(lambda: read(read_crosswalk, tmp_path, FORMER + rows.format("合併まで"), districts=DISTRICTS))
    assert said[0].startswith("a.csv 2行目 「この日まで」列: ")


def test_shares_that_dont_add_up_are_refused(tmp_path):
    rows = "町丁,大坪町,八万,0.6\n町丁,大坪町,加茂,0.3\n"
    said = refusal(lambda: read(read_crosswalk, tmp_path, CROSSWALK + rows, districts=DISTRICTS))
    assert said[0].startswith("a.csv 2行目: 1つの元の区域の割合の合計が1になりません(例 大坪町 = 0.90)。")


def test_rounded_thirds_are_brought_to_a_whole_and_that_is_said(tmp_path):
    rows = "".join(f"町丁,大坪町,{district},0.33\n" for district in ("八万", "加茂", "佐古"))
    found = read(read_crosswalk, tmp_path, CROSSWALK + rows)
    assert found.table["share"].sum() == pytest.approx(1)
    assert codes(found.findings) == ["no_districts_yet", "shares_rounded"]


@pytest.mark.parametrize("share", ["1.2", "-0.1", "6割"])
def test_what_is_no_share_is_refused(tmp_path, share):
    said = refusal(lambda: read(read_crosswalk, tmp_path, f"{CROSSWALK}町丁,大坪町,八万,{share}\n"))
    assert said[0].startswith("a.csv 2行目 「割合」列: 割合として読めません。")


def test_a_pair_stands_once(tmp_path):
    rows = "町丁,大坪町,八万,0.5\n町丁,大坪町,八万,0.5\n"
    assert "同じ内容の行が上にもあります" in refusal(lambda: read(read_crosswalk, tmp_path, CROSSWALK + rows))[0]


def test_districts_keep_the_order_of_the_list_and_totals_are_none(tmp_path):
    text = "地区名,よみ,圏域\n八万,はちまん,南\n加茂,,西\n合計,,\n"
    found = read(read_district_list, tmp_path, text, districts=DISTRICTS)
    assert found.table["order"].tolist() == [1, 2]
    assert codes(found.findings) == ["totals_left_out"]


def test_a_corrected_list_is_not_held_against_the_one_whose_place_it_takes(tmp_path):
    before = pd.DataFrame({"district_id": ["1"], "name": ["八万"], "area": ["南"]})  # no polygons: it came from a list
    found = read(read_district_list, tmp_path, "地区名\n八万\n上八万\n", districts=before)
    assert found.table["district"].tolist() == ["八万", "上八万"]
    assert codes(found.findings) == []


@pytest.mark.parametrize("order", ["0", "1.5", ""])
def test_an_order_is_a_whole_number_from_one(tmp_path, order):
    said = refusal(lambda: read(read_district_list, tmp_path, f"地区名,順番\n八万,{order}\n"))
    assert said == ["a.csv 2行目 「順番」列: 順番は1以上の整数で書いてください。"]


def test_a_district_stands_once(tmp_path):
    assert "3行目" in refusal(lambda: read(read_district_list, tmp_path, "地区名,順番\n八万,1\n八万,2\n"))[0]


def test_returns_keep_blanks_apart_from_zeros(tmp_path):
    text = "地区名,標本数,発送数,回収数\n八万,300,298,190\n加茂,,200,0\n合計,300,498,190\n"
    table = read(read_returns, tmp_path, text, **SURVEY).table
    assert table["sampled"].tolist() == [300, pd.NA]
    assert table["returned"].tolist() == [190, 0]
    assert table["survey"].unique().tolist() == ["令和7年度ニーズ調査"]


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ("八万,200,201\n", "回収数が発送数より多くなっています"),
        ("八万,200,1.5\n", "小数になっています"),
        (",200,100\n", "地区の名前が空欄です"),
    ],
)
def test_impossible_returns_are_refused(tmp_path, row, sentence):
    assert sentence in refusal(lambda: read(read_returns, tmp_path, "地区名,発送数,回収数\n" + row, survey="A"))[0]


def test_a_total_below_its_parts_has_to_be_accepted(tmp_path):
    text = "地区名,発送数,回収数\n八万,298,190\n加茂,200,100\n小計,200,100\n合計,498,280\n"
    found = read(read_returns, tmp_path, text, **SURVEY)
    (less,) = [finding for finding in found.findings if finding.severity is Severity.MENDED]
    assert str(less).startswith("a.csv 5行目 「回収数」列: 合計は280と書かれていますが、地区を足すと290になり")


def test_a_total_with_those_whose_area_nobody_knows_is_noted(tmp_path):
    found = read(read_returns, tmp_path, "地区名,回収数\n八万,190\n加茂,100\n合計,300\n", **SURVEY)
    assert codes(found.findings) == ["totals_left_out", "area_total_more"]


def test_a_cross_table_counts_persons_by_kind_and_basis(tmp_path):
    rows = "八万,買い物の手助け,解決できない,120,14\n全体,買い物の手助け,解決できない,240,20\n"
    found = read(read_survey_table, tmp_path, TABLE + rows, **SURVEY)
    row = found.table.iloc[0]
    assert (row["kind"], row["basis"], row["n"], row["count"]) == ("shopping", "unsolved", 120, 14)
    assert codes(found.findings) == ["totals_left_out", "area_total_more", "area_total_more"]
    assert found.part == "令和7年度ニーズ調査"


@pytest.mark.parametrize(
    ("rates", "counts"), [("11.7 0.8", [11.7, 0.8]), ("0.1 1", [10, 100]), ("50% 0.5%", [50, 0.5])]
)
def test_rates_stand_for_persons_however_they_are_written(tmp_path, rates, counts):
    first, second = rates.split()
    rows = f"八万,ごみ出し,困っている,100,{first}\n加茂,ごみ出し,困っている,100,{second}\n"
    table = read(read_survey_table, tmp_path, RATES + rows, **SURVEY).table
    assert table["count"].tolist() == pytest.approx(counts)


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ("八万,ごみ出し,困っている,10,11\n", "該当者数が回答者数より多くなっています"),
        ("八万,ごみ出し;除雪,困っている,10,1\n", "1行に書ける種類は1つです"),
        ("八万,,困っている,10,1\n", "支え合いの種類が空欄です"),
        ("八万,ごみ出し,楽しい,10,1\n", "決められた言葉ではありません"),
        ("八万,ごみ出し,困っている,,1\n", "必要な値が空欄です"),
    ],
)
def test_impossible_cells_of_a_cross_table_are_refused(tmp_path, row, sentence):
    assert sentence in refusal(lambda: read(read_survey_table, tmp_path, TABLE + row, **SURVEY))[0]


def test_a_cross_table_without_counts_and_rates_is_refused(tmp_path):
    text = "地区名,支え合いの種類,集計の種類,回答者数\n八万,ごみ出し,困っている,10\n"
    assert "「該当者数」か「該当率」" in refusal(lambda: read(read_survey_table, tmp_path, text, **SURVEY))[0]


def test_a_list_may_be_complete_for_several_kinds_and_the_whole_city(tmp_path):
    text = (
        "地区名,支え合いの種類,台帳の状態,いつから\n全市,除雪,対象外,\n八万,買い物支援;ごみ出し,そろっている,R8.4.1\n"
    )
    table = read(read_completeness, tmp_path, text, districts=DISTRICTS).table
    assert table["area"].tolist() == ["市全域", "八万", "八万"]
    assert table["kind"].tolist() == ["snow", "shopping", "rubbish"]
    assert table["status"].tolist() == ["not_applicable", "complete", "complete"]
    assert table["since"].isna().tolist() == [True, False, False]


def test_one_thing_is_said_once(tmp_path):
    text = "地区名,支え合いの種類,台帳の状態\n八万,除雪,一部\n八万,除雪;配食,そろっている\n"
    assert "a.csv 3行目: 同じ内容の行" in refusal(lambda: read(read_completeness, tmp_path, text))[0]
