"""Made districts whose rates are known: what a forecast says of them can be set against what must come.

Persons live or die, stay or leave by chance; newcomers and children come by Poisson's law. Rates differ between
districts. Nothing in here is of a real place.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]
AGES = 101  # single years, the last one open
SEXES = ("male", "female")
MORTALITY = ((0.000045, 0.098), (0.000018, 0.104))  # Gompertz's a and b a year, men and women: like Japan about 2020
CHILDREN = 0.035  # births a year per woman of 15 to 49
LEAVING = (0.02, 0.15, 24.0, 7.0)  # a year: of all ages, and about the age of 24 so many more, with such a width
DIFFERENT = 0.10  # standard deviation of a district's log mortality
DRAWN = 0.008  # standard deviation of a district's net migration a year, of those under 65; a quarter of it above


def made(sizes: Whole, years: int, seed: int = 0) -> Whole:
    """Let districts of about ``sizes`` residents live for ``years``: year × district × sex × single age."""
    chance = np.random.default_rng(seed)
    rates = _rates(chance, len(sizes))
    persons = _start(chance, sizes)
    states = [persons]
    for _ in range(years):
        persons = _year(chance, persons, rates)
        states.append(persons)
    return np.array(states)


def _rates(chance: np.random.Generator, districts: int) -> tuple[Floats, Floats, Floats]:
    """Give death, leaving and coming a year: district × sex × age."""
    age = np.arange(AGES)
    force = np.array([a * np.exp(b * age) for a, b in MORTALITY])
    death = 1 - np.exp(-np.minimum(force, 1.5) * np.exp(chance.normal(0, DIFFERENT, districts))[:, None, None])
    usual, more, around, width = LEAVING
    leaving = usual + more * np.exp(-(((age - around) / width) ** 2))
    net = chance.normal(0, DRAWN, districts)[:, None, None] * np.where(age < 65, 1.0, 0.25)
    return death, np.broadcast_to(leaving, death.shape), np.maximum(leaving + net, 0.0) * np.ones((1, 2, 1))


def _start(chance: np.random.Generator, sizes: Whole) -> Whole:
    """Draw residents of an ageing city: two generations are larger than those around."""
    age = np.arange(AGES)
    shape = 0.8 + 0.5 * np.exp(-(((age - 67) / 5) ** 2)) + 0.4 * np.exp(-(((age - 43) / 5) ** 2)) + age / 150
    alive = np.array([np.exp(-a / b * (np.exp(b * age) - 1)) for a, b in MORTALITY])
    part = shape * alive
    older = np.exp(chance.normal(0, 0.25, len(sizes))[:, None, None] * (age - 45) / 45)
    part = part * older
    return np.asarray(chance.poisson(part / part.sum((1, 2), keepdims=True) * np.asarray(sizes)[:, None, None]))


def _year(chance: np.random.Generator, persons: Whole, rates: tuple[Floats, Floats, Floats]) -> Whole:
    """Let one year pass: death, leaving, coming, birthdays, births."""
    death, leaving, coming = rates
    stay = chance.binomial(persons, (1 - death) * (1 - np.minimum(leaving, 1)))
    come = chance.poisson(persons * (1 - death) * coming)
    grown = stay + come
    after = np.zeros_like(grown)
    after[..., 1:] = grown[..., :-1]
    after[..., -1] += grown[..., -1]
    mothers = after[:, 1, 15:50].sum(-1)
    after[:, :, 0] = chance.poisson(np.repeat(CHILDREN / 2 * mothers[:, None], 2, axis=1))
    return after


def rows(
    persons: Whole, first_day: str, *, width: int = 5, top: int = 100, every: int = 1, both: bool = True
) -> pd.DataFrame:
    """Write them as the product's population: bands of ``width`` years up to ``top``, every so many years."""
    kept = persons[::every] if both else persons[::every].sum(2, keepdims=True)
    first = np.arange(0, top + 1, width)
    banded = np.add.reduceat(kept, first, axis=-1)
    days = pd.DatetimeIndex([pd.Timestamp(first_day) + pd.DateOffset(years=every * n) for n in range(len(kept))])
    day, district, sex, age = (place.ravel() for place in np.indices(banded.shape, np.int32))
    names = pd.Index([f"D{number:05}" for number in range(banded.shape[1])])
    upto = pd.array([*(first[1:] - 1), pd.NA], dtype="Int16")
    return pd.DataFrame(
        {
            "district_id": names.take(district),
            "date": days.take(day),
            "sex": pd.Index(SEXES if both else ("total",)).take(sex),
            "age_from": pd.array(first, dtype="Int16").take(age),
            "age_to": upto.take(age),
            "persons": banded.ravel().astype(float),
        }
    )
