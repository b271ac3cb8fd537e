"""The back-test: forecasts from past days against what came, each with a band that its own day could know."""

import numpy as np
import pandas as pd
import pytest

from bench.made_cohorts import made, rows
from shiensys.measures.ageing.backtest import COLUMNS, SUMMARY, backtest, summary
from shiensys.measures.ageing.forecast import by_group, forecast
from tests.measures.ageing.test_growing_older import two_districts

SIZES = np.array([400, 900, 2000, 4000, 9000] * 4)


@pytest.fixture(scope="module")
def city():
    """Twenty districts on eleven days a year apart, five-year bands by sex."""
    return rows(made(SIZES, 10, seed=5), "2010-01-01")


@pytest.fixture(scope="module")
def tests(city):
    return backtest(city)


def test_every_base_meets_every_later_day(tests):
    """Five-year ratios are known from 2015 on: five bases, 5 + 4 + 3 + 2 + 1 pairs, of 20 districts and 6 groups."""
    assert tests["base"].dt.year.unique().tolist() == [2015, 2016, 2017, 2018, 2019]
    assert len(tests) == 15 * 20 * 6
    assert tuple(tests.columns) == COLUMNS


def test_a_row_says_what_a_forecast_of_that_day_would_have_said(city, tests):
    base, day = pd.Timestamp("2015-01-01"), pd.Timestamp("2020-01-01")
    found = forecast(city, [day], base=base)
    names = found.residents.districts
    told = by_group(found, pd.Series(names, index=names))
    told = told[told["date"] == day].set_index(["unit_id", "group"])
    rows_then = tests[(tests["base"] == base) & (tests["date"] == day)].set_index(["district_id", "group"])
    for ours, theirs in (("forecast", "persons"), ("low", "low"), ("high", "high")):
        pd.testing.assert_series_equal(rows_then[ours], told[theirs].reindex(rows_then.index), check_names=False)


def test_what_came_later_changes_no_band_of_an_earlier_base(city, tests):
    shorter = backtest(city, until=pd.Timestamp("2018-01-01"))
    longer = tests[tests["date"] <= "2018-01-01"].reset_index(drop=True)
    pd.testing.assert_frame_equal(shorter, longer)


def test_no_change_is_the_base_itself(tests):
    at_base = tests[(tests["group"] == "all")]
    assert at_base["no_change"].to_numpy() == pytest.approx(at_base["residents"].to_numpy())


def test_the_summary_is_worked_out_by_hand():
    """Two districts five years ahead: 110 for 100 and 190 for 200; one of them within its band."""
    one = {"base": pd.Timestamp("2015-01-01"), "date": pd.Timestamp("2020-01-01"), "years": 5.0, "group": "older"}
    small = {"district_id": "東", "residents": 900.0, "forecast": 110.0, "low": 95.0, "high": 120.0, "actual": 100.0}
    large = {"district_id": "西", "residents": 5000.0, "forecast": 190.0, "low": 180.0, "high": 195.0, "actual": 200.0}
    simpler = {"no_change": 80.0, "city_rates": 100.0, "unpooled": 150.0}
    found = summary(pd.DataFrame([one | small | simpler, one | large | simpler]))
    assert tuple(found.columns) == SUMMARY
    assert found["size"].tolist() == ["all", "small", "large"]
    whole = found.iloc[0]
    assert (whole["districts"], whole["bases"]) == (2, 1)
    assert whole[["median_abs", "mean_abs", "bias", "no_change", "covered"]].tolist() == pytest.approx(
        [(0.10 + 0.05) / 2, (0.10 + 0.05) / 2, 0.0, (0.2 + 0.6) / 2, 0.5]
    )
    assert found["mean_abs"].tolist() == pytest.approx([0.075, 0.1, 0.05])


def test_too_few_days_make_an_empty_table():
    for table in (two_districts(), two_districts().query("date < '2012'"), two_districts().query("date < '2000'")):
        assert backtest(table[table["date"] != "2015-01-01"]).empty
    assert summary(backtest(two_districts().query("date < '2012'"))).empty
