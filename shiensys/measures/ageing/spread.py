"""How far results fall from what was forecast: what the past shows, and the bands that follow from it.

The variance of a forecast's logarithm, ``years`` ahead: (common · years)² for the whole city alike, and for a district
(rate · years)² + chance · years ÷ persons. Of a share it is the logit's, with persons · share · (1 − share) for
persons. Common errors stay when districts are added up; districts' own ones even out. docs/methods.md §18.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from shiensys.measures.ageing.groups import GROUPS
from shiensys.measures.ageing.residents import Floats

PERSONS, SHARE = 0, 1  # first axis of a spread's parts
WITHIN = 0.8  # share of results that a band is to hold
REACH = 1.2815515655446004  # standard deviations of a normal distribution on either side that hold WITHIN
FIVE = 5  # years
NEARLY = 1e-3  # of a step
HALF = 0.5  # persons; keeps logarithms of few or no persons finite
FARTHEST = 9.0  # times the expected square; further off counts as so far
STEADY_DISTRICTS = 100.0  # districts × years of tests that the reference weighs
STEADY_CITY = 10.0  # years of tests that the reference weighs, for the error common to all districts
# Standard deviations a year (common, rate) and variance a year and person (chance), by group as in GROUPS.
# Measured on 静岡市's 75 school districts, 2009-03-31 to 2018-03-31, all bases and horizons; 2026-11-22. Common: half
# as much again, for one city's ten quiet years hold few surprises.
REFERENCE = (
    ((0.0030, 0.0047, 0.0045, 0.0015, 0.0021, 0.0048), (0.0, 0.0056, 0.0036, 0.0036, 0.0038, 0.0070)),
    ((0.0051, 0.0124, 0.0054, 0.0025, 0.0030, 0.0035), (0.0, 0.0106, 0.0039, 0.0048, 0.0044, 0.0039)),
    ((0.27, 0.29, 0.38, 0.072, 0.094, 0.14), (0.0, 0.21, 0.16, 0.21, 0.15, 0.15)),
)
# Standard deviation between two steps five years apart, half way, by group: measured likewise, on bands of five years.
READING = (0.005, 0.01, 0.01, 0.02, 0.02, 0.02)
OF_SPLITTING = 0.6  # of READING; single years split out of bands, on all days alike


@dataclass(frozen=True)
class Spread:
    """``common``, ``rate``, ``chance``: (persons, share) × group. ``own``: this city's past speaks in them. ``step``:
    years between steps; ``split``: single years are split out of bands.
    """

    common: Floats
    rate: Floats
    chance: Floats
    own: bool
    step: int = 1
    split: bool = False

    def of_district(self, kind: int, years: Floats, persons: Floats, group: NDArray[np.intp]) -> Floats:
        """Give the variance of a district's own error; all arguments broadcast."""
        chance = self.chance[kind, group] * years / np.maximum(persons, HALF)
        return np.asarray((self.rate[kind, group] * years) ** 2 + chance)

    def of_city(self, kind: int, years: Floats, group: NDArray[np.intp]) -> Floats:
        """Give the variance of the error that all districts have in common."""
        return np.asarray((self.common[kind, group] * years) ** 2 + self.of_reading(years, group))

    def of_reading(self, years: Floats, group: NDArray[np.intp]) -> Floats:
        """Give the variance that comes of reading off between two steps, or of splitting bands into single years."""
        part = years / self.step - np.floor(years / self.step + NEARLY)
        off = np.where(part > NEARLY, 4 * part * (1 - part), 0.0) * self.step / FIVE
        return np.asarray((np.array(READING)[group] * np.where(self.split, OF_SPLITTING * (years > 0), off)) ** 2)


def reference(step: int = 1, *, split: bool = False) -> Spread:
    """Give the spread that is used where a city's own past is too short."""
    common, rate, chance = (np.array(part) for part in REFERENCE)
    return Spread(common, rate, chance, own=False, step=step, split=split)


@dataclass(frozen=True)
class Trials:
    """Forecasts from past days: ``forecast``, ``actual``: test × district × group, persons. ``base``, ``day``: numbers
    of days; ``years`` ahead. ``sound``: test × district; no boundary moved on the way.
    """

    base: NDArray[np.intp]
    day: NDArray[np.intp]
    years: Floats
    forecast: Floats
    actual: Floats
    sound: NDArray[np.bool_]

    def until(self, day: int) -> Trials:
        """Keep what was known on a day."""
        kept = self.day <= day
        return Trials(
            self.base[kept], self.day[kept], self.years[kept], self.forecast[kept], self.actual[kept], self.sound[kept]
        )

    @property
    def span(self) -> float:
        """The years from the first base to the last result."""
        if not len(self.base):
            return 0.0
        return float(self.years[self.base == self.base.min()].max())


def spread(tests: Trials, known: Spread) -> Spread:
    """Learn the spread from tests; the fewer they are, the more the ``known`` reference speaks."""
    if not len(tests.base) or not tests.sound.any():
        return known
    parts = np.array(
        [[_learned(tests, known, kind, group) for group in range(len(GROUPS))] for kind in (PERSONS, SHARE)]
    )
    return replace(known, common=parts[..., 0], rate=parts[..., 1], chance=parts[..., 2], own=True)


def _learned(tests: Trials, known: Spread, kind: int, group: int) -> tuple[float, float, float]:
    """Learn common, rate and chance of one group."""
    error, whole, persons = errors(tests, kind, group)
    before = known.common[kind, group], known.rate[kind, group], known.chance[kind, group]
    used = tests.sound & np.isfinite(error) & (persons > 0)
    if not used.any():
        return before
    years = np.broadcast_to(tests.years[:, None], error.shape)[used]
    usual = known.of_district(kind, years, persons[used], np.array(group))
    squares = (error - whole[:, None])[used] ** 2
    rate, chance = _fitted(squares, years, persons[used], np.maximum(usual, 1e-9))
    reading = known.of_reading(tests.years, np.array(group))
    common = float(np.maximum(whole**2 - reading, 0.0).sum() / (tests.years**2).sum())
    districts = used.any(0).sum() * tests.span
    return (
        _blended(common, before[0] ** 2, tests.span, STEADY_CITY) ** 0.5,
        _blended(rate, before[1] ** 2, districts, STEADY_DISTRICTS) ** 0.5,
        _blended(chance, before[2], districts, STEADY_DISTRICTS),
    )


def errors(tests: Trials, kind: int, group: int) -> tuple[Floats, Floats, Floats]:
    """Give errors (test × district), those of all districts together (test), and the persons that they rest on."""
    expected, found = tests.forecast[..., group], tests.actual[..., group]
    rest_expected, rest = tests.forecast[..., 0] - expected, tests.actual[..., 0] - found
    used = tests.sound & np.isfinite(found) & np.isfinite(expected)
    of_all = _log(*(np.where(used, one, 0.0).sum(1) for one in (found, expected)))
    if kind == PERSONS:
        return _log(found, expected), of_all, expected
    of_rest = _log(*(np.where(used, one, 0.0).sum(1) for one in (rest, rest_expected)))
    share = expected * rest_expected / np.maximum(tests.forecast[..., 0], 1.0)
    return _log(found, expected) - _log(rest, rest_expected), of_all - of_rest, share


def _log(found: Floats, expected: Floats) -> Floats:
    return np.asarray(np.log((np.maximum(found, 0) + HALF) / (np.maximum(expected, 0) + HALF)))


def _fitted(squares: Floats, years: Floats, persons: Floats, usual: Floats) -> tuple[float, float]:
    """Fit rate² and chance to squared errors by least squares, then so that WITHIN of them lie within REACH."""
    level = np.median(squares / usual) / 0.4549  # median of a square of a normal deviate
    clipped = np.minimum(squares, FARTHEST * usual * level)
    design = np.stack([years**2, years / np.maximum(persons, HALF)], axis=1) / usual[:, None]
    aim = clipped / usual
    rate, chance = _not_negative(design.T @ design, design.T @ aim)
    fitted = np.maximum(rate * years**2 + chance * years / np.maximum(persons, HALF), 1e-12)
    scale = float(np.quantile(squares / fitted, WITHIN)) / REACH**2
    return rate * scale, chance * scale


def _not_negative(matrix: Floats, aim: Floats) -> tuple[float, float]:
    """Solve two normal equations; a part that would be negative is left out."""
    alone = aim / np.maximum(np.diag(matrix), 1e-30)
    determinant = matrix[0, 0] * matrix[1, 1] - matrix[0, 1] ** 2
    if determinant > 1e-9 * matrix[0, 0] * matrix[1, 1]:
        one, two = np.linalg.solve(matrix, aim)
        if one >= 0 and two >= 0:
            return float(one), float(two)
        return (0.0, float(alone[1])) if one < 0 else (float(alone[0]), 0.0)
    return 0.0, float(alone[1])


def _blended(own: float, usual: float, weight: float, steady: float) -> float:
    """Let the reference speak as if it were ``steady`` more observations."""
    return float((own * weight + usual * steady) / (weight + steady))
