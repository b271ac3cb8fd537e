"""Residents of districts on several days, by sex and age, as one array."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from shiensys.errors import ShiensysError

Floats = NDArray[np.float64]
Whole = NDArray[np.intp]
Marks = NDArray[np.bool_]
DAYS = 365.25  # days a year
OPEN = 200  # years; stands for the end of a band that is open at the top
BOTH = ("male", "female")


class NoForecastError(ShiensysError, ValueError):
    """These residents allow no forecast: one day only, bands too wide, nothing up to the base."""


@dataclass(frozen=True)
class Residents:
    """``persons``: day × district × sex × age, NaN: not known. ``first``: youngest age of each band; the last is open.

    ``days`` rise. ``sexes`` is (male, female), or (total,) where a day has both together only.
    """

    districts: pd.Index
    days: pd.DatetimeIndex
    sexes: tuple[str, ...]
    first: NDArray[np.int64]
    persons: Floats

    def of(self, chosen: NDArray[Any]) -> Residents:
        """Keep the ``chosen`` districts (mask or positions)."""
        return replace(self, districts=self.districts[chosen], persons=self.persons[:, chosen])

    def until(self, day: pd.Timestamp) -> Residents:
        """Keep the days up to ``day``, that day too."""
        kept = np.asarray(self.days <= day)
        return replace(self, days=self.days[kept], persons=self.persons[kept])

    @cached_property
    def known(self) -> Marks:
        """Day × district: all its cells are known."""
        return np.asarray(np.isfinite(self.persons).all(axis=(2, 3)))

    @cached_property
    def years(self) -> Floats:
        """The days as years since the first of them."""
        return years_between(self.days[0], self.days)

    @property
    def width(self) -> int:
        """The widest band that is not open, in years."""
        return int(np.diff(self.first).max()) if len(self.first) > 1 else OPEN


def years_between(start: pd.Timestamp, days: pd.DatetimeIndex) -> Floats:
    """Count the years from ``start`` to each day, birthdays whole: 2013-03-31 to 2018-03-31 is 5.

    >>> years_between(pd.Timestamp("2013-03-31"), pd.DatetimeIndex(["2018-03-31", "2013-09-30"])).round(1).tolist()
    [5.0, 0.5]
    """
    dates = np.append(days.to_numpy(), start.to_datetime64()).astype("datetime64[D]")
    months = dates.astype("datetime64[M]")
    in_month = (dates - months.astype("datetime64[D]")).astype(float)
    since = months.astype(float) / 12 + in_month / DAYS
    return np.asarray(since[:-1] - since[-1])


def residents(population: pd.DataFrame, *, until: pd.Timestamp | None = None) -> Residents:
    """Put rows ``district_id``, ``date``, ``sex``, ``age_from``, ``age_to``, ``persons`` into one array.

    Rows of unknown age or without district are left out; rows of one cell are added up. Where days differ in their
    bands, the borders common to all are kept. Raises NoForecastError where no rows are left, or ages are missing.
    """
    rows = population
    used = rows["age_from"].notna().to_numpy() & rows["district_id"].notna().to_numpy()
    if until is not None:
        used &= (rows["date"] <= until).to_numpy()
    if not used.any():
        raise NoForecastError("measures.forecast.nothing")
    rows = rows if used.all() else rows[used]
    day, days = pd.factorize(rows["date"], sort=True)
    district, districts = _sorted_codes(rows["district_id"])
    sex, sexes = _sexes(rows["sex"], day, len(days))
    first, age = _ages(rows["age_from"], rows["age_to"], day, len(days))
    shape = (len(days), len(districts), len(sexes), len(first))
    kept = sex >= 0
    persons = _added([code[kept] for code in (day, district, sex, age)], rows["persons"].to_numpy(float)[kept], shape)
    return Residents(districts, pd.DatetimeIndex(days), sexes, first, persons)


def _sorted_codes(values: pd.Series) -> tuple[Whole, pd.Index]:
    """Number the values in their order; a categorical isn't written out."""
    if isinstance(values.dtype, pd.CategoricalDtype):
        values = values.cat.remove_unused_categories()
        order = np.argsort(values.cat.categories.to_numpy())
        place = np.empty(len(order), np.intp)
        place[order] = np.arange(len(order))
        return place[values.cat.codes.to_numpy()], values.cat.categories[order]
    codes, names = pd.factorize(values, sort=True)
    return codes, pd.Index(names)


def _sexes(sex: pd.Series, day: Whole, days: int) -> tuple[Whole, tuple[str, ...]]:
    """Give each row its sex's number, -1 for rows to leave out: totals beside both sexes, and on days without both."""
    male, female = ((sex == one).to_numpy() for one in BOTH)
    has_both = (np.bincount(day[male], minlength=days) > 0) & (np.bincount(day[female], minlength=days) > 0)
    if has_both.all():
        return np.where(male, 0, np.where(female, 1, -1)), BOTH
    total = ~male & ~female
    has_total = np.bincount(day[total], minlength=days) > 0
    return np.where(total | ~has_total[day], 0, -1), ("total",)


def _ages(age_from: pd.Series, age_to: pd.Series, day: Whole, days: int) -> tuple[NDArray[np.int64], Whole]:
    """Give the youngest ages of the bands common to all days, and each row's band."""
    low = age_from.to_numpy(dtype=np.int64)
    high = age_to.to_numpy(dtype=np.int64, na_value=OPEN)
    starts, ends = np.zeros((days, OPEN + 2), bool), np.zeros((days, OPEN + 2), bool)
    starts[day, low], ends[day, np.minimum(high, OPEN) + 1] = True, True
    top = np.array([np.flatnonzero(line)[-1] for line in starts])
    ends &= np.arange(OPEN + 2) <= top[:, None]  # the oldest band is taken as open, whatever its end
    starts_but_zero = starts.copy()
    starts_but_zero[:, 0] = False
    if not starts[:, 0].all() or (starts_but_zero & ~ends).any() or (ends & ~starts).any():
        raise NoForecastError("measures.forecast.ages")
    first = np.flatnonzero(starts.all(axis=0))
    return first.astype(np.int64), np.searchsorted(first, low, side="right") - 1


def _added(codes: list[Whole], persons: Floats, shape: tuple[int, ...]) -> Floats:
    """Add up rows of one cell; a cell without a row, or with one that isn't known, is NaN."""
    cell = np.ravel_multi_index(tuple(codes), shape)
    size = int(np.prod(shape))
    sums = np.asarray(np.bincount(cell, weights=persons, minlength=size), float)
    sums[np.bincount(cell, minlength=size) == 0] = np.nan
    return sums.reshape(shape)
