"""Residents by age, from the layouts that cities publish."""

import pandas as pd
import pytest

from shiensys.intake.people.population import read_population
from shiensys.intake.request import Request
from shiensys.text import speaking
from tests.intake.sheets_made import TODAY, codes, read, refusal, workbook_file

BANDS = [f"{age}-{age + 4}歳" for age in range(0, 85, 5)] + ["85歳以上"]
SEXES = [band + sex for band in BANDS for sex in ("の男性", "の女性")]
OLD = ["都道府県コード又は市区町村コード", "地域コード", "都道府県名", "市区町村名", "調査年月日", "地域名"]
NEW = ["全国地方公共団体コード", "地域コード", "地方公共団体名", "調査年月日", "町名"]
TOTALS = ["総人口", "男性", "女性"]
ENDS = ["世帯数", "備考"]


def population(path, text, **said):
    return read(read_population, path, text, **said)


def lines(*rows):
    return "".join(",".join(map(str, row)) + "\n" for row in rows)


def persons(table: pd.DataFrame, **where) -> float:
    chosen = table
    for column, value in where.items():
        chosen = chosen[chosen[column] == value]
    return chosen["persons"].sum()


def standard(*, code="362018", total=540, date="2026-03-31"):
    """The 47 columns of 推奨データセット: men 10 in each band, women 20."""
    return lines(
        OLD + TOTALS + SEXES + ENDS,
        [code, "01", "徳島県", "徳島市", date, "八万", total, 180, 360] + [10, 20] * 18 + [99, ""],
    )


def test_the_standard_layout_of_47_columns(tmp_path):
    found = population(tmp_path, standard())
    assert len(OLD + TOTALS + SEXES + ENDS) == 47
    assert persons(found.table, sex="female", age_from=85) == 20
    assert persons(found.table) == 540
    assert (found.part, found.city_name, found.facts["areas"]) == ("2026-03-31", "徳島市", 1)
    assert codes(found.findings) == ["households_there", "no_districts_yet", "one_date"]
    assert found.table["area_code"].unique().tolist() == ["01"]


def test_the_newer_edition_with_a_renamed_column_of_areas(tmp_path):
    row = ["362018", "01", "徳島県徳島市", "R8.3.31", "八万", 540, 180, 360] + [10, 20] * 18 + ["", ""]
    found = population(tmp_path, lines(NEW + TOTALS + SEXES + ENDS, row))
    assert (persons(found.table), found.city_name) == (540, "徳島市")


def test_the_english_layout(tmp_path):
    heads = ["prefCode", "regionCode", "prefName", "cityName", "surveyDate", "regionName", "totalPopulation", "male"]
    heads += ["woman"] + [f"{sex}{n}" for n in range(1, 19) for sex in ("man", "woman")] + ["numberOfHouseholds"]
    row = ["362018", "1", "徳島県", "徳島市", "2026-03-31", "八万", 540, 180, 360] + [10, 20] * 18 + [99]
    found = population(tmp_path, lines(heads, row))
    assert persons(found.table, sex="male", age_from=85) == 10
    assert found.table.loc[found.table["age_from"] == 85, "age_to"].isna().all()


def test_a_stated_total_that_differs_is_reported_and_nothing_changes(tmp_path):
    found = population(tmp_path, standard(total=550))
    assert persons(found.table) == 540
    assert str(found.findings[0]) == (
        "a.csv 2行目 「総人口」列: 八万(令和8年3月31日)は550人と書かれていますが、年齢ごとの人数を足すと540人です。"
        "数字は直さず、年齢ごとの人数を使います。"
    )


def test_the_same_in_english(tmp_path):
    found = population(tmp_path, standard(total=550))
    with speaking("en"):
        assert "is stated as 550 persons, but the ages add up to 540" in str(found.findings[0])


def test_many_totals_that_differ_are_counted(tmp_path):
    rows = [[f"第{n}地区", "2026-03-31", 9, 5, 5] for n in range(12)]
    found = population(tmp_path, lines(["地区名", "調査年月日", "総数", "0～64歳", "65歳以上"], *rows))
    assert codes(found.findings)[:11] == ["total_differs"] * 10 + ["more_totals_differ"]
    assert found.findings[10].values == {"n": 2}


def test_our_template_keeps_none_unknown_and_hidden_apart(tmp_path):
    found = population(
        tmp_path,
        "地区名,地区コード,調査年月日,性別,年齢から,年齢まで,人数\n"
        "八万,01,R8.3.31,男,0,64,５人\n八万,01,R8.3.31,男,65,,X\n"
        "八万,01,R8.3.31,女,0,64,***\n八万,01,R8.3.31,女,65,,-\n八万,01,R8.3.31,女,,,1\n",
    )
    assert found.table["status"].tolist() == ["stated", "hidden", "unknown", "none", "stated"]
    assert found.table["persons"].fillna(-1).tolist() == [5, -1, -1, 0, 1]
    assert found.table["age_from"].isna().tolist() == [False, False, False, False, True]


def test_overlapping_ages_count_nobody_twice(tmp_path):
    found = population(
        tmp_path, "地区名,調査年月日,0～64歳,65歳以上,65～74歳,75歳以上,不詳\n八万,2026-03-31,5,3,1,2,4\n"
    )
    assert found.table["age_from"].fillna(-1).tolist() == [0, 65, 75, -1]
    assert persons(found.table) == 12


def test_both_sexes_together_are_taken_where_one_sex_is_missing(tmp_path):
    found = population(
        tmp_path, "地区名,調査年月日,性別,0～64歳,65歳以上\n八万,2026-03-31,総数,5,3\n八万,2026-03-31,男,2,1\n"
    )
    assert found.table["sex"].unique().tolist() == ["total"]
    assert persons(found.table) == 8


def test_men_and_women_are_kept_apart_where_both_are_there(tmp_path):
    rows = "八万,2026-03-31,総数,5,3\n八万,2026-03-31,男,2,1\n八万,2026-03-31,女,3,2\n"
    found = population(tmp_path, "地区名,調査年月日,性別,0～64歳,65歳以上\n" + rows)
    assert found.table["sex"].tolist() == ["male", "male", "female", "female"]
    assert persons(found.table) == 8


def test_ages_in_rows_with_the_district_written_once(tmp_path):
    text = "地区名,年齢,総数,男,女\n八万,総数,12,6,6\n,0～64歳,6,3,3\n,65歳以上,6,3,3\n"
    found = population(tmp_path, text, date=TODAY)
    assert persons(found.table, area="八万", sex="female") == 6
    assert codes(found.findings) == ["names_filled", "no_districts_yet", "one_date"]


def test_two_row_headings_of_a_workbook(tmp_path):
    rows = [["年齢別人口"], ["地区名", "0～64歳", None, "65歳以上", None], [None, "男", "女", "男", "女"]]
    path = workbook_file(tmp_path / "a.xlsx", 人口=[*rows, ["八万", 1, 2, 3, "４"], ["合計", 1, 2, 3, 5]])
    found = read_population(Request(path, "36201", TODAY, date=TODAY))
    assert persons(found.table, sex="female", age_from=65) == 4
    assert codes(found.findings)[:2] == ["total_rows", "city_total_differs"]


def test_a_mapping_explains_headings_of_ones_own(tmp_path):
    found = population(
        tmp_path, "なまえ,いつ,0～64歳,65歳以上\n八万,2026-03-31,5,3\n", mapping={"area": "なまえ", "date": "いつ"}
    )
    assert persons(found.table, area="八万") == 8


def test_ages_that_an_area_lacks_are_unknown_and_not_nobody(tmp_path):
    rows = "八万,2026-03-31,男女計,0,64,5\n八万,2026-03-31,男女計,65,,3\n加茂,2026-03-31,男女計,0,64,4\n"
    found = population(tmp_path, "地区名,調査年月日,性別,年齢から,年齢まで,人数\n" + rows)
    kamo = found.table[found.table["area"] == "加茂"]
    assert kamo["persons"].isna().tolist() == [False, True]
    assert codes(found.findings)[0] == "ages_missing"


def test_a_table_of_a_whole_prefecture_is_cut_to_the_city(tmp_path):
    text = standard() + standard(code="352152").splitlines(keepends=True)[1].replace("八万", "徳山")
    found = population(tmp_path, text)
    assert found.table["area"].unique().tolist() == ["八万"]
    assert "rows_cut_to_city" in codes(found.findings)


def test_small_areas_of_the_census(tmp_path):
    heads = ["KEY_CODE", "HYOSYO", "CITYNAME", "NAME", "HTKSYORI", "T001082001", "T001082002", "T001082019"]
    labels = ["", "", "", "", "", "総数（不詳含む）", "総数０～６４歳", "総数６５歳以上"]
    rows = [
        ["36201", 1, "徳島市", "", 0, 18, 12, 6],
        ["362010010", 2, "徳島市", "八万町", 0, 9, 6, 3],
        ["36201001001", 3, "徳島市", "八万町一丁目", 0, 4, 3, 1],
        ["36201001002", 3, "徳島市", "八万町二丁目", 2, "X", "X", "X"],
        ["362010020", 2, "徳島市", "加茂町", 0, 9, 9, "-"],
        ["35215", 1, "周南市", "", 0, 1, 1, 0],
    ]
    found = population(tmp_path, lines(heads, labels, *rows), date=TODAY)
    assert found.table["area"].unique().tolist() == ["八万町一丁目", "八万町二丁目", "加茂町"]
    assert found.table["status"].tolist() == ["stated", "stated", "hidden", "hidden", "stated", "none"]
    assert persons(found.table) == 13


def test_parts_of_one_town_that_stand_apart_are_added_up(tmp_path):
    heads = ["KEY_CODE", "HYOSYO", "CITYNAME", "NAME", "T001082002", "T001082019"]
    labels = ["", "", "", "", "総数０～６４歳", "総数６５歳以上"]
    rows = [["362010010", 2, "徳島市", "八万町", 6, 3], ["362010020", 2, "徳島市", "八万町", 1, "X"]]
    found = population(tmp_path, lines(heads, labels, *rows), date=TODAY)
    assert found.table["persons"].fillna(-1).tolist() == [7, -1]


REFUSED = {
    "すべての行が別の市区町村": standard(code="352152"),
    "すべての行が別の市区町村(コード: 35215)": "KEY_CODE,HYOSYO,NAME,T001082002\n,,,総数65歳以上\n352150010,2,徳山,3\n",
    "今日(令和8年11月21日)より先の日付": standard(date="2026-12-31"),
    "いつの数字かが書かれていません": "地区名,0～64歳,65歳以上\n八万,5,3\n",
    "必要な見出し「地区名」がありません": "調査年月日,0～64歳,65歳以上\n2026-03-31,5,3\n",
    "年齢ごとの人数の列が見つかりません": "地区名,調査年月日,総人口\n八万,2026-03-31,5\n",
    "抜けている年齢: 5～64歳。": "地区名,調査年月日,0～4歳,65歳以上\n八万,2026-03-31,5,3\n",
    "抜けている年齢: 75歳以上。": "地区名,調査年月日,0～64歳,65～74歳\n八万,2026-03-31,5,3\n",
    "年齢の区分が重なっていて": "地区名,調査年月日,0～64歳,60～69歳,75歳以上,66～74歳\n八万,2026-03-31,5,3,1,1\n",
    "男女の片方の人数しかそろっていません": "地区名,調査年月日,0～64歳_男,65歳以上_男\n八万,2026-03-31,5,3\n",
    "a.csv 3行目: 同じ地区・日付・性別・年齢の数字が2回": "地区名,調査年月日,0～64歳,65歳以上\n"
    + "八万,2026-03-31,5,3\n" * 2,
    "a.csv 2行目 「65歳以上」列: マイナスの数": "地区名,調査年月日,0～64歳,65歳以上\n八万,2026-03-31,5,-3\n",
    "a.csv 2行目 「65歳以上」列: 数字として読めません": "地区名,調査年月日,0～64歳,65歳以上\n八万,2026-03-31,5,約3\n",
    "a.csv 2行目 「性別」列: 性別として読めません": "地区名,調査年月日,性別,0～64歳,65歳以上\n八万,2026-03-31,犬,5,3\n",
    "a.csv 2行目 「地区名」列: 地区の名前が空欄です": "地区名,調査年月日,0～64歳,65歳以上\n,2026-03-31,5,3\n",
    "a.csv 2行目 「年齢」列: 年齢として読めません": "地区名,調査年月日,年齢,人数\n八万,2026-03-31,若い,3\n",
    "必要な見出し「人数」がありません": "地区名,調査年月日,年齢\n八万,2026-03-31,65歳\n",
}


@pytest.mark.parametrize(("sentence", "text"), REFUSED.items())
def test_what_is_refused_and_why(tmp_path, sentence, text):
    said = refusal(lambda: population(tmp_path, text))
    assert len(said) == 1
    assert sentence in said[0]
