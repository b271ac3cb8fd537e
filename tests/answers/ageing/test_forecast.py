"""What may be expected of a city in which nobody dies or moves: every figure is worked out by hand."""

import datetime as dt

import numpy as np
import pandas as pd
import pytest

from shiensys.answers.ageing import expected
from shiensys.answers.ageing.forecasts.steps import NoBaseError, WrongStepError
from tests.answers.ageing.ageless import TIMES, ageless, residents
from tests.city_of import RECORD, city, districts

YEARS = (2010, 2015, 2020)


def row_of(table, unit, key, year):
    here = (table["unit_id"] == unit) & (table["key"] == key) & (table["date"] == dt.date(year, 4, 1))
    assert here.sum() == 1
    return table[here].iloc[0]


@pytest.fixture(scope="module")
def told():
    return expected(ageless(*YEARS))


def test_it_starts_from_the_latest_count_and_goes_on_in_the_years_that_plans_name(told):
    assert told.base == dt.date(2020, 4, 1)
    assert told.days == tuple(dt.date(year, 4, 1) for year in (2020, 2025, 2030, 2035, 2040, 2045, 2050))


@pytest.mark.parametrize(("year", "older", "everybody"), [(2020, 300, 2900), (2025, 400, 3000), (2035, 600, 3200)])
def test_who_is_there_grows_older_and_nobody_goes(told, year, older, everybody):
    """港: every five years a band of two hundred turns 65, and one of a hundred turns 80."""
    row = row_of(told.table, "d0", "older", year)
    assert row["persons"] == older
    assert row["share"] == pytest.approx(older / everybody)
    assert row_of(told.table, "d0", "all", year)["persons"] == everybody


def test_districts_add_up_to_the_city(told):
    assert row_of(told.everywhere, "city", "older", 2025)["persons"] == 400 * sum(TIMES.values())


def test_an_area_is_the_sum_of_its_districts():
    told = expected(ageless(*YEARS), "area")
    assert told.table["unit_id"].unique().tolist() == ["東", "西"]
    assert row_of(told.table, "東", "older", 2025)["persons"] == 400 * 3


def test_the_city_as_the_only_unit():
    told = expected(ageless(*YEARS), "city")
    assert told.table["unit_id"].unique().tolist() == ["city"]
    assert set(told.history["unit_id"]) == {"city"}


def test_no_expected_figure_stands_without_its_range(told):
    later = told.table[told.table["expected"]]
    assert (later["persons_low"] <= later["persons"]).all()
    assert (later["persons_high"] >= later["persons"]).all()
    far = row_of(told.table, "d0", "older", 2050)
    assert far["persons_low"] < far["persons"] < far["persons_high"]
    n, low, high = (f"{far[name]:,.0f}" for name in ("persons", "persons_low", "persons_high"))
    assert far["words"].startswith(f"2050年 {n}人({low}〜{high}人)、")


def test_persons_are_whole_and_the_base_is_counted(told):
    figures = told.table[["persons", "persons_low", "persons_high"]].to_numpy()
    assert (figures == np.floor(figures)).all()
    now = row_of(told.table, "d0", "older", 2020)
    assert (now["expected"], now["persons_low"], now["persons_high"]) == (False, 300, 300)
    assert now["words"] == "2020年(実数) 300人、10.3%"


def test_what_was_counted_before_the_base_is_kept_for_charts(told):
    row = row_of(told.history, "d1", "older", 2015)
    assert (row["persons"], row["share"], row["expected"]) == (600, pytest.approx(300 / 2800), False)
    assert row_of(told.history, "city", "old", 2010)["persons"] == 100 * 16
    assert max(told.history["date"]) < told.base


def test_everybody_has_no_share(told):
    assert told.table.loc[told.table["key"] == "all", "share"].isna().all()


def test_a_share_of_forty_percent_is_far_off(told):
    """600/3200 = 18.8 % is the most there will be."""
    row = told.passing[(told.passing["name"] == "港") & (told.passing["bound"] == 0.4)].iloc[0]
    assert (row["state"], row["words"]) == ("not", "2050年までに40%にはならない見通しです")
    assert told.headline[1] == "65歳以上が40%以上の地区は、4地区のうち、いまも2040年もない見通しです"


def test_one_step_to_a_day_of_ones_own():
    told = expected(ageless(*YEARS), to=dt.date(2025, 4, 1))
    assert told.days == (dt.date(2020, 4, 1), dt.date(2025, 4, 1))
    assert row_of(told.table, "d3", "older", 2025)["persons"] == 4000


def test_only_what_was_counted_up_to_the_base_is_used():
    later = residents(2020).assign(persons=lambda rows: rows["persons"] * 7)
    known = expected(ageless(2010, 2015), to=dt.date(2025, 4, 1))
    asked = expected(
        ageless(population=pd.concat([residents(2010, 2015), later])),
        base=dt.date(2019, 12, 31),
        to=dt.date(2025, 4, 1),
    )
    pd.testing.assert_frame_equal(asked.table, known.table)
    pd.testing.assert_frame_equal(asked.history, known.history)
    assert asked.sureness == known.sureness


def test_a_base_between_counts_is_the_count_before_it_and_says_so():
    told = expected(ageless(*YEARS), base=dt.date(2019, 12, 31))
    assert told.base == dt.date(2015, 4, 1)
    assert (
        "令和元年12月31日の人口はないので、それより前でいちばん新しい平成27年4月1日の人口から見通しています。"
        in told.notes
    )


def test_a_base_before_every_count_is_refused_with_the_first_day():
    with pytest.raises(NoBaseError) as caught:
        expected(ageless(*YEARS), base=dt.date(2009, 1, 1))
    assert str(caught.value) == (
        "平成21年1月1日以前の人口はありません。いちばん古い人口は平成22年4月1日です。それ以後の日を指定してください。"
    )


@pytest.mark.parametrize("to", [dt.date(2020, 4, 1), dt.date(2019, 1, 1)])
def test_a_day_that_is_not_after_the_base_is_refused(to):
    with pytest.raises(WrongStepError, match="より後にしてください"):
        expected(ageless(*YEARS), to=to)


def test_a_day_too_far_ahead_is_refused():
    with pytest.raises(WrongStepError, match="50年先まで"):
        expected(ageless(*YEARS), to=dt.date(9999, 1, 1))


def test_without_residents_every_table_is_empty_and_a_sentence_says_why():
    told = expected(city(districts=districts()))
    assert all(each.empty for each in (told.table, told.everywhere, told.history, told.passing))
    assert told.headline == (
        "人口が読み込まれていないため、見通しを出せません。年齢別の人口を、少なくとも2つの年について読み込んでください。",
    )
    assert set(told.absent) == {"d0", "d1", "d2", "d3"}


def test_one_count_only_gives_no_forecast_and_says_why():
    told = expected(ageless(2020))
    assert told.table.empty
    assert told.base == dt.date(2020, 4, 1)
    assert told.headline == told.notes == (told.sureness,)
    assert told.headline[0].endswith("。")


def test_a_fictional_city_says_so_first():
    made_up = type(RECORD)("22212", "焼津市", fictional=True, as_of=RECORD.as_of)
    told = expected(city(made_up, districts=districts(), population=residents(*YEARS)))
    assert "フィクション" in told.notes[0] or "架空" in told.notes[0]


def merged_once(*listed):
    """小川 and 和田 were one district until 2015. ``listed``: the districts that the city names."""
    together = residents(2010, 2015, times={"港": 1, "小川和田": 5, "大富": 10})
    names = pd.DataFrame({"district": listed, "reading": None, "area": None, "coordinator": None})
    names = names.assign(order=pd.array(range(1, len(listed) + 1), dtype="Int32"))
    return city(population=pd.concat([together, residents(2020)], ignore_index=True), district_list=names)


ALL_NAMES = ("港", "小川和田", "小川", "和田", "大富")


def test_a_district_that_comes_late_is_left_out_by_name_and_the_city_is_told_as_one():
    told = expected(merged_once(*ALL_NAMES))
    assert set(told.table["name"]) == {"港", "大富"}
    assert len(told.absent) == 3
    assert row_of(told.everywhere, "city", "older", 2025)["persons"] == 400 * 16
    assert row_of(told.history, "city", "older", 2010)["persons"] == 300 * 16
    left_out = next(note for note in told.notes if "地区の対応表" in note)
    assert all(name in left_out for name in ("小川和田", "小川", "和田"))
    assert any("ひとつにまとめて" in note for note in told.notes)
    assert told.headline[-1] == "見通しを出せないところが3地区あります"


def test_a_city_told_as_one_lacks_nothing():
    told = expected(merged_once(*ALL_NAMES), "city")
    assert (told.absent, len(told.table)) == ({}, 4 * 7)


def test_bands_that_do_not_break_at_65_tell_everybody_alone():
    wide = residents(*YEARS)
    wide = wide.assign(age_from=wide["age_from"] // 10 * 10)
    wide = wide.assign(age_to=(wide["age_from"] + 9).mask(wide["age_from"] == 80).astype("Int16"))
    known = wide.groupby(["area", "date", "sex", "age_from", "age_to"], dropna=False, as_index=False)["persons"].sum()
    told = expected(city(districts=districts(), population=known.assign(area_code=None, status="stated")))
    assert told.table.loc[told.table["key"] == "older", "persons"].isna().all()
    assert told.table.loc[told.table["key"] == "all", "persons"].notna().all()
    assert told.headline == ("年齢の区分が65歳で分かれていないため、65歳以上の見通しは出せません",)
    assert told.passing.empty


def test_where_the_citys_own_sum_jumps_nothing_is_said_of_the_city():
    """The former district is in no list of districts: its people are missing from the city's sum until 2015."""
    told = expected(merged_once(*TIMES))
    assert set(told.table["name"]) == {"港", "大富"}
    assert told.everywhere.empty
