"""The figures on forecasts, on few districts; what they cost and how they do at size: ``python -m bench``."""

import numpy as np
import pytest

from bench import backtest, cohorts, forecast


def test_both_ways_of_a_forecast_run_on_a_file_and_one_city_is_quick():
    elapsed, ours, peer = forecast.many(60, rounds=1)
    assert elapsed[0] > 0
    assert ours[0].memory > peer[0].memory / 2
    assert forecast.city(rounds=1)[0] < 5


@pytest.mark.parametrize("width", cohorts.BANDS)
def test_made_districts_come_out_about_as_foretold(width):
    found = cohorts.measured(np.full(40, 3_000), width=width, seed=1)
    assert set(found) == {(group, years) for group in ("older", "old") for years in (5, 10, 15)}
    assert abs(found["older", 5].bias) < 0.02
    assert 0.5 < found["older", 5].covered <= 1


def test_without_the_real_citys_file_nothing_is_measured(monkeypatch):
    monkeypatch.delenv(backtest.shizuoka.VARIABLE, raising=False)
    (row,) = backtest.rows()
    assert row.ours.startswith("not measured")
