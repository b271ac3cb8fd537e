"""The age bands that a forecast steps by: single years, five years, or single years split out of wider bands."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from shiensys.measures.ageing.residents import NoForecastError, Residents
from shiensys.measures.ageing.singles import split

Method = Literal["one_year", "five_year", "split", "factor"]
FIVE = 5  # years
WIDEST = 10  # years; residents of wider bands can't be told apart well enough to let them grow older
LEAST_TOP = 65  # years; the open band must not begin before the age that ageing is told by
SINGLE_TO = 75  # years; single years up to here are enough: what is above becomes one open band
APART = 0.5  # years; how far days five years apart may be off


@dataclass(frozen=True)
class Grid:
    """Residents in bands that all are ``step`` years wide, the last one open; ``method``: how they came to be."""

    residents: Residents
    step: int
    method: Method


def on_grid(counted: Residents) -> Grid:
    """Choose the bands to step by. Raises NoForecastError where they are too wide, or begin to be open too early."""
    first = counted.first
    if counted.width > WIDEST or first[-1] < LEAST_TOP:
        raise NoForecastError("measures.forecast.wide")
    ones = _run_of_single_years(first)
    if ones >= SINGLE_TO:
        return Grid(gathered(counted, np.arange(ones + 1)), 1, "one_year")
    fives = first[first % FIVE == 0]
    if fives[-1] >= LEAST_TOP and (np.diff(fives) == FIVE).all() and _five_years_apart(counted):
        return Grid(gathered(counted, fives), FIVE, "five_year")
    return Grid(split(counted), 1, "split")


def grid_of_step(counted: Residents, step: int) -> Grid:
    """Put residents into bands of ``step`` years, for rates that are given. Raises NoForecastError where none fit."""
    on_grid(counted)
    if step == 1:
        ones = _run_of_single_years(counted.first)
        single = ones >= SINGLE_TO
        return Grid(gathered(counted, np.arange(ones + 1)) if single else split(counted), 1, "factor")
    first = counted.first[counted.first % step == 0]
    if first[-1] < LEAST_TOP or (np.diff(first) != step).any():
        raise NoForecastError("measures.forecast.rates")
    return Grid(gathered(counted, first), step, "factor")


def gathered(counted: Residents, first: NDArray[np.int64]) -> Residents:
    """Add bands up to wider ones that begin at ``first``; each must begin a band already."""
    if len(first) == len(counted.first):
        return counted
    starts = np.searchsorted(counted.first, first)
    return replace(counted, first=first, persons=np.add.reduceat(counted.persons, starts, axis=-1))


def _run_of_single_years(first: NDArray[np.int64]) -> int:
    """Count the ages from 0 on that stand for themselves: the first age of the first band that is wider."""
    wider = np.flatnonzero(np.diff(first) != 1)
    return int(first[wider[0]] if len(wider) else first[-1])


def _five_years_apart(counted: Residents) -> bool:
    """Tell whether two days are about five years apart, or ten; of one day alone nothing else is known."""
    gaps = counted.years[:, None] - counted.years[None, :]
    whole = FIVE * np.maximum(np.rint(gaps / FIVE), 1.0)
    return len(counted.days) == 1 or bool((abs(gaps - whole) <= APART).any())
