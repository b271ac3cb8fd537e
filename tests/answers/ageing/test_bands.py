"""The forecast as a file: every band of every district, and 65+, 75+ and all told again."""

import datetime as dt

import pytest

from shiensys.answers.ageing import bands
from tests.answers.ageing.ageless import ageless, residents
from tests.city_of import city, districts

TO = dt.date(2025, 4, 1)


@pytest.fixture(scope="module")
def table():
    return bands(ageless(2010, 2015, 2020), to=TO).table


def test_the_keys_that_others_read(table):
    assert list(table.columns) == [
        "district_id", "name", "date", "sex", "sex_words", "age_from", "age_to", "age", "kind",
        "persons", "persons_low", "persons_high",
    ]  # fmt: skip
    assert set(table["date"]) == {TO}


def test_every_band_of_a_district_by_hand(table):
    here = table[(table["district_id"] == "d0") & (table["kind"] == "内訳")]
    assert len(here) == 18
    by_age = here.set_index("age")["persons"]
    assert by_age["65〜69歳"] == 200
    assert by_age["70〜74歳"] == 100
    assert by_age["85歳以上"] == 0
    assert here["age_to"].isna().sum() == 1


def test_groups_are_told_again_with_their_own_range(table):
    again = table[(table["district_id"] == "d0") & (table["kind"] == "再掲")].set_index("age")
    assert again["persons"].to_dict() == {"全年齢": 3000, "65歳以上": 400, "75歳以上": 100}
    assert again.loc["65歳以上", "persons_low"] < 400 < again.loc["65歳以上", "persons_high"]
    assert again.loc["65歳以上", ["sex", "sex_words"]].tolist() == ["total", "男女計"]


def test_bands_add_up_to_what_is_told_again(table):
    apart = table[table["kind"] == "内訳"].groupby("district_id")["persons"].sum()
    again = table[(table["kind"] == "再掲") & (table["age_from"] == 0)].set_index("district_id")["persons"]
    assert (apart - again).abs().max() < 1


def test_where_sexes_are_known_bands_have_them():
    both = residents(2010, 2015, 2020, sexes=("male", "female"))
    table = bands(city(districts=districts(), population=both), to=TO).table
    here = table[(table["district_id"] == "d0") & (table["age_from"] == 65)]
    told = {row["sex_words"]: (row["kind"], row["persons"]) for _, row in here.iterrows()}
    assert told == {"男": ("内訳", 100), "女": ("内訳", 100), "男女計": ("再掲", 400)}


def test_without_a_forecast_there_are_no_rows_and_a_reason():
    told = bands(city(districts=districts()))
    assert told.table.empty
    assert "読み込んでください" in told.headline[0]


def test_of_an_area_only_what_has_a_range_of_its_own_is_told():
    told = bands(ageless(2010, 2015, 2020), "area", to=TO)
    assert told.table["district_id"].tolist() == ["東"] * 3 + ["西"] * 3
    assert told.table["persons"].tolist() == [9000, 1200, 300, 39000, 5200, 1300]
    assert told.notes[-1].startswith("圏域ごとの表には")
