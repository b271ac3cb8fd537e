"""A contractor's cross-tables: kinds of support and indicators, by district, age or sex."""

import datetime as dt

import geopandas as gpd
import pandas as pd
import pytest

from shiensys.intake.answers import survey_table_kinds
from shiensys.intake.answers.survey_table import read_survey_table
from shiensys.intake.findings import RefusedError
from shiensys.tables.indicators import indicators
from shiensys.tables.survey import SurveyTable
from tests.intake.sheets_made import codes, read, refusal

DISTRICTS = gpd.GeoDataFrame({"district_id": ["1", "2"], "name": ["八万", "加茂"], "area": ["南", "西"]})
SAID = {"survey": "令和7年度ニーズ調査", "date": dt.date(2026, 1, 31), "districts": DISTRICTS}
HEAD = "分け方,区分,地区名,支え合いの種類・指標,集計の種類,回答者数,該当者数\n"


def table(tmp_path, *rows: str, head: str = HEAD):
    return read(read_survey_table, tmp_path, head + "".join(f"{row}\n" for row in rows), **SAID)


def said(tmp_path, *rows: str, head: str = HEAD) -> list[str]:
    return refusal(lambda: table(tmp_path, *rows, head=head))


def test_a_report_by_district_age_and_sex_is_one_table(tmp_path):
    found = table(
        tmp_path,
        "地区別,,八万,転倒のリスク,,120,40",
        "年齢別,75～79歳,,転倒のリスク,,210,71",
        "年齢別,85歳以上,全体,転倒のリスク,,90,45",
        "性別,女,,転倒のリスク,,300,110",
        "市全体,,,転倒のリスク,,560,190",
        "地区別,,加茂,ごみ出し,解決できない,98,9",
    )
    assert found.findings == ()
    assert found.table["by"].tolist() == ["district", "age", "age", "sex", "city", "district"]
    assert found.table["cell"].fillna("").tolist() == ["", "75-79", "85-", "female", "", ""]
    assert found.table["area"].fillna("").tolist() == ["八万", "", "", "", "", "加茂"]
    assert found.table["kind"].tolist() == ["falls"] * 5 + ["rubbish"]
    assert found.table["basis"].tolist() == ["indicator"] * 5 + ["unsolved"]


def test_the_part_alone_tells_by_what_a_row_divides(tmp_path):
    head = "性別,指標,回答数,割合\n"
    found = table(tmp_path, "男,うつ傾向,100,38.3%", "女,うつ傾向,150,42%", "計,うつ傾向,250,40.5%", head=head)
    assert found.table[["by", "cell", "count"]].values.tolist() == [
        ["sex", "male", pytest.approx(38.3)],
        ["sex", "female", pytest.approx(63)],
    ]
    assert codes(found.findings) == ["totals_left_out"]


def test_totals_of_districts_are_left_out_as_before_and_stand_beside_other_rows(tmp_path):
    rows = ("地区別,,八万,閉じこもり,,100,20", "地区別,,合計,閉じこもり,,100,20", "性別,男,合計,閉じこもり,,50,9")
    found = table(tmp_path, *rows)
    assert found.table["by"].tolist() == ["district", "sex"]
    assert codes(found.findings) == ["totals_left_out"]
    assert found.findings[0].rows == (3,)


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ("年齢別,75～79歳,八万,転倒,,30,9", "2行目 「地区名」列: 地区を年齢や性別に分けた行は"),
        (",女,八万,転倒,,30,9", "2行目 「地区名」列: 地区を年齢や性別に分けた行は"),
        ("年齢別,女,,転倒,,30,9", "2行目 「区分」列: 区分が読めません"),
        ("年齢別,,,転倒,,30,9", "2行目 「区分」列: 区分が読めません"),
        (",若い人,八万,転倒,,30,9", "2行目 「区分」列: 区分が読めません"),
        ("血液型別,,八万,転倒,,30,9", "2行目 「分け方」列: 決められた言葉ではありません"),
        ("地区別,,,転倒,,30,9", "地区の名前が空欄です"),
        (
            "地区別,,八万,転倒の気配,,30,9",
            "「転倒の気配」という支え合いの種類や指標はありません。近いもの: 転倒の",
        ),
        ("地区別,,八万,転倒,,30,31", "該当者数が回答者数より多くなっています"),
        ("地区別,,八万,配食,,30,9", "「集計の種類」列: 必要な値が空欄です"),
    ],
)
def test_rows_that_cant_be_are_refused_with_their_place(tmp_path, row, sentence):
    assert sentence in said(tmp_path, row)[0]


def test_a_cell_stands_once_and_ages_are_cells_of_their_own(tmp_path):
    once = ("年齢別,65～69歳,,転倒,,30,9", "年齢別,70～74歳,,転倒,,30,9")
    assert len(table(tmp_path, *once).table) == 2
    assert "3行目: 同じ内容の行が上にもあります" in said(tmp_path, once[0], once[0].replace("転倒", "転倒リスク"))[0]


def test_a_table_of_indicators_needs_no_basis_and_one_by_age_no_districts(tmp_path):
    head = "年齢階級,リスク,n,該当者数\n"
    found = table(tmp_path, "65-69歳,低栄養,200,2", head=head)
    assert found.table[["by", "cell", "kind"]].values.tolist() == [["age", "65-69", "undernutrition"]]
    assert "「地区名」" in said(tmp_path, "転倒,10,1", head="指標,回答数,該当者数\n")[0]
    assert "「集計の種類」" in said(tmp_path, "八万,配食,10,1", head="地区名,指標,回答数,該当者数\n")[0]


def test_every_indicator_is_known_by_its_names_and_its_key():
    for each in indicators():
        assert {survey_table_kinds.key(word) for word in (each.key, each.name_ja, each.name_en)} == {each.key}


def test_words_of_reports_name_indicators_and_never_a_kind_of_support():
    words = pd.read_csv(survey_table_kinds.REFERENCE_FOLDER / "indicator_words.csv")
    assert [survey_table_kinds.key(word) for word in words["word"]] == words["indicator"].tolist()
    assert set(words["indicator"]) <= {each.key for each in indicators()}


def test_tables_stored_before_there_were_other_parts_are_valid(tmp_path):
    old = table(tmp_path, "地区別,,八万,ごみ出し,困っている,10,1").table.drop(columns=["by", "cell"])
    assert SurveyTable.validate(old).equals(old)


def test_an_unknown_word_names_all_its_rows(tmp_path):
    with pytest.raises(RefusedError) as refused:
        table(tmp_path, "地区別,,八万,転ばない,,30,9", "地区別,,加茂,転ばない,,30,9")
    assert [each.rows for each in refused.value.findings] == [(2, 3)]
