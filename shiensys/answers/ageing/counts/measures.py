"""The indicators of ageing that a city's tables allow, as menus name them."""

from __future__ import annotations

import pandas as pd

from shiensys.answers import evidence
from shiensys.answers.ageing.answer import KEYS, Key, Measure, Style
from shiensys.answers.answer import Evidence
from shiensys.city import City
from shiensys.errors import ShiensysError
from shiensys.measures.ageing import indicators
from shiensys.text import say

NUMBERS: tuple[Key, ...] = ("index", "average")  # of all others the value is a share


class UnknownIndicatorError(ShiensysError, LookupError):
    """There is no indicator of ageing of this name."""


def measures(city: City) -> tuple[Measure, ...]:
    """Name the indicators of which something is known, in their order."""
    return tuple(named(city, key) for key in KEYS if _known(counted(city, key), key))


def _known(parts: pd.DataFrame, key: Key) -> bool:
    """Tell whether anything can be said: persons alone say something, half of an index doesn't."""
    told = indicators.valued(parts["amount"], parts["whole"], key) if key in NUMBERS else parts["amount"]
    return bool(told.notna().any())


def named(city: City, key: str) -> Measure:
    """Name one indicator, known or not; raises UnknownIndicatorError."""
    if key not in KEYS:
        raise UnknownIndicatorError("ageing.unknown_indicator", name=key, known=", ".join(KEYS))
    style: Style = "number" if key in NUMBERS else "share"
    whole = f"alone_{indicators.alone_whole(city.households)}" if key == "alone" else key
    return Measure(
        key=key,
        name=say(f"ageing.name.{key}"),
        style=style,
        unit=say(f"ageing.unit.{key}"),
        whole=say(f"ageing.whole.{whole}"),
        counted=say(f"ageing.counted.{key}"),
    )


def counted(city: City, key: Key) -> pd.DataFrame:
    """Give the parts of an indicator by (district_id, date); see measures.ageing.indicators.parts."""
    return indicators.parts(city.population, city.households, key)


def source_of(city: City, measure: Measure) -> Evidence:
    """Say where an indicator comes from, and how it is worked out."""
    of_households = measure.key == "alone"
    tables = ("households", "population") if of_households else ("population",)
    if of_households and indicators.alone_whole(city.households) == "households":
        tables = ("households",)
    return Evidence(
        what=measure.counted,
        source=evidence.credit(city, *tables),
        date=evidence.day(city.households if of_households else city.population),
        unit=measure.unit,
        over=measure.whole,
        rule=say(f"ageing.rule.{measure.key}"),
    )
