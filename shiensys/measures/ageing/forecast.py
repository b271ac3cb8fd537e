"""The residents that may be expected, by district, sex and age, with a band, from what was known at the base."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from shiensys.measures.ageing.births import basis
from shiensys.measures.ageing.control import controlled, growth
from shiensys.measures.ageing.groups import AGES, GROUPS
from shiensys.measures.ageing.projection import at_years, project, steps_needed
from shiensys.measures.ageing.projection import rates as rates_of
from shiensys.measures.ageing.ratios import windows
from shiensys.measures.ageing.residents import Floats, NoForecastError, Residents, residents, years_between
from shiensys.measures.ageing.splitting import Method, on_grid

EVERY = 5  # years; forecasts are told for calendar years that this divides


@dataclass(frozen=True)
class Spread:
    """``own``: from this city's past."""

    own: bool


@dataclass(frozen=True)
class Forecast:
    """``persons``: day × district × sex × age of ``residents``, which are those up to the base without districts left out.

    ``periods``: pairs of days that the rates rest on, from ``first_day``. ``marked``: institution, boundary, short;
    ``left_out``: absent, appeared, unknown; both by district_id. ``controlled``: led to an official total. ``births``:
    child_woman or child_adult.
    """

    base: pd.Timestamp
    days: tuple[pd.Timestamp, ...]
    residents: Residents
    persons: Floats
    method: Method
    periods: int
    first_day: pd.Timestamp
    marked: Mapping[str, str]
    left_out: Mapping[str, str]
    controlled: bool
    spread: Spread
    births: str


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
    """Forecast residents for ``days`` (None: steps) from rows up to ``base`` (None: the latest day)."""
    counted = residents(population, until=base)
    start = counted.days[-1]
    chosen = pd.DatetimeIndex(steps(start) if days is None else sorted(day for day in days if day > start))
    known = np.isfinite(counted.persons).all((0, 2, 3))
    left_out = dict.fromkeys(counted.districts[~known], "unknown")
    counted = counted.of(known)
    grid = on_grid(counted)
    moves = windows(grid)
    if moves is None:
        raise NoForecastError("measures.forecast.one_day")
    persons = _ahead(grid, moves, years_between(start, chosen))
    is_controlled = False
    if official is not None:
        grows = growth(official, grid.residents, start, chosen)
        if grows is not None:
            persons = controlled(persons, grid.residents.persons[-1], grid.residents.first, grows)
            is_controlled = True
    return Forecast(
        start,
        tuple(chosen),
        grid.residents,
        persons,
        grid.method,
        moves.count,
        counted.days[0],
        {},
        left_out,
        is_controlled,
        Spread(False),
        basis(counted),
    )


def _ahead(grid, moves, years):
    found = rates_of(grid, moves)
    states = project(
        grid.residents.persons[-1], found, grid.residents, step=grid.step, steps=steps_needed(years, grid.step)
    )
    return at_years(states, grid.step, years)


def by_group(expected: Forecast, unit: pd.Series) -> pd.DataFrame:
    """One row a unit, day (base first) and group."""
    first = expected.residents.first
    rows = []
    persons = np.concatenate([expected.residents.persons[-1:], expected.persons]).sum(2)
    units = unit.reindex(expected.residents.districts)
    for group in GROUPS:
        low, high = AGES[group]
        inside = (first >= low) & (first <= (high if high is not None else 999))
        frame = pd.DataFrame(
            persons[:, :, inside].sum(-1).T, index=units.to_numpy(), columns=[expected.base, *expected.days]
        )
        long = (
            frame.groupby(level=0, sort=False)
            .sum()
            .rename_axis("unit_id")
            .melt(ignore_index=False, var_name="date", value_name="persons")
            .reset_index()
        )
        rows.append(long.assign(group=group))
    table = pd.concat(rows, ignore_index=True)
    whole = table[table["group"] == "all"].set_index(["unit_id", "date"])["persons"]
    table["share"] = table["persons"] / whole.reindex(pd.MultiIndex.from_frame(table[["unit_id", "date"]])).to_numpy()
    years = (table["date"] - expected.base).dt.days / 365.25
    for name in ("persons", "share"):
        low, high = ("low", "high") if name == "persons" else ("share_low", "share_high")
        table[low], table[high] = table[name] * np.exp(-0.01 * years), table[name] * np.exp(0.01 * years)
    return table[["unit_id", "date", "group", "persons", "low", "high", "share", "share_low", "share_high"]]


def by_band(expected: Forecast) -> pd.DataFrame:
    """One row a district, day (base first), sex and age band."""
    found = expected.residents
    persons = np.concatenate([found.persons[-1:], expected.persons])
    index = pd.MultiIndex.from_product(
        [[expected.base, *expected.days], found.districts, found.sexes, found.first],
        names=["date", "district_id", "sex", "age_from"],
    )
    table = pd.DataFrame({"persons": persons.ravel()}, index=index).reset_index()
    upto = pd.Series([*(found.first[1:] - 1), pd.NA], index=found.first, dtype="Int16")
    table["age_to"] = table["age_from"].map(upto).astype("Int16")
    table["age_from"] = table["age_from"].astype("Int16")
    years = (table["date"] - expected.base).dt.days / 365.25
    return table.assign(low=table["persons"] * np.exp(-0.01 * years), high=table["persons"] * np.exp(0.01 * years))
