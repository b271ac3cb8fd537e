"""The classes of a map over many days: one set of bounds for all, so that a colour means the same in every year."""

from __future__ import annotations

import math
from collections.abc import Callable

import pandas as pd

from shiensys.answers.answer import Level
from shiensys.show import classes, colours
from shiensys.show.classes import FEW, MapClass
from shiensys.text import half_up, say

Written = Callable[[float], str]  # how one figure is written
STEPS = len(colours.AGES)


def bounds(values: pd.Series, *, share: bool) -> list[float]:
    """Give the lower bounds of all classes but the lowest: round, so that over all days classes are about as large.

    >>> bounds(pd.Series([0.21, 0.24, 0.28, 0.33, 0.38, 0.41, 0.47, 0.52]), share=True)
    [0.26, 0.32, 0.39, 0.45]
    >>> bounds(pd.Series([43.1, 46.0, 48.2, 51.4]), share=False)
    [45.0, 46.0, 48.0, 49.0]
    """
    known = values.dropna()
    if known.empty:
        return []
    if share:
        return classes.percent_bounds(known, STEPS)
    if known.max() < 2 * known.min():  # near each other: steps of 1, 2, 5 within a power of ten would be too coarse
        cuts = [float(known.quantile(step / STEPS)) for step in range(1, STEPS)]
        return sorted({half_up(cut) for cut in cuts if half_up(cut) > known.min()})
    return classes.round_bounds(known, most=STEPS, by="count")


def found(
    values: pd.Series, lower: list[float], written: Written, level: Level, fills: tuple[str, ...] = colours.AGES
) -> tuple[MapClass, ...]:
    """Part the values of one day, by unit_id, into the classes of all days, the highest first; what can't be said last.

    Every class stands there, with units or without: so the legend stays as it is while the days go by.
    """
    lows, highs = [-math.inf, *lower], [*lower, math.inf]
    known = values.dropna()
    parts = [
        MapClass(
            key=f"ages-{step}",
            fill=fills[step],
            pattern="plain",
            words=_words(low, high, written),
            unit_ids=tuple(known.index[(known >= low) & (known < high)]),
        )
        for step, low, high in zip(classes.steps(len(lows), STEPS), lows, highs, strict=True)
    ]
    return classes.of_level((*reversed(parts), *classes.unknown(values.index[values.isna()])), level)


def striped(parts: tuple[MapClass, ...], wide: pd.Index) -> tuple[MapClass, ...]:
    """Give units whose band is wide stripes on their colour."""
    return classes.marked(parts, pd.Series(FEW, index=wide))


def _words(low: float, high: float, written: Written) -> str:
    """Say the bounds of a class."""
    if math.isinf(low) and math.isinf(high):
        return say("ageshow.class.all")
    if math.isinf(high):
        return say("show.class.from", amount=written(low))
    if math.isinf(low):
        return say("show.class.below", amount=written(high))
    return say("ageshow.class.between", low=written(low), high=written(high))
