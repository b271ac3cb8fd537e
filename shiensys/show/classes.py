"""Which class a unit falls in: ONE rule for the colours of the map, the legend and the counts.

For a gap the verdict decides the side; its size only decides how dark. Bounds are round numbers that people use.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

import pandas as pd

from shiensys.answers.answer import Balance, Level
from shiensys.show import colours, labels
from shiensys.show.view import By, Metric, View
from shiensys.tables.categories import Unit
from shiensys.text import half_up, say

Pattern = Literal["plain", "dots", "hatch", "few", "cross"]
FEW: Pattern = "few"  # few answers: stripes on the colour
PROTECTED: Pattern = "cross"  # told to nobody: a grid on grey, unlike what isn't known
Bounds = Callable[[pd.Series, int], list[float]]
_ROUND = (1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10)  # steps within a power of ten that people take for round
_SCALES: dict[Metric, tuple[str, ...]] = {"need": colours.NEED, "places": colours.SUPPLY}


@dataclass(frozen=True)
class MapClass:
    """One class: its colour, its pattern (so that it survives grey), its bounds in words and the units in it."""

    key: str
    fill: str
    pattern: Pattern
    words: str
    unit_ids: tuple[str, ...]
    level: Level = "district"

    @property
    def mark(self) -> str:
        """The colour of its hatch or dots: seen on its fill, light on dark and dark on light."""
        if self.pattern in ("hatch", PROTECTED):
            return colours.UNKNOWN_HATCH
        if self.pattern == FEW:
            return colours.BACKGROUND if self.fill in colours.DARK else colours.TEXT
        return colours.BACKGROUND if self.fill in colours.ENOUGH[1:] else colours.ENOUGH[2]

    @property
    def legend(self) -> str:
        """The entry of the legend: bounds and count in words."""
        return say("show.legend", words=self.words, units=labels.units(len(self.unit_ids), self.level))


def classes(balance: Balance, view: View) -> tuple[MapClass, ...]:
    """Give the classes that have units in them, largest first, what can't be said last.

    Every unit of the balance is in exactly one class.
    """
    figures = view.of(balance.table)
    unit = balance.category.unit
    known = figures.dropna()
    if view.metric == "gap":
        found = _sides(known, balance.table.set_index("unit_id")["verdict"], unit=unit, by=view.by)
    else:
        found = scaled(known, _SCALES[view.metric], side=view.metric, unit=unit, by=view.by)
    found += unknown(figures.index[figures.isna()])
    return marked(of_level(found, balance.level), view.states(balance.table))


def of_level(found: tuple[MapClass, ...], level: Level) -> tuple[MapClass, ...]:
    """Say what the units of classes are: districts or 圏域."""
    return tuple(replace(each, level=level) for each in found)


def marked(found: tuple[MapClass, ...], states: pd.Series) -> tuple[MapClass, ...]:
    """Give units with few answers stripes, and protected ones a class of their own. ``states``: by unit_id."""
    few = set(states.index[states == "few"])
    protected = set(states.index[states == "protected"])
    split: list[MapClass] = []
    for each in found:
        known = each.key != "unknown"
        apart = few if known else protected
        rest = tuple(unit for unit in each.unit_ids if unit not in apart)
        taken = tuple(unit for unit in each.unit_ids if unit in apart)
        split += [replace(each, unit_ids=rest)] if rest else []
        if taken and known:
            split.append(replace(each, key=f"{each.key}-few", pattern=FEW, unit_ids=taken))
        elif taken:
            words = say("show.protected.brief")
            split.append(replace(each, key="protected", pattern=PROTECTED, words=words, unit_ids=taken))
    return tuple(split)


def entries(found: tuple[MapClass, ...], *, few: str = "") -> tuple[MapClass, ...]:
    """Give what a legend lists: each colour once with all its units, and what stripes mean, in words of ``few``."""
    listed: dict[str, MapClass] = {}
    striped: tuple[str, ...] = ()
    for each in found:
        key = each.key.removesuffix("-few")
        striped += each.unit_ids if each.pattern == FEW else ()
        before = listed.get(key)
        plain: Pattern = "plain" if each.pattern == FEW else each.pattern
        units = each.unit_ids + (before.unit_ids if before else ())
        listed[key] = replace(before or replace(each, key=key, pattern=plain), unit_ids=units)
    if striped:
        words = few or say("show.few")
        listed["few"] = MapClass("few", colours.BACKGROUND, FEW, words, striped, next(iter(found)).level)
    return tuple(listed.values())


def class_of(found: tuple[MapClass, ...]) -> dict[str, MapClass]:
    """Give the class of each unit."""
    return {unit_id: each for each in found for unit_id in each.unit_ids}


def round_bounds(values: pd.Series, *, most: int, by: By) -> list[float]:
    """Give up to ``most - 1`` round lower bounds that part the values into classes of about the same size.

    Every class has a value in it. ``values``: persons, households or shares (0..1), none blank.

    >>> round_bounds(pd.Series([12.0, 40, 95, 118, 160, 210]), most=3, by="count")
    [80.0, 150.0]
    """
    if values.empty:
        return []
    scale = 100 if by == "share" else 1
    cuts = [float(values.quantile(step / most)) for step in range(1, most)]
    bounds = sorted({_round(cut * scale, by) / scale for cut in cuts})
    return _with_values(values.sort_values().tolist(), bounds)


def percent_bounds(values: pd.Series, most: int) -> list[float]:
    """Give lower bounds in whole percent for classes of about the same size, as near to each other as shares are.

    >>> percent_bounds(pd.Series([0.081, 0.083, 0.089, 0.092, 0.101, 0.12]), 3)
    [0.09, 0.1]
    """
    cuts = [float(values.quantile(step / most)) for step in range(1, most)]
    return _with_values(values.sort_values().tolist(), sorted({half_up(cut, 2) for cut in cuts}))


def _with_values(values: list[float], bounds: list[float]) -> list[float]:
    """Leave out bounds that would make an empty class."""
    kept: list[float] = []
    floor = -math.inf
    for bound in bounds:
        if any(floor <= value < bound for value in values) and values[-1] >= bound:
            kept.append(bound)
            floor = bound
    return kept


def _round(value: float, by: By) -> float:
    """Give the nearest round number; persons and households are whole, per cents have one decimal."""
    if value <= 0:
        return 0.0
    power = 10 ** math.floor(math.log10(value))
    nearest = min(_ROUND, key=lambda step: abs(step * power - value)) * power
    return half_up(nearest, 1 if by == "share" else 0)


def _sides(known: pd.Series, verdicts: pd.Series, *, unit: Unit, by: By) -> tuple[MapClass, ...]:
    """Part a gap by verdict, then each side by size."""
    sides = verdicts.reindex(known.index)
    short = scaled(known[sides == "short"], colours.SHORT, side="short", unit=unit, by=by)
    enough = scaled(-known[sides == "enough"], colours.ENOUGH, side="enough", unit=unit, by=by)
    middle = known.index[sides == "between"]
    between = MapClass("between", colours.BETWEEN, "plain", say("show.verdict.between"), tuple(middle))
    return short + ((between,) if len(middle) else ()) + enough[::-1]


def scaled(
    values: pd.Series, scale: tuple[str, ...], *, side: str, unit: Unit, by: By, bounds: Bounds | None = None
) -> tuple[MapClass, ...]:
    """Part values that point one way into at most ``len(scale)`` classes, the largest first.

    ``bounds``: how lower bounds are found for so many classes; round_bounds where it isn't said.
    """
    if values.empty:
        return ()
    values = values.map(lambda value: half_up(value, 3 if by == "share" else 0))  # as they are written
    most = len(scale)
    lower = round_bounds(values, most=most, by=by) if bounds is None else bounds(values, most)
    lows = [-math.inf, *lower]
    highs = [*lower, math.inf]
    chosen = steps(len(lows), len(scale))
    found = [
        MapClass(
            key=f"{side}-{step}",
            fill=scale[step],
            pattern="dots" if side == "enough" else "plain",
            words=_words(low, high, side=side, unit=unit, by=by),
            unit_ids=tuple(values.index[(values >= low) & (values < high)]),
        )
        for step, low, high in zip(chosen, lows, highs, strict=True)
    ]
    return tuple(reversed(found))


def steps(count: int, most: int) -> list[int]:
    """Choose which steps of a colour scale to use where there are fewer classes than steps.

    A single class takes the middle; two or more are spread as far apart as the scale goes.
    """
    if count == 1:
        return [most // 2]
    return [round(place * (most - 1) / (count - 1)) for place in range(count)]


def _words(low: float, high: float, *, side: str, unit: Unit, by: By) -> str:
    """Say the bounds of a class. The upper bound of a whole number is the last that belongs to the class."""
    if math.isinf(low) and math.isinf(high):
        return say(f"show.class.{side}.all")
    if math.isinf(high):
        amount = say("show.class.from", amount=labels.amount(low, unit=unit, by=by))
    elif math.isinf(low) and by == "share":
        amount = say("show.class.below", amount=labels.amount(high, unit=unit, by=by))
    elif math.isinf(low):
        amount = say("show.class.up_to", amount=labels.amount(high - 1, unit=unit, by=by))
    elif by == "share":
        amount = say("show.class.share", low=labels.percent(low), high=labels.amount(high, unit=unit, by=by))
    else:
        amount = labels.spread(low, high - 1, unit=unit, by=by)
    return say(f"show.class.{side}", amount=amount)


def unknown(unit_ids: pd.Index) -> tuple[MapClass, ...]:
    """Gather what can't be said, if there is any."""
    if unit_ids.empty:
        return ()
    return (MapClass("unknown", colours.UNKNOWN, "hatch", say("show.verdict.unknown"), tuple(unit_ids)),)


def few(unit_ids: pd.Index) -> tuple[MapClass, ...]:
    """Gather units of which nothing is drawn because few answered, if there are any."""
    if unit_ids.empty:
        return ()
    return (MapClass("few", colours.BACKGROUND, FEW, say("show.few"), tuple(unit_ids)),)
