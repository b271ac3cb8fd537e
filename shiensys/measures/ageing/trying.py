"""Forecasts from past days, set against what came: the raw material of bands and of the back-test."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from shiensys.measures.ageing.breaks import breaks
from shiensys.measures.ageing.projection import Changing, Rates, at_years, project, rates, steps_needed
from shiensys.measures.ageing.ratios import Windows, pairs_of, windows
from shiensys.measures.ageing.residents import Floats, Residents
from shiensys.measures.ageing.splitting import Grid
from shiensys.measures.ageing.spread import Trials
from shiensys.measures.ageing.sums import group_sums

Way = Callable[[Grid, Windows], Rates]


@dataclass(frozen=True)
class Past:
    """What was counted, and what each day before the last could have known."""

    grid: Grid
    counted: Floats
    moves: tuple[tuple[int, Grid, Windows], ...]


def past(grid: Grid) -> Past:
    """Gather what was known on each day from which can be forecast."""
    known = []
    for number in range(1, len(grid.residents.days) - 1):
        then = Grid(grid.residents.until(grid.residents.days[number]), grid.step, grid.method)
        moves = windows(then, breaks(then.residents)) if pairs_of(then) else None
        if moves is not None:
            known.append((number, then, moves))
    return Past(grid, group_sums(grid.residents.persons, grid.residents.first), tuple(known))


def ahead(grid: Grid, found: Changing, years: Floats) -> Floats:
    """Give residents ``years`` after the last day: day × district × sex × age."""
    start = np.nan_to_num(grid.residents.persons[-1])
    states = project(start, found, grid.residents, steps_needed(years, grid.step))
    return at_years(states, grid.step, years)


def tried(known: Past, way: Way = rates) -> Trials:
    """Forecast from each day that allows it to each later day, by a ``way`` to find rates."""
    counted: Residents = known.grid.residents
    bases, days, forecasts = [], [], []
    for number, then, moves in known.moves:
        later = np.arange(number + 1, len(counted.days))
        persons = ahead(then, way(then, moves), counted.years[later] - counted.years[number])
        bases.append(np.full(len(later), number))
        days.append(later)
        forecasts.append(group_sums(persons, counted.first))
    if not bases:
        empty = np.zeros(0, np.intp)
        shape = (0, *known.counted.shape[1:])
        return Trials(empty, empty, np.zeros(0), np.zeros(shape), np.zeros(shape), np.zeros(shape[:2], bool))
    base, day = np.concatenate(bases), np.concatenate(days)
    whole = counted.known
    sound = ~breaks(counted).between(base, day) & whole[base] & whole[day]
    return Trials(
        base, day, counted.years[day] - counted.years[base], np.concatenate(forecasts), known.counted[day], sound
    )
