"""Rates of cohorts, as a city copies them into our template."""

import math

import pytest

from shiensys.intake.outside.cohort_rates import read_cohort_rates
from shiensys.intake.request import Request
from shiensys.measures.differences import between
from tests.intake.sheets_made import TODAY, TOKUSHIMA, codes, read, refusal, text_file, workbook_file

HEAD = "期間,性別,年齢,生残率,純移動率\n"
AGES = [*(f"{first}～{first + 4}歳" for first in range(0, 85, 5)), "85歳以上"]


def lines(sex="男", period="2025～2030年", survival=0.9, migration=-0.01, ages=AGES):
    return "".join(f"{period},{sex},{age},{survival},{migration}\n" for age in ages)


@pytest.mark.parametrize("encoding", ["utf-8", "cp932"])
def test_our_template_with_both_sexes(tmp_path, encoding):
    path = text_file(tmp_path / "a.csv", HEAD + lines() + lines("女", survival=0.95), encoding)
    found = read_cohort_rates(Request(path, TOKUSHIMA, TODAY, part="社人研 令和5年推計"))
    table = found.table
    assert found.part == "社人研 令和5年推計"
    assert len(table) == 2 * 18
    assert table.iloc[0].dropna().to_dict() == {
        "source": "社人研 令和5年推計", "year_from": 2025, "years": 5, "sex": "male", "age_from": 0, "age_to": 4,
        "survival": 0.9, "migration": -0.01,
    }  # fmt: skip
    assert table["area"].isna().all()
    assert table.loc[table["age_to"].isna(), "age_from"].tolist() == [85, 85]
    assert codes(found.findings) == []


def test_cohorts_named_by_what_they_become_and_those_who_are_born(tmp_path):
    ages = [
        "出生→0～4歳",
        *(f"{first}～{first + 4}歳→{first + 5}～{first + 9}歳" for first in range(0, 85, 5)),
        "85歳以上→90歳以上",
    ]
    table = read(read_cohort_rates, tmp_path, HEAD + lines("計", ages=ages)).table
    assert table["age_from"].isna().sum() == 1
    assert table.iloc[0]["survival"] == 0.9
    assert table["age_from"].dropna().tolist() == [*range(0, 90, 5)]


def test_percent_below_a_title_is_read_as_shares(tmp_path):
    rows = [["徳島市の仮定値"], [], ["期間", "性別", "年齢", "生残率(%)", "純移動率(%)"]]
    rows += [["2025→2030", "計", age, 94.5, -1.5] for age in AGES]
    path = workbook_file(tmp_path / "a.xlsx", 仮定値=rows)
    found = read_cohort_rates(Request(path, TOKUSHIMA, TODAY))
    assert codes(found.findings) == ["rates_in_percent"]
    assert math.isclose(found.table["survival"].iloc[0], 0.945)
    assert math.isclose(found.table["migration"].iloc[0], -0.015)


def test_without_a_period_the_rates_hold_for_any_five_years(tmp_path):
    text = "年齢,生残率,純移動率\n" + "".join(f"{age},0.9,0\n" for age in AGES)
    table = read(read_cohort_rates, tmp_path, text).table
    assert table["year_from"].isna().all()
    assert table["years"].eq(5).all()
    assert set(table["sex"]) == {"total"}


def test_rates_of_a_district_stand_beside_those_of_the_city(tmp_path):
    text = "地区名,年齢,生残率,純移動率\n"
    text += "".join(f"{area},{age},0.9,0\n" for area in ("", "八万") for age in AGES)
    found = read(read_cohort_rates, tmp_path, text)
    assert found.table["area"].dropna().unique().tolist() == ["八万"]
    assert found.table["area"].isna().sum() == 18
    assert codes(found.findings) == ["no_districts_yet"]


TWO = HEAD + lines(ages=["0～4歳", "5歳以上"])
REFUSED = {
    "生残率は0から1まで": HEAD + lines(survival=1.2, sex="計", ages=["0～4歳", "5歳以上"]),
    "純移動率は-1から1まで": HEAD + lines(migration=1.5, sex="計", ages=["0～4歳", "5歳以上"]),
    "率として読めません": HEAD + lines(survival="高い", sex="計", ages=["5歳以上"]),
    "抜けている年齢: 5～9歳": HEAD + lines(sex="計", ages=["0～4歳", "10歳以上"]),
    "抜けている年齢: 0～4歳": HEAD + lines(sex="計", ages=["5～9歳", "10歳以上"]),
    "抜けている年齢: 5歳以上": HEAD + lines(sex="計", ages=["0～4歳"]),
    "男女の片方": TWO,
    "期間と同じ年数": HEAD + lines(sex="計", ages=["0～14歳", "15歳以上"]),
    "同じ期間・性別・年齢の率が2回": HEAD + lines(sex="計", ages=["0～4歳", "0～4歳", "5歳以上"]),
    "率が空欄": HEAD + lines(sex="計", survival="", ages=["0～4歳", "5歳以上"]),
    "期間として読めません": HEAD + lines(sex="計", period="5年間", ages=["0～4歳", "5歳以上"]),
    "期間の長さがそろって": HEAD
    + lines(sex="計", ages=["0～4歳", "5歳以上"])
    + lines(sex="計", period="2030～2031年", ages=["0歳", "1歳以上"]),
    "必要な見出し「純移動率」": "年齢,生残率\n0～4歳,0.9\n5歳以上,0.9\n",
    "年齢として読めません": HEAD + lines(sex="計", ages=["赤ちゃん"]),
}


@pytest.mark.parametrize(("sentence", "text"), REFUSED.items())
def test_what_is_refused_and_why(tmp_path, sentence, text):
    said = refusal(lambda: read(read_cohort_rates, tmp_path, text))
    assert sentence in said[0]


def test_a_rate_that_says_another_figure_is_the_same_cohort(tmp_path):
    first = read(read_cohort_rates, tmp_path, HEAD + lines("計")).table
    second = first.assign(survival=first["survival"].mask(first["age_from"] == 85, 0.5))
    found = between("cohort-rates", first, second)
    assert (found.count("changed"), found.count("added"), found.same) == (1, 0, 17)
