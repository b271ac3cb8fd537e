"""Forecasts for the whole city: the official workbooks as they are, and tables of a city's own."""

import pandas as pd
import pytest

from shiensys.intake.outside.city_forecast import read_city_forecast
from shiensys.intake.request import Request
from tests.intake.outside.projections_made import AGES, YEARS, book, listed, municipality, stacked
from tests.intake.sheets_made import TODAY, TOKUSHIMA, codes, read, refusal, text_file, workbook_file

TSURUGI = ("36468", "つるぎ町")


def forecast(path, **said):
    return read_city_forecast(Request(path, TOKUSHIMA, TODAY, **said))


def test_the_page_of_the_city_is_found_among_those_of_its_prefecture(tmp_path):
    pages = {"3600_徳島県": municipality("36000", "徳島県", 9), "36201_徳島市": municipality("36201", "徳島市")}
    found = forecast(book(tmp_path / "36.xlsx", **pages, **{"36468_つるぎ町": municipality(*TSURUGI, 3)}))
    assert found.city_name == "徳島市"
    assert (found.part, codes(found.findings)) == ("社人研 令和5年推計", ["forecast_cut"])
    table = found.table
    assert len(table) == len(YEARS) * 2 * len(AGES)
    assert table["date"].dt.strftime("%F").unique().tolist() == [f"{year}-10-01" for year in YEARS]
    young = table[(table["age_from"] == 0) & (table["date"] == "2030-10-01")]
    assert young[["sex", "age_to", "persons"]].to_numpy().tolist() == [["male", 4, 98], ["female", 4, 108]]
    assert table.loc[table["age_to"].isna(), "age_from"].unique().tolist() == [95]
    assert "国立社会保障・人口問題研究所" in found.source


def test_the_list_of_all_municipalities_is_cut_to_the_city(tmp_path):
    rows = listed((36000, "a", "徳島県"), (36201, "2", "徳島市"), (1100, "1", "札幌市"))
    found = forecast(book(tmp_path / "suikei_kekka.xlsx", Sheet1=rows))
    assert (found.part, found.city_name, codes(found.findings)) == ("社人研 令和5年推計", "徳島市", ["forecast_cut"])
    whole = found.table.groupby(["date", "sex"])["persons"].sum().unstack()
    assert whole.loc["2020-10-01"].to_dict() == {"male": 2 * 1240, "female": 2 * 1440}
    assert found.facts["rows"] == 280


def test_a_list_with_one_row_of_headings_says_the_sex_in_each(tmp_path):
    rows = listed((36201, "2", "徳島市"))
    heads = [f"{sex}{age}" if age in AGES else sex for sex in ("男女計", "女", "男") for age in ("計", *AGES, "")]
    lines = [[*row[:5], *row[5:27], *row[49:71], *row[27:49]] for row in rows[5:]]
    one = [["コード", "市などの別", "都道府県", "市区町村", "年", *heads], *lines]
    found = forecast(book(tmp_path / "a.xlsx", Sheet1=one))
    assert found.table.groupby("sex")["persons"].sum().to_dict() == {"male": 8260, "female": 9660}


def test_a_list_with_a_column_of_the_sex(tmp_path):
    heads = ["市区町村コード", "年", "性別", *AGES]
    rows = [
        [code, year, sex, *[n] * 20]
        for code in ("36201", "36202")
        for year in (2025, 2030)
        for sex, n in (("男", 1), ("女", 2))
    ]
    found = forecast(workbook_file(tmp_path / "a.xlsx", 推計=[heads, *rows]))
    assert found.table.groupby("sex")["persons"].sum().to_dict() == {"male": 40, "female": 80}
    assert codes(found.findings) == ["rows_cut_to_city"]


def test_a_code_below_10000_is_written_without_its_zero(tmp_path):
    path = book(tmp_path / "a.xlsx", Sheet1=listed((1100, "1", "札幌市")))
    assert read_city_forecast(Request(path, "01100", TODAY)).city_name == "札幌市"


def test_the_edition_before_has_men_and_women_below_each_other(tmp_path):
    found = forecast(book(tmp_path / "36.xlsx", **{"36201": stacked("36201", "徳島市")}))
    assert found.part == "社人研 平成30年推計"
    assert found.table.groupby("sex", sort=False)["persons"].sum().to_dict() == {"male": 7 * 190, "female": 7 * 228}
    assert found.table["age_from"].max() == 90


def test_residents_of_a_village_that_look_like_years_are_no_headings(tmp_path):
    rows = [["年齢", 2020, 2025], ["総数", 2030, 2040], ["0～64歳", 1000, 1100], ["65歳以上", 1030, 940]]
    found = forecast(workbook_file(tmp_path / "a.xlsx", 推計=rows))
    assert found.table["persons"].tolist() == [1000, 1030, 1100, 940]
    assert found.findings == ()


OWN = "年,性別,年齢,人口\n2025,男,0～64歳,30\n2025,男,65歳以上,12\n2025,女,0～64歳,31\n2025,女,65歳以上,15\n"


@pytest.mark.parametrize("encoding", ["utf-8", "cp932", "utf-8-sig"])
def test_our_template_with_a_row_an_age(tmp_path, encoding):
    path = text_file(tmp_path / "a.csv", OWN + OWN.split("\n", 1)[1].replace("2025", "令和12年"), encoding)
    found = forecast(path, part="市人口ビジョン")
    assert (found.part, set(found.table["source"])) == ("市人口ビジョン", {"市人口ビジョン"})
    assert found.table["date"].dt.year.unique().tolist() == [2025, 2030]
    assert found.table[found.table["date"] == "2030-10-01"]["persons"].tolist() == [30, 12, 31, 15]


def test_years_down_and_ages_across(tmp_path):
    text = "徳島市の推計\n年,総数,0～14歳,15～64歳,65歳以上\n2025,100,10,60,30\n2030,98,9,58,31\n"
    found = read(read_city_forecast, tmp_path, text)
    assert found.table["persons"].tolist() == [10, 60, 30, 9, 58, 31]
    assert set(found.table["sex"]) == {"total"}


def test_ages_down_and_years_across_below_a_title_with_men_and_women_in_rows(tmp_path):
    rows = [["徳島市の将来人口"], [], ["性別", "年齢", "2025年", "2030年", "2040年"]]
    rows += [["男", "総数", 40, 39, 37], ["男", "0～64歳", 30, 28, 25], ["男", "65歳以上", 10, 11, 12]]
    rows += [["女", "0～64歳", 31, 29, 26], ["女", "65歳以上", 14, 15, 16]]
    found = forecast(workbook_file(tmp_path / "a.xlsx", 推計=rows))
    assert found.table.groupby("date")["persons"].sum().tolist() == [85, 83, 79]
    assert codes(found.findings) == ["years_uneven"]


def test_men_and_women_below_each_year(tmp_path):
    rows = [
        ["市の将来人口"],
        ["年齢", "2025年", None, None, "2030年", None, None],
        [None, "計", "男", "女", "計", "男", "女"],
    ]
    rows += [["総数", 30, 14, 16, 28, 13, 15], ["0～64歳", 20, 10, 10, 17, 8, 9], ["65歳以上", 10, 4, 6, 11, 5, 6]]
    found = forecast(workbook_file(tmp_path / "a.xlsx", 推計=rows))
    assert found.table["persons"].tolist() == [10, 4, 10, 6, 8, 5, 9, 6]
    assert found.table["sex"].tolist() == ["male", "male", "female", "female"] * 2
    assert found.findings == ()


def test_the_sex_above_the_ages_of_each_block(tmp_path):
    rows = [["男", None, None, None, "女"], ["年齢", 2025.0, 2030.0, None, "年齢", 2025.0, 2030.0]]
    rows += [["0～64歳", 10, 8, None, "0～64歳", 11, 9], ["65歳以上", 4, 5, None, "65歳以上", 6, 7]]
    found = forecast(workbook_file(tmp_path / "a.xlsx", 推計=rows))
    assert found.table["persons"].tolist() == [10, 4, 11, 6, 8, 5, 9, 7]


def test_a_sheet_a_sex(tmp_path):
    def rows(n):
        return [["年齢", "2025年", "2030年"], ["0～64歳", n, n], ["65歳以上", n, n]]

    found = forecast(workbook_file(tmp_path / "a.xlsx", 男=rows(1), 女=rows(2)))
    assert found.table.groupby("sex")["persons"].sum().to_dict() == {"male": 4, "female": 8}


def test_a_total_that_is_not_the_sum_has_to_be_accepted(tmp_path):
    found = read(read_city_forecast, tmp_path, "年,総数,0～64歳,65歳以上\n2025,120,60,30\n2030,90,58,31\n")
    assert codes(found.findings) == ["forecast_total_differs"]
    assert "2025年は120人と書かれていますが、年齢ごとの人数を足すと90人です" in str(found.findings[0])


def test_what_is_worth_knowing_about_the_years(tmp_path):
    alone = read(read_city_forecast, tmp_path, "年,0～64歳,65歳以上\n2025,60,30\n")
    assert codes(alone.findings) == ["one_forecast_year"]
    mixed = read(read_city_forecast, tmp_path, "年,0～64歳,65歳以上\n2030,58,31\n2025,60,30\n")
    assert codes(mixed.findings) == ["years_unordered"]
    assert mixed.table["date"].is_monotonic_increasing


REFUSED = {
    "2025年の、同じ性別・年齢の人数が2回": "年,0～64歳,65歳以上\n2025,6,3\n2025,6,3\n",
    "2030年の人数に、ほかの年にはある年齢が": "年,年齢,人口\n2025,0～64歳,6\n2025,65歳以上,3\n2030,0～64歳,6\n",
    "人数が空欄のところが1か所": "年,0～64歳,65歳以上\n2025,6,\n2030,6,3\n",
    "マイナスの数": "年,0～64歳,65歳以上\n2025,6,-3\n2030,6,3\n",
    "抜けている年齢: 65～74歳": "年,0～64歳,75歳以上\n2025,6,3\n2030,6,3\n",
    "男女の片方の人数しか": "年,性別,0～64歳,65歳以上\n2025,男,6,3\n2030,男,6,3\n",
    "年として読めません": "年,0～64歳,65歳以上\n令和7年度,6,3\n",
    "千人単位の表です": "将来人口(千人)\n年,0～64歳,65歳以上\n2025,6,3\n",
    "必要な見出し「年」がありません": "性別,0～64歳,65歳以上\n男,6,3\n",
    "見出しの行が見つかりません": "いろは,にほへ\nちり,ぬる\n",
}


@pytest.mark.parametrize(("sentence", "text"), REFUSED.items())
def test_what_is_refused_and_why(tmp_path, sentence, text):
    said = refusal(lambda: read(read_city_forecast, tmp_path, text))
    assert len(said) == 1
    assert sentence in said[0]


def test_a_workbook_of_other_municipalities_alone_is_refused_with_their_codes(tmp_path):
    paged = book(tmp_path / "36.xlsx", **{"36468_つるぎ町": municipality(*TSURUGI)})
    assert "36468" in refusal(lambda: forecast(paged))[0]
    whole = book(tmp_path / "kekka.xlsx", Sheet1=listed((1100, "1", "札幌市")))
    assert "01100" in refusal(lambda: forecast(whole))[0]


def test_an_official_table_of_totals_alone_is_refused_with_what_would_do(tmp_path):
    rows = [["結果表1 総人口"], [], [], ["コード", "市などの別", "都道府県", "市区町村", "総人口"]]
    rows += [[None] * 4 + ["2020年", "2025年"], [36201, "2", "徳島県", "徳島市", 252391, 246000]]
    said = refusal(lambda: forecast(workbook_file(tmp_path / "kekkahyo1.xlsx", Sheet1=rows)))
    assert "年齢ごとの人数の表ではありません" in said[0]
    assert "市区町村" in said[0]


def test_pages_without_a_name_cannot_be_told_apart(tmp_path):
    rows = [["年齢", "2025年", "2030年"], ["0～64歳", 1, 1], ["65歳以上", 1, 1]]
    said = refusal(lambda: forecast(workbook_file(tmp_path / "a.xlsx", 案1=rows, 案2=rows)))
    assert "案1、案2" in said[0]


def test_a_figure_that_is_no_number_is_named_by_sheet_row_and_year(tmp_path):
    page = municipality("36201", "徳島市")
    page[5][3] = "約10"
    said = refusal(lambda: forecast(book(tmp_path / "36.xlsx", **{"36201_徳島市": page})))
    assert "36201_徳島市" in said[0]
    assert "6行目" in said[0]
    assert "2030年" in said[0]
    assert "約10" not in said[0]


def test_the_types_are_those_of_the_table(tmp_path):
    table = forecast(book(tmp_path / "36.xlsx", **{"36201_徳島市": municipality("36201", "徳島市")})).table
    assert str(table["age_to"].dtype) == "Int16"
    assert isinstance(table["date"].iloc[0], pd.Timestamp)


def test_a_table_that_begins_in_a_later_column_and_row(tmp_path):
    rows = [
        [],
        [],
        [None, None, "年齢", "2025年", "2030年"],
        [None, None, "0～64歳", 10, 9],
        [None, None, "65歳以上", 5, 6],
    ]
    found = forecast(workbook_file(tmp_path / "a.xlsx", 推計=rows))
    assert found.table["persons"].tolist() == [10, 5, 9, 6]
    rows[4][3] = "約5"
    assert "5行目 「2025年」列" in refusal(lambda: forecast(workbook_file(tmp_path / "a.xlsx", 推計=rows)))[0]


def test_what_an_official_file_is_taken_for_is_told_before_it_is_refused(tmp_path):
    told = []
    path = book(tmp_path / "kekka.xlsx", Sheet1=listed((1100, "1", "札幌市")))
    refusal(lambda: forecast(path, tell=told.append))
    heads = [column.heading for column in told[0].columns]
    assert heads[:7] == ["コード", "市などの別", "都道府県", "市区町村", "年", "計", "0～4歳"]
    assert told[0].heading_row == 5
