"""What is known of a cell when only a bin of its count is released, and how likely that is at each share."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from scipy.special import betainc, gammaln

from shiensys.measures.estimates.prior import Floats, Places, shares

SHARPEST = 10_000  # answers: the grid of shares is too coarse to tell more of them apart, so more count as this many
NARROW = 16  # counts: up to so many are added up one by one
CHUNK = 256  # bins worked on at a time: some 20 MB


@dataclass(frozen=True)
class Bins:
    """Cells of which is known that ``low`` ≤ x ≤ ``high`` of ``n``: whole numbers, one entry a cell."""

    n: Floats
    low: Floats
    high: Floats

    def at(self, cells: Places) -> Bins:
        """Give the bins at these places."""
        return Bins(self.n[cells], self.low[cells], self.high[cells])


@dataclass(frozen=True)
class Seen:
    """Bins × parts of the grid: the bin's probability at each share, and the means of x and x² there, times it."""

    zeroth: Floats
    first: Floats
    second: Floats

    def at(self, cells: Places) -> Seen:
        """Give what is seen in these cells."""
        return Seen(self.zeroth[cells], self.first[cells], self.second[cells])


def sharpened(bins: Bins) -> Bins:
    """Scale bins of very many answers to the most that the grid can tell apart; a bin that ends at n stays open.

    >>> sharpened(Bins(np.array([20_000.0]), np.array([4000.0]), np.array([4005.0])))
    Bins(n=array([10000.]), low=array([2000.]), high=array([2003.]))
    """
    factor = np.minimum(1.0, SHARPEST / bins.n)
    n = np.round(bins.n * factor)
    low = np.minimum(np.floor(bins.low * factor), n)
    high = np.where(bins.high >= bins.n, n, np.ceil(bins.high * factor))
    return Bins(n, low, np.clip(high, low, n))


def seen(bins: Bins) -> Seen:
    """Work out what bins say at each share of the grid. Method: binomial distribution, added up over the bin."""
    found = tuple(np.empty((len(bins.n), len(shares()))) for _ in range(3))
    wide = bins.high - bins.low >= NARROW
    for cells, method in ((np.flatnonzero(~wide), _one_by_one), (np.flatnonzero(wide), _by_the_ends)):
        for part in _chunks(cells):
            _put(found, part, method, bins)
    return Seen(*found)


def _put(found: tuple[Floats, ...], part: Places, method: Callable[[Bins], tuple[Floats, ...]], bins: Bins) -> None:
    for whole, piece in zip(found, method(bins.at(part)), strict=True):
        whole[part] = piece


def _chunks(cells: Places) -> Iterator[Places]:
    return (cells[start : start + CHUNK] for start in range(0, len(cells), CHUNK))


def _one_by_one(bins: Bins) -> tuple[Floats, ...]:
    """Add up the probabilities of each count in the bin."""
    n, p = bins.n[:, None], shares()
    x = bins.low[:, None] + np.arange(int((bins.high - bins.low).max()) + 1)
    inside = x <= bins.high[:, None]
    x = np.minimum(x, bins.high[:, None])
    ways = np.where(inside, gammaln(n + 1) - gammaln(x + 1) - gammaln(n - x + 1), -np.inf)
    chances = np.exp(ways[:, :, None] + x[:, :, None] * np.log(p) + (n - x)[:, :, None] * np.log1p(-p))
    return tuple(np.einsum("gw,gwp->gp", x**power, chances) for power in (0, 1, 2))


def _by_the_ends(bins: Bins) -> tuple[Floats, ...]:
    """Take the difference of the distribution's values at the two ends; x's moments are those of fewer answers."""
    n, p = bins.n[:, None], shares()
    zeroth, once, twice = (_between(bins, fewer) for fewer in (0, 1, 2))
    first = n * p * once
    return zeroth, first, n * (n - 1) * p**2 * twice + first


def _between(bins: Bins, fewer: int) -> Floats:
    """Give P(low ≤ x ≤ high), of everything so many fewer."""
    ends = (bins.low - fewer, bins.high - fewer + 1)
    above_low, above_high = (_at_least(end[:, None], bins.n[:, None] - fewer) for end in ends)
    return np.maximum(above_low - above_high, 0.0)


def _at_least(x: Floats, n: Floats) -> Floats:
    """Give P(at least x of n) at each share of the grid."""
    inside = betainc(np.clip(x, 1.0, np.maximum(n, 1.0)), np.maximum(n - x + 1, 1.0), shares())
    return np.where(x <= 0, 1.0, np.where(x > n, 0.0, inside))
