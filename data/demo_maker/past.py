"""What made the years before differ from plain ageing: chance in each cohort, and a home for the elderly that opened.

The years of the two surveys and those after them stay as they were planned: nothing that is shown of today moves.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from demo_maker.chance import stream
from demo_maker.plan import BEFORE, City, District, Total

DISTRICT, GROUP, PERSON = 0.004, 0.006, 0.05  # a year: of all in a district, of ages alike, variance of one person
KNOTS = 10  # years of age that move alike
MOST = 0.6  # of a cohort's logarithm in a year: a single person may come, a cohort doesn't double
OLDEST = 100
HOMES = {"tokushima": ("入田", dt.date(2018, 6, 1)), "shunan": ("和田", dt.date(2019, 6, 1))}  # an example each
MOVED_IN = np.interp(np.arange(OLDEST + 1), (79, 80, 85, OLDEST), (0, 0.2, 0.5, 0.5))  # of a district's, by age
Ages = NDArray[np.float64]  # (district, sex, age)


def lived(city: City, districts: Sequence[District], years: Sequence[Total], ages: Sequence[Ages]) -> list[Ages]:
    """Give the residents of each year as they may have been; ``ages``: by plain ageing, oldest year first."""
    found = list(ages)
    fixed = next(at for at, year in enumerate(years) if year.date.year == BEFORE.year)
    walk = np.zeros_like(ages[0])
    for at in range(fixed - 1, -1, -1):
        walk = np.concatenate([walk[:, :, 1:], walk[:, :, -1:]], axis=2)  # a year earlier each was a year younger
        walk = walk + _step(city, districts, years[at], ages[at])
        found[at] = ages[at] * np.exp(walk)
    name, opened = HOMES[city.slug]
    home = next(at for at, district in enumerate(districts) if district.name == name)
    return [_without(home, one) if year.date < opened else one for year, one in zip(years, found, strict=True)]


def _step(city: City, districts: Sequence[District], year: Total, ages: Ages) -> Ages:
    """Draw by how much each cohort was other than planned, as a logarithm."""
    steps = np.zeros_like(ages)
    knots = np.arange(0, OLDEST + KNOTS, KNOTS)
    for at, district in enumerate(districts):
        rng = stream(city.slug, "past", district.name, str(year.date.year))
        alike = rng.gauss(0, DISTRICT) + np.interp(np.arange(OLDEST + 1), knots, [rng.gauss(0, GROUP) for _ in knots])
        single = np.array([[rng.gauss(0, 1) for _ in range(OLDEST + 1)] for _ in range(2)])
        steps[at] = alike + single * np.sqrt(PERSON / np.maximum(ages[at], 0.5))
    return steps.clip(-MOST, MOST)


def _without(home: int, ages: Ages) -> Ages:
    """Give a year in which those who live in the home still lived elsewhere in the city."""
    moved = ages[home] * MOVED_IN
    elsewhere = ages.copy()
    elsewhere[home] = 0
    change = elsewhere / elsewhere.sum(axis=0) * moved
    change[home] = -moved
    before: Ages = ages + change
    return before
