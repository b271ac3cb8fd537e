"""Bounds of 95 % out of a posterior, set so that they hold for districts as often as they say."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from shiensys.measures.estimates.prior import Floats, Places, edges, shares

# Of posterior probability left outside, found by simulation (docs/methods.md §14): bounds that leave out an even 5 %
# hold for 99 % of districts that are nearly alike, and are wider than need be.
LEFT_OUT = 0.03  # where the city decides; 0.05 where a cell's own answers do
OWN = 0.02
UNSURE = 1 / 3  # more is left out where the spread isn't known and counts: there the posterior is wider than errors are
SURE = 0.2  # SD of the spread's logarithm up to which it counts as known
LEAN = 0.35  # of it moves to the side of the city's mean: what is drawn there errs more often on the other side


@dataclass(frozen=True)
class Fit:
    """A posterior by cell: ``chances`` (cells × parts of the grid), ``mean`` of the cells that it leans on.

    ``unsure``: SD of the logarithm of their spread; ``own``: 0..1, how far a cell's own answers decide.
    """

    chances: Floats
    mean: Floats
    unsure: Floats
    own: Floats

    def at(self, cells: Places) -> Fit:
        """Give the posterior of these cells."""
        return Fit(self.chances[cells], self.mean[cells], self.unsure[cells], self.own[cells])

    @cached_property
    def share(self) -> Floats:
        """The posterior mean by cell, 0..1."""
        return self.chances @ shares()

    @cached_property
    def sd(self) -> Floats:
        """The posterior standard deviation by cell."""
        return np.asarray(np.sqrt(np.maximum(self.chances @ shares() ** 2 - self.share**2, 0.0)))


def bounds(fit: Fit) -> tuple[Floats, Floats]:
    """Give the lower and the upper bound by cell, 0..1, the share between them."""
    drawn = 1 - fit.own
    outside = LEFT_OUT + OWN * fit.own**3 + UNSURE * np.maximum(fit.unsure - SURE, 0.0) * drawn
    away = np.clip((fit.share - fit.mean) / np.maximum(fit.sd, 1e-9), -1.0, 1.0)
    below = outside * (0.5 + LEAN * away * np.minimum(1.0, 2 * drawn))
    low, high = quantile(fit.chances, below), quantile(fit.chances, 1 - (outside - below))
    return np.minimum(low, fit.share), np.maximum(high, fit.share)


def quantile(chances: Floats, level: Floats) -> Floats:
    """Give a quantile by cell, between the bounds of its part of the grid by straight line.

    ``chances``: cells × parts of the grid, adding up to 1 by cell; ``level``: by cell.

    >>> quantile(np.full((1, 400), 1 / 400), np.array([0.5])).round(3).tolist()
    [0.5]
    """
    reached = np.cumsum(chances, axis=1)
    at = np.minimum((reached < level[:, None]).sum(axis=1), chances.shape[1] - 1)[:, None]
    inside = np.take_along_axis(chances, at, axis=1)[:, 0]
    beyond = np.take_along_axis(reached, at, axis=1)[:, 0] - level
    upper, lower = edges()[at[:, 0] + 1], edges()[at[:, 0]]
    return np.asarray(upper - (upper - lower) * np.clip(beyond / np.maximum(inside, 1e-300), 0.0, 1.0))
