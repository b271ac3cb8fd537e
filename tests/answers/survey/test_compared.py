"""A district beside the city, those like it and the survey before; and over all indicators of a group."""

from functools import lru_cache

import pandas as pd
import pytest

from shiensys.answers import survey as told
from shiensys.answers.units import UnknownUnitError
from tests.answers.survey.surveys_made import ANSWERS, OLDER, survey, two_surveys
from tests.city_of import city, districts, population


@lru_cache
def both():
    old = survey({"港": (100, 70), "小川": (100, 60), "和田": (60, 12), "大富": (20, 4)}, date="2022-11-30")
    return two_surveys(survey(ANSWERS), old, population=population(OLDER))


@lru_cache
def of_port():
    return told.compared(both(), "falls", "d0")


def test_a_district_stands_beside_the_city_its_like_and_the_survey_before():
    table = of_port().table
    assert table["role"].tolist() == ["this", "city", "similar", "similar", "similar", "before"]
    assert table["name"].iloc[:2].tolist() == ["港", "焼津市"]
    assert set(table.loc[table["role"] == "similar", "name"]) == {"小川", "和田", "大富"}


def test_figures_are_those_of_the_menu():
    figures = ["answered", "direct", "share", "share_low"]
    row = of_port().table.iloc[0]
    same = told.rates(both(), "falls").table.loc["d0"]
    assert row[figures].tolist() == same[figures].tolist()


def test_what_can_be_said_of_each_is_said_in_words():
    table = of_port().table.set_index("role")
    assert table.loc["this", "difference_words"] == ""
    assert table.loc["before", "difference_words"].startswith("前の調査より減ったといえます(")
    ogawa = of_port().table.set_index("name").loc["小川"]
    assert ogawa["difference_words"].startswith("小川より少ないといえます(")
    assert ogawa["direction"] == "fewer"


def test_likeness_has_its_reasons():
    wada = of_port().table.set_index("name").loc["和田"]
    assert wada["reasons"] == "全体として近い"  # 1,000 and 500 people 65+; nothing else differs between districts
    assert any("順位ではありません" in note for note in of_port().notes)


def test_districts_shown_together_are_not_like_each_other():
    merged = city(districts=districts(), population=population(OLDER), survey=survey(ANSWERS | {"大富": (9, 3)}))
    similar = told.compared(merged, "falls", "d3").table
    assert "和田" not in similar.loc[similar["role"] == "similar", "name"].tolist()


def test_an_area_and_the_city_can_be_compared_too():
    assert told.compared(both(), "falls", "東").table["role"].tolist() == ["this", "city", "before"]
    assert told.compared(both(), "falls", "city").table["role"].tolist() == ["this", "before"]


def test_an_unknown_unit_is_a_sentence():
    with pytest.raises(UnknownUnitError, match="どこか"):
        told.compared(both(), "falls", "どこか")


def test_a_profile_has_a_row_for_all_that_was_asked():
    profile = told.profile(both(), "risks", "d1")
    assert profile.table["key"].tolist() == ["falls", "homebound"]
    row = profile.table.set_index("key").loc["falls"]
    assert row["difference_words"].startswith("市全体より多いといえます(")
    assert row["city"] == told.rates(both(), "falls", "city").table.loc["city", "share"]


def test_a_group_that_was_not_asked_is_an_empty_table_that_says_why():
    profile = told.profile(both(), "helpers", "d1")
    assert profile.table.empty
    assert any("聞いていません" in note for note in profile.notes)
    nothing = told.group_rates(city(districts=districts()), "risks", "district")
    assert any("まだありません" in note for note in nothing.notes)


def test_all_units_and_indicators_under_each_other():
    answer = told.group_rates(both(), "risks", "area")
    assert answer.table[["key", "name"]].to_numpy().tolist() == [
        ["falls", "東"], ["falls", "西"], ["homebound", "東"], ["homebound", "西"],
    ]  # fmt: skip
    assert set(answer.table["status"]) == {"custom"}
    assert answer.table["source"].str.contains("問2").all()
    same = told.rates(both(), "falls", "area").table["share"].tolist()
    assert answer.table["share"].tolist()[:2] == same
    assert {column.key for column in answer.columns} <= set(answer.table)
    assert not pd.isna(answer.table["answered"]).any()
