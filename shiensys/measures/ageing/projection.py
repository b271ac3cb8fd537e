"""Residents step by step: those of a band grow into the next, children are born, the oldest band stays open."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from shiensys.measures.ageing.births import children_ratios, parents
from shiensys.measures.ageing.ratios import Windows, city_ratios, differences, per_step
from shiensys.measures.ageing.residents import Floats, Residents
from shiensys.measures.ageing.splitting import Grid

FADING = 0.9  # a year; a district's difference from the city wears off: measured as no worse up to 8 years ahead
NEARLY = 1e-3  # of a step; days so close to a step stand on it


@dataclass(frozen=True)
class Rates:
    """``up``: sex × age, or district × sex × age; residents of the next band one step later per resident. ``apart``:
    district × age, log; a district's difference at the first step. ``children``: district × sex, or sex; of the
    youngest band per parent on the same day; ``children_of_city``: sex.
    """

    up: Floats
    apart: Floats
    children: Floats
    children_of_city: Floats

    def of_city(self) -> Rates:
        """Give the rates without any difference between districts."""
        return replace(self, apart=np.zeros_like(self.apart), children=self.children_of_city)


def rates(grid: Grid, moves: Windows) -> Rates:
    """Estimate the rates from windows."""
    over_window = city_ratios(moves, grid.step)
    apart = differences(moves, over_window, grid.residents.first)
    return Rates(per_step(over_window, moves.shift), apart, *children_ratios(grid.residents, grid.step))


def fading(step: int, number: int) -> float:
    """Say how much of a district's difference is left in step ``number`` (0: the first), ``step`` years long.

    >>> round(fading(1, 2), 2), round(fading(5, 0), 4)
    (0.81, 0.819)
    """
    years = np.arange(number * step, (number + 1) * step)
    return float((FADING**years).mean())


def project(start: Floats, found: Rates, counted: Residents, *, step: int, steps: int) -> Floats:
    """Give ``start`` (district × sex × age) and the residents after 1, 2 … ``steps`` steps: step × district × sex × age."""
    states = [start]
    for number in range(steps):
        factor = np.exp(found.apart * fading(step, number))[:, None, :]
        states.append(_older(states[-1] * found.up * factor, found, counted))
    return np.array(states)


def _older(grown: Floats, found: Rates, counted: Residents) -> Floats:
    """Move each band up by one, keep the open one, and add the children."""
    after = np.empty_like(grown)
    after[..., 1:] = grown[..., :-1]
    after[..., -1] += grown[..., -1]
    after[..., 0] = found.children * parents(after, counted)[:, None]
    return after


def at_years(states: Floats, step: int, years: Floats) -> Floats:
    """Read off states (step first) at ``years`` after the start; between two steps, each band at a steady rate.

    >>> at_years(np.array([[100.0], [400.0]]), 5, np.array([2.5, 5.0])).round().tolist()
    [[200.0], [400.0]]
    """
    place = np.asarray(years, float) / step
    low = np.minimum(np.floor(place + NEARLY).astype(int), len(states) - 1)
    part = np.where(place - low < NEARLY, 0.0, place - low).reshape(-1, *[1] * (states.ndim - 1))
    if not part.any():
        return np.asarray(states[low])
    return log_linear(states[low], states[np.minimum(low + 1, len(states) - 1)], part)


def log_linear(one: Floats, two: Floats, part: Floats) -> Floats:
    """Go from ``one`` to ``two`` by a steady rate; straight where one of them is empty."""
    both = (one > 0) & (two > 0)
    logs = np.log(np.where(both, one, 1.0)) * (1 - part) + np.log(np.where(both, two, 1.0)) * part
    return np.asarray(np.where(both, np.exp(logs), one + (two - one) * part))


def steps_needed(years: NDArray[np.float64], step: int) -> int:
    """Count the steps that reach the furthest of ``years``.

    >>> steps_needed(np.array([4.0, 11.0]), 5)
    3
    """
    return int(np.ceil(np.max(years, initial=0.0) / step - 1e-3))
