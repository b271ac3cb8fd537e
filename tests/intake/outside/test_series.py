"""Figures of regions: exports of the 見える化 system, as public readers describe them, and lists of one's own."""

import math

import pytest

from shiensys.intake.outside.series import read_series
from shiensys.intake.request import Request
from tests.intake.sheets_made import TODAY, TOKUSHIMA, codes, read, refusal, text_file, workbook_file

FILLED = [[f"行{n}"] * 6 for n in (7, 8)]


def export(periods, *lines):
    """A sheet 表形式（時系列）: the day it was put out, the headings, the figures, rows that only fill it up."""
    return [
        ["出力日:2026/05/01"],
        ["列1", "地域", "指標", "単位", *periods, "列9"],
        *(["", *line] for line in lines),
        *FILLED,
    ]


def series(path, **said):
    return read_series(Request(path, TOKUSHIMA, TODAY, **({"city_name": "徳島市"} | said)))


def figures(found, *columns):
    return found.table[[*columns]].to_numpy().tolist()


def test_an_export_over_time_with_shares_of_city_prefecture_and_nation(tmp_path):
    rows = export(
        ["令和6年3月末", "令和7年3月末"],
        ["徳島市", "【注目する地域のみ】合計認定率", "％", 20.6, 21.0],
        ["徳島県", "合計認定率", "％", 21.5, "-"],
        ["全国", "合計認定率", "％", 19.4, 19.7],
        ["周南市", "合計認定率", "％", 18.1, 18.4],
    )
    found = series(
        workbook_file(tmp_path / "B4-a_認定率_時系列.xlsx", **{"表形式（時系列）": rows, "グラフ": [["図"]]})
    )
    assert figures(found, "region", "region_kind")[::2] == [
        ["徳島市", "city"], ["徳島県", "prefecture"], ["全国", "nation"], ["周南市", "other"],
    ]  # fmt: skip
    assert set(found.table["key"]) == {"certified"}
    assert set(found.table["unit"]) == {"share"}
    assert math.isclose(found.table["value"].iloc[0], 0.206)
    assert math.isnan(found.table["value"].iloc[3])  # a dash there means not known, not nobody
    assert found.table["date"].dt.strftime("%F").unique().tolist() == ["2024-03-31", "2025-03-31"]
    assert "見える化" in found.source
    assert codes(found.findings) == []


def test_calendar_years_to_come_are_expected(tmp_path):
    rows = export([2020.0, 2025.0, 2050.0], ["徳島市", "総人口", "人", 252391, 247000, 205000])
    found = series(workbook_file(tmp_path / "a.xlsx", **{"表形式（時系列）": rows}))
    assert figures(found, "unit", "forecast") == [["persons", False], ["persons", False], ["persons", True]]
    assert found.table["date"].dt.strftime("%F").tolist() == ["2020-10-01", "2025-10-01", "2050-10-01"]
    assert found.table["key"].isna().all()
    assert codes(found.findings) == ["series_ahead"]


def test_a_fiscal_year_that_was_not_over_is_said(tmp_path):
    rows = export(["R元", "R6（R7/2月サービス提供分まで）"], ["徳島市", "給付月額", "円", 24000, 25000])
    found = series(workbook_file(tmp_path / "a.xlsx", **{"表形式（時系列）": rows}))
    assert found.table["date"].dt.strftime("%F").tolist() == ["2020-03-31", "2025-03-31"]
    assert set(found.table["unit"]) == {"number"}
    assert codes(found.findings) == ["series_partly"]


REGIONS = [
    ["出力日:2026/05/01"],
    ["", "指標", "単位", "徳島市", "徳島県", "全国", "列7"],
    ["", "高齢化率", "％", 29.7, 34.5, 29.3],
]


def test_an_export_by_region_has_no_day_and_one_is_asked_for(tmp_path):
    path = workbook_file(tmp_path / "A2_高齢化率_2020_地域別.xlsx", **{"表形式（地域別）": [*REGIONS, *FILLED]})
    assert "日" in refusal(lambda: series(path))[0]
    found = series(path, date=TODAY.replace(year=2020, month=10, day=1))
    assert figures(found, "region", "region_kind", "key") == [
        ["徳島市", "city", "older"], ["徳島県", "prefecture", "older"], ["全国", "nation", "older"],
    ]  # fmt: skip
    assert found.table["date"].dt.strftime("%F").unique().tolist() == ["2020-10-01"]


def test_of_two_tables_the_first_is_read_and_the_other_named(tmp_path):
    rows = export(["令和6年3月末"], ["全国", "合計認定率", "％", 19.4])
    path = workbook_file(tmp_path / "a.xlsx", **{"表形式（時系列）": rows, "表形式（地域別）": REGIONS})
    found = series(path)
    assert codes(found.findings) == ["sheet_chosen"]
    assert "表形式（地域別）" in str(found.findings[0])


def test_year_and_month_in_the_name_of_the_file_will_do(tmp_path):
    path = workbook_file(tmp_path / "B4-a_認定率_202604_地域別.xlsx", **{"表形式（地域別）": REGIONS})
    assert series(path).table["date"].dt.strftime("%F").unique().tolist() == ["2026-04-30"]


def test_columns_that_say_what_they_are_may_stand_elsewhere(tmp_path):
    rows = [["出力日:2026/05/01"], ["地域", "単位", "平成30年", "令和5年"], ["全国", "％", 28.1, 29.1]]
    found = series(workbook_file(tmp_path / "A2_高齢化率_時系列.xlsx", **{"表形式（時系列）": rows}))
    assert figures(found, "region", "indicator", "key") == [["全国", "高齢化率", "older"]] * 2
    across = [["指標", "徳島市", "全国"], ["合計認定率（％）", 20.6, 19.4]]
    path = workbook_file(tmp_path / "B4-a_認定率_202603_地域別.xlsx", **{"表形式（地域別）": across})
    assert figures(series(path), "region", "key", "value") == [
        ["徳島市", "certified", 0.206],
        ["全国", "certified", 0.194],
    ]


def test_an_export_of_another_shape_is_refused_with_its_sheet_and_words(tmp_path):
    path = workbook_file(tmp_path / "a.xlsx", **{"表形式（時系列）": [["出力日:2026/05/01"], ["合計", "平均"], [1, 2]]})
    said = refusal(lambda: series(path))
    assert "表形式（時系列）" in said[0]
    assert "合計、平均" in said[0]


LIST = (
    "地域,指標,調査日,値,単位,出典\n"
    "徳島県,高齢化率,2025-10-01,34.5,%,国勢調査\n全国,高齢化率,2025-10-01,29.4,%,国勢調査\n"
)


@pytest.mark.parametrize("encoding", ["utf-8", "cp932", "utf-8-sig"])
def test_our_template(tmp_path, encoding):
    found = series(text_file(tmp_path / "a.csv", LIST, encoding))
    assert figures(found, "region", "region_kind", "key", "unit", "source") == [
        ["徳島県", "prefecture", "older", "share", "国勢調査"], ["全国", "nation", "older", "share", "国勢調査"],
    ]  # fmt: skip
    assert found.table["value"].tolist() == [0.345, 0.294]
    assert found.part == "高齢化率"


def test_a_share_says_its_percent_by_its_figures_or_a_sign(tmp_path):
    text = "地域,指標,年度,値\n全国,高齢化率,令和6年度,29.3\n全国,通いの場参加率,2024,6.7%\n全国,平均年齢,2024,48.9\n"
    found = read(read_series, tmp_path, text)
    assert figures(found, "value", "unit") == [[0.293, "share"], [0.067, "share"], [48.9, "number"]]
    assert found.table["date"].dt.strftime("%F").unique().tolist() == ["2025-03-31"]


def test_a_column_a_period_below_a_title(tmp_path):
    rows = [
        ["高齢化率の推移"],
        [],
        ["地域", "指標", "単位", "平成30年", "令和5年"],
        ["全国", "高齢化率", "(%)", 28.1, 29.1],
    ]
    found = series(workbook_file(tmp_path / "a.xlsx", 推移=rows))
    assert figures(found, "value")[0] == [0.281]
    assert found.table["date"].dt.year.tolist() == [2018, 2023]


def test_a_region_is_told_by_its_code_where_there_is_one(tmp_path):
    text = "地域,団体コード,指標,調査日,値\n本市,36201,平均年齢,2025-10-01,48\n他県,35000,平均年齢,2025-10-01,49\n"
    assert read(read_series, tmp_path, text).table["region_kind"].tolist() == ["city", "other"]


def test_regions_that_are_all_elsewhere_have_to_be_accepted(tmp_path):
    text = LIST.replace("徳島県", "山口県").replace("全国", "周南市")
    assert codes(series(text_file(tmp_path / "a.csv", text)).findings) == ["regions_elsewhere"]


REFUSED = {
    "数字として読めません": LIST.replace("34.5", "高い"),
    "日付": LIST.replace("2025-10-01", "いつか"),
    "違う数字が2つ": LIST + "全国,高齢化率,2025-10-01,31,%,国勢調査\n",
    "100%を超える": LIST.replace("34.5", "134.5"),
    "数字が1つもありません": LIST.replace("34.5", "-").replace("29.4", "…"),
    "必要な見出し「値」": "地域,指標\n全国,高齢化率\n",
    "見出しの行が見つかりません": "いろは,にほへ\nちり,ぬる\n",
}


@pytest.mark.parametrize(("sentence", "text"), REFUSED.items())
def test_what_is_refused_and_why(tmp_path, sentence, text):
    said = refusal(lambda: read(read_series, tmp_path, text))
    assert len(said) <= 2
    assert sentence in said[0]


def test_the_same_figure_twice_is_one(tmp_path):
    assert len(read(read_series, tmp_path, LIST + LIST.split("\n", 1)[1]).table) == 2


def test_a_city_that_has_no_name_yet_is_not_told_from_others(tmp_path):
    text = LIST.replace("徳島県", "徳島市")
    assert codes(read(read_series, tmp_path, text).findings) == ["city_not_told"]


def test_a_formula_whose_value_nobody_saved_is_no_blank(tmp_path):
    rows = export(["令和6年3月末", "令和7年3月末"], ["徳島市", "合計認定率", "％", 20.6, "=D3*2"])
    said = refusal(lambda: series(workbook_file(tmp_path / "a.xlsx", **{"表形式（時系列）": rows})))
    assert "3行目" in said[0]
    assert "式の計算結果が保存されていません" in said[0]
