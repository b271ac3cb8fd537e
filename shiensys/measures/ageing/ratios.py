"""コーホート変化率: what became of those of one age until a later day, in the city and, shrunk, in its districts.

Source: コーホート変化率法 as 国立社会保障・人口問題研究所 and municipalities use it; shrinking: Rao & Molina (2015),
Small Area Estimation, ch. 6 (a district's ratio leans on the city's by its precision). docs/methods.md §17.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from shiensys.measures.ageing.breaks import Breaks
from shiensys.measures.ageing.leaning import NEAR, Times, by_size, shrunk
from shiensys.measures.ageing.oldest import weights
from shiensys.measures.ageing.residents import Floats
from shiensys.measures.ageing.splitting import Grid

CLASSES = (0, 5, 15, 20, 25, 30, 40, 50, 65, 75, 85)  # years; ages at the start that share a district's difference
MOVING = (15, 20, 25, 30, 40)  # years; classes at which people move out of small districts and into large ones
HALF_YEAR = 0.5  # years; the most that days may be off whole steps
WHOLE = 0.01  # of a step; days so close to whole steps apart need no evening out that could be seen
STEADY = 30.0  # persons; a city's ratio at one age leans on the ages beside it as if it had so many more
MOST = 3.0  # times; a band that grows more than so in one step is a new town, no rate
BESIDE = 2  # years on either side that a ratio of a single year leans on


@dataclass(frozen=True)
class Windows:
    """Pairs of days. ``start``, ``end``: window × district × sex × age at the start; ``end`` of those ``shift`` steps
    older. Ages that all flow into the open band stand together at the youngest of them. ``used``: window × district.
    There, each counts as ``oldest`` says. ``begins``: in steps since the first day.
    """

    start: Floats
    end: Floats
    used: NDArray[np.bool_]
    oldest: Floats
    begins: Floats

    @property
    def shift(self) -> int:
        """The steps from start to end."""
        return len(self.oldest) - 1

    @property
    def times(self) -> Times:
        """When they begin, and how long they are."""
        return Times(self.begins, float(self.shift))

    @property
    def count(self) -> int:
        """How many pairs of days there are."""
        return len(self.start)


def windows(grid: Grid, broken: Breaks | None = None) -> Windows | None:
    """Pair each day with the latest day that lies whole steps before it; None where there is no pair.

    A district is left out of pairs between which something ``broken`` lies, or of which a day isn't known.
    """
    pairs = pairs_of(grid)
    if not pairs:
        return None
    shift = min(steps for _, _, steps in pairs)
    chosen = [(one, two) for one, two, steps in pairs if steps == shift]
    first, last = (np.array(column) for column in zip(*chosen, strict=True))
    gap = (grid.residents.years[last] - grid.residents.years[first]) / grid.step
    before, after = grid.residents.persons[first], grid.residents.persons[last]
    part = (shift / gap)[:, None, None, None]
    after = after if np.allclose(part, 1) else np.maximum(before + (after - before) * part, 0.0)
    known = grid.residents.known[first] & grid.residents.known[last]
    if broken is not None:
        known &= ~broken.between(first, last)
    if not known.any():
        return None
    before, after = (np.where(known[:, :, None, None], one, 0.0) for one in (before, after))
    flowing = before[..., -1 - shift :].sum((0, 1, 2))
    oldest = np.ones(shift + 1)  # where bands are split, that is rougher than the mix of the oldest
    if shift == 1:
        oldest = weights(grid.residents.first, grid.step, flowing, float(after[..., -1].sum()))
    start, end = _aligned(before, after, oldest)
    return Windows(start, end, known, oldest, grid.residents.years[first] / grid.step)


def pairs_of(grid: Grid) -> list[tuple[int, int, int]]:
    """Pair the days of a grid: see day_pairs."""
    return day_pairs(grid.residents.years / grid.step, HALF_YEAR / grid.step)


def whole_steps(grid: Grid) -> bool:
    """Tell whether the pairs of days lie whole steps apart; others are evened out on a straight line."""
    years = grid.residents.years / grid.step
    return all(abs(years[last] - years[first] - steps) < WHOLE for first, last, steps in pairs_of(grid))


def day_pairs(steps: Floats, off: float) -> list[tuple[int, int, int]]:
    """Pair days, given as steps since the first: number of the earlier, of the later, whole steps between them.

    ``off``: steps that a pair may be off whole ones where none is nearly whole.

    >>> day_pairs(np.array([0.0, 1.0, 2.0]), 0.5)
    [(0, 1, 1), (1, 2, 1)]
    >>> day_pairs(np.array([0.0, 0.5, 1.0]), 0.5)
    [(0, 2, 1)]
    """
    gaps = steps[None, :] - steps[:, None]
    whole = np.maximum(np.rint(gaps), 1.0)
    for tolerance in (min(NEAR, off), off):
        fits = (gaps > 0) & (abs(gaps - whole) <= tolerance)
        if fits.any():
            return [
                (first, last, int(whole[first, last]))
                for last in range(len(steps))
                for first in [np.flatnonzero(fits[:, last])[-1:]]
                for first in first.tolist()
            ]
    return []


def _aligned(before: Floats, after: Floats, oldest: Floats) -> tuple[Floats, Floats]:
    """Put those counted later at the age that they had at the start; what flows into the open band is one class."""
    shift = len(oldest) - 1
    start, end = before.copy(), np.zeros_like(after)
    open_from = before.shape[-1] - 1 - shift
    end[..., :open_from] = after[..., shift:-1]
    end[..., open_from] = after[..., -1]
    start[..., open_from] = before[..., open_from:] @ oldest
    start[..., open_from + 1 :] = 0.0
    return start, end


def city_ratios(moves: Windows, step: int) -> Floats:
    """Give the city's ratio over one window by sex and age at its start, pooled over windows and districts.

    Where few are of an age, the ratio leans on the ages beside it and on both sexes.
    """
    used = moves.used[:, :, None, None]
    start, end = (moves.start * used).sum((0, 1)), (moves.end * used).sum((0, 1))
    near = np.ones(2 * BESIDE * (step == 1) + 1)
    around_start, around_end = (np.convolve(one.sum(0), near, "same") for one in (start, end))
    around = np.divide(around_end, around_start, out=np.ones_like(around_start), where=around_start > 0)
    ratios = np.minimum((end + STEADY * around) / (start + STEADY), MOST)
    open_from = start.shape[-1] - 1 - moves.shift
    ratios[:, open_from:] = ratios[:, open_from : open_from + 1] * moves.oldest
    return np.asarray(ratios)


def own_ratios(moves: Windows, city: Floats) -> Floats:
    """Give each district's own ratios, unpooled: district × sex × age; the city's where nobody was of an age."""
    used = moves.used[:, :, None, None]
    start, end = (moves.start * used).sum(0), (moves.end * used).sum(0)
    open_from = start.shape[-1] - 1 - moves.shift
    ratios = np.divide(end, start, out=np.broadcast_to(city, start.shape).copy(), where=start > 0)
    ratios[..., open_from:] = ratios[..., open_from : open_from + 1] * moves.oldest
    return np.asarray(np.minimum(ratios, MOST))


def per_step(ratios: Floats, shift: int) -> Floats:
    """Turn ratios over ``shift`` steps into ratios over one, by age: the mean of all windows that pass through an age.

    >>> per_step(np.array([[0.25, 0.25, 0.25]]), 2).round(3).tolist()
    [[0.5, 0.5, 0.5]]
    """
    if shift == 1:
        return ratios
    yearly = np.log(np.maximum(ratios, 1e-6)) / shift
    padded = np.concatenate([np.repeat(yearly[..., :1], shift - 1, axis=-1), yearly], axis=-1)
    lags = [padded[..., lag : lag + yearly.shape[-1]] for lag in range(shift)]
    mean = np.mean(lags, axis=0)
    mean[..., -1] = yearly[..., -1]  # those in the open band already, apart from those who come into it
    return np.asarray(np.exp(mean))


def classes(first: NDArray[np.int64]) -> NDArray[np.intp]:
    """Give the positions at which the classes of age begin."""
    return np.unique(np.searchsorted(first, [age for age in CLASSES if age <= first[-2]]))


def differences(moves: Windows, ratios: Floats, first: NDArray[np.int64]) -> Floats:
    """Give each district's difference from the city by age, log per step: district × age, shrunk by its precision.

    A class's counts are set against those expected from the city's ratios. Their scatter from window to window tells
    how precise a district's is, the scatter between districts how different districts are. At ages at which people
    move, a district leans on the city's districts of its size.
    """
    starts = classes(first)
    used = moves.used[:, :, None]
    expected = np.add.reduceat((moves.start * ratios).sum(2), starts, axis=-1) * used
    counted = np.add.reduceat(moves.end.sum(2), starts, axis=-1) * used
    size = moves.start.sum((2, 3)).max(0)
    moving = np.isin(first[starts], MOVING)
    usual = np.where(moving, by_size(counted, expected, size), 1.0)
    factor = usual * shrunk(counted, expected * usual, moves.used, moves.times)
    steps = np.diff(np.append(starts, len(first)))
    return np.repeat(np.log(factor) / moves.shift, steps, axis=1)
