"""How the forecast would have done on this city's own past, beside simpler ways."""

from __future__ import annotations

import numpy as np
import pandas as pd

from shiensys.measures.ageing.choosing import choose
from shiensys.measures.ageing.groups import GROUPS
from shiensys.measures.ageing.projection import of_city, unpooled
from shiensys.measures.ageing.residents import Floats, NoForecastError, residents
from shiensys.measures.ageing.splitting import on_grid
from shiensys.measures.ageing.spread import PERSONS, Spread, Trials, reference, spread
from shiensys.measures.ageing.telling import around
from shiensys.measures.ageing.trying import Past, past, tried

COLUMNS = (
    "base",
    "date",
    "years",
    "district_id",
    "group",
    "residents",
    "forecast",
    "low",
    "high",
    "actual",
    "no_change",
    "city_rates",
    "unpooled",
)
SUMMARY = (
    "years",
    "group",
    "size",
    "districts",
    "bases",
    "median_abs",
    "mean_abs",
    "bias",
    "no_change",
    "city_rates",
    "unpooled",
    "covered",
)
SMALL = 3_000  # residents; docs/methods.md §18


def backtest(population: pd.DataFrame, *, until: pd.Timestamp | None = None) -> pd.DataFrame:
    """Forecast from every past day that allows it to every later day: a row a base, day, district and group.

    Each band rests on what was known at its base alone. ``years``: ahead, whole or nearly; ``residents``: of the
    district at the base; the last three columns: what simpler ways would have said. Empty where days are too few.
    """
    try:
        known = past(on_grid(choose(residents(population, until=until)).residents))
    except NoForecastError:
        return _empty()
    tests = tried(known)
    if not len(tests.base):
        return _empty()
    low, high = _bands(tests, reference(known.grid.step, split=known.grid.method == "split"))
    values = {
        "residents": np.broadcast_to(known.counted[tests.base][..., :1], tests.forecast.shape),
        "forecast": tests.forecast,
        "low": low,
        "high": high,
        "actual": tests.actual,
        "no_change": known.counted[tests.base],
        "city_rates": tried(known, of_city).forecast,
        "unpooled": tried(known, unpooled).forecast,
    }
    return _table(known, tests, values)


def _empty() -> pd.DataFrame:
    return pd.DataFrame({name: pd.Series(dtype="float64") for name in COLUMNS})


def _bands(tests: Trials, usual: Spread) -> tuple[Floats, Floats]:
    """Give the bands of all tests, each from the spread that was known at its base."""
    low, high = np.empty_like(tests.forecast), np.empty_like(tests.forecast)
    groups = np.arange(len(GROUPS))
    for base in np.unique(tests.base):
        here = tests.base == base
        known, years, persons = spread(tests.until(base), usual), tests.years[here, None, None], tests.forecast[here]
        variance = known.of_city(PERSONS, years, groups) + known.of_district(PERSONS, years, persons, groups)
        low[here], high[here] = around(persons, np.sqrt(variance))
    return low, high


def _table(known: Past, tests: Trials, values: dict[str, Floats]) -> pd.DataFrame:
    """Write the tests out, without those of which the past isn't known."""
    counted = known.grid.residents
    test, district, group = (place.ravel() for place in np.indices(tests.forecast.shape))
    keys = {
        "base": counted.days[tests.base].take(test),
        "date": counted.days[tests.day].take(test),
        "years": tests.years.round(2).take(test),
        "district_id": counted.districts.take(district),
        "group": pd.Index(GROUPS).take(group),
    }
    table = pd.DataFrame(keys | {name: value.ravel() for name, value in values.items()})
    return table.loc[table[["forecast", "actual"]].notna().all(axis=1), list(COLUMNS)].reset_index(drop=True)


def summary(tests: pd.DataFrame) -> pd.DataFrame:
    """Put tests together by years ahead (whole), group and size of district at the base (all, small, large).

    Errors are shares of the persons that were counted; ``bias``: of all districts' sum, forecast ÷ counted − 1;
    ``covered``: share of results within their band. Districts without a person of the group tell nothing.
    """
    if tests.empty:
        return pd.DataFrame({name: pd.Series(dtype="float64") for name in SUMMARY})
    rows = tests[tests["actual"] > 0].copy()
    rows["years"] = rows["years"].round().astype(int)
    for name in ("forecast", "no_change", "city_rates", "unpooled"):
        rows[f"off_{name}"] = (rows[name] / rows["actual"] - 1).abs()
    rows["covered"] = (rows["low"] <= rows["actual"]) & (rows["actual"] <= rows["high"])
    small = rows["residents"] < SMALL
    sized = [rows.assign(size="all"), rows[small].assign(size="small"), rows[~small].assign(size="large")]
    grouped = pd.concat(sized).groupby(["years", "group", "size"], sort=False)
    table = grouped.agg(
        districts=("district_id", "nunique"),
        bases=("base", "nunique"),
        median_abs=("off_forecast", "median"),
        mean_abs=("off_forecast", "mean"),
        forecast=("forecast", "sum"),
        actual=("actual", "sum"),
        no_change=("off_no_change", "mean"),
        city_rates=("off_city_rates", "mean"),
        unpooled=("off_unpooled", "mean"),
        covered=("covered", "mean"),
    )
    table["bias"] = table["forecast"] / table["actual"] - 1
    order = {name: number for number, name in enumerate((*GROUPS, "all", "small", "large"))}
    table = table.reset_index().sort_values(
        ["years", "group", "size"], key=lambda column: column if column.name == "years" else column.map(order)
    )
    return table[list(SUMMARY)].reset_index(drop=True)
