"""A city's forecast as it is made for all answers: from which day, with what, and why there is none."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
import pandas as pd

from shiensys.answers.ageing.forecasts.steps import base_day, step
from shiensys.answers.units import WHOLE
from shiensys.city import City
from shiensys.measures.ageing.control import contradicts
from shiensys.measures.ageing.forecast import Forecast, forecast, steps
from shiensys.measures.ageing.residents import NoForecastError, residents
from shiensys.tables.names import match
from shiensys.text import say

JUMP = 0.03  # share a year; no city of districts gains or loses more without a district coming or going
Used = Literal["none", "used", "contradicts", "unfit", "later"]


@dataclass(frozen=True)
class Official:
    """What became of the official forecast of the whole city: not there, used, left aside because its level is off
    (``counted`` residents, ``stated`` by it), because its days or ages don't fit, or because it may be of later than an
    earlier base. ``rows``: those used.
    """

    used: Used = "none"
    source: str = ""
    rows: pd.DataFrame | None = None
    counted: float = 0.0
    stated: float = 0.0


@dataclass(frozen=True)
class Rates:
    """Rates of cohorts. ``unmatched``: areas in them that are no district. ``fit``: they could be used."""

    source: str = ""
    rows: pd.DataFrame | None = None
    unmatched: tuple[str, ...] = ()
    fit: bool = True


@dataclass(frozen=True)
class Made:
    """``base``: the counted day that it starts from, None where nobody was ever counted. ``asked``: the day that was
    asked for. ``population``: the rows it knew. ``forecast``: None where none can be made, and ``why`` says so.
    ``city``: the city foretold as one district where not every district can be; None where their sum stands for it, or
    where nothing can.
    """

    base: pd.Timestamp | None
    asked: dt.date | None = None
    population: pd.DataFrame | None = None
    forecast: Forecast | None = None
    why: str = ""
    official: Official = Official()
    rates: Rates = Rates()
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
    if days is None and not steps(start):
        return Made(start, base, known, why=say("forecast.none.late", base=start.date()))
    of_today = len(known) == len(city.population)  # from an earlier base nothing is used that was made later
    official, rates = _official(city.forecasts, known, start, of_today=of_today), _rates(city, of_today=of_today)
    try:
        found, rates = _forecast(known, days, official, rates)
    except NoForecastError as error:
        return Made(start, base, known, why=str(error))
    if official.used == "used" and not found.controlled:
        official = Official("unfit", official.source)
    all_known = city.districts["district_id"].isin(found.residents.districts).all()
    whole = known[~known["date"].isin(city.short.get("population", frozenset()))]
    as_one = None if all_known else _as_one(whole, found, official, rates)
    return Made(start, base, known, found, "", official, rates, as_one)


def _forecast(
    known: pd.DataFrame, days: Sequence[pd.Timestamp] | None, official: Official, rates: Rates
) -> tuple[Forecast, Rates]:
    """Foretell with the rates that were loaded, without them where they don't fit; raises NoForecastError."""
    if rates.rows is not None:
        try:
            return forecast(known, days, official=official.rows, rates=rates.rows), rates
        except NoForecastError:
            rates = replace(rates, rows=None, fit=False)
    return forecast(known, days, official=official.rows), rates


def _as_one(known: pd.DataFrame, found: Forecast, official: Official, rates: Rates) -> Forecast | None:
    """Foretell the city as one district: districts that were split or renamed are in its sum all the while.

    ``known``: rows of days on which the districts are the whole city. None where the sum itself jumps: then some
    district was counted on some days only.
    """
    rows = known[known["age_from"].notna()].assign(district_id=WHOLE)
    sums = rows.groupby("date")["persons"].sum(min_count=1, skipna=False)
    if found.base not in sums.index:
        return None
    years = np.diff(sums.index).astype("timedelta64[D]").astype(float) / 365.25
    if not (abs(np.diff(np.log(sums))) <= JUMP * np.maximum(years, 1)).all():
        return None
    everywhere = None if rates.rows is None else rates.rows[rates.rows["area"].isna()]
    used = replace(rates, rows=None if everywhere is None or everywhere.empty else everywhere)
    try:
        return _forecast(rows, found.days, official, used)[0]
    except NoForecastError:
        return None


def _official(forecasts: pd.DataFrame | None, known: pd.DataFrame, base: pd.Timestamp, *, of_today: bool) -> Official:
    """Choose the official forecast that was loaded last, unless it contradicts what was counted at the base."""
    if forecasts is None or forecasts.empty:
        return Official()
    source = str(forecasts["source"].iloc[-1])
    if not of_today:
        return Official("later", source)
    rows = forecasts[forecasts["source"] == source]
    counted = residents(known[known["date"] == base])
    off = contradicts(rows, counted, base)
    if off is None:
        return Official("used", source, rows)
    here = float(counted.persons.sum())
    return Official("contradicts", source, counted=here, stated=here * (1 + off))


def _rates(city: City, *, of_today: bool) -> Rates:
    """Choose the rates of cohorts that were loaded last, their areas as district ids."""
    if city.cohort_rates is None or city.cohort_rates.empty or not of_today:
        return Rates()
    source = str(city.cohort_rates["source"].iloc[-1])
    rates = city.cohort_rates[city.cohort_rates["source"] == source]
    ids = match(rates["area"], city.districts).ids
    kept = rates["area"].isna() | rates["area"].isin(list(ids))
    unmatched = tuple(rates.loc[~kept, "area"].drop_duplicates())
    rows = rates[kept].assign(area=rates.loc[kept, "area"].map(ids))
    return Rates(source, None if rows.empty else rows, unmatched)
