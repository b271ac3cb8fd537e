"""The beta-binomial model beside slow and obvious sums over every count."""

import numpy as np
import pytest
from scipy import stats

from shiensys.measures.estimates import shrinkage
from shiensys.measures.estimates.bins import Bins, seen
from shiensys.measures.estimates.bounds import Fit, bounds, quantile
from shiensys.measures.estimates.prior import SPREADS, edges, masses, shares
from shiensys.measures.estimates.shrinkage import Total


def bins(*cells: tuple[float, float, float]) -> Bins:
    return Bins(*np.array(cells, dtype=float).T)


@pytest.mark.parametrize(
    "cell", [(40, 0, 5), (40, 6, 11), (40, 36, 40), (12, 0, 12), (200, 20, 120), (90, 0, 60), (90, 50, 90)]
)
def test_a_bin_says_the_sum_of_its_counts(cell):
    """Narrow bins are added up, wide ones are worked out from their ends: both beside scipy's distribution."""
    n, low, high = cell
    x = np.arange(low, high + 1)
    each = stats.binom.pmf(x[:, None], n, shares())
    said = seen(bins(cell))
    for power, found in enumerate((said.zeroth, said.first, said.second)):
        assert found[0] == pytest.approx((x[:, None] ** power * each).sum(axis=0), rel=1e-6, abs=1e-9)


def test_bins_of_both_widths_keep_their_places():
    both = seen(bins((40, 6, 11), (200, 20, 120), (40, 0, 5)))
    assert both.zeroth[1] == pytest.approx(seen(bins((200, 20, 120))).zeroth[0])
    assert both.zeroth[2] == pytest.approx(seen(bins((40, 0, 5))).zeroth[0])


def test_the_prior_has_the_mean_and_the_spread_that_it_is_named_for():
    found = masses(150, SPREADS[7])
    mean = found @ shares()
    assert found.sum() == pytest.approx(1)
    assert mean == pytest.approx(shares()[150], abs=1e-3)
    assert np.sqrt(found @ shares() ** 2 - mean**2) == pytest.approx(SPREADS[7] * np.sqrt(mean * (1 - mean)), rel=0.01)


def slowly(cells: Bins, total: Total) -> tuple[list[float], float]:
    """Work out the posterior means count by count, candidate by candidate."""
    options = shrinkage.candidates(cells, np.ones(len(cells.n)), total)
    logs, by_cell = [], []
    for mean, spread, prior in zip(options.mean, options.spread, options.prior, strict=True):
        weight = 1 / spread**2 - 1
        log, expected, variance, given = prior, 0.0, 0.25, []
        for n, low, high in zip(cells.n, cells.low, cells.high, strict=True):
            x = np.arange(low, high + 1)
            chance = stats.betabinom.pmf(x, n, mean * weight, (1 - mean) * weight)
            log += np.log(chance.sum())
            part = chance / chance.sum()
            expected += part @ x
            variance += part @ x**2 - (part @ x) ** 2
            given.append(part @ ((x + mean * weight) / (n + weight)))
        rest = total.n - cells.n.sum()
        variance += mean * (1 - mean) * (abs(rest) + spread**2 * max(rest, 0) ** 2)
        logs.append(log + stats.norm.logpdf(total.x, expected + rest * mean, np.sqrt(variance + total.error)))
        by_cell.append(given)
    weights = np.exp(np.array(logs) - max(logs))
    weights /= weights.sum()
    return (weights @ np.array(by_cell)).tolist(), float(weights @ options.mean)


@pytest.mark.parametrize("total", [Total(270, 55, 0), Total(300, 60, 3), Total(268, 52, 0)])
def test_shares_are_those_of_the_slow_sums(total):
    cells = bins((40, 6, 11), (100, 12, 17), (100, 24, 29), (30, 0, 5))
    found = shrinkage.shrink(cells, total)
    share, mean = slowly(cells, total)
    assert found.share.tolist() == pytest.approx(share, abs=5e-4)
    assert found.mean == pytest.approx(mean, abs=5e-4)


def test_quantiles_are_those_of_the_distribution():
    chances = np.diff(stats.beta.cdf(edges(), 20, 80))[None, :]
    for level in (0.025, 0.5, 0.975):
        assert quantile(chances, np.array([level]))[0] == pytest.approx(stats.beta.ppf(level, 20, 80), abs=1e-4)


def fit(mean: float, *, unsure: float = 0.1, own: float = 0.5) -> Fit:
    """A posterior of some 20 % in a city of another mean."""
    chances = np.diff(stats.beta.cdf(edges(), 40, 160))[None, :]
    return Fit(chances, np.array([mean]), np.array([unsure]), np.array([own]))


def outside(found: Fit) -> tuple[float, float]:
    low, high = bounds(found)
    return stats.beta.cdf(low[0], 40, 160), stats.beta.sf(high[0], 40, 160)


def test_bounds_are_even_for_a_district_like_the_city_and_lean_away_from_the_city_for_others():
    """3 % + 2 % × 0.5³ = 3.25 % are left out."""
    assert outside(fit(0.2)) == pytest.approx((0.01625, 0.01625), abs=3e-4)
    assert outside(fit(0.1)) == pytest.approx((0.0325 * 0.85, 0.0325 * 0.15), abs=3e-4)
    assert outside(fit(0.3)) == pytest.approx((0.0325 * 0.15, 0.0325 * 0.85), abs=3e-4)


def test_where_a_districts_own_answers_decide_bounds_are_the_usual_ones():
    assert outside(fit(0.1, unsure=0.5, own=1.0)) == pytest.approx((0.025, 0.025), abs=3e-4)


def test_more_is_left_out_where_the_spread_is_unknown_and_the_city_decides():
    """3.25 % + ⅓ × (0.5 − 0.2) × 0.5 = 8.25 %."""
    assert sum(outside(fit(0.2, unsure=0.5))) == pytest.approx(0.0825, abs=5e-4)


def test_what_is_common_to_all_is_less_than_what_is_unknown_of_one():
    found = shrinkage.shrink(bins(*[(100, 12, 17), (100, 24, 29)] * 10), Total(2000, 410, 0))
    assert 0 < found.common < found.sd.min()
