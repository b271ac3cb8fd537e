"""Single years of age, split out of wider bands.

Residents younger than each border lie on a monotone curve: over age, or over the children born since then, for a band
may hold both a year of many births (1947 to 1949) and one of few (1945, 1966). A city's own days tell which fits it.
Source: Fritsch & Carlson (1980), PCHIP. docs/methods.md §17.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.interpolate import PchipInterpolator

from shiensys.measures.ageing.residents import DAYS, Floats, Residents
from shiensys.tables.births import birth_rates

Scale = Callable[[pd.Timestamp, NDArray[np.int64]], Floats]


def split(counted: Residents) -> Residents:
    """Split bands into single years. Sums of the bands stay as they are; the open band stays one.

    Of the two curves that is taken by which residents change more evenly from age to age; over births if neither is.
    """
    return min((_split(counted, scale) for scale in (by_births, by_age)), key=unevenness)


def by_age(_day: pd.Timestamp, ages: NDArray[np.int64]) -> Floats:
    """Count every year of age alike."""
    return np.asarray(ages, float)


def by_births(day: pd.Timestamp, ages: NDArray[np.int64]) -> Floats:
    """Add up the births since those who are of each age on ``day`` were born, per 1,000 residents a year.

    >>> np.diff(by_births(pd.Timestamp("2013-01-01"), np.array([45, 46, 47]))).round(1).tolist()  # 1967 and 1966
    [19.4, 13.7]
    """
    known = birth_rates()
    years = np.arange(min(known), day.year + 1)
    born = np.append(0.0, np.cumsum([known.get(year, known[max(known)]) for year in years.tolist()]))
    now = day.year + (day.day_of_year - 1) / DAYS
    ends = np.append(years, day.year + 1)
    return np.asarray(np.interp(now, ends, born) - _before(np.asarray(now - ages, float), ends, born))


def _before(when: Floats, years: NDArray[np.int64], born: Floats) -> Floats:
    """Count births up to a time; before the first known year as many a year as in it."""
    return np.asarray(np.interp(when, years, born) - np.maximum(years[0] - when, 0.0) * born[1])


def _split(counted: Residents, scale: Scale) -> Residents:
    """Split by one curve."""
    ages = np.arange(counted.first[0], counted.first[-1] + 1)
    below = np.concatenate([np.zeros_like(counted.persons[..., :1]), np.cumsum(counted.persons[..., :-1], -1)], -1)
    known = np.isfinite(below).all(axis=-1)[..., None]
    days = zip(counted.days, np.where(known, below, 0.0), strict=True)
    curves = [PchipInterpolator(scale(day, counted.first), one, axis=-1)(scale(day, ages)) for day, one in days]
    ones = np.where(known, np.maximum(np.diff(np.array(curves), axis=-1), 0.0), np.nan)
    return replace(counted, first=ages, persons=np.concatenate([ones, counted.persons[..., -1:]], axis=-1))


def unevenness(ones: Residents) -> float:
    """Say how unevenly residents in single years change from age to age, between neighbouring days; 0: nothing to tell.

    Mean square of the second difference of log ratios by age, weighed by persons.
    """
    whole = np.nansum(ones.persons, axis=(1, 2))[:, :-1]
    found, weights = 0.0, 0.0
    for gap, before, after in zip(np.rint(np.diff(ones.years)).astype(int), whole[:-1], whole[1:], strict=True):
        start, end = before[: len(before) - gap], after[gap:]
        there = (start > 0) & (end > 0)
        change = np.log(np.where(there, end, 1.0) / np.where(there, start, 1.0))
        weight = np.minimum(np.minimum(start[2:], start[1:-1]), start[:-2]) * (there[2:] & there[1:-1] & there[:-2])
        found, weights = found + float(weight @ np.diff(change, 2) ** 2), weights + float(weight.sum())
    return found / weights if weights else 0.0
