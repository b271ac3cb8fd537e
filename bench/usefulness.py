"""How near estimates come to the truth, and how often their bounds hold it, over cities whose true shares are known."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

import numpy as np
import pandas as pd
from scipy import stats

from bench.row import Row
from shiensys.measures.estimates import estimate
from shiensys.measures.release import disclosure

SHARES, SPREADS, ANSWERS = (0.05, 0.2), (0.02, 0.04, 0.08), (40, 100, 200)
DISTRICTS = 31
SURVEYS = 300  # a point of the grid: 9,300 districts
SEED = 20261122
LOWER = 0.25  # how much smaller the error shall be where districts are nearly alike (the smallest spread)
COVERED = (0.93, 0.98)
LEAST_WEIGHT, MOST_WEIGHT = 1.0, 10_000.0  # answers that a plug-in mean may count as


@dataclass(frozen=True)
class Point:
    """Cities alike: mean and SD of their districts' true shares, 0..1, and answers by district."""

    share: float
    spread: float
    n: int


@dataclass(frozen=True)
class Found:
    """Means over districts: absolute errors of the estimate, of the published direct share and of x ÷ n; 0..1.

    ``shown``: part of the cells; ``covered``, ``plugged_in``: part whose bounds hold the true share.
    """

    shown: float
    ours: float
    published: float
    raw: float
    covered: float
    plugged_in: float


def rows() -> Iterator[Row]:
    """Measure every point of the grid."""
    for point in grid():
        found = measured(point, SURVEYS)
        aim = 1 - LOWER if point.spread == min(SPREADS) else 1.0
        name = f"{point.share:.0%}, SD {point.spread:.0%}, {point.n} answers"
        yield Row(
            f"error, {name}, {found.shown:.0%} shown",
            f"{found.ours:.4f}",
            f"{found.published:.4f} published, {found.raw:.4f} unprotected",
            f"{found.ours / found.published:.2f}×, {found.ours / found.raw:.2f}×",
            f"≤ {aim:g}×",
            found.ours <= aim * found.published,
        )
        yield Row(
            f"bounds hold, {name}",
            f"{found.covered:.1%}",
            f"{found.plugged_in:.1%} plug-in",
            aim=f"{COVERED[0]:.0%}–{COVERED[1]:.0%}",
            met=COVERED[0] <= found.covered <= COVERED[1],
        )


def grid() -> Iterator[Point]:
    """Give the points of the grid."""
    return (Point(*values) for values in product(SHARES, SPREADS, ANSWERS))


def measured(point: Point, surveys: int) -> Found:
    """Make up surveys, release and estimate them, and hold the estimates against the truth."""
    rng = np.random.default_rng([SEED, int(point.share * 100), int(point.spread * 100), point.n])
    means = np.mean([_one(point, rng) for _ in range(surveys)], axis=0)
    return Found(*(float(value) for value in means))


def _one(point: Point, rng: np.random.Generator) -> list[float]:
    weight = point.share * (1 - point.share) / point.spread**2 - 1
    true = rng.beta(point.share * weight, (1 - point.share) * weight, DISTRICTS)
    x = rng.binomial(point.n, true).astype(float)
    counts = pd.DataFrame({"n": float(point.n), "x": x}, index=[f"d{number}" for number in range(DISTRICTS)])
    breakdowns, whole = disclosure.jointly({"district": counts}, (float(point.n * DISTRICTS), float(x.sum())))
    cells = breakdowns["district"]
    found = estimate.shrunk(cells, whole).table
    direct = estimate.direct(cells)["share"]
    low, high = plug_in(x, point.n)
    return [
        float(direct.notna().mean()),
        float((found["share"] - true).abs().mean()),
        float((direct - true).abs().mean()),
        float(np.abs(x / point.n - true).mean()),
        float(((found["share_low"] <= true) & (true <= found["share_high"])).mean()),
        float(((low <= true) & (true <= high)).mean()),
    ]


def plug_in(x: np.ndarray, n: int) -> tuple[np.ndarray, np.ndarray]:
    """Give 95 % bounds of exact counts by the beta distribution that fits best, as if it were known to be true.

    Method of moments, Kleinman (1973), JASA 68, 46-54.
    """
    mean = x.sum() / n / len(x)
    between = (x / n).var(ddof=1) / (mean * (1 - mean))
    alike = (between - 1 / n) / (1 - 1 / n)  # the correlation of two answers from one district
    weight = float(np.clip(1 / alike - 1 if alike > 0 else MOST_WEIGHT, LEAST_WEIGHT, MOST_WEIGHT))
    posterior = stats.beta(x + mean * weight, n - x + (1 - mean) * weight)
    return posterior.ppf(0.025), posterior.ppf(0.975)
