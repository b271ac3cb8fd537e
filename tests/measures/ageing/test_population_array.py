"""Rows of population become one array, whatever their order, sexes and bands."""

import numpy as np
import pandas as pd
import pytest

from shiensys.measures.ageing.residents import NoForecastError, residents, years_between
from tests.measures.ageing.counted import rows

BANDS = (0, 15, 65, 75)
DAY, LATER = pd.Timestamp("2020-10-01"), pd.Timestamp("2025-10-01")


def one(persons, day=DAY, district="東", **how):
    """One district on one day."""
    return rows({(district, day): persons}, bands=BANDS, **how)


def test_days_and_districts_are_in_order_and_cells_at_their_place():
    table = pd.concat([one([1, 2, 3, 4], LATER), one([5, 6, 7, 8], district="北"), one([9, 10, 11, 12])])
    found = residents(table)
    assert found.districts.tolist() == ["北", "東"]
    assert found.days.tolist() == [DAY, LATER]
    assert found.persons[0, :, 0].tolist() == [[5, 6, 7, 8], [9, 10, 11, 12]]
    assert np.isnan(found.persons[1, 0]).all()
    assert found.known.tolist() == [[True, True], [False, True]]


def test_a_total_beside_both_sexes_is_left_and_alone_it_is_taken():
    sexes = [one([1, 2, 3, 4], sex="male"), one([5, 6, 7, 8], sex="female")]
    both = residents(pd.concat([*sexes, one([6, 8, 10, 12])]))
    assert both.sexes == ("male", "female")
    assert both.persons[0, 0].tolist() == [[1, 2, 3, 4], [5, 6, 7, 8]]
    later_total = residents(pd.concat([*sexes, one([6, 8, 10, 20], LATER)]))
    assert later_total.sexes == ("total",)
    assert later_total.persons[:, 0, 0].tolist() == [[6, 8, 10, 12], [6, 8, 10, 20]]


def test_days_with_other_bands_meet_at_the_borders_that_they_share():
    wider = rows({("東", LATER): [1, 2, 7]}, bands=(0, 15, 65))
    found = residents(pd.concat([one([1, 2, 3, 4]), wider]))
    assert found.first.tolist() == [0, 15, 65]
    assert found.persons[:, 0, 0].tolist() == [[1, 2, 7], [1, 2, 7]]


def test_an_unknown_part_makes_its_sum_unknown_and_nothing_else():
    table = pd.concat([one([1, 2, 3, np.nan]), one([1, 1, 1, 1])])
    assert residents(table).persons[0, 0, 0, :3].tolist() == [2, 3, 4]
    assert np.isnan(residents(table).persons[0, 0, 0, 3])


def test_rows_after_the_day_asked_for_are_not_looked_at():
    table = pd.concat([one([1, 2, 3, 4]), one([9, 9, 9, 9], LATER)])
    assert residents(table, until=DAY).days.tolist() == [DAY]
    with pytest.raises(NoForecastError):
        residents(table, until=pd.Timestamp("2019-01-01"))


def test_rows_of_no_district_are_left_out():
    table = pd.concat([one([1, 2, 3, 4]), one([9, 9, 9, 9]).assign(district_id=None)])
    assert residents(table).persons.sum() == 10


def test_categories_give_the_same_as_text():
    table = pd.concat([one([1, 2, 3, 4]), one([5, 6, 7, 8], district="北")])
    coded = table.assign(district_id=pd.Categorical(table["district_id"], categories=["東", "西", "北"]))
    assert np.array_equal(residents(table).persons, residents(coded).persons)
    assert residents(coded).districts.tolist() == ["北", "東"]


@pytest.mark.parametrize("gone", [0, 15, 65])
def test_a_band_missing_in_the_middle_or_at_the_start_is_told(gone):
    table = one([1, 2, 3, 4])
    with pytest.raises(NoForecastError, match="抜けている年齢"):
        residents(table[table["age_from"] != gone])


def test_years_count_from_birthday_to_birthday():
    days = pd.DatetimeIndex(["2016-02-29", "2021-02-28", "2020-10-01"])
    assert years_between(pd.Timestamp("2016-01-29"), days).round(3).tolist() == [0.083, 5.081, 4.673]
