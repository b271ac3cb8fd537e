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
_SHARES = (0.005, 0.01, 0.02, 0.025, 0.05, 0.1, 0.2)  # widths of classes that people take for round
_NUMBERS = tuple(base * 10.0**power for power in range(-1, 6) for base in (1, 2, 2.5, 5))


def bounds(values: pd.Series, *, share: bool) -> list[float]:
    """Give the lower bounds of all classes but the lowest: equally wide, round, at most STEPS classes.

    >>> bounds(pd.Series([0.21, 0.28, 0.33, 0.52]), share=True)
    [0.3, 0.4, 0.5]
    """
    known = values.dropna()
    if known.empty:
        return []
    for width in _SHARES if share else _NUMBERS:
        first = math.floor(known.min() / width + 1e-9) + 1
        last = math.floor(known.max() / width + 1e-9)
        if last - first + 2 <= STEPS:
            return [half_up(step * width, 4) for step in range(first, last + 1)]
    return []


def found(values: pd.Series, lower: list[float], written: Written, level: Level) -> tuple[MapClass, ...]:
    """Part the values of one day, by unit_id, into the classes of all days, the highest first; what can't be said last.

    Every class stands there, with units or without: so the legend stays as it is while the days go by.
    """
    lows, highs = [-math.inf, *lower], [*lower, math.inf]
    known = values.dropna()
    parts = [
        MapClass(
            key=f"ages-{step}",
            fill=colours.AGES[step],
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
