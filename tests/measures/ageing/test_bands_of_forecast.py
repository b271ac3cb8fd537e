"""How wide a band is, and that results fall into it as often as it says."""

import numpy as np
import pandas as pd
import pytest

from bench.made_cohorts import made, rows
from shiensys.measures.ageing.forecast import by_group, forecast
from shiensys.measures.ageing.groups import GROUPS
from shiensys.measures.ageing.residents import residents
from shiensys.measures.ageing.spread import PERSONS, Spread, Trials, reference, spread
from shiensys.measures.ageing.sums import group_sums

OLDER = GROUPS.index("older")
BASE, LATER = pd.Timestamp("2020-01-01"), (pd.Timestamp("2025-01-01"), pd.Timestamp("2030-01-01"))


def test_the_band_is_worked_out_by_hand():
    """1,000 persons 10 years ahead: common 1 %, rate 2 %, chance 0.1: √(0.01 + 0.04 + 0.001) = 22.6 %."""
    six = np.ones((2, 6))
    one = Spread(0.01 * six, 0.02 * six, 0.1 * six, own=True)
    group, years = np.array(OLDER), np.array(10.0)
    own = one.of_district(PERSONS, years, np.array(1000.0), group)
    assert float(own) == pytest.approx(0.2**2 + 0.1 * 10 / 1000)
    assert float(own + one.of_city(PERSONS, years, group)) ** 0.5 == pytest.approx(0.2258, abs=1e-4)


def test_between_two_steps_a_band_is_wider_and_on_the_step_it_is_not():
    five, one = reference(5), reference(1)
    group, years = np.array(OLDER), np.array([2.0, 5.0])
    more = five.of_city(PERSONS, years, group) - one.of_city(PERSONS, years, group)
    assert more.tolist() == pytest.approx([(0.02 * 4 * 0.4 * 0.6) ** 2, 0.0])


def scattered(scatter, districts=400, seed=0):
    """Five bases, each five years ahead, errors of 65+ by ``scatter`` a year and person."""
    chance = np.random.default_rng(seed)
    expected = np.full((5, districts, 6), 500.0)
    expected[..., 0] = 2000.0
    error = chance.normal(0, (scatter * 5 / 500) ** 0.5, (5, districts, 1))
    base = np.arange(5)
    return Trials(base, base + 5, np.full(5, 5.0), expected, expected * np.exp(error), np.ones((5, districts), bool))


def test_the_past_teaches_how_far_results_scatter():
    found = spread(scattered(0.4), reference())
    variance = found.of_district(PERSONS, np.array(5.0), np.array(500.0), np.array(OLDER))
    assert float(variance) == pytest.approx(0.4 * 5 / 500, rel=0.15)
    assert found.own


def test_a_short_past_leaves_the_word_to_the_reference():
    few, usual = spread(scattered(0.4, districts=3), reference()), reference()
    three = [one.of_district(PERSONS, np.array(5.0), np.array(500.0), np.array(OLDER)) for one in (usual, few)]
    assert three[0] < three[1] < 0.5 * 0.4 * 5 / 500


def test_a_moved_boundary_teaches_no_spread():
    tests = scattered(0.1)
    broken = tests.actual.copy()
    broken[:, 0] *= 3
    sound = tests.sound.copy()
    sound[:, 0] = False
    with_it = Trials(tests.base, tests.day, tests.years, tests.forecast, broken, sound)
    without = Trials(tests.base, tests.day, tests.years, tests.forecast, tests.actual, sound)
    assert np.array_equal(spread(with_it, reference()).rate, spread(without, reference()).rate)


@pytest.fixture(scope="module")
def told():
    """Sixty districts of 100 to 20,000 whose rates are made: what is told of 2025 and 2030, and what comes."""
    sizes = np.geomspace(100, 20_000, 60).astype(int)
    table = rows(made(sizes, 40, seed=11)[20:], "2010-01-01", top=85)
    found = forecast(table, LATER, base=BASE)
    names = found.residents.districts
    expected = by_group(found, pd.Series(names, index=names)).set_index(["date", "unit_id", "group"])
    later = residents(table[table["date"].isin(LATER)])
    counted = group_sums(later.persons, later.first)
    index = pd.MultiIndex.from_product([later.days, later.districts, GROUPS], names=expected.index.names)
    return expected.join(pd.Series(counted.ravel(), index=index, name="counted"), how="inner")


def test_no_band_is_missed_in_one_direction(told):
    """Sums over all districts: within 1 % five years ahead, within 2 % ten years ahead."""
    sums = told.groupby(["date", "group"])[["persons", "counted"]].sum()
    off = (sums["persons"] / sums["counted"] - 1).unstack("group")[["all", "working", "older", "old"]]
    assert off.loc[LATER[0]].abs().max() < 0.01
    assert off.loc[LATER[1]].abs().max() < 0.02


def test_results_fall_into_the_bands_as_often_as_they_say(told):
    inside = (told["low"] <= told["counted"]) & (told["counted"] <= told["high"])
    assert 0.75 <= inside.mean() <= 0.97
    assert (inside.groupby("group").mean() > 0.7).all()
    shares = told[told.index.get_level_values("group") != "all"]
    whole = told.xs("all", level="group")["counted"]
    share = shares["counted"] / whole.reindex(shares.index.droplevel("group")).to_numpy()
    assert 0.75 <= ((shares["share_low"] <= share) & (share <= shares["share_high"])).mean() <= 0.97


def test_districts_added_up_are_surer_than_each_of_them():
    table = rows(made(np.full(16, 2500), 10, seed=2), "2010-01-01")
    found = forecast(table, [LATER[1]])
    names = found.residents.districts
    each, city = (by_group(found, pd.Series(unit, index=names)) for unit in (names, "市"))
    wide, narrow = (
        ((one["high"] - one["low"]) / one["persons"])[(one["date"] == LATER[1]) & (one["group"] == "old")].mean()
        for one in (each, city)
    )
    assert 0.25 * wide < narrow < 0.7 * wide  # chance alone would leave a quarter; what all have in common stays


def test_the_base_itself_has_no_band():
    table = rows(made(np.full(5, 2500), 5, seed=2), "2015-01-01")
    found = forecast(table)
    told = by_group(found, pd.Series("市", index=found.residents.districts))
    at_base = told[told["date"] == found.base]
    assert at_base["low"].tolist() == at_base["persons"].tolist() == at_base["high"].tolist()


def test_what_bands_of_age_do_not_tell_is_blank():
    table = rows(made(np.full(5, 2500), 5, seed=2), "2015-01-01", top=75)
    found = forecast(table)
    told = by_group(found, pd.Series("市", index=found.residents.districts)).set_index("group")
    assert told.loc["oldest", ["persons", "low", "high", "share"]].isna().all(axis=None)
    assert told.loc["old", "persons"].notna().all()
