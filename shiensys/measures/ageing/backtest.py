"""How the forecast would have done on this city's own past."""

from __future__ import annotations

import pandas as pd

COLUMNS = ["base", "date", "years", "district_id", "group", "residents", "forecast", "low", "high", "actual",
           "no_change", "city_rates", "unpooled"]  # fmt: skip
SUMMARY = ["years", "group", "size", "districts", "bases", "median_abs", "mean_abs", "bias", "no_change", "city_rates",
           "unpooled", "covered"]  # fmt: skip


def backtest(population: pd.DataFrame, *, until: pd.Timestamp | None = None) -> pd.DataFrame:
    """Forecast from every past day that allows it to every later day."""
    return pd.DataFrame(columns=COLUMNS)


def summary(tests: pd.DataFrame) -> pd.DataFrame:
    """Put the tests together by years ahead, group and size."""
    return pd.DataFrame(columns=SUMMARY)
