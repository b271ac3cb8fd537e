"""A made-up official forecast of a whole city: plain ageing, bent so that it meets the published total of 2050."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from demo_maker.chance import whole
from demo_maker.files import BANDS, SEXES, write_table
from demo_maker.people import Ages, People, bands, next_year, planned
from demo_maker.plan import City, District

PUBLISHED = {"shunan": (137_607, 91_413)}  # residents on 1 October 2020 (census) and 2050 (projection): SOURCE.txt
FIRST, LAST, STEP = 2020, 2050, 5  # years, each on 1 October
OCTOBER = 0.75  # of the way from one New Year to the next
YOUNG_BANDS = 13  # under 65: who leaves is young
AGE_GROUPS = (slice(None, 15), slice(15, 65), slice(65, None))  # years; the totals of the plan are by these
NAME = "将来推計人口(デモ用・架空。2050年の総数だけ公表値)"


@dataclass(frozen=True)
class Expected:
    """Residents of the city by (sex, band) on 1 October of a year."""

    year: int
    persons: NDArray[np.int64]


def official(city: City, districts: Sequence[District], years: Sequence[People]) -> list[Expected]:
    """Give the forecast of a city that has a published total; nothing for others.

    Up to the newest of ``years`` it is what was counted; from there on all grow older as planned.
    """
    if city.slug not in PUBLISHED:
        return []
    by_year = _grown(city, districts, years)
    steps = {
        year: by_year[year] + (by_year[year + 1] - by_year[year]) * OCTOBER for year in range(FIRST, LAST + 1, STEP)
    }
    since, aims = max(one.total.date.year for one in years), PUBLISHED[city.slug]
    fixed = {FIRST: aims[0], LAST: aims[1]}
    last = steps[LAST]
    bend = np.log((aims[1] - last[:, YOUNG_BANDS:].sum()) / last[:, :YOUNG_BANDS].sum()) / (LAST - since)
    found = []
    for year, persons in steps.items():
        persons[:, :YOUNG_BANDS] *= np.exp(bend * max(0, year - since))
        found.append(Expected(year, whole(persons, fixed.get(year, round(persons.sum())))))
    return found


def _grown(city: City, districts: Sequence[District], years: Sequence[People]) -> dict[int, Ages]:
    """Give the residents of the city by (sex, band) on New Year, as counted and then as planned."""
    by_year = {one.total.date.year: one.persons.sum(axis=0).astype(float) for one in years}
    ages = planned(city, districts, len(years))[-1]
    newest = max(by_year)
    for group in AGE_GROUPS:
        ages[:, :, group] *= by_year[newest][:, _in_bands(group)].sum() / ages[:, :, group].sum()
    for year in range(newest + 1, LAST + 2):
        ages = next_year(ages, districts)
        by_year[year] = bands(ages.sum(axis=0))
    return by_year


def _in_bands(group: slice) -> slice:
    """Give the bands of five years that single years of age make up."""
    return slice(*(None if end is None else end // 5 for end in (group.start, group.stop)))


def write_official(path: Path, expected: Sequence[Expected]) -> None:
    """Write the forecast wide: a row a year and sex, a column an age band."""
    rows = [
        [one.year, sex, int(persons.sum()), *persons.tolist(), NAME]
        for one in expected
        for sex, persons in zip(SEXES, one.persons, strict=True)
    ]
    write_table(path, ["年", "性別", "総数", *BANDS, "出典"], rows)
