"""What bins of answers tell of the shares behind them, when districts are seen as members of one city.

A beta-binomial model whose two parameters, the mean over districts and their spread, stay uncertain: candidates for
them are weighed by all that is released. Source: Rao & Molina (2015), Small Area Estimation, ch. 9 and 10.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array

from shiensys.measures.estimates.bins import Bins, Seen, seen
from shiensys.measures.estimates.bounds import Fit, bounds
from shiensys.measures.estimates.prior import SPREADS, Floats, around, masses, shares, weight

TINY = 1e-300  # stands for "impossible" where a logarithm is taken or a sum divides
SPREAD_POWER = 2.0  # of the spread on its even logarithmic grid: all variances are alike likely (Morris 1983)
FLATTEST = 0.25  # least a and b of a beta distribution: below, most districts would have 0 % and some nearly 100 %
ELSEWHERE = 0.25  # of a cell's answers counts for another that isn't beside it, where neighbours are told
ROUNDING = 0.25  # persons²: keeps a total that is known exactly from being impossible beside rounded n


@dataclass(frozen=True)
class Total:
    """The whole city's: of ``n`` it is true of ``x``; ``error``: the variance of x, where only its bin is known."""

    n: float
    x: float
    error: float


@dataclass(frozen=True)
class Candidates:
    """Distributions that come into question: ``masses`` (candidates × parts), ``mean``, ``spread``, log ``prior``."""

    masses: Floats
    mean: Floats
    spread: Floats
    prior: Floats


@dataclass(frozen=True)
class Posterior:
    """What is thought of each cell's share after all was seen: ``share``, ``low``, ``high``, ``sd``, by cell.

    ``common``: SD of what isn't known of all cells alike; ``mean``, ``spread``: of the cells' true shares.
    """

    share: Floats
    low: Floats
    high: Floats
    sd: Floats
    common: float
    mean: float
    spread: float


def shrink(bins: Bins, total: Total, *, near: csr_array | None = None) -> Posterior:
    """Weigh candidates by what the bins and the total say, and give what they say of each cell.

    ``near``: cells × cells, 1 where one is beside the other or the same; None: all lean on all alike.
    """
    rows = np.column_stack([bins.n, bins.low, bins.high])
    different, which, times = np.unique(rows, axis=0, return_inverse=True, return_counts=True)
    distinct, counted, which = Bins(*different.T), times.astype(float), which.reshape(-1)
    said = seen(distinct)
    options = candidates(distinct, counted, total)
    log_chance = np.log(np.maximum(options.masses @ said.zeroth.T, TINY))
    log_total = _of_total(distinct, counted, total, options, said, log_chance)
    everywhere = _weights(log_chance @ counted + log_total + options.prior)
    if near is None:
        fit = _fit(distinct.n, everywhere[:, None], log_chance, options, said).at(which)
    else:
        weights = _locally(near, log_chance[:, which], log_total, options.prior)
        fit = _fit(bins.n, weights, log_chance[:, which], options, said.at(which))
    common = _common(everywhere, log_chance, counted, options, said)
    spread = float(everywhere @ (options.spread * np.sqrt(options.mean * (1 - options.mean))))
    return Posterior(fit.share, *bounds(fit), fit.sd, common, float(everywhere @ options.mean), spread)


def candidates(bins: Bins, times: Floats, total: Total) -> Candidates:
    """Choose distributions around the city's share. ``times``: how often each bin occurs."""
    spread = np.array(SPREADS)
    share = total.x / total.n
    part = float((times * bins.n**2).sum() / (times * bins.n).sum() ** 2)  # 1 ÷ the number of districts, if all alike
    unknown = total.error / total.n**2 / max(share * (1 - share), 0.5 / total.n)
    errors = np.sqrt((1 - spread**2) / total.n + unknown + spread**2 * part) / 2
    chosen = [one for one in around(share, errors) if _likely(one[1], SPREADS[one[0]])]
    which, means, stands_for = (np.array(column) for column in zip(*chosen, strict=True))
    grid = np.array([masses(mean, SPREADS[number]) for number, mean, _ in chosen])
    prior = np.log(stands_for) + SPREAD_POWER * np.log(spread[which])
    return Candidates(grid, shares()[means], spread[which], prior)


def _likely(mean: int, spread: float) -> bool:
    """Tell whether a distribution can be that of districts' shares."""
    middle = float(shares()[mean])
    return weight(spread) * min(middle, 1 - middle) >= FLATTEST


def _of_total(bins: Bins, times: Floats, total: Total, options: Candidates, said: Seen, log_chance: Floats) -> Floats:
    """Give by candidate the log probability of the total, given all bins.

    It is the sum of the cells' x and of the x of answers in no cell, taken as normal.
    """
    chance = np.exp(log_chance)
    middle = options.masses @ said.first.T / chance
    variance = np.maximum(options.masses @ said.second.T / chance - middle**2, 0.0)
    rest = total.n - float((times * bins.n).sum())  # below 0 where n was rounded up
    alone = options.mean * (1 - options.mean)
    of_rest = alone * abs(rest) + alone * options.spread**2 * max(rest, 0.0) ** 2
    expected = middle @ times + rest * options.mean
    scatter = variance @ times + of_rest + total.error + ROUNDING
    return np.asarray(-0.5 * ((total.x - expected) ** 2 / scatter + np.log(scatter)))


def _weights(log_weights: Floats) -> Floats:
    """Turn log weights of candidates (first axis) into weights that add up to 1."""
    found = np.exp(log_weights - log_weights.max(axis=0))
    return np.asarray(found / found.sum(axis=0))


def _locally(near: csr_array, log_chance: Floats, log_total: Floats, prior: Floats) -> Floats:
    """Weigh candidates for each cell by its surroundings (candidates × cells): a composite likelihood."""
    cells = near.shape[0]
    beside = np.asarray(near.sum(axis=0)) / cells
    part = ELSEWHERE + (1 - ELSEWHERE) * beside  # of the city's total as much as of its cells
    of_all = ELSEWHERE * log_chance.sum(axis=1)[:, None]
    return _weights(of_all + (1 - ELSEWHERE) * (log_chance @ near) + log_total[:, None] * part + prior[:, None])


def _fit(n: Floats, weights: Floats, log_chance: Floats, options: Candidates, said: Seen) -> Fit:
    """Give what weighed candidates say of cells. ``weights``: candidates × cells, or × 1 where all weigh alike."""
    mixed = (weights * np.exp(log_chance.min(axis=0) - log_chance)).T @ options.masses * said.zeroth
    chances = mixed / np.maximum(mixed.sum(axis=1, keepdims=True), TINY)
    own = n / (n + np.array([weight(spread) for spread in options.spread])[:, None])
    log_spread = np.log(options.spread)[:, None]
    middle = (weights * log_spread).sum(axis=0)
    unsure = np.sqrt((weights * (log_spread - middle) ** 2).sum(axis=0))
    every = np.ones(len(n))
    return Fit(chances, options.mean @ weights * every, unsure * every, (weights * own).sum(axis=0))


def _common(weights: Floats, log_chance: Floats, times: Floats, options: Candidates, said: Seen) -> float:
    """Give the SD, over the candidates, of the mean of all cells' shares."""
    shares_of_cells = (options.masses * shares()) @ said.zeroth.T / np.exp(log_chance)
    of_all = shares_of_cells @ times / times.sum()
    return float(np.sqrt(max(weights @ of_all**2 - (weights @ of_all) ** 2, 0.0)))
