"""Shizuoka in bands of five years: single years split out of them tell when those of many births turn 65."""

import numpy as np
import pandas as pd
import pytest

from bench import shizuoka
from shiensys.measures.ageing.forecast import by_group, forecast

pytestmark = pytest.mark.real
TOP = 85
LATER = pd.Timestamp("2018-03-31")


@pytest.fixture(scope="module")
def single_years(real_data):
    return shizuoka.population().dropna(subset=["age_from"])


def in_fives(single_years):
    """The same residents in bands of five years, 85 and over the last."""
    first = np.minimum(single_years["age_from"].astype(int) // 5 * 5, TOP)
    bands = single_years.assign(age_from=first.astype("Int16"), age_to=(first + 4).where(first < TOP).astype("Int16"))
    keys = ["district_id", "date", "sex", "age_from", "age_to"]
    return bands.groupby(keys, dropna=False, as_index=False, observed=True)["persons"].sum()


@pytest.mark.parametrize(("years", "off"), [((2009, 2010, 2011, 2012, 2013), -0.007), ((2010, 2012), -0.026)])
def test_the_sum_of_65_and_over_is_off_by_as_little_as_the_methods_say(single_years, years, off):
    known = in_fives(single_years[single_years["date"].dt.year.isin(years)])
    found = forecast(known, [LATER])
    told = by_group(found, pd.Series("市", index=found.residents.districts)).set_index(["date", "group"])
    came = single_years[(single_years["date"] == LATER) & (single_years["age_from"] >= 65)]["persons"].sum()
    assert found.method == "split"
    assert told.loc[(LATER, "older"), "persons"] / came - 1 == pytest.approx(off, abs=0.0006)
