"""A city's forecast as it is made for all answers: from which day, with what, and why there is none."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from shiensys.answers.ageing.steps import base_day, step
from shiensys.city import City
from shiensys.measures.ageing.control import contradicts
from shiensys.measures.ageing.forecast import Forecast, forecast
from shiensys.measures.ageing.residents import NoForecastError
from shiensys.tables.names import match
from shiensys.text import say

Used = Literal["none", "used", "contradicts", "unfit"]


@dataclass(frozen=True)
class Official:
    """What became of the official forecast of the whole city: not there, used, left aside because its level is off
    (``off``: 0.12, it is 12 % above the districts) or because its days or ages don't fit.
    """

    used: Used = "none"
    source: str = ""
    off: float = 0.0


@dataclass(frozen=True)
class Made:
    """``base``: the counted day that it starts from, None where nobody was ever counted. ``asked``: the day that was
    asked for. ``forecast``: None where none can be made, and ``why`` says so. ``population``: the rows it knew.
    ``rates_source``: whose rates of cohorts were used, blank for none; ``unmatched``: areas in them that are no
    district.
    """

    base: pd.Timestamp | None
    asked: dt.date | None = None
    population: pd.DataFrame | None = None
    forecast: Forecast | None = None
    why: str = ""
    official: Official = Official()
    rates_source: str = ""
    unmatched: tuple[str, ...] = ()


def made(city: City, *, base: dt.date | None = None, to: dt.date | None = None) -> Made:
    """Make a city's forecast from its residents up to ``base`` alone, to the day ``to`` or to the usual steps.

    Raises NoBaseError, WrongStepError for days that can't be meant.
    """
    if city.population is None or city.population.empty:
        return Made(None, why=say("forecast.none.no_population"))
    start = base_day(city.population, base)
    days = None if to is None else step(start, to)
    known = city.population[city.population["date"] <= start]
    official, source = _newest(city.forecasts)
    rates, unmatched = _rates(city)
    try:
        found = forecast(known, days, base=start, official=official, rates=rates)
    except NoForecastError as error:
        return Made(start, base, known, why=str(error))
    rates_source = "" if rates is None else str(rates["source"].iloc[0])
    return Made(start, base, known, found, "", _official(found, official, source), rates_source, unmatched)


def _newest(forecasts: pd.DataFrame | None) -> tuple[pd.DataFrame | None, str]:
    """Choose the official forecast that was loaded last."""
    if forecasts is None or forecasts.empty:
        return None, ""
    source = str(forecasts["source"].iloc[-1])
    return forecasts[forecasts["source"] == source], source


def _official(found: Forecast, official: pd.DataFrame | None, source: str) -> Official:
    """Tell what became of the official forecast."""
    if official is None:
        return Official()
    if found.controlled:
        return Official("used", source)
    off = contradicts(official, found.residents, found.base)
    return Official("unfit", source) if off is None else Official("contradicts", source, off)


def _rates(city: City) -> tuple[pd.DataFrame | None, tuple[str, ...]]:
    """Choose the rates of cohorts that were loaded last, their areas as district ids; names that are none come too."""
    if city.cohort_rates is None or city.cohort_rates.empty:
        return None, ()
    rates = city.cohort_rates[city.cohort_rates["source"] == city.cohort_rates["source"].iloc[-1]]
    ids = match(rates["area"], city.districts).ids
    everywhere = rates["area"].isna()
    kept = everywhere | rates["area"].isin(list(ids))
    unmatched = tuple(rates.loc[~kept, "area"].drop_duplicates())
    rates = rates[kept].assign(area=rates.loc[kept, "area"].map(ids))
    return (None if rates.empty else rates), unmatched
