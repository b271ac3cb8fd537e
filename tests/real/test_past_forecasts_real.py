"""Shizuoka's 75 school districts, 2009 to 2018: how near forecasts would have come, and how sure of it they were."""

import datetime as dt
from pathlib import Path

import pandas as pd
import pytest

from shiensys.intake.people.population import read_population
from shiensys.intake.request import Request
from shiensys.measures.ageing.backtest import backtest, summary
from shiensys.measures.ageing.forecast import forecast
from tests.measures.ageing.forecast_doc import by_years, from_2013_to_2018, pooled

pytestmark = pytest.mark.real
DOCUMENT = Path(__file__).parents[2] / "docs" / "methods.md"
BASE, LATER = pd.Timestamp("2013-03-31"), pd.Timestamp("2018-03-31")
MOVED = {"飯田", "高部", "折戸", "辻", "船越"}  # school districts between which borders moved between 2015 and 2016


@pytest.fixture(scope="module")
def population(real_data):
    file = real_data / "shizuoka/221007_population_2009_2018.csv"
    return read_population(Request(file, "22100", dt.date(2026, 11, 21))).table.rename(columns={"area": "district_id"})


@pytest.fixture(scope="module")
def tests(population):
    return backtest(population)


def line(tests, group, size):
    """Give the summary of one group and size."""
    table = summary(tests).set_index(["group", "size"])
    return table.loc[(group, size)]


@pytest.mark.parametrize(("group", "aim"), [("older", 0.0237), ("old", 0.0287)])
def test_from_2013_to_2018_errors_are_as_aimed_at(tests, group, aim):
    five = tests[(tests["base"] == BASE) & (tests["date"] == LATER)]
    found = line(five, group, "all")
    assert found["districts"] == 75
    assert found["mean_abs"] <= aim
    assert found["mean_abs"] < found["city_rates"] < found["unpooled"] < found["no_change"]
    small = line(five, group, "small")
    assert small["districts"] == 13
    assert small["mean_abs"] <= small["city_rates"]


@pytest.mark.parametrize("years", [1, 3, 5, 8])
@pytest.mark.parametrize("group", ["older", "old"])
def test_no_worse_than_the_citys_ratios_at_any_distance(tests, group, years):
    found = summary(tests).set_index(["years", "group", "size"]).loc[(years, group, "all")]
    assert found["mean_abs"] <= found["city_rates"] + 1e-4


def test_bands_hold_as_many_results_as_they_say(tests):
    inside = (tests["low"] <= tests["actual"]) & (tests["actual"] <= tests["high"])
    assert len(tests) == 36 * 75 * 6
    pooled = inside.groupby(tests["group"]).mean()
    assert pooled.between(0.74, 0.86).all()
    assert inside.groupby(tests["years"]).mean().between(0.68, 0.90).all()
    small = inside[tests["residents"] < 3000].groupby(tests["group"]).mean()
    assert small.between(0.70, 0.90).all()


def test_the_borders_that_moved_are_found_and_no_other(population):
    assert set(forecast(population).marked) == MOVED
    assert set(forecast(population).marked.values()) == {"boundary"}
    assert not forecast(population, base=pd.Timestamp("2015-03-31")).marked


def test_the_tables_of_the_methods_are_these_figures(tests):
    text = DOCUMENT.read_text(encoding="utf-8")
    for line in (*from_2013_to_2018(tests), *by_years(tests), *pooled(tests)):
        assert line in text
