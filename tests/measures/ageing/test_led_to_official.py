"""Districts are led to the growth of an official forecast of the city, whatever its level."""

import numpy as np
import pandas as pd
import pytest

from shiensys.measures.ageing.control import contradicts
from shiensys.measures.ageing.forecast import by_band, forecast
from shiensys.measures.ageing.residents import residents
from tests.measures.ageing.counted import FIVES, rows
from tests.measures.ageing.test_growing_older import DAYS, IN_2025, two_districts

BASE = pd.Timestamp(DAYS[2])
IN_2030 = pd.Timestamp("2030-01-01")


def official(at_base, grown, days=("2020-01-01", "2030-01-01")):
    """State the city by five-year bands on two days."""
    table = rows({("市", days[0]): at_base, ("市", days[1]): grown})
    return table.drop(columns="district_id").assign(source="社人研 令和5年推計")


def city_on(table, day):
    """Give the city's persons by band on a day."""
    return table[table["date"] == day].groupby("age_from")["persons"].sum().to_numpy()


def test_every_band_grows_as_the_official_city_does_and_levels_may_differ():
    """The census counts 3 % fewer than the register; officially every band loses a tenth in ten years."""
    table = two_districts()
    counted = city_on(table, BASE)
    found = forecast(table, [IN_2025, IN_2030], official=official(0.97 * counted, 0.97 * 0.9 * counted))
    assert found.controlled
    assert city_on(by_band(found), IN_2030) == pytest.approx(0.9 * counted)
    assert city_on(by_band(found), IN_2025) == pytest.approx(0.95 * counted, rel=1e-3)  # half way, on a straight line


def test_districts_keep_their_part_of_a_band():
    table = two_districts()
    counted = city_on(table, BASE)
    found = forecast(table, [IN_2030], official=official(counted, 0.5 * counted))
    then = by_band(found)
    parts = then[then["date"] == IN_2030].pivot(index="age_from", columns="district_id", values="persons")
    grown = parts.loc[20:]  # both have as many children, whatever their size
    assert (grown["東"] / grown["西"]).to_numpy() == pytest.approx(np.full(14, 2.0), rel=0.02)


def test_wider_official_bands_and_both_sexes_together_are_enough():
    """Officially three bands of both sexes; the districts have 18 of each sex."""
    women, men = (two_districts(1000.0).assign(sex=sex) for sex in ("female", "male"))
    table = pd.concat([women, men])
    counted = city_on(table, BASE)
    three = [counted[:3].sum(), counted[3:13].sum(), counted[13:].sum()]
    stated = rows(
        {("市", DAYS[2]): three, ("市", "2030-01-01"): [three[0], three[1] * 0.8, three[2] * 1.1]}, bands=(0, 15, 65)
    )
    then = city_on(by_band(forecast(table, [IN_2030], official=stated.assign(source="市の推計"))), IN_2030)
    assert [then[:3].sum(), then[3:13].sum(), then[13:].sum()] == pytest.approx(
        [three[0], three[1] * 0.8, three[2] * 1.1]
    )


def test_an_official_forecast_that_begins_after_the_base_is_not_used():
    table = two_districts()
    late = official(city_on(table, BASE), city_on(table, BASE), days=("2022-01-01", "2030-01-01"))
    found = forecast(table, [IN_2030], official=late)
    assert not found.controlled
    pd.testing.assert_frame_equal(by_band(found), by_band(forecast(table, [IN_2030])))


def test_after_the_last_official_day_growth_stays():
    table = two_districts()
    counted = city_on(table, BASE)
    found = forecast(table, [IN_2030, pd.Timestamp("2040-01-01")], official=official(counted, 0.9 * counted))
    assert city_on(by_band(found), pd.Timestamp("2040-01-01")) == pytest.approx(0.9 * counted)


def test_a_total_that_is_of_another_city_is_told():
    counted = residents(two_districts())
    here = city_on(two_districts(), BASE)
    assert contradicts(official(1.09 * here, here), counted, BASE) is None
    assert contradicts(official(1.2 * here, here), counted, BASE) == pytest.approx(0.2)
    assert contradicts(official(0.8 * here, here), counted, BASE) == pytest.approx(-0.2)
    assert contradicts(official(2.0 * here, here, days=("2021-01-01", "2030-01-01")), counted, BASE) is None
    assert len(here) == len(FIVES)
