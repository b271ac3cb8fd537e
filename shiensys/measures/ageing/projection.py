"""Residents step by step: those of a band grow into the next, children are born, the oldest band stays open."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from shiensys.measures.ageing.births import children_ratios, parents
from shiensys.measures.ageing.ratios import Windows, city_ratios, differences, own_ratios, per_step
from shiensys.measures.ageing.residents import Floats, Residents
from shiensys.measures.ageing.splitting import Grid

FADING = (
    0.95  # a year; a district's difference from the city wears off: no worse than 1 up to 8 years ahead, safer beyond
)
NEARLY = 1e-3  # of a step; days so close to a step stand on it


class Changing(Protocol):
    """What becomes of residents in a step. ``children``: district × sex, or sex; of the youngest band per parent."""

    @property
    def children(self) -> Floats:
        """Children of the youngest band per parent on the same day."""

    def ratios(self, number: int) -> Floats:
        """Residents of the next band after step ``number`` (0: the first) per resident before: … × sex × age."""


@dataclass(frozen=True)
class Rates:
    """``up``: sex × age, or district × sex × age; residents of the next band one step later per resident. ``apart``:
    district × age, log; a district's difference at the first step. ``children``: district × sex, or sex; of the
    youngest band per parent on the same day; ``children_of_city``: sex. ``step``: years.
    """

    up: Floats
    apart: Floats
    children: Floats
    children_of_city: Floats
    step: int

    def ratios(self, number: int) -> Floats:
        """Give the ratios of a step: the districts' differences fade."""
        return np.asarray(self.up * np.exp(self.apart * fading(self.step, number))[:, None, :])


def rates(grid: Grid, moves: Windows) -> Rates:
    """Estimate the rates from windows: the city's, with a shrunk difference for each district."""
    over_window = city_ratios(moves, grid.step)
    apart = differences(moves, over_window, grid.residents.first)
    children = children_ratios(grid.residents, grid.step)
    return Rates(per_step(over_window, moves.shift), apart, *children, grid.step)


def of_city(grid: Grid, moves: Windows) -> Rates:
    """Take the city's rates for all districts."""
    found = rates(grid, moves)
    return replace(found, apart=np.zeros_like(found.apart), children=found.children_of_city)


def unpooled(grid: Grid, moves: Windows) -> Rates:
    """Take each district's own rates, however few they rest on."""
    found = rates(grid, moves)
    own = own_ratios(moves, city_ratios(moves, grid.step))
    return replace(found, up=per_step(own, moves.shift), apart=np.zeros_like(found.apart))


def fading(step: int, number: int) -> float:
    """Say how much of a district's difference is left in step ``number`` (0: the first), ``step`` years long.

    >>> round(fading(1, 2), 2), round(fading(5, 0), 4)
    (0.9, 0.9049)
    """
    years = np.arange(number * step, (number + 1) * step)
    return float((FADING**years).mean())


def project(start: Floats, found: Changing, counted: Residents, steps: int) -> Floats:
    """Give ``start`` (district × sex × age) and the residents after 1, 2 … ``steps`` steps, step first."""
    states = [start]
    for number in range(steps):
        states.append(_older(states[-1] * found.ratios(number), found.children, counted))
    return np.array(states)


def _older(grown: Floats, children: Floats, counted: Residents) -> Floats:
    """Move each band up by one, keep the open one, and add the children."""
    after = np.empty_like(grown)
    after[..., 1:] = grown[..., :-1]
    after[..., -1] += grown[..., -1]
    after[..., 0] = children * parents(after, counted)[:, None]
    return after


def at_years(states: Floats, step: int, years: Floats) -> Floats:
    """Read off states (step first) at ``years`` after the start; between two steps, each band on a straight line.

    >>> at_years(np.array([[100.0], [400.0]]), 5, np.array([2.5, 5.0])).round().tolist()
    [[250.0], [400.0]]
    """
    low = np.minimum(np.floor(np.asarray(years, float) / step + NEARLY).astype(int), len(states) - 1)
    part = off_steps(years, step).reshape(-1, *[1] * (states.ndim - 1))
    if not part.any():
        return np.asarray(states[low])
    return np.asarray(states[low] * (1 - part) + states[np.minimum(low + 1, len(states) - 1)] * part)


def off_steps(years: Floats, step: int) -> Floats:
    """Say how far ``years`` lie beyond the step before them, 0..1 of a step; 0: on it, or nearly.

    >>> off_steps(np.array([5.0, 7.0]), 5).round(1).tolist()
    [0.0, 0.4]
    """
    place = np.asarray(years, float) / step
    beyond = place - np.floor(place + NEARLY)
    return np.asarray(np.where(beyond < NEARLY, 0.0, beyond))


def steps_needed(years: NDArray[np.float64], step: int) -> int:
    """Count the steps that reach the furthest of ``years``.

    >>> steps_needed(np.array([4.0, 11.0]), 5)
    3
    """
    return int(np.ceil(np.max(years, initial=0.0) / step - 1e-3))
