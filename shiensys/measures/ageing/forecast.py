"""The residents that may be expected, by district, sex and age, with a band, from what was known at the base."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from shiensys.measures.ageing.births import basis
from shiensys.measures.ageing.breaks import Breaks, breaks
from shiensys.measures.ageing.choosing import Chosen, choose
from shiensys.measures.ageing.control import controlled, growth
from shiensys.measures.ageing.expected import Forecast
from shiensys.measures.ageing.factor import given
from shiensys.measures.ageing.projection import Changing, off_steps
from shiensys.measures.ageing.projection import rates as estimated
from shiensys.measures.ageing.ratios import whole_steps, windows
from shiensys.measures.ageing.residents import Floats, NoForecastError, Residents, Whole, residents, years_between
from shiensys.measures.ageing.splitting import Grid, gathered, on_grid
from shiensys.measures.ageing.spread import Spread, reference, spread
from shiensys.measures.ageing.telling import by_band, by_group
from shiensys.measures.ageing.trying import ahead, past, tried

__all__ = ["Forecast", "NoForecastError", "by_band", "by_group", "forecast", "steps"]

EVERY = 5  # years; forecasts are told for calendar years that this divides


def steps(base: pd.Timestamp, until_year: int = 2050) -> tuple[pd.Timestamp, ...]:
    """Give the days to forecast: the base's day and month in 2030, 2035 … as far as they are after the base.

    >>> [str(day.date()) for day in steps(pd.Timestamp("2026-01-01"), 2040)]
    ['2030-01-01', '2035-01-01', '2040-01-01']
    """
    first = base.year // EVERY * EVERY + EVERY
    return tuple(base + pd.DateOffset(years=year - base.year) for year in range(first, until_year + 1, EVERY))


def forecast(
    population: pd.DataFrame,
    days: Sequence[pd.Timestamp] | None = None,
    *,
    base: pd.Timestamp | None = None,
    official: pd.DataFrame | None = None,
    rates: pd.DataFrame | None = None,
) -> Forecast:
    """Forecast residents for ``days`` after the base (None: steps), from rows up to ``base`` (None: the latest day).

    ``official``: rows of one source of CityForecast, the city is led to its growth. ``rates``: rows of CohortRates,
    in place of ratios of the past. Raises NoForecastError: one day only, bands too wide, nothing up to the base.
    """
    chosen = choose(residents(population, until=base))
    counted = chosen.residents
    start = counted.days[-1]
    wanted = pd.DatetimeIndex(steps(start) if days is None else sorted({day for day in days if day > start}))
    broken = breaks(counted)
    grid, found, periods = _rates(counted, broken, rates)
    years = years_between(start, wanted)
    persons = ahead(grid, found, years)
    grows = None if official is None else growth(official, grid.residents, start, wanted)
    if grows is not None:
        persons = controlled(persons, grid.residents.persons[-1], grid.residents.first, grows)
    bands = np.intersect1d(counted.first, grid.residents.first)  # years split out of bands aren't handed out
    return Forecast(
        base=start,
        days=tuple(wanted),
        residents=gathered(counted, bands),
        persons=_gathered(persons, grid.residents.first, bands),
        method=grid.method,
        periods=periods,
        first_day=counted.days[0],
        marked=_marked(chosen, broken),
        left_out=chosen.left_out,
        controlled=grows is not None,
        spread=_spread(counted),
        births=basis(counted),
        between=bool((off_steps(years, grid.step) > 0).any()),
        evened=periods > 0 and not whole_steps(grid),
    )


def _rates(counted: Residents, broken: Breaks, rates: pd.DataFrame | None) -> tuple[Grid, Changing, int]:
    """Take the rates that are given, or estimate them."""
    if rates is not None and len(rates):
        return *given(counted, rates), 0
    grid = on_grid(counted)
    moves = windows(grid, broken)
    if moves is None:
        raise NoForecastError("measures.forecast.one_day")
    return grid, estimated(grid, moves), moves.count


def _spread(counted: Residents) -> Spread:
    """Learn from this city's past as far as it goes."""
    grid = on_grid(counted)
    known = reference(grid.step, split=grid.method == "split")
    if len(counted.days) <= 2:
        return known
    return spread(tried(past(grid)), known)


def _gathered(persons: Floats, first: Whole, bands: Whole) -> Floats:
    """Add ages up to bands."""
    return np.asarray(np.add.reduceat(persons, np.searchsorted(first, bands), axis=-1))


def _marked(chosen: Chosen, broken: Breaks) -> Mapping[str, str]:
    """Name what is out of the ordinary about a district; a moved boundary before all else."""
    districts = chosen.residents.districts
    return (
        dict.fromkeys(chosen.short, "short")
        | dict.fromkeys(districts[np.asarray(broken.institution.any(axis=0))].tolist(), "institution")
        | dict.fromkeys(districts[np.asarray(broken.boundary.any(axis=0))].tolist(), "boundary")
    )
