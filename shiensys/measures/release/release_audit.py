"""What can be worked out from released cells and the city's row together, and whether that is too much.

Breakdowns share nothing but their total. So a count lies between the total less the most that all others can have, and
the total less the least that they can have (docs/methods.md §4). Two questions of which one holds the other share the
difference too. Everything is narrowed by everything until little more follows.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from shiensys.measures.release.release_cells import FEWEST, WHOLE

SPAN = 5  # persons between the least and the most that a hidden count may be
ROUNDS = 4  # in which ranges narrow each other; more change little


@dataclass(frozen=True)
class Box:
    """Least and most of several counts, in the same order."""

    low: np.ndarray
    high: np.ndarray

    @property
    def sums(self) -> tuple[float, float]:
        """Least and most of all of them together."""
        return float(self.low.sum()), float(self.high.sum())

    def __and__(self, other: Box) -> Box:
        """Give what both allow."""
        return Box(np.maximum(self.low, other.low), np.minimum(self.high, other.high))

    def __add__(self, other: Box) -> Box:
        """Add counts."""
        return Box(self.low + other.low, self.high + other.high)

    def __sub__(self, other: Box) -> Box:
        """Take counts that are part of these away."""
        return Box(np.maximum(self.low - other.high, 0.0), self.high - other.low)

    def given(self, low: float, high: float) -> Box:
        """Narrow each, where their sum is between ``low`` and ``high``."""
        least, most = self.sums
        return self & Box(low - (most - self.high), high - (least - self.low))

    def wide(self, persons: np.ndarray) -> np.ndarray:
        """Tell which keep SPAN persons between least and most, or may be all from 0 to ``persons`` < SPAN."""
        spans = self.high - self.low
        anything = (persons < SPAN) & (self.low <= 0) & (spans >= persons)
        return np.asarray((spans >= SPAN) | anything)


@dataclass(frozen=True)
class Told:
    """What the cells of a breakdown say: how many could be judged, of how many it is true, of how many not.

    The last place stands for respondents in no cell. ``hidden``: the protected ones, of 0 to 9 persons.
    """

    hidden: np.ndarray
    n: Box
    true: Box
    false: Box

    def balanced(self) -> Told:
        """Use that those judged are those of whom it is true and those of whom it isn't."""
        false = self.false & (self.n - self.true)
        true = self.true & (self.n - false)
        return Told(self.hidden, self.n & (true + false), true, false)

    def but(self, **boxes: Box) -> Told:
        """Replace some of the ranges."""
        return Told(self.hidden, **{"n": self.n, "true": self.true, "false": self.false, **boxes})

    @property
    def weak(self) -> np.ndarray:
        """Tell which cells are known too well: x, n − x, or n where the cell is protected."""
        persons = self.n.high
        sized = ~self.hidden | (persons - self.n.low >= SPAN)
        return np.asarray(~(self.true.wide(persons) & self.false.wide(persons) & sized))


Parts = Mapping[str, Told]  # by breakdown, and the city's row under WHOLE


@dataclass(frozen=True)
class Pair:
    """Places of two questions: whoever answers yes to ``part`` does so to ``all``, and what is no to that, is no there.

    ``apart``: nobody says yes to both; so ``part`` is held by the no of the other.
    """

    part: int
    all: int
    apart: bool = False


def told(cells: pd.DataFrame, elsewhere: float = 0.0) -> Told:
    """Take what released cells say. ``elsewhere``: respondents in none of them; on the safe side that is known."""
    low = {name: cells[f"{name}_low"].to_numpy(dtype=float) for name in "nx"}
    high = {name: cells[f"{name}_high"].to_numpy(dtype=float) for name in "nx"}
    hidden = np.isnan(low["n"])
    least = {"n": elsewhere, "x": 0.0}
    n, true = (
        Box(
            np.append(np.where(hidden, 0.0, low[name]), least[name]),
            np.append(np.where(hidden, FEWEST - 1.0, high[name]), elsewhere),
        )
        for name in "nx"
    )
    return Told(np.append(hidden, False), n, true, n - true)


def known(questions: Sequence[Parts], pairs: Sequence[Pair] = ()) -> list[dict[str, Told]]:
    """Work out what is known of all cells once everything is put together."""
    found = [dict(parts) for parts in questions]
    for _ in range(ROUNDS):
        for parts in found:
            _together(parts)
        for pair in pairs:
            _apart(found, pair)
    return found


def weak(questions: Sequence[Parts], pairs: Sequence[Pair] = ()) -> dict[str, np.ndarray]:
    """Tell by breakdown which cells are known too well, or what two questions differ in there."""
    found = known(questions, pairs)
    marks: dict[str, np.ndarray] = {}
    for parts in found:
        for name in parts:
            own = parts[name].weak if name != WHOLE else np.array([False, False])
            marks[name] = marks[name] | own if name in marks else own
    for pair in pairs:
        for name, own in _weak_apart(found, pair).items():
            marks[name] = marks[name] | own
    return marks


def feasible(
    breakdowns: Mapping[str, pd.DataFrame], whole: pd.DataFrame, elsewhere: Mapping[str, float] | None = None
) -> dict[str, pd.DataFrame]:
    """Give the least and the most that each cell's x can be for one who knows all that is released.

    ``breakdowns``, ``whole``: as from disclosure.jointly; ``elsewhere``: respondents who are in no cell, by breakdown,
    as far as somebody knows them. Returns ``low``, ``high``, ``n_low``, ``n_high`` by cell, persons.
    """
    beside = elsewhere or {}
    parts = {name: told(table, beside.get(name, 0.0)) for name, table in breakdowns.items()}
    (found,) = known([{**parts, WHOLE: told(whole)}])
    ranges = {name: {"low": found[name].true.low, "high": found[name].true.high} for name in breakdowns}
    sizes = {name: {"n_low": found[name].n.low, "n_high": found[name].n.high} for name in breakdowns}
    return {
        name: pd.DataFrame(ranges[name] | sizes[name]).iloc[: len(table)].set_axis(table.index, axis=0)
        for name, table in breakdowns.items()
    }


def _together(parts: dict[str, Told]) -> None:
    """Narrow a question's cells by the total that all breakdowns have."""
    balanced = {name: part.balanced() for name, part in parts.items()}
    n = _summed({name: part.n for name, part in balanced.items()})
    true = _summed({name: part.true for name, part in balanced.items()})
    false = _summed({name: part.false for name, part in balanced.items()})
    parts |= {name: part.but(n=n[name], true=true[name], false=false[name]) for name, part in balanced.items()}


def _summed(boxes: dict[str, Box]) -> dict[str, Box]:
    """Narrow the boxes of several breakdowns by the total that all of them have."""
    low = max(box.sums[0] for box in boxes.values())
    high = min(box.sums[1] for box in boxes.values())
    return {name: box.given(low, high) for name, box in boxes.items()}


def _sides(pair: Pair) -> tuple[tuple[str, str], tuple[str, str]]:
    """Name the answer that is part, and the other question's that holds it; then which of the part holds the rest."""
    if pair.apart:
        return ("true", "false"), ("false", "true")
    return ("true", "true"), ("false", "false")


def _apart(found: list[dict[str, Told]], pair: Pair) -> None:
    """Narrow two questions by what they differ in: cell by cell it is no less than 0, and adds up."""
    part, whole = found[pair.part], found[pair.all]
    (inner, outer), (against, beyond) = _sides(pair)
    _between(part, inner, whole, outer)
    _between(whole, beyond, part, against)


def _between(small: dict[str, Told], inner: str, large: dict[str, Told], outer: str) -> None:
    """Narrow a count and another that holds it, by breakdown."""
    differences = _summed(_differences(small, inner, large, outer))
    for name, difference in differences.items():
        less, more = getattr(small[name], inner), getattr(large[name], outer)
        small[name] = small[name].but(**{inner: less & (more - difference)})
        large[name] = large[name].but(**{outer: more & (less + difference)})


def _differences(small: Parts, inner: str, large: Parts, outer: str) -> dict[str, Box]:
    """Give by how many persons one count may be more than the other, of the breakdowns that both have."""
    both = [name for name in small if name in large]
    return {name: getattr(large[name], outer) - getattr(small[name], inner) for name in both}


def _weak_apart(found: list[dict[str, Told]], pair: Pair) -> dict[str, np.ndarray]:
    """Tell where that in which two questions differ is known too well, and fewer than FEWEST persons."""
    inner, outer = _sides(pair)[0]
    boxes = _summed(_differences(found[pair.part], inner, found[pair.all], outer))
    return {name: ~((box.low >= FEWEST) | box.wide(found[pair.all][name].n.high)) for name, box in boxes.items()}
