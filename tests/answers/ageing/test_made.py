"""What a forecast is made of beside the city's own past: official totals, rates that were brought, marks."""

import datetime as dt

import pandas as pd
import pytest

from shiensys.answers.ageing import expected
from tests.answers.ageing.ageless import ageless, residents

TO = dt.date(2025, 4, 1)
YEARS = (2010, 2015, 2020)  # 港 300 of 65+ and 2,600 younger in 2020, the city 16 times as many: 46,400


def official(*figures, source="社人研 令和5年"):
    """Residents of the whole city by year: under 65, and 65 and over."""
    bands = ((0, 64), (65, None))
    rows = [
        (source, pd.Timestamp(year, 4, 1), "total", *band, float(n))
        for year, *both in figures
        for band, n in zip(bands, both, strict=True)
    ]
    table = pd.DataFrame(rows, columns=["source", "date", "sex", "age_from", "age_to", "persons"])
    return table.astype({"age_from": "Int16", "age_to": "Int16"})


def rates(ratio, area=None, ages=(0, None), source="市の推計"):
    """The same share of everybody is there five years later."""
    table = pd.DataFrame({"source": [source], "area": [area], "year_from": [None], "years": [5], "sex": ["total"]})
    table = table.assign(age_from=ages[0], age_to=ages[1], survival=ratio, migration=0.0)
    kinds = dict.fromkeys(("year_from", "years", "age_from", "age_to"), "Int16")
    return table.astype(kinds | {"area": "str"})


def older(told, unit="city"):
    table = told.everywhere if unit == "city" else told.table
    here = (table["unit_id"] == unit) & (table["key"] == "older") & table["expected"]
    return table.loc[here, "persons"].item()


def test_the_city_grows_as_the_official_forecast_says_from_its_own_level():
    """Officially 5,000 become 5,500 (× 1.1); the city counts 4,800, so 5,280 are expected, districts alike."""
    told = expected(ageless(*YEARS, city_forecast=official((2020, 41000, 5000), (2025, 41000, 5500))), to=TO)
    assert older(told) == 5280
    assert older(told, "d0") == 330
    assert any("「社人研 令和5年」に合わせています" in note for note in told.notes)
    assert [each.source for each in told.evidence] == ["population.csv", "population.csv・city-forecast.csv"]


def test_an_official_forecast_of_another_level_is_left_aside_with_both_numbers():
    told = expected(ageless(*YEARS, city_forecast=official((2020, 50000, 8000), (2025, 41000, 5500))), to=TO)
    assert older(told) == 6400
    assert (
        "「社人研 令和5年」は地区の合計と25.0%違うため、使っていません(地区の合計 46,400人、公的な推計 58,000人)。"
        "市や年を取り違えていないか、確かめてください。"
    ) in told.notes


def test_an_official_forecast_that_begins_after_the_base_is_left_aside():
    told = expected(ageless(*YEARS, city_forecast=official((2025, 41000, 5500), (2030, 41000, 6000))), to=TO)
    assert older(told) == 6400
    assert any("日付か年齢の区分が合わない" in note for note in told.notes)


def test_of_several_official_forecasts_the_last_loaded_counts():
    first = official((2020, 41000, 5000), (2025, 41000, 9000), source="前の推計")
    newer = official((2020, 41000, 5000), (2025, 41000, 5500))
    assert older(expected(ageless(*YEARS, city_forecast=pd.concat([first, newer])), to=TO)) == 5280


def test_rates_that_were_brought_stand_for_the_past():
    """Nine of ten of every age are left after five years: 65+ of 港 in 2025 are those of 60+ today, 500 × 0.9."""
    told = expected(ageless(*YEARS, cohort_rates=rates(0.9)), to=TO)
    assert older(told, "d0") == 450
    assert "コーホート要因法" in told.method
    assert told.sureness.startswith("読み込まれた率による見通しは、過去のデータでは試せません。")
    assert "「市の推計」の率を使っています。" in told.notes


def test_a_districts_own_rates_go_before_the_citys_and_names_that_are_none_are_told():
    brought = pd.concat([rates(0.9), rates(0.5, "小川"), rates(0.1, "どこか")])
    told = expected(ageless(*YEARS, cohort_rates=brought), to=TO)
    assert (older(told, "d0"), older(told, "d1")) == (450, 500)
    assert "率のファイルにあるどこかは、この市の地区ではないため使っていません。" in told.notes


def test_rates_that_do_not_fit_are_left_aside_and_the_rest_goes_on():
    told = expected(ageless(*YEARS, cohort_rates=rates(0.9, ages=(0, 64))), to=TO)
    assert older(told) == 6400
    assert any("年齢や期間の区分が人口と合わない" in note for note in told.notes)


@pytest.mark.parametrize("year", [2021, 2029])
def test_a_day_between_steps_is_told_as_put_in_by_estimate(year):
    told = expected(ageless(*YEARS), to=dt.date(year, 4, 1))
    assert 4800 < older(told) < 8000
    assert any("直線でつないだ" in note for note in told.notes)


def test_on_the_steps_themselves_nothing_is_put_in():
    assert not any("直線" in note for note in expected(ageless(*YEARS), to=TO).notes)


def test_counts_that_are_not_whole_years_apart_are_told_as_evened_out():
    """Counted in April, then in July five years later: 5.25 years."""
    first, later = residents(2015), residents(2020)
    held = ageless(population=pd.concat([first, later.assign(date=pd.Timestamp("2020-07-01"))], ignore_index=True))
    assert any("直線でちょうどの年数にならして" in note for note in expected(held).notes)


def test_from_a_past_day_nothing_is_used_that_may_have_been_made_later():
    brought = {"city_forecast": official((2015, 39200, 4800), (2020, 41000, 9000)), "cohort_rates": rates(0.5)}
    told = expected(ageless(*YEARS, **brought), base=dt.date(2015, 4, 1), to=dt.date(2020, 4, 1))
    assert older(told) == 4800
    assert any("「社人研 令和5年」は使っていません" in note for note in told.notes)
