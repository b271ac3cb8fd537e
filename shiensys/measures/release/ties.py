"""How the answers to questions hang together, what follows from that, and where it tells too much.

Two questions of which one holds the other share the difference; any of several is no more than their sum, and what is
left over of it adds up over the cells too (docs/methods.md §4).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from operator import add
from typing import Protocol

import numpy as np

from shiensys.measures.release.boxes import Box, Parts, Told, summed
from shiensys.measures.release.release_cells import FEWEST

Questions = Sequence[dict[str, Told]]  # what is known of each question, by breakdown; narrowed in place


class Tie(Protocol):
    """Something that the answers to several questions have to keep to."""

    def narrow(self, found: Questions) -> None:
        """Narrow the questions by it."""

    def weak(self, found: Questions) -> dict[str, np.ndarray]:
        """Tell by breakdown in which cells it gives away a number of fewer than FEWEST persons."""


@dataclass(frozen=True)
class Pair:
    """Places of two questions: whoever answers yes to ``part`` does so to ``all``, and what is no to that, is no there.

    ``apart``: nobody says yes to both; so ``part`` is held by the no of the other.
    """

    part: int
    all: int
    apart: bool = False

    def narrow(self, found: Questions) -> None:
        """Use that what both differ in is no less than 0, cell by cell, and adds up."""
        part, whole = found[self.part], found[self.all]
        (inner, outer), (against, beyond) = self._sides
        _between(part, inner, whole, outer)
        _between(whole, beyond, part, against)

    def weak(self, found: Questions) -> dict[str, np.ndarray]:
        """Tell where that in which both differ is known too well."""
        inner, outer = self._sides[0]
        boxes = summed(_differences(found[self.part], inner, found[self.all], outer))
        return {name: _known(box, found[self.all][name]) for name, box in boxes.items()}

    @property
    def _sides(self) -> tuple[tuple[str, str], tuple[str, str]]:
        """Name the answer that is part, and the other's that holds it; then which of the part holds the rest."""
        if self.apart:
            return ("true", "false"), ("false", "true")
        return ("true", "true"), ("false", "false")


@dataclass(frozen=True)
class AnyOf:
    """Places of several questions, and of the one whether any of them is true."""

    parts: tuple[int, ...]
    any: int

    def narrow(self, found: Questions) -> None:
        """Use that those counted once are no more than those counted as often as they said yes."""
        for name, more in summed(self._repeated(found)).items():
            counts = [found[place][name].true for place in self.parts]
            either, together = found[self.any][name], reduce(add, counts)
            found[self.any][name] = either.but(true=either.true & (together - more))
            for place, mine in zip(self.parts, counts, strict=True):
                least, most = together.low - mine.low, together.high - mine.high  # of the others
                left = Box(either.true.low + more.low - most, either.true.high + more.high - least)
                found[place][name] = found[place][name].but(true=mine & left)

    def weak(self, found: Questions) -> dict[str, np.ndarray]:
        """Tell where the number that said yes more than once is known too well."""
        return {name: _known(box, found[self.any][name]) for name, box in summed(self._repeated(found)).items()}

    def _repeated(self, found: Questions) -> dict[str, Box]:
        """Give by how much the sum is more, of the breakdowns that all of them have."""
        names = [name for name in found[self.any] if all(name in found[place] for place in self.parts)]
        return {
            name: reduce(add, [found[place][name].true for place in self.parts]) - found[self.any][name].true
            for name in names
        }


def _between(small: dict[str, Told], inner: str, large: dict[str, Told], outer: str) -> None:
    """Narrow a count and another that holds it, by breakdown."""
    differences = summed(_differences(small, inner, large, outer))
    for name, difference in differences.items():
        less, more = getattr(small[name], inner), getattr(large[name], outer)
        small[name] = small[name].but(**{inner: less & (more - difference)})
        large[name] = large[name].but(**{outer: more & (less + difference)})


def _differences(small: Parts, inner: str, large: Parts, outer: str) -> dict[str, Box]:
    """Give by how many persons one count may be more than the other, of the breakdowns that both have."""
    both = [name for name in small if name in large]
    return {name: getattr(large[name], outer) - getattr(small[name], inner) for name in both}


def _known(difference: Box, whole: Told) -> np.ndarray:
    """Tell where a difference is known too well, and is fewer than FEWEST persons."""
    return np.asarray(~((difference.low >= FEWEST) | difference.wide(whole.n.high)))
