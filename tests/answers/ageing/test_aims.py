"""The plan's targets beside results: the city's own, and those that the product can tell."""

import dataclasses
import datetime as dt

import pandas as pd
import pytest

from shiensys.answers.ageing import aims
from tests.answers.ageing.ageless import ageless
from tests.answers.survey.surveys_made import survey

LAST, THIS, COMING = (pd.Timestamp(year, 3, 31) for year in (2026, 2027, 2030))  # today is 31 October 2026
BETTER, NEITHER, FEWER = "better", "neutral", "worse"


def plan(*rows) -> pd.DataFrame:
    """Targets: indicator, area, day, target, result, unit, direction."""
    names = ["indicator", "area", "date", "target", "result", "unit", "higher"]
    table = pd.DataFrame(list(rows), columns=names).assign(source=pd.Series([None] * len(rows), dtype="str"))
    return table.astype({"target": float, "result": float})


def told(*rows, **tables):
    return aims(ageless(2016, 2021, 2026, targets=plan(*rows), **tables))


def only(answer) -> pd.Series:
    assert len(answer.table) == 1
    return answer.table.iloc[0]


@pytest.mark.parametrize(
    ("target", "result", "higher", "state", "difference"),
    [
        (0.08, 0.09, BETTER, "reached", "目標より1.0ポイント多い"),
        (0.08, 0.08, BETTER, "reached", "目標と同じ"),
        (0.08, 0.065, BETTER, "short", "目標より1.5ポイント少ない"),
        (0.30, 0.25, FEWER, "reached", "目標より5.0ポイント少ない"),
        (0.30, 0.35, FEWER, "short", "目標より5.0ポイント多い"),
        (0.195, 0.2, NEITHER, "neutral", "目標より0.5ポイント多い"),
        (0.08, None, BETTER, "open", ""),
        (None, 0.08, BETTER, "open", ""),
    ],
)
def test_reached_or_short_by_what_is_better(target, result, higher, state, difference):
    row = only(told(("ある割合", "市全域", LAST, target, result, "share", higher)))
    assert (row["state"], row["difference_words"]) == (state, difference)


def test_the_year_is_the_fiscal_year_that_ends_on_the_day():
    row = only(told(("ある数", "市全域", LAST, 10, 12, "number", BETTER)))
    assert (row["year_words"], row["date"]) == ("令和7年度", dt.date(2026, 3, 31))
    assert (row["target_words"], row["result_words"]) == ("10", "12")


def test_a_year_to_come_has_no_result_yet():
    row = only(told(("高齢化率", "市全域", COMING, 0.3, None, "share", NEITHER)))
    assert (row["state"], row["result_words"]) == ("open", "これから")


def test_targets_are_for_the_city_its_areas_and_its_districts_in_this_order():
    rows = [("ある数", area, LAST, 10, 12, "number", BETTER) for area in ("小川", "西", "市全域", "港")]
    table = told(*rows).table
    assert table["name"].tolist() == ["焼津市", "西", "港", "小川"]
    assert table["level"].tolist() == ["city", "area", "district", "district"]
    assert table["unit_id"].tolist() == ["city", "西", "d0", "d1"]


def test_indicators_keep_the_order_of_the_plan():
    rows = [(name, "市全域", LAST, 10, 12, "number", BETTER) for name in ("乙", "甲")]
    answer = told(*rows)
    assert answer.indicators == ("乙", "甲")
    assert answer.table["indicator"].tolist() == ["乙", "甲"]


def test_one_level_alone():
    rows = [("ある数", area, LAST, 10, 12, "number", BETTER) for area in ("小川", "市全域")]
    found = aims(ageless(2021, 2026, targets=plan(*rows)), "district")
    assert found.table["name"].tolist() == ["小川"]


def test_an_area_that_the_city_doesnt_have_is_left_out_and_named():
    rows = [("ある数", area, LAST, 10, 12, "number", BETTER) for area in ("小川", "となり町")]
    answer = told(*rows)
    assert answer.table["name"].tolist() == ["小川"]
    assert answer.notes[-1].endswith("となり町")


def test_a_later_load_takes_the_place_of_the_same_year():
    rows = [("ある数", "市全域", LAST, 10, result, "number", BETTER) for result in (8, 12)]
    assert only(told(*rows))["result"] == 12


def test_a_share_of_65_and_over_is_counted_where_the_plan_has_no_result():
    """1 April 2025 to 31 March 2026 holds no count of this city: 1 April 2026 is in the year after."""
    assert only(told(("高齢化率", "港", LAST, 0.3, None, "share", NEITHER)))["result_words"] == "まだわかりません"
    there = dataclasses.replace(ageless(2016, 2021, 2026), today=dt.date(2027, 5, 1))
    there = dataclasses.replace(there, targets=plan(("高齢化率", "港", THIS, 0.12, None, "share", NEITHER)))
    row = only(aims(there))
    older, everybody = (
        there.population.loc[
            (there.population["date"] == "2026-04-01")
            & (there.population["district_id"] == "d0")
            & (there.population["age_from"] >= youngest),
            "persons",
        ].sum()
        for youngest in (65, 0)
    )
    assert row["result"] == pytest.approx(older / everybody)
    assert row["source"] == "このシステムの集計(65歳以上、令和8年4月1日)"
    persons = dataclasses.replace(there, targets=plan(("高齢者人口", "港", THIS, 300, None, "persons", NEITHER)))
    assert only(aims(persons))["result"] == older


def test_a_result_of_the_file_is_never_replaced():
    there = dataclasses.replace(ageless(2016, 2021, 2026), today=dt.date(2027, 5, 1))
    there = dataclasses.replace(there, targets=plan(("高齢化率", "港", THIS, 0.3, 0.29, "share", NEITHER)))
    row = only(aims(there))
    assert (row["result"], row["source"]) == (0.29, "")


def test_a_count_isnt_set_beside_a_share():
    there = dataclasses.replace(ageless(2016, 2021, 2026), today=dt.date(2027, 5, 1))
    there = dataclasses.replace(there, targets=plan(("高齢者人口", "港", THIS, 0.3, None, "share", NEITHER)))
    assert pd.isna(only(aims(there))["result"])


def test_a_share_of_the_survey_has_its_range_and_isnt_judged_within_it():
    """20 of 100, 60 of 100, 12 of 60 and 4 of 20 fell; asked on 30 November 2025."""
    answers = survey({"港": (100, 20), "小川": (100, 60), "和田": (60, 12), "大富": (20, 4)})
    names = [("転倒リスク", "市全域", LAST, target, None, "share", FEWER) for target in (0.9, 0.02)]
    for row, state in zip(names, ("reached", "short"), strict=True):
        found = only(told(row, survey=answers))
        assert found["state"] == state
        assert found["source"] == "このシステムの集計(R7、令和7年11月30日)"
        assert "ほど(" in found["result_words"]
    middle = only(told(("転倒リスク", "市全域", LAST, found["result"], None, "share", FEWER), survey=answers))
    assert (middle["state"], middle["state_words"]) == ("open", "差が調査の誤差の中で、どちらとも言えない")


def test_without_targets_it_says_what_would_bring_them():
    answer = aims(ageless(2021, 2026))
    assert answer.table.empty
    assert "取り込むと" in answer.headline[0]


def test_the_headline_counts_what_is_reached():
    rows = [("ある数", "市全域", LAST, 10, 12, "number", BETTER), ("ある数", "港", LAST, 10, 8, "number", BETTER)]
    first, counts = told(*rows).headline
    assert first == "市全体のある数(令和7年度):目標10に対して12。届いた。"
    assert "届いた1、届いていない1、まだ言えない0" in counts
