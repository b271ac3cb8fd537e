"""Made-up residents: single years of age by sex, aged forward by district, then fitted to the city's totals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from demo_maker.chance import stream, whole
from demo_maker.past import lived
from demo_maker.plan import City, District, Total, totals

AGES = np.arange(101)  # the last one is 100 and over
BANDS = 21  # 0-4 ... 95-99, 100 and over
YOUNG_UNTIL, OLD_FROM = 3, 13  # bands: 15 and 65 years
# Rough shape of the nation's ages in 2016, thousands in bands of five years: two baby booms
NATION = (4900, 5270, 5500, 5980, 6150, 6300, 7100, 8000, 9600, 9200, 7900, 7500, 8100, 10100, 7400, 6500, 5100,
          3200, 1400, 360, 66)  # fmt: skip
FEMALE = (0.488, 0.488, 0.488, 0.488, 0.49, 0.49, 0.49, 0.49, 0.49, 0.495, 0.5, 0.5, 0.505, 0.515, 0.53, 0.56, 0.6,
          0.67, 0.76, 0.84, 0.88)  # fmt: skip
AGEING = 0.030  # share of 65+ that the city gains from the first year to the last, about
BIRTHS = 0.064  # children a year a woman of 20-39
Ages = NDArray[np.float64]  # (sex, age), (district, sex, age) or (district, sex, band)


@dataclass(frozen=True)
class People:
    """Residents of a city on one day, by (district, sex, band), men first; ``unknown``: age unknown (district, sex)."""

    total: Total
    persons: NDArray[np.int64]
    unknown: NDArray[np.int64]


def residents(city: City, districts: Sequence[District]) -> list[People]:
    """Give the residents of each year; their city totals by age group are exactly those of the plan."""
    years = totals(city)
    ages = planned(city, districts, len(years))
    return [
        _fitted(np.stack([bands(one) for one in by_district]), year)
        for year, by_district in zip(years, lived(city, districts, years, ages), strict=True)
    ]


def planned(city: City, districts: Sequence[District], years: int) -> list[Ages]:
    """Give the ages of each year by plain ageing, (district, sex, age)."""
    ages = [np.stack([_first(city, district) for district in districts])]
    while len(ages) < years:
        ages.append(next_year(ages[-1], districts))
    return ages


def _first(city: City, district: District) -> Ages:
    """Give the ages in the first year: the nation's shape, tilted until the share of 65+ is the district's."""
    rng = stream(city.slug, "people", district.name)
    centres = np.arange(BANDS) * 5 + 2.5
    by_age = np.interp(AGES + 0.5, centres, np.array(NATION) / 5)
    aim = district.old / 100 - AGEING
    low, high = -0.06, 0.1
    for _ in range(40):  # bisection
        middle = (low + high) / 2
        tilted = by_age * np.exp(middle * (AGES - 45))
        low, high = (middle, high) if tilted[65:].sum() / tilted.sum() < aim else (low, middle)
    wobble = np.interp(AGES, np.arange(0, 105, 8), [1 + 0.07 * rng.gauss(0, 1) for _ in range(14)])
    shape = tilted * wobble
    female = np.interp(AGES + 0.5, centres, FEMALE)
    by_sex: Ages = np.stack([shape * (1 - female), shape * female]) * district.persons / shape.sum()
    return by_sex


def next_year(ages: Ages, districts: Sequence[District]) -> Ages:
    """Give the ages of all districts, (district, sex, age), a year later."""
    return np.stack([_next(one, district) for one, district in zip(ages, districts, strict=True)])


def _next(ages: Ages, district: District) -> Ages:
    """Give the ages a year later: some die, some move, some are born."""
    dying = np.stack([np.exp(-10.9 + 0.102 * AGES), np.exp(-11.9 + 0.109 * AGES)]).clip(max=0.6)
    moving = _moving(district)
    stay = ages * (1 - dying) * (1 + moving)
    older = np.zeros_like(ages)
    older[:, 1:] = stay[:, :-1]
    older[:, -1] += stay[:, -1]
    older[:, 0] = BIRTHS * ages[1, 20:40].sum() / 2
    return older


def _moving(district: District) -> Ages:
    """Give the net gain a year by age: the young leave old districts, families come to young ones."""
    pull = min(max((0.32 - district.old / 100) * 0.3, -0.05), 0.025)
    rate = np.zeros(len(AGES))
    rate[18:30] = pull
    rate[30:42] = pull * 0.5
    rate[:10] = pull * 0.5
    return rate


def bands(ages: Ages) -> Ages:
    """Add single years up to bands of five."""
    return np.stack([np.append(sex[:100].reshape(20, 5).sum(axis=1), sex[100]) for sex in ages])


def _fitted(raw: Ages, total: Total) -> People:
    """Scale each age group to the city's total and round, so that the whole numbers still add up to it."""
    groups = (
        (slice(None, YOUNG_UNTIL), total.young),
        (slice(YOUNG_UNTIL, OLD_FROM), total.working),
        (slice(OLD_FROM, None), total.old),
    )
    persons = np.concatenate([whole(raw[:, :, bands], aim) for bands, aim in groups], axis=2)
    by_sex = persons.sum(axis=2).astype(float)
    return People(total, persons, whole(by_sex, total.unknown))


@dataclass(frozen=True)
class Homes:
    """Households of each district on one day."""

    total: Total
    every: list[int]
    single: list[int]
    couple: list[int]


def households(city: City, districts: Sequence[District], people: People) -> Homes:
    """Give households: of those 65+ about a quarter live alone, more where the district is central or old."""
    rng = stream(city.slug, "households", people.total.date.isoformat())
    lone = stream(city.slug, "lone")
    every, single, couple = [], [], []
    year = (people.total.date.year - 2016) / 10
    for persons, district in zip(people.persons, districts, strict=True):
        old = int(persons[:, OLD_FROM:].sum())
        size = 2.42 - 0.16 * year + (0.1 if district.persons > 12000 else -0.12) + 0.1 * (lone.random() - 0.5)
        every.append(round(persons.sum() / size))
        single.append(round(old * (0.212 + 0.035 * year + 0.05 * lone.random() + 0.002 * rng.random())))
        couple.append(round(old * (0.165 + 0.012 * year + 0.03 * lone.random() + 0.002 * rng.random())))
    return Homes(people.total, every, single, couple)


# Share certified by band from 65-69 on, and how the certified spread over 要支援1 ... 要介護5: about the nation's
CERTIFIED = (0.028, 0.055, 0.12, 0.25, 0.46, 0.66, 0.83, 0.9)
BY_LEVEL = (0.165, 0.16, 0.205, 0.16, 0.125, 0.115, 0.07)


CERTIFIED_FROM = (65, 70, 75, 80, 85, 90)  # youngest ages of the bands in which they are counted


def by_age(people: People, counts: NDArray[np.int64]) -> NDArray[np.int64]:
    """Spread certified persons by (district, level) over bands of age: (district, level, band), the same sums.

    Higher levels are older: the share of each band is tilted by level.
    """
    likely = people.persons[:, :, OLD_FROM:].sum(axis=1) * np.array(CERTIFIED)
    likely = np.concatenate(
        [likely[:, : len(CERTIFIED_FROM) - 1], likely[:, len(CERTIFIED_FROM) - 1 :].sum(1)[:, None]], 1
    )
    spread = np.zeros((*counts.shape, len(CERTIFIED_FROM)), np.int64)
    for district, level in np.ndindex(*counts.shape):
        tilt = np.exp(0.05 * (level - 3) * (np.arange(len(CERTIFIED_FROM)) - 3))
        spread[district, level] = whole(likely[district] * tilt, int(counts[district, level]))
    return spread


def certified(city: City, people: People, day: str) -> NDArray[np.int64]:
    """Give certified persons 65+ by (district, level)."""
    rng = stream(city.slug, "certified", day)
    old = people.persons[:, :, OLD_FROM:].sum(axis=1) @ np.array(CERTIFIED)
    wobble = np.array([[1 + 0.06 * rng.gauss(0, 1) for _ in BY_LEVEL] for _ in old])
    persons: NDArray[np.int64] = np.rint(old[:, None] * np.array(BY_LEVEL) * wobble).astype(np.int64)
    return persons
