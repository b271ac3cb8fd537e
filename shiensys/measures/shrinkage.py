"""What bins of answers tell of the shares behind them, when districts are seen as members of one city.

A beta-binomial model whose two parameters, the mean over districts and their spread, stay uncertain and are weighed
on a grid. Method: Rao & Molina (2015), Small Area Estimation, ch. 9 and 10; numpy in, numpy out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaln

from shiensys.measures.prior import SPREADS, Floats, around, edges, masses, shares

SHARPEST = 10_000  # answers: the grid is too coarse to tell more of them apart, so more count as this many
CHUNK = 256  # bins worked on at a time: some 50 MB
TINY = 1e-300  # stands for "impossible" where a logarithm is taken
SPREAD_POWER = 0.5  # the prior of the spread rises with its root: chosen for coverage, docs/methods.md §14


@dataclass(frozen=True)
class Bins:
    """Cells of which is known that ``low`` ≤ x ≤ ``high`` of ``n``: whole numbers, one entry a cell."""

    n: Floats
    low: Floats
    high: Floats


@dataclass(frozen=True)
class Total:
    """The whole city's: of ``n`` it is true of ``x``; ``error``: the variance of x, where only its bin is known."""

    n: float
    x: float
    error: float


@dataclass(frozen=True)
class Seen:
    """What bins say: at each share of the grid (bins × parts) their probability, and its product with x and x²."""

    zeroth: Floats
    first: Floats
    second: Floats


@dataclass(frozen=True)
class Candidates:
    """The distributions that come into question: ``masses`` (candidates × parts), ``mean``, ``spread``, log prior."""

    masses: Floats
    mean: Floats
    spread: Floats
    prior: Floats


def sharpened(bins: Bins) -> Bins:
    """Scale bins of very many answers to the most that the grid can tell apart; a bin that ends at n stays open."""
    factor = np.minimum(1.0, SHARPEST / bins.n)
    n = np.round(bins.n * factor)
    low = np.minimum(np.round(bins.low * factor), n)
    high = np.where(bins.high >= bins.n, n, np.round(bins.high * factor))
    return Bins(n, low, np.clip(high, low, n))


def seen(bins: Bins) -> Seen:
    """Work out what bins say at each share of the grid. Method: binomial distribution, summed over the bin."""
    parts = [_seen(Bins(bins.n[at], bins.low[at], bins.high[at])) for at in _chunks(len(bins.n))]
    return Seen(*(np.concatenate(values) for values in zip(*parts, strict=True)))


def _chunks(size: int) -> Iterator[slice]:
    return (slice(start, start + CHUNK) for start in range(0, size, CHUNK))


def _seen(bins: Bins) -> tuple[Floats, Floats, Floats]:
    width = int((bins.high - bins.low).max()) + 1
    x = bins.low[:, None] + np.arange(width)
    inside = x <= bins.high[:, None]
    x = np.minimum(x, bins.high[:, None])
    n = bins.n[:, None]
    ways = np.where(inside, gammaln(n + 1) - gammaln(x + 1) - gammaln(n - x + 1), -np.inf)
    p = shares()
    chances = np.exp(ways[:, :, None] + x[:, :, None] * np.log(p) + (n - x)[:, :, None] * np.log1p(-p))
    zeroth, first, second = (np.einsum("gw,gwp->gp", x**power, chances) for power in (0, 1, 2))
    return zeroth, first, second


def candidates(bins: Bins, times: Floats, total: Total) -> Candidates:
    """Choose distributions around the city's share. ``times``: how often each bin occurs."""
    spread = np.array(SPREADS)
    part = float((times * bins.n**2).sum() / (times * bins.n).sum() ** 2)  # 1 ÷ the number of districts, if all alike
    sampling = (1 - spread**2) / total.n + total.error / total.n**2 / _variance(total.x / total.n, total.n)
    chosen = around(total.x / total.n, np.sqrt(sampling + spread**2 * part) / 2)
    which, means, stands_for = (np.array(column) for column in zip(*chosen, strict=True))
    grid = np.array([masses(mean, SPREADS[number]) for number, mean, _ in chosen])
    prior = np.log(stands_for) + SPREAD_POWER * np.log(spread[which])
    return Candidates(grid, shares()[means], spread[which], prior)


def _variance(share: float, n: float) -> float:
    return max(share * (1 - share), 0.5 / n)


def by_candidate(bins: Bins, times: Floats, total: Total, options: Candidates, said: Seen) -> tuple[Floats, Floats]:
    """Give what candidates say: (log probability of each bin, log probability of the total given all bins).

    The total is the sum of the cells' x and of the rest's (answers in no cell), taken as normal given the bins.
    """
    chance = np.maximum(options.masses @ said.zeroth.T, TINY)
    middle = options.masses @ said.first.T / chance
    variance = np.maximum(options.masses @ said.second.T / chance - middle**2, 0.0)
    rest = total.n - float((times * bins.n).sum())  # below 0 where n was rounded up
    alone = options.mean * (1 - options.mean)
    wobble = alone * abs(rest) + alone * options.spread**2 * max(rest, 0.0) ** 2
    expected = middle @ times + rest * options.mean
    spread = variance @ times + wobble + total.error + 0.25
    return np.log(chance), -0.5 * ((total.x - expected) ** 2 / spread + np.log(spread))


def posterior(weights: Floats, log_chance: Floats, options: Candidates, said: Seen) -> Floats:
    """Give the probability of each part of the grid by cell (cells × parts), from the candidates' weights by cell.

    ``weights``: candidates × cells, or × 1 where all cells weigh alike.
    """
    mixed = (weights * np.exp(log_chance.min(axis=0) - log_chance)).T @ options.masses
    chances = mixed * said.zeroth
    return np.asarray(chances / np.maximum(chances.sum(axis=1, keepdims=True), TINY))


def quantile(chances: Floats, level: float) -> Floats:
    """Give a quantile by cell, between the bounds of its part of the grid by straight line.

    >>> quantile(np.full((1, 400), 1 / 400), 0.5).round(3).tolist()
    [0.5]
    """
    reached = np.cumsum(chances, axis=1)
    at = np.minimum((reached < level).sum(axis=1), chances.shape[1] - 1)[:, None]
    inside = np.take_along_axis(chances, at, axis=1)[:, 0]
    beyond = np.take_along_axis(reached, at, axis=1)[:, 0] - level
    upper, lower = edges()[at[:, 0] + 1], edges()[at[:, 0]]
    return np.asarray(upper - (upper - lower) * np.clip(beyond / np.maximum(inside, TINY), 0.0, 1.0))


@dataclass(frozen=True)
class Posterior:
    """What is thought of the shares after all bins were seen, one entry (or row of ``chances``) a cell.

    ``chances``: of each part of the grid; ``low``, ``high``: bounds of 95 %; ``sd``; ``common``: SD of what is unknown
    of all cells alike. ``mean``, ``spread``: of the cells' true shares.
    """

    chances: Floats
    low: Floats
    high: Floats
    sd: Floats
    common: float
    mean: float
    spread: float


def shrink(bins: Bins, total: Total, *, near: Floats | None = None) -> Posterior:
    """Weigh candidates by what the bins and the total say, and give what they say of each cell.

    ``near``: cells × cells, how fully each (row) counts towards another (column); all count fully where None.
    """
    rows = np.column_stack([bins.n, bins.low, bins.high])
    different, which, times = np.unique(rows, axis=0, return_inverse=True, return_counts=True)
    which = which.reshape(-1)
    distinct, counted = Bins(*different.T), times.astype(float)
    said = seen(distinct)
    options = candidates(distinct, counted, total)
    log_chance, log_total = by_candidate(distinct, counted, total, options, said)
    everywhere = _weights(log_chance @ counted + log_total + options.prior)
    if near is None:
        chances = posterior(everywhere[:, None], log_chance, options, said)[which]
    else:
        chances = _locally(near, which, (log_chance, log_total), options, said)
    return _summary(chances, everywhere, options, said, log_chance, counted)


def _weights(log_weights: Floats) -> Floats:
    """Turn log weights of candidates (first axis) into weights that add up to 1."""
    weights = np.exp(log_weights - log_weights.max(axis=0))
    return np.asarray(weights / weights.sum(axis=0))


def _locally(
    near: Floats, which: NDArray[np.intp], logs: tuple[Floats, Floats], options: Candidates, said: Seen
) -> Floats:
    """Give the posterior by cell where each weighs the candidates by its surroundings."""
    log_chance, log_total = logs[0][:, which], logs[1]
    part = near.mean(axis=0)  # of the city's total as much as of its cells
    weights = _weights(log_chance @ near + log_total[:, None] * part + options.prior[:, None])
    each = Seen(said.zeroth[which], said.first[which], said.second[which])
    return posterior(weights, log_chance, options, each)


def _summary(
    chances: Floats, weights: Floats, options: Candidates, said: Seen, log_chance: Floats, times: Floats
) -> Posterior:
    p = shares()
    middle = chances @ p
    sd = np.sqrt(np.maximum(chances @ p**2 - middle**2, 0.0))
    cells = ((options.masses * p) @ said.zeroth.T / np.exp(log_chance)) @ times / times.sum()  # mean by candidate
    common = float(np.sqrt(max(weights @ cells**2 - (weights @ cells) ** 2, 0.0)))
    mean = float(weights @ options.mean)
    spread = float(weights @ (options.spread * np.sqrt(options.mean * (1 - options.mean))))
    low, high = (quantile(chances, level) for level in (0.025, 0.975))
    return Posterior(chances, low, high, sd, common, mean, spread)
