"""Rates of the needs survey: what is shown of few answers, over whom, and what was before."""

from functools import lru_cache

import pandas as pd
import pytest

from shiensys.answers import survey as told
from shiensys.tables.indicators import UnknownIndicatorError
from tests.answers.survey.surveys_made import ANSWERS, OLDER, by_bands, survey, two_surveys
from tests.city_of import RECORD, city, districts, population


@lru_cache
def plain(by="district"):
    """Rates of those who fell in the small city as it is."""
    return told.rates(small_city(), "falls", by)


def small_city(answers=ANSWERS, **changed):
    tables = {"districts": districts(), "population": population(OLDER), "survey": survey(answers)}
    return city(**tables | changed)


def test_a_district_with_enough_answers_shows_both_figures_and_their_words():
    row = plain().table.loc["d0"]
    # 20 of 100 are told as 18–23 of 100: their middle is 20.5 %
    assert (row["state"], row["answered"], row["direct"]) == ("shown", 100, pytest.approx(0.205))
    assert row["share_low"] < row["share"] < row["share_high"]
    assert 0.205 < row["share"] < 96 / 280  # drawn towards the city's share
    assert row["words"].startswith("5人に1人ほど(回答100人)。")
    assert row["direct_words"].startswith("20.5%(")
    assert row["mark_words"] == ""


def test_few_answers_have_a_whole_percent_estimate_no_share_of_their_own_and_a_mark():
    row = plain().table.loc["d3"]
    assert (row["state"], row["mark_words"]) == ("few", "回答が少ない(参考)")
    assert pd.isna(row["direct"])
    assert row["share"] == round(row["share"], 2)
    assert row["direct_words"] == "回答が少なく、割合は出しません"


def test_districts_that_are_too_small_are_shown_with_their_neighbour():
    table = told.rates(small_city(ANSWERS | {"大富": (9, 3)}), "falls").table
    assert table.loc["d3", "together"] == "和田・大富"
    assert table.loc["d3", "mark_words"] == "和田・大富をあわせた値"
    same = ["answered", "direct", "share", "share_low", "share_high", "words"]
    assert table.loc["d3", same].tolist() == table.loc["d2", same].tolist()


def test_what_nobody_can_be_put_together_with_is_protected_and_that_is_another_mark():
    nowhere = pd.DataFrame(districts().drop(columns="geometry").assign(area=None))
    answer = told.rates(city(districts=nowhere, survey=survey({"港": (100, 20), "大富": (9, 3)})), "falls")
    row = answer.table.loc["d3"]
    assert (row["state"], row["mark_words"], row["words"]) == ("protected", *["保護のため出せません"] * 2)
    figures = ["answered", "direct", "direct_low", "direct_high", "share", "share_low", "share_high", "adjusted"]
    assert row[figures].isna().all()
    assert any("別のしるし" in note for note in answer.notes)


def test_the_citys_row_is_what_a_report_prints():
    row = plain("city").table.loc["city"]
    assert (row["answered"], row["direct"]) == (280, pytest.approx(96 / 280, abs=5e-5))


def test_two_denominators_give_two_shares_of_the_same_persons():
    # 96 fell; 280 could be judged, 320 answered
    answers = survey(ANSWERS, open_=10)
    judged, everybody = (
        told.rates(small_city(survey=answers), "falls", "city", denominator=of).table.loc["city"]
        for of in ("judged", "all")
    )
    assert (judged["answered"], judged["direct"]) == (280, pytest.approx(96 / 280, abs=5e-5))
    assert (everybody["answered"], everybody["direct"]) == (320, pytest.approx(96 / 320))


def test_over_all_who_answered_a_districts_bin_stays_the_same():
    answers = survey(ANSWERS, open_=20)
    answer = told.rates(small_city(survey=answers), "falls", denominator="all")
    assert answer.table.loc["d0", "direct"] == pytest.approx(20.5 / 120, abs=5e-5)
    assert answer.table.loc["d3", "state"] == "few"  # 20 of 40 could be judged
    assert "回答した人全員" in answer.evidence[0].rule


@pytest.mark.parametrize(
    ("by", "names"),
    [
        ("district", ["港", "小川", "和田", "大富"]),
        ("area", ["東", "西"]),
        ("city", ["焼津市"]),
        ("age", ["65〜69歳", "70〜74歳", "75〜79歳", "80〜84歳", "85歳以上"]),
        ("sex", ["男性", "女性"]),
    ],
)
def test_every_level_has_its_units_in_their_order(by, names):
    answer = plain(by)
    assert answer.table["name"].tolist() == names
    assert sum(answer.counts.values()) == len(names)
    assert answer.table["share"].notna().all()


def test_an_area_is_weighed_by_its_residents():
    # 港 1,000 and 小川 2,000 residents: a third and two thirds
    table = plain().table
    share = plain("area").table.loc["東", "share"]
    assert share == pytest.approx((table.loc["d0", "share"] + 2 * table.loc["d1", "share"]) / 3, abs=0.0006)


def test_answers_known_by_area_only_give_areas():
    by_area = small_city(survey=survey({"東": (60, 12), "西": (60, 30)}))
    assert set(told.rates(by_area, "falls").table["state"]) == {"protected"}
    area = told.rates(by_area, "falls", "area").table
    assert area["answered"].tolist() == [60, 60]
    assert area.loc["東", "share"] < area.loc["西", "share"]


def test_a_survey_that_did_not_ask_says_so():
    answer = told.rates(small_city(), "oral")
    assert set(answer.table["state"]) == {"no_answers"}
    assert "聞いていません" in answer.headline[0]


def test_a_city_without_a_survey_says_what_to_do():
    answer = told.rates(city(districts=districts()), "falls")
    assert "データを入れる" in answer.headline[0]
    assert set(answer.table["state"]) == {"no_answers"}
    assert told.listing(city(districts=districts()), "risks") == ()


def test_only_what_was_asked_is_offered_with_whose_rule_it_is():
    offered = told.listing(small_city(), "risks")
    assert [each.key for each in offered] == ["falls", "homebound"]
    assert offered[0].status_words == "慣行(国の決まりはありません)"


def test_an_unknown_indicator_is_a_sentence():
    with pytest.raises(UnknownIndicatorError, match="nonsense"):
        told.rates(small_city(), "nonsense")


@pytest.mark.parametrize(
    ("before", "direction", "words"),
    [
        ({"港": (100, 5), "小川": (100, 5), "和田": (60, 3), "大富": (20, 1)}, "more", "増えたといえます"),
        (ANSWERS, "open", "前の調査と差があるとはいえません"),
        ({"港": (100, 90), "小川": (100, 95), "和田": (60, 55), "大富": (20, 18)}, "fewer", "減ったといえます"),
    ],
)
def test_the_survey_before_is_set_beside_with_what_can_be_said(before, direction, words):
    both = two_surveys(survey(ANSWERS), survey(before, date="2022-11-30"), population=population(OLDER))
    answer = told.rates(both, "falls", "city", before=True)
    row = answer.table.loc["city"]
    assert row["direction"] == direction
    assert words in row["change_words"]
    assert words in answer.headline[1]
    assert [one.date.year for one in answer.evidence] == [2025, 2022]
    assert (answer.survey[0], answer.earlier[0]) == ("R7", "R4")


def test_districts_put_together_in_another_way_are_not_compared():
    before = survey(ANSWERS | {"大富": (5, 1)}, date="2022-11-30")
    table = told.rates(two_surveys(survey(ANSWERS), before), "falls", before=True).table
    assert table.loc["d3", "change_words"] == "前の調査とは地区のまとめ方が違うため、比べられません"
    assert pd.isna(table.loc["d3", "before"])
    assert pd.notna(table.loc["d0", "before"])


def test_the_response_is_of_what_is_released_and_stands_beside_the_interval():
    returns = pd.DataFrame({"survey": "R7", "area": list(OLDER), "sampled": None, "returned": [101, 99, 61, 19]})
    returns = returns.assign(sent=[200, 150, 100, 40]).astype(
        {"sampled": "Int32", "returned": "Int32", "sent": "Int32"}
    )
    answer = told.rates(small_city(returns=returns), "falls")
    assert answer.table["response"].tolist() == [0.5, 0.67, 0.6, 0.5]
    assert any("57%" in note for note in answer.notes)  # 280 of 490
    assert "幅は標本による誤差だけです。" in answer.notes


def test_an_older_district_is_set_beside_the_others_as_if_all_had_the_same_ages():
    # in every age as many fell as elsewhere, but the older fall more, and 港 is older
    young, old = (
        survey(dict.fromkeys(OLDER, (40, fell))).assign(age_from=first, age_to=last)
        for first, last, fell in ((65, 69, 4), (85, None, 24))
    )
    answers = pd.concat([young, old], ignore_index=True).astype({"age_from": "Int16", "age_to": "Int16"})
    answers = answers.assign(respondent=[str(i) for i in range(len(answers))])
    residents = (900, 0, 0, 0, 100)
    people = by_bands(dict.fromkeys(OLDER, residents) | {"港": residents[::-1]})
    table = told.rates(small_city(survey=answers, population=people), "falls").table
    assert table.loc["d0", "adjusted"] < table.loc["d0", "share"]
    assert table.loc["d1", "adjusted"] > table.loc["d1", "share"]
    assert (table["weight_low"] <= 1).all()
    assert (table["weight_high"] >= 1).all()


def test_without_residents_by_age_nothing_is_adjusted():
    assert plain().table["adjusted"].isna().all()


def test_that_the_data_are_made_up_comes_first():
    fictional = type(RECORD)(RECORD.code, RECORD.name, fictional=True, as_of=RECORD.as_of)
    assert (
        told.rates(city(fictional, districts=districts(), survey=survey(ANSWERS)), "falls").notes[0].startswith("架空")
    )


def test_every_figure_comes_with_source_date_rule_and_over_whom():
    one = plain().evidence[0]
    assert one.date.isoformat() == "2025-11-30"
    assert one.n == 280
    assert "要介護1〜5でない" in one.over
    assert "慣行" in one.rule
    assert "問2(4)" in one.rule
