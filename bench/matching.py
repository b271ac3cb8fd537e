"""Needs matched with providers: all at once, beside one after the other, which must find the same."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterator

import numpy as np

from bench.ratio import Ratio
from bench.row import Row, compared
from shiensys.measures import matching
from shiensys.measures.matching import Flags, Needs, Providers

NEEDS = PROVIDERS = 1_000
FEWER = 100  # needs that are matched one after the other
KINDS, DISTRICTS, CONDITIONS = 12, 31, 6
SECONDS_AIM, RATIO_AIM = 1.0, 0.1
ROUNDS = 3
SEED = 20261122


def rows() -> Iterator[Row]:
    """Match many needs; then fewer beside the loop."""
    needs, providers, beside = made(NEEDS, PROVIDERS)
    took = min(_seconds(needs, providers, beside) for _ in range(ROUNDS))
    size = f"{NEEDS:,} needs × {PROVIDERS:,} providers, scored and ordered"
    yield Row(size, f"{took:.2f} s", aim=f"≤ {SECONDS_AIM:g} s", met=took <= SECONDS_AIM)
    few, providers, beside = made(FEWER, PROVIDERS)
    ours = [_seconds(few, providers, beside, time.process_time) for _ in range(ROUNDS)]
    before = time.process_time()
    theirs = slowly(few, providers, beside)
    took = time.process_time() - before
    if not np.array_equal(matching.scores(few, providers, beside).score, theirs, equal_nan=True):
        raise AssertionError("all at once and one after the other score differently")
    size = f"{FEWER:,} needs × {PROVIDERS:,} providers, beside one after the other"
    yield compared(size, Ratio(ours, [took] * ROUNDS), "{:.3f} s CPU", aim=RATIO_AIM)


def _seconds(
    needs: Needs, providers: Providers, beside: Flags, clock: Callable[[], float] = time.perf_counter
) -> float:
    """Measure scoring with the order of every need's providers."""
    before = clock()
    matching.ranking(matching.scores(needs, providers, beside).score, needs, providers)
    return clock() - before


def made(needs: int, providers: int, seed: int = SEED) -> tuple[Needs, Providers, Flags]:
    """Make needs and providers up; a third of what providers tell is unknown."""
    rng = np.random.default_rng(seed)

    def some(values: np.ndarray) -> np.ndarray:
        return np.where(rng.random(values.shape) < 1 / 3, np.nan, values)

    asked = Needs(
        kind=rng.integers(0, KINDS, needs),
        district=rng.integers(0, DISTRICTS, needs),
        persons=rng.integers(1, 6, needs).astype(float),
        days=rng.random((needs, 7)) < 0.15,
        conditions=rng.random((needs, CONDITIONS)) < 0.1,
        fee_most=some(rng.integers(0, 6, needs) * 100.0),
    )
    days = rng.random((providers, 7)) < 0.3
    offered = Providers(
        ids=tuple(f"R{number:05d}" for number in rng.permutation(providers)),
        kinds=rng.random((providers, KINDS)) < 0.15,
        active=rng.random(providers) < 0.9,
        serves=rng.random((providers, DISTRICTS)) < 0.1,
        stands=rng.integers(-1, DISTRICTS, providers),
        metres=some(rng.random((providers, DISTRICTS)) * 8_000),
        comes=rng.random(providers) < 0.4,
        free=some(rng.random((providers, KINDS)) * 10),
        days=days,
        days_known=days.any(axis=1),
        fee=some(rng.integers(0, 8, providers) * 100.0),
        conditions=some((rng.random((providers, CONDITIONS)) < 0.6).astype(float)),
        months=some(rng.random(providers) * 30),
    )
    pairs = rng.random((DISTRICTS, DISTRICTS)) < 0.1
    return asked, offered, (pairs | pairs.T) & ~np.eye(DISTRICTS, dtype=bool)


def slowly(needs: Needs, providers: Providers, beside: Flags) -> np.ndarray:
    """Score pair by pair, as docs/methods.md §22 tells it; NaN: not possible."""
    found = np.full((len(needs.kind), len(providers.ids)), math.nan)
    for need in range(len(needs.kind)):
        for one in range(len(providers.ids)):
            found[need, one] = pair(needs, providers, beside, need, one)
    return found


def pair(needs: Needs, providers: Providers, beside: Flags, need: int, one: int) -> float:
    """Score one provider for one need."""
    kind, here = needs.kind[need], needs.district[need]
    if not providers.kinds[one, kind] or not providers.active[one]:
        return math.nan
    parts = [
        (30, _distance(providers, beside, one, here)),
        (30, _free(providers.free[one, kind], needs.persons[need])),
        (15, _days(needs.days[need], providers.days[one])),
        (10, _fee(needs.fee_most[need], providers.fee[one])),
        (10, _conditions(needs.conditions[need], providers.conditions[one])),
        (5, _fresh(providers.months[one])),
    ]
    if any(value == 0 for _, value in parts):
        return math.nan
    asked = [(weight, value) for weight, value in parts if value is not None]
    points = 100 * sum(weight * value for weight, value in asked) / sum(weight for weight, _ in asked)
    return math.floor(round(points, 9) + 0.5)


def _distance(providers: Providers, beside: Flags, one: int, here: int) -> float:
    where = {district for district in range(DISTRICTS) if providers.serves[one, district]}
    around = where | {int(providers.stands[one])} - {-1}
    metres = providers.metres[one, here]
    if here in where:
        area = 1.0
    elif any(beside[district, here] for district in around):
        area = 0.5
    elif metres <= 3_000:
        area = 0.25
    else:
        return 0.0
    if providers.comes[one]:
        return area
    far = 0.5 if math.isnan(metres) else min(max((metres - 500) / 2_500, 0.0), 1.0)
    return area * (1 - 0.5 * far)


def _free(free: float, persons: float) -> float:
    return 0.5 if math.isnan(free) else min(math.floor(free) / persons, 1.0)


def _days(wished: np.ndarray, there: np.ndarray) -> float | None:
    if not wished.any():
        return None
    if not there.any():
        return 0.5
    return sum(1 for want, has in zip(wished, there, strict=True) if want and has) / sum(wished)


def _fee(most: float, fee: float) -> float | None:
    if math.isnan(most):
        return None
    return 0.5 if math.isnan(fee) else float(fee <= most)


def _conditions(asked: np.ndarray, told: np.ndarray) -> float | None:
    values = [0.5 if math.isnan(value) else value for want, value in zip(asked, told, strict=True) if want]
    if not values:
        return None
    return 0.0 if 0.0 in values else sum(values) / len(values)


def _fresh(months: float) -> float:
    if math.isnan(months):
        return 0.25
    return 0.5 if months > 12 else 1.0
