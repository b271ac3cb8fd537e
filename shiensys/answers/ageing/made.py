"""A city's forecast as it is made for all answers: from which day, with what, and why there is none."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from shiensys.answers.ageing.steps import base_day, step
from shiensys.answers.units import WHOLE
from shiensys.city import City
from shiensys.measures.ageing.control import contradicts
from shiensys.measures.ageing.forecast import Forecast, forecast
from shiensys.measures.ageing.residents import NoForecastError
from shiensys.tables.names import match
from shiensys.text import say

JUMP = 0.03  # share a year; no city of districts gains or loses more without a district coming or going
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
    district. ``city``: the city foretold as one district, where not every district can be; None where the districts'
    sum stands for it, or where nothing can.
    """

    base: pd.Timestamp | None
    asked: dt.date | None = None
    population: pd.DataFrame | None = None
    forecast: Forecast | None = None
    why: str = ""
    official: Official = Official()
    rates_source: str = ""
    unmatched: tuple[str, ...] = ()
    city: Forecast | None = None


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
    all_known = city.districts["district_id"].isin(found.residents.districts).all()
    return Made(
        base=start,
        asked=base,
        population=known,
        forecast=found,
        official=_official(found, official, source),
        rates_source="" if rates is None else str(rates["source"].iloc[0]),
        unmatched=unmatched,
        city=None if all_known else _as_one(known, found, official, rates),
    )


def _as_one(
    known: pd.DataFrame, found: Forecast, official: pd.DataFrame | None, rates: pd.DataFrame | None
) -> Forecast | None:
    """Foretell the city as one district: districts that were split or renamed are in its sum all the while.

    None where the sum itself jumps: then some district was counted on some days only.
    """
    rows = known[known["age_from"].notna()].assign(district_id=WHOLE)
    sums = rows.groupby("date")["persons"].sum(min_count=1, skipna=False)
    years = np.diff(sums.index).astype("timedelta64[D]").astype(float) / 365.25
    if not (abs(np.diff(np.log(sums))) <= JUMP * np.maximum(years, 1)).all():
        return None
    everywhere = None if rates is None else rates[rates["area"].isna()]
    used = None if everywhere is None or everywhere.empty else everywhere
    try:
        return forecast(rows, found.days, base=found.base, official=official, rates=used)
    except NoForecastError:
        return None


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
