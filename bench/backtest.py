"""The forecast held against what came: by district, beside three simpler ways, and how often its band held."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from bench import shizuoka
from bench.row import Row
from shiensys.measures.ageing.backtest import backtest

BASE, DAY = pd.Timestamp("2013-03-31"), pd.Timestamp("2018-03-31")
AIMS = {"older": 0.024, "old": 0.029}  # mean absolute errors by district
NAMES = {"older": "65+", "old": "75+"}
SMALL = 3_000  # residents
COVERED = (0.7, 0.9)
PEERS = {"no_change": "no change", "city_rates": "city ratios", "unpooled": "own ratios"}


def rows() -> Iterator[Row]:
    """Give the errors from the base to the day, then the bands over all bases and days that the years allow."""
    population = shizuoka.population()
    if population is None:
        yield Row("back-test", f"not measured: {shizuoka.VARIABLE} is not set")
        return
    tests = backtest(population)
    for group, aim in AIMS.items():
        once = tests[(tests["base"] == BASE) & (tests["date"] == DAY) & (tests["group"] == group)]
        yield _row(f"{NAMES[group]}, {len(once)} districts, {BASE:%Y} → {DAY:%Y}: mean absolute error", once, aim)
        small = once[once["residents"] < SMALL]
        yield _row(f"{NAMES[group]}, {len(small)} districts under {SMALL:,} residents", small, None)
    for group, name in NAMES.items():
        yield from _bands(tests[tests["group"] == group], name)


def _row(figure: str, tests: pd.DataFrame, aim: float | None) -> Row:
    """Compare the forecast's mean error with those of simpler ways; it may not be worse than city ratios."""
    ours = error(tests, "forecast")
    peers = {name: error(tests, column) for column, name in PEERS.items()}
    met = None if aim is None else round(ours, 3) <= aim and ours <= peers["city ratios"]
    told = ", ".join(f"{value:.2%} {name}" for name, value in peers.items())
    return Row(figure, f"{ours:.2%}", told, aim="" if aim is None else f"≤ {aim:.1%}, ≤ city ratios", met=met)


def error(tests: pd.DataFrame, column: str) -> float:
    """Give the mean absolute error of a way, as a share of what came."""
    return float((tests[column] / tests["actual"] - 1).abs().mean())


def _bands(tests: pd.DataFrame, name: str) -> Iterator[Row]:
    """Say how often the 80 % band held, over everything and by years ahead."""
    held = tests["actual"].between(tests["low"], tests["high"])
    share = float(held.mean())
    bases = tests["base"].nunique()
    yield Row(
        f"{name}: bands hold, {bases} bases, {len(tests):,} forecasts",
        f"{share:.1%}",
        ", ".join(
            f"{part:.0%} at {years:.0f} y" for years, part in held.groupby(tests["years"].round()).mean().items()
        ),
        aim=f"{COVERED[0]:.0%}–{COVERED[1]:.0%}",
        met=COVERED[0] <= share <= COVERED[1],
    )
    small = tests["residents"] < SMALL
    yield Row(f"{name}: bands hold, districts under {SMALL:,} residents", f"{held[small].mean():.1%}")
