"""The forecast on made districts of 100 to 20,000 residents whose rates are known: its bias, and its bands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from bench.made_cohorts import made
from bench.made_cohorts import rows as population
from bench.row import Row
from shiensys.measures.ageing.forecast import by_group, forecast

SIZES = np.geomspace(100, 20_000, 120).astype(int)  # residents
SETTLED, KNOWN, AHEAD = 30, 10, (5, 10, 15)  # years before the first count, of counts, and from the base
FIRST = pd.Timestamp("2010-01-01")
BASE = FIRST + pd.DateOffset(years=KNOWN)
SEEDS = 4
GROUPS = {"older": "65+", "old": "75+"}
BANDS = {1: "single years", 5: "bands of five years"}
BIAS, COVERED = 0.01, 0.8  # a made city has no shocks common to all, for which the band leaves room: more may hold


@dataclass(frozen=True)
class Found:
    """Of one group, years ahead: ``bias`` of the sum over all districts, share of results within the band (0..1)."""

    bias: float
    covered: float


def rows() -> Iterator[Row]:
    """Hold forecasts against what came, by width of the ages and years ahead."""
    for width, name in BANDS.items():
        found = [measured(SIZES, width=width, seed=seed) for seed in range(SEEDS)]
        for (group, years), one in together(found).items():
            figure = f"{len(SIZES)} made districts × {SEEDS}, {name}: {GROUPS[group]} {years} years ahead"
            told = f"{one.bias:+.2%}, {one.covered:.0%} in the band"
            met = abs(one.bias) < BIAS and one.covered >= COVERED
            aim = f"< {BIAS:.0%}, ≥ {COVERED:.0%}"
            yield Row(figure, told, aim=aim, met=met)


def together(found: list[dict[tuple[str, int], Found]]) -> dict[tuple[str, int], Found]:
    """Average several made cities."""

    def mean(key: tuple[str, int], name: str) -> float:
        return float(np.mean([getattr(one[key], name) for one in found]))

    return {key: Found(mean(key, "bias"), mean(key, "covered")) for key in found[0]}


def measured(sizes: np.ndarray, *, width: int, seed: int) -> dict[tuple[str, int], Found]:
    """Make a city, forecast it from the base, and hold the forecast against its later years."""
    table = population(made(sizes, SETTLED + KNOWN + max(AHEAD), seed=seed)[SETTLED:], FIRST.isoformat(), width=width)
    days = [BASE + pd.DateOffset(years=years) for years in AHEAD]
    made_forecast = forecast(table, days, base=BASE)
    names = made_forecast.residents.districts
    told = by_group(made_forecast, pd.Series(names, index=names)).set_index(["date", "group", "unit_id"]).sort_index()
    return {
        (group, years): _held(told.loc[(day, group)], _counted(table, day, group))
        for group in GROUPS
        for years, day in zip(AHEAD, days, strict=True)
    }


def _counted(table: pd.DataFrame, day: pd.Timestamp, group: str) -> pd.Series:
    """Count what came, by district."""
    youngest = {"older": 65, "old": 75}[group]
    here = table[(table["date"] == day) & (table["age_from"] >= youngest)]
    return here.groupby("district_id")["persons"].sum()


def _held(told: pd.DataFrame, counted: pd.Series) -> Found:
    """Compare sums, and count results within the band."""
    came = counted.reindex(told.index)
    return Found(float(told["persons"].sum() / came.sum() - 1), float(came.between(told["low"], told["high"]).mean()))
