"""What can be worked out from released cells and the city's row together, and whether that is too much.

Breakdowns share nothing but their total. So a cell lies between the total less the most that all others can have, and
the total less the least that they can have; this is exact (docs/methods.md §4), and is reckoned for n, for those of
whom it is true, and for those of whom it isn't.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from shiensys.measures.release_cells import FEWEST

SPAN = 5  # persons between the least and the most that a hidden count may be


@dataclass(frozen=True)
class Box:
    """Least and most of several counts, in the same order."""

    low: np.ndarray
    high: np.ndarray

    @property
    def sums(self) -> tuple[float, float]:
        """Least and most of all of them together."""
        return float(self.low.sum()), float(self.high.sum())

    def given(self, low: float, high: float) -> Box:
        """Narrow each, where their sum is between ``low`` and ``high``."""
        least, most = self.sums
        return Box(
            np.maximum(self.low, low - (most - self.high)),
            np.minimum(self.high, high - (least - self.low)),
        )


@dataclass(frozen=True)
class Told:
    """What a breakdown's cells say, each for itself: ranges of n and x. A protected (``hidden``) one has 0 to 9."""

    hidden: np.ndarray
    n: Box
    x: Box


@dataclass(frozen=True)
class Known:
    """What is known of a breakdown's cells: of how many persons, of how many it is true, of how many it isn't."""

    hidden: np.ndarray
    n: Box
    true: Box
    false: Box

    @property
    def wide(self) -> bool:
        """Every count keeps SPAN persons between its least and its most, or may be all from 0 to n < SPAN.

        That is asked of x and n − x, and of n where a cell is protected.
        """
        persons = self.n.high
        for box in (self.true, self.false):
            spans = box.high - box.low
            anything = (persons < SPAN) & (box.low <= 0) & (spans >= persons)
            if not ((spans >= SPAN) | anything).all():
                return False
        return bool((self.n.high - self.n.low >= SPAN)[self.hidden].all())


def told(cells: pd.DataFrame, elsewhere: float = 0.0) -> Told:
    """Take what released cells say. ``elsewhere``: respondents in none of them; on the safe side that is known."""
    low = {name: cells[f"{name}_low"].to_numpy(dtype=float) for name in "nx"}
    high = {name: cells[f"{name}_high"].to_numpy(dtype=float) for name in "nx"}
    hidden = np.isnan(low["n"])
    boxes = {name: Box(np.where(hidden, 0.0, low[name]), np.where(hidden, FEWEST - 1.0, high[name])) for name in "nx"}
    if elsewhere > 0:
        hidden = np.append(hidden, False)
        first = {"n": elsewhere, "x": 0.0}
        boxes = {n: Box(np.append(b.low, first[n]), np.append(b.high, elsewhere)) for n, b in boxes.items()}
    return Told(hidden, boxes["n"], boxes["x"])


def known(parts: Sequence[Told], whole: Told) -> list[Known]:
    """Work out what is known of each breakdown's cells once all of them and the city's row are put together."""
    n = _together([part.n for part in parts], whole.n.sums)
    true = [Box(part.x.low, np.minimum(part.x.high, size.high)) for part, size in zip(parts, n, strict=True)]
    false = [Box(np.maximum(s.low - b.high, 0.0), s.high - b.low) for s, b in zip(n, true, strict=True)]
    persons, for_it = whole.n.sums, whole.x.sums
    against = max(persons[0] - for_it[1], 0.0), persons[1] - for_it[0]
    told_of = zip(parts, n, _together(true, for_it), _together(false, against), strict=True)
    return [Known(part.hidden, *boxes) for part, *boxes in told_of]


def safe(parts: Sequence[Told], whole: Told) -> bool:
    """Tell whether nothing is known too well."""
    return all(each.wide for each in known(parts, whole))


def feasible(
    breakdowns: Mapping[str, pd.DataFrame], whole: pd.DataFrame, elsewhere: Mapping[str, float] | None = None
) -> dict[str, pd.DataFrame]:
    """Give the least and the most that each cell's x can be for one who knows all that is released.

    ``breakdowns``, ``whole``: as from disclosure.jointly; ``elsewhere``: respondents who are in no cell, by breakdown,
    as far as somebody knows them. Returns ``low``, ``high``, ``n_low``, ``n_high`` by cell, persons.
    """
    beside = elsewhere or {}
    parts = [told(table, beside.get(name, 0.0)) for name, table in breakdowns.items()]
    found = {}
    for (name, table), each in zip(breakdowns.items(), known(parts, told(whole)), strict=True):
        ranges = {"low": each.true.low, "high": each.true.high, "n_low": each.n.low, "n_high": each.n.high}
        found[name] = pd.DataFrame(ranges).iloc[: len(table)].set_axis(table.index, axis=0)
    return found


def _together(boxes: Sequence[Box], total: tuple[float, float]) -> list[Box]:
    """Narrow the boxes of several breakdowns by the total that all of them have."""
    low = max(total[0], *(box.sums[0] for box in boxes), 0.0)
    high = min(total[1], *(box.sums[1] for box in boxes), np.inf)
    return [box.given(low, high) for box in boxes]
