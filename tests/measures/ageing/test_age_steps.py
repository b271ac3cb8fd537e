"""The bands a forecast steps by: chosen by what there is, split only where nothing else fits."""

import numpy as np
import pandas as pd
import pytest

from shiensys.measures.ageing.forecast import by_band, forecast
from shiensys.measures.ageing.residents import residents
from shiensys.measures.ageing.singles import split
from shiensys.measures.ageing.splitting import gathered, on_grid
from shiensys.tables.births import birth_rates
from tests.measures.ageing.counted import rows

TENS = (0, 10, 20, 30, 40, 50, 60, 65, 75)


def on_days(persons, bands, *days):
    """Two districts with the same persons on all days."""
    return rows({(name, day): persons for name in "東西" for day in days}, bands=bands)


def test_single_years_step_by_one_even_where_the_oldest_are_in_wider_bands():
    bands = (*range(90), 90, 95)
    grid = on_grid(residents(on_days(np.ones(92), bands, "2020-01-01", "2021-01-01")))
    assert (grid.method, grid.step) == ("one_year", 1)
    assert grid.residents.first[-1] == 90
    assert grid.residents.persons[0, 0, 0, -1] == 2


def test_five_year_bands_step_by_five_where_days_allow_it():
    fives = tuple(range(0, 90, 5))
    persons = np.ones(18)
    assert on_grid(residents(on_days(persons, fives, "2015-10-01", "2020-10-01"))).method == "five_year"
    assert on_grid(residents(on_days(persons, fives, "2010-10-01", "2020-10-01"))).method == "five_year"
    assert on_grid(residents(on_days(persons, fives, "2018-10-01", "2020-10-01"))).method == "split"
    assert on_grid(residents(on_days(np.ones(9), TENS, "2015-10-01", "2020-10-01"))).method == "split"


def test_splitting_keeps_the_sum_of_every_band_and_makes_nobody_negative():
    persons = [100.0, 0.0, 350.0, 10.0, 500.0, 2.0, 80.0, 60.0, 30.0]
    counted = residents(on_days(persons, TENS, "2020-01-01"))
    ones = split(counted)
    assert ones.first.tolist() == list(range(76))
    assert (ones.persons >= 0).all()
    assert gathered(ones, np.array(TENS)).persons == pytest.approx(counted.persons)


def test_an_unknown_band_is_not_split_into_known_years():
    counted = residents(on_days([100.0, np.nan, 350.0, 10.0, 500.0, 2.0, 80.0, 60.0, 30.0], TENS, "2020-01-01"))
    assert np.isnan(split(counted).persons[..., :-1]).all()


FIVES = tuple(range(0, 90, 5))


def born_in_japan(day):
    """A city to which nobody moves, in single years up to 84, then 85 and over: 100 for each birth per 1,000 residents,
    of whom 0.2 % are lost with each year of age."""
    born = np.array([birth_rates().get(day.year - 1 - age, 9.4) for age in range(101)])
    persons = 100 * born * 0.998 ** np.arange(101)
    return np.append(persons[:85], persons[85:].sum())


def in_fives(*days):
    """The same city in bands of five years."""
    starts = np.array(FIVES)
    return rows({("市", day): np.add.reduceat(born_in_japan(pd.Timestamp(day)), starts) for day in days}, bands=FIVES)


def test_years_of_few_births_stand_out_within_a_band():
    """In 2013 those born in 1966 are 46: 100 × 13.7 × 0.998⁴⁶ = 1,249 among 45 to 49, of whom the others are 1,700."""
    ones = split(residents(in_fives("2012-01-01", "2013-01-01")))
    assert born_in_japan(pd.Timestamp("2013-01-01"))[46] == pytest.approx(1249.5, abs=0.1)
    assert ones.persons[1, 0, 0, 46] == pytest.approx(1249.5, rel=0.01)
    assert ones.persons[1, 0, 0, 45] == pytest.approx(1772.9, rel=0.01)


def test_a_forecast_from_bands_knows_when_many_turn_65():
    """From 2010 and 2012, those born from 1947 to 1949 are in 60 to 64; by 2017 all of them are 65 and over."""
    later = pd.Timestamp("2017-01-01")
    found = forecast(in_fives("2010-01-01", "2012-01-01"), [later])
    told = by_band(found).query("date == @later and 65 <= age_from < 85")["persons"].sum()
    assert told == pytest.approx(born_in_japan(later)[65:85].sum(), rel=0.01)


def test_where_births_were_even_bands_are_split_by_age_alone():
    """Each year of age is 1 % fewer than the one before, on both days: nobody's year of birth stands out."""
    even = np.add.reduceat(100 * 0.99 ** np.arange(101), np.array(FIVES))
    ones = split(residents(on_days(even, FIVES, "2012-01-01", "2013-01-01")))
    assert ones.persons[1, 0, 0, 46] == pytest.approx(100 * 0.99**46, rel=0.01)


def test_split_years_are_not_handed_out():
    days = ("2015-01-01", "2018-01-01")
    found = forecast(on_days([100.0] * 9, TENS, *days), [pd.Timestamp("2028-01-01")])
    assert found.method == "split"
    assert by_band(found)["age_from"].unique().tolist() == list(TENS)


def test_a_steady_age_structure_stays_as_it_is_over_any_gap():
    """Everybody is replaced one for one: ten years later all bands are as today, three years between the days."""
    days = ("2012-01-01", "2015-01-01", "2018-01-01")
    wide = forecast(on_days([100.0] * 9, TENS, *days), [pd.Timestamp("2028-01-01")])
    later = by_band(wide).query("date > '2020'")
    assert later["persons"].tolist() == pytest.approx([100.0] * 18, rel=0.1)
