"""How need would have been foretold for Shizuoka's districts from 2013 to 2018, if each age needed help as often."""

import datetime as dt

import numpy as np
import pandas as pd
import pytest

from shiensys.intake.people.population import read_population
from shiensys.intake.request import Request
from shiensys.measures.ageing import need
from shiensys.measures.ageing.forecast import by_band, by_group, forecast

pytestmark = pytest.mark.real
RATES = need.Rates((65, 70, 75, 80, 85), (0.03, 0.04, 0.07, 0.13, 0.25), (1.0,) * 5)
FILE = "shizuoka/221007_population_2009_2018.csv"


@pytest.fixture(scope="module")
def grown(real_data) -> pd.DataFrame:
    """By district: the growth that was told, its band, and the growth that came."""
    rows = read_population(Request(real_data / FILE, "22100", dt.date(2026, 11, 1))).table
    rows = rows.assign(district_id=rows["area"])
    base, then = pd.Timestamp(2013, 3, 31), pd.Timestamp(2018, 3, 31)
    found = forecast(rows, [then], base=base)
    names = list(found.residents.districts)
    of = pd.Series(names, index=names)
    told = by_band(found).rename(columns={"district_id": "unit_id"})
    counted = rows[rows["date"].isin([base, then]) & rows["district_id"].isin(names)]
    counted = need.weighed(need.by_age(counted.rename(columns={"district_id": "unit_id"})), RATES)
    at_base = counted.xs(base, level="date", drop_level=False)
    later = need.weighed(need.by_age(told[told["date"] == then]), RATES)
    growth = need.growth(pd.concat([at_base, later]), base, need.widths(by_group(found, of)))
    came = counted.sum(axis=1).unstack("date")
    return growth.droplevel("date").assign(came=came[then] / came[base])


def test_the_growth_of_need_is_told_within_a_few_per_cent(grown):
    assert len(grown) >= 70
    off = (grown["factor"] / grown["came"] - 1).abs()
    assert off.mean() <= 0.035
    assert grown["factor"].sum() / grown["came"].sum() == pytest.approx(1, abs=0.02)


def test_the_band_of_the_growth_holds_most_of_what_came(grown):
    inside = (np.log(grown["came"] / grown["factor"]) <= grown["up"]) & (
        np.log(grown["factor"] / grown["came"]) <= grown["down"]
    )
    assert 0.88 <= inside.mean() <= 1.0
