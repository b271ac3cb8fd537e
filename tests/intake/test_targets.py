"""What a plan aims at, as cities write it down."""

import datetime as dt

import geopandas as gpd
import openpyxl
import pandas as pd
import pytest

from shiensys.intake.plan.targets import read_targets
from tests.intake.sheets_made import codes, read, refusal

DISTRICTS = gpd.GeoDataFrame({"district_id": ["1", "2"], "name": ["八万", "加茂"], "area": ["南", "西"]})
LONG = "指標,地区,年度,目標,実績,単位,望ましい方向,出典\n"
DAYS = [dt.date(2025, 3, 31), dt.date(2027, 3, 31)]


def test_a_row_a_year(tmp_path):
    rows = (
        "通いの場参加率,市全域,令和6年度,6,5.5,%,増えるほどよい,第9期計画\n"
        "通いの場参加率,八万,R8,8%,未定,%,,\n"
        "単身高齢世帯,南,2026年度,1200,-,世帯,,\n"
    )
    found = read(read_targets, tmp_path, LONG + rows, districts=DISTRICTS)
    table = found.table
    assert table["area"].tolist() == ["市全域", "八万", "南"]
    assert [day.date() for day in table["date"]] == [DAYS[0], DAYS[1], DAYS[1]]
    assert table["target"].tolist() == pytest.approx([0.06, 0.08, 1200])
    assert table["result"].tolist() == pytest.approx([0.055, float("nan"), float("nan")], nan_ok=True)
    assert table["unit"].tolist() == ["share", "share", "households"]
    assert table["higher"].tolist() == ["better", "better", "neutral"]
    assert table["source"].tolist()[0] == "第9期計画"
    assert codes(found.findings) == []
    assert found.facts["indicators"] == 2


def test_a_column_a_year_for_the_whole_city(tmp_path):
    text = "指標,単位,R6目標,R6実績,令和8年度目標\n認定率,%,19.5,19.2,20\n通いの場の数,か所,120,,130\n"
    table = read(read_targets, tmp_path, text, districts=DISTRICTS).table
    assert table["area"].unique().tolist() == ["市全域"]
    rows = table.set_index(["indicator", "date"])
    assert rows.loc[("認定率", pd.Timestamp(DAYS[0])), ["target", "result"]].tolist() == pytest.approx([0.195, 0.192])
    assert rows.loc[("認定率", pd.Timestamp(DAYS[1])), ["target", "result"]].tolist() == pytest.approx(
        [0.2, float("nan")], nan_ok=True
    )
    assert rows.loc[("通いの場の数", pd.Timestamp(DAYS[1])), "unit"] == "number"


def test_targets_and_results_below_each_other(tmp_path):
    text = "指標,区分,2024年度,2026年度\n参加率(%),目標,6,8\n参加率(%),実績,5.5,\n"
    table = read(read_targets, tmp_path, text).table
    assert table["target"].tolist() == pytest.approx([0.06, 0.08])
    assert table["result"].tolist() == pytest.approx([0.055, float("nan")], nan_ok=True)


def test_headings_of_two_rows_in_a_workbook(tmp_path):
    book = openpyxl.Workbook()
    rows = (
        ["高齢者福祉計画 成果指標"],
        ["指標", "地区", "単位", "令和6年度", None, "令和8年度", None],
        [None, None, None, "目標", "実績", "目標", "実績"],
        ["通いの場参加率", "八万", "%", 6, 5.5, 8, None],
        ["通いの場参加率", "市計", "%", 6, "集計中", 8, None],
    )
    for row in rows:
        book.active.append(row)
    book.save(tmp_path / "a.xlsx")
    found = read(read_targets, tmp_path, (tmp_path / "a.xlsx").read_bytes(), districts=DISTRICTS)
    assert found.table["area"].tolist() == ["八万", "八万", "市全域", "市全域"]
    assert found.table["target"].tolist() == pytest.approx([0.06, 0.08, 0.06, 0.08])
    assert found.table["result"].notna().tolist() == [True, False, False, False]


@pytest.mark.parametrize(("written", "value"), [("8", 0.08), ("8%", 0.08), ("８．５％", 0.085), ("100", 1.0)])
def test_per_cent_however_it_is_written(tmp_path, written, value):
    text = f"指標,年度,目標,単位\n参加率,R8,{written},%\n"
    assert read(read_targets, tmp_path, text).table["target"].tolist() == pytest.approx([value])


def test_a_sign_tells_the_unit_where_no_column_does(tmp_path):
    text = "指標,年度,目標,実績\n参加率,R6,8%,\n参加者数,R6,1200人,\n"
    found = read(read_targets, tmp_path, text)
    assert found.table["unit"].tolist() == ["share", "persons"]
    assert codes(found.findings) == ["no_districts_yet", "direction_unknown"][1:]


def test_shares_of_one_have_to_be_accepted(tmp_path):
    found = read(read_targets, tmp_path, "指標,年度,目標,単位\n通いの場参加率,R6,0.06,%\n通いの場参加率,R8,0.08,%\n")
    assert found.table["target"].tolist() == pytest.approx([0.06, 0.08])
    (asked,) = [each for each in found.findings if each.code == "rates_as_fractions"]
    assert "0.08% のつもりなら" in str(asked)


def test_a_small_percentage_beside_larger_ones_is_what_it_says(tmp_path):
    found = read(read_targets, tmp_path, "指標,年度,目標,単位\n通いの場参加率,R6,0.9,%\n通いの場参加率,R8,1.2,%\n")
    assert found.table["target"].tolist() == pytest.approx([0.009, 0.012])
    assert codes(found.findings) == []


def test_text_that_only_promises_a_figure_is_blank(tmp_path):
    rows = "".join(f"参加者数,{area},R8,10,{word}\n" for area, word in (("八万", "=B2*2"), ("加茂", "検討中")))
    table = read(read_targets, tmp_path, "指標,地区,年度,目標,実績\n" + rows, districts=DISTRICTS).table
    assert table["result"].isna().all()


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ("参加率,八万,令和8年度,,未定,%\n", "a.csv 2行目: 目標も実績も書かれていません"),
        ("参加率,八万,令和8年度,8,,%\n参加率,八万,R8,9,,%\n", "a.csv 3行目: 同じ内容の行が上にもあります"),
        ("参加率,八万,令和8年度,120,,%\n", "a.csv 2行目 「目標」列: 100%を超える割合です"),
        ("参加率,八万,令和8年度,8,約7,%\n", "a.csv 2行目 「実績」列: 数字として読めません"),
        ("参加者数,八万,令和8年度,-8,,人\n", "a.csv 2行目 「目標」列: マイナスの数"),
        ("参加率,八万,8,8,,%\n", "a.csv 2行目 「年度」列: 年度として読めません"),
        ("参加率,八万,令和8年度,8,,\n", "a.csv 2行目 「単位」列: 単位がわかりません"),
        ("参加率,,令和8年度,8,,%\n", "a.csv 2行目 「地区」列: 地区の名前が空欄です"),
        (",八万,令和8年度,8,,%\n", "a.csv 2行目 「指標」列: 必要な値が空欄です"),
    ],
)
def test_what_cant_be_is_refused_with_its_place(tmp_path, row, sentence):
    head = "指標,地区,年度,目標,実績,単位\n"
    assert refusal(lambda: read(read_targets, tmp_path, head + row, districts=DISTRICTS))[0].startswith(sentence)


def test_an_area_that_nobody_knows_has_to_be_accepted(tmp_path):
    rows = "参加率,八万,R8,8,%\n参加率,八萬東,R8,8,%\n"
    found = read(read_targets, tmp_path, "指標,地区,年度,目標,単位\n" + rows, districts=DISTRICTS)
    assert codes(found.findings) == ["unknown_districts", "direction_unknown"]


def test_a_table_without_targets_is_refused(tmp_path):
    said = refusal(lambda: read(read_targets, tmp_path, "指標,地区,備考\n参加率,八万,8\n"))
    assert "目標や実績の列が見つかりません" in said[0]


def test_years_without_target_or_result_are_refused(tmp_path):
    assert "目標か実績かがわかりません" in refusal(lambda: read(read_targets, tmp_path, "指標,R6年度\n参加率,8%\n"))[0]


def test_an_era_year_that_was_never_is_none(tmp_path):
    said = refusal(lambda: read(read_targets, tmp_path, "指標,年度,目標,単位\n参加率,八年,8,%\n"))
    assert "年度として読めません" in said[0]


def test_an_indicator_that_is_merged_over_rows_has_to_be_accepted(tmp_path):
    rows = "通いの場参加率,八万,R8,8,%\n,加茂,R8,6,%\n"
    found = read(read_targets, tmp_path, "指標,地区,年度,目標,単位\n" + rows, districts=DISTRICTS)
    assert found.table["indicator"].tolist() == ["通いの場参加率"] * 2
    (asked,) = found.findings
    assert (asked.code, asked.rows) == ("filled_down", (3,))


def test_the_way_in_which_plans_print_it(tmp_path):
    text = "成果指標,現状値(R5),目標値(R8)\n通いの場参加率,5.5%,8%\n"
    table = read(read_targets, tmp_path, text).table.sort_values("date")
    assert table["result"].tolist() == pytest.approx([0.055, float("nan")], nan_ok=True)
    assert table["target"].tolist() == pytest.approx([float("nan"), 0.08], nan_ok=True)
