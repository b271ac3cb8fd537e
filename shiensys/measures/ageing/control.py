"""Districts' forecasts led to an official one of the whole city: by its growth, not by its level.

Official forecasts rest on the census, districts on the register: their levels differ, their growth is comparable.
docs/methods.md §17.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from shiensys.measures.ageing.residents import BOTH, Floats, NoForecastError, Residents, residents, years_between

CONTRADICTION = 0.10  # share; a total further off than this is of another area, or counted otherwise


@dataclass(frozen=True)
class Growth:
    """``times``: day × sex × band, residents on the day per resident at the base; bands begin at ``first``."""

    first: NDArray[np.int64]
    times: Floats


def growth(official: pd.DataFrame, counted: Residents, base: pd.Timestamp, days: pd.DatetimeIndex) -> Growth | None:
    """Say how the city grows officially from ``base`` to each day; None where the official days don't reach the base.

    ``official``: rows of one source of tables.ageing.CityForecast. Where sexes or bands aren't those of the districts,
    the common ones are used. After the last official day growth stays as it was on it.
    """
    stated = _stated(official)
    if stated is None or not stated.days[0] <= base <= stated.days[-1]:
        return None
    first = np.intersect1d(stated.first, counted.first)
    persons = np.add.reduceat(stated.persons[:, 0], np.searchsorted(stated.first, first), axis=-1)
    persons = persons if stated.sexes == counted.sexes else persons.sum(1, keepdims=True)
    at = _at(persons, stated.days, pd.DatetimeIndex([base, *days]))
    return Growth(first, np.divide(at[1:], at[0], out=np.full_like(at[1:], np.nan), where=at[0] > 0))


def controlled(persons: Floats, start: Floats, bands: NDArray[np.int64], grows: Growth) -> Floats:
    """Scale ``persons`` (day × district × sex × band from ``bands``) so that the city grows as ``grows`` says.

    ``start``: district × sex × band at the base. A band without anybody stays as it was forecast.
    """
    begins = np.searchsorted(bands, grows.first)
    sums, before = (np.add.reduceat(one, begins, axis=-1) for one in (persons.sum(1), start.sum(0)))
    if grows.times.shape[1] < sums.shape[1]:
        sums, before = sums.sum(1, keepdims=True), before.sum(0, keepdims=True)
    aim = grows.times * before
    factor = np.divide(aim, sums, out=np.ones_like(sums), where=(sums > 0) & np.isfinite(aim))
    widths = np.diff(np.append(begins, len(bands)))
    return np.asarray(persons * np.repeat(factor, widths, axis=-1)[:, None])


def contradicts(official: pd.DataFrame, counted: Residents, base: pd.Timestamp) -> float | None:
    """Say by what share the official city differs from the districts at ``base`` where it is more than 10 %, or None.

    None too where the official days don't reach the base, or the districts aren't all known on it.
    """
    stated, day = _stated(official), counted.days.get_indexer(pd.DatetimeIndex([base]))[0]
    if stated is None or day < 0 or not stated.days[0] <= base <= stated.days[-1]:
        return None
    whole = float(_at(stated.persons[:, 0].sum((1, 2), keepdims=True), stated.days, pd.DatetimeIndex([base])).sum())
    here = float(counted.persons[day].sum())
    off = whole / here - 1 if here > 0 else np.nan
    return off if abs(off) > CONTRADICTION else None


def _stated(official: pd.DataFrame) -> Residents | None:
    """Put official rows into an array of one district; None where they hold no whole set of bands."""
    rows = official.assign(district_id="")
    both = set(BOTH) <= set(rows["sex"])
    kept = rows[rows["sex"].isin(BOTH)] if both else rows
    try:
        stated = residents(kept)
    except NoForecastError:
        return None
    whole = stated.known[:, 0]
    return (
        Residents(stated.districts, stated.days[whole], stated.sexes, stated.first, stated.persons[whole])
        if whole.any()
        else None
    )


def _at(persons: Floats, stated: pd.DatetimeIndex, days: pd.DatetimeIndex) -> Floats:
    """Give official residents (day × sex × band) on ``days``, on a straight line between the official ones."""
    known = years_between(stated[0], stated)
    place = np.interp(years_between(stated[0], days), known, np.arange(len(stated)))
    low = np.minimum(np.floor(place).astype(int), len(stated) - 1)
    high = np.minimum(low + 1, len(stated) - 1)
    part = (place - low)[:, None, None]
    return np.asarray(persons[low] * (1 - part) + persons[high] * part)
