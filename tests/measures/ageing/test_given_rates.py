"""Survival and migration that the city brings take the place of ratios from its past."""

import numpy as np
import pandas as pd
import pytest

from shiensys.measures.ageing.forecast import NoForecastError, by_band, forecast
from tests.measures.ageing.counted import FIVES, band
from tests.measures.ageing.test_growing_older import DAYS, IN_2025, two_districts

IN_2030 = pd.Timestamp("2030-01-01")


def given(survival, migration=0.0, *, year=pd.NA, area=None, years=5, sex="total"):
    """State one rate for all ages."""
    return pd.DataFrame(
        {
            "source": "市の仮定",
            "area": pd.Series([area] * 18, dtype="str"),
            "year_from": pd.array([year] * 18, dtype="Int16"),
            "years": pd.array([years] * 18, dtype="Int16"),
            "sex": sex,
            "age_from": pd.array(FIVES, dtype="Int16"),
            "age_to": pd.array([*(np.array(FIVES[1:]) - 1), pd.NA], dtype="Int16"),
            "survival": survival,
            "migration": migration,
        }
    )


def test_a_cohort_is_what_lives_and_what_moves():
    """Of 70–74 nine tenths live and a twentieth moves in: 75–79 five years later is 0.95 times as many."""
    table = two_districts()
    found = forecast(table, [IN_2025], rates=given(0.9, 0.05))
    assert (found.method, found.periods) == ("factor", 0)
    assert band(by_band(found), "東", IN_2025, 75) == pytest.approx(0.95 * band(table, "東", DAYS[2], 70))
    top = band(table, "東", DAYS[2], 80) + band(table, "東", DAYS[2], 85)
    assert band(by_band(found), "東", IN_2025, 85) == pytest.approx(0.95 * top)


def test_one_day_is_enough_where_rates_are_given():
    table = two_districts()
    last = table[table["date"] == DAYS[2]]
    found = forecast(last, [IN_2025], rates=given(0.8))
    assert band(by_band(found), "西", IN_2025, 70) == pytest.approx(0.8 * band(last, "西", DAYS[2], 65))
    assert not found.spread.own


def test_rates_of_a_period_hold_from_its_year_on():
    table = two_districts()
    rates = pd.concat([given(0.9, year=2020), given(0.5, year=2025)])
    then = by_band(forecast(table, [IN_2025, IN_2030], rates=rates))
    assert band(then, "西", IN_2025, 70) == pytest.approx(0.9 * band(table, "西", DAYS[2], 65))
    assert band(then, "西", IN_2030, 75) == pytest.approx(0.5 * 0.9 * band(table, "西", DAYS[2], 65))


def test_a_district_may_have_rates_of_its_own():
    table = two_districts()
    then = by_band(forecast(table, [IN_2025], rates=pd.concat([given(0.9), given(0.7, area="西")])))
    assert band(then, "西", IN_2025, 70) == pytest.approx(0.7 * band(table, "西", DAYS[2], 65))
    assert band(then, "東", IN_2025, 70) == pytest.approx(0.9 * band(table, "東", DAYS[2], 65))


def test_rates_by_sex_for_residents_without_sex_count_half_each():
    table = two_districts()
    then = by_band(forecast(table, [IN_2025], rates=pd.concat([given(0.9, sex="female"), given(0.7, sex="male")])))
    assert band(then, "西", IN_2025, 70) == pytest.approx(0.8 * band(table, "西", DAYS[2], 65))


def test_rates_whose_ages_or_periods_fit_nobody_are_refused():
    table = two_districts()
    with pytest.raises(NoForecastError, match="年齢区分"):
        forecast(table, rates=given(0.9, years=3))
    with pytest.raises(NoForecastError, match="年齢区分"):
        forecast(table, rates=given(0.9).iloc[1:])
    with pytest.raises(NoForecastError, match="年齢区分"):
        forecast(table, rates=given(0.9, area="西"))
