"""The figures of a forecast by unit, worded: foretold, and counted before it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from shiensys.answers.ageing.answer import FORECAST_KEYS
from shiensys.answers.ageing.forecasts.made import Made
from shiensys.answers.ageing.forecasts.notes import mark_words
from shiensys.answers.ageing.forecasts.past import counted
from shiensys.answers.ageing.forecasts.ranges import BOUNDS, words
from shiensys.answers.answer import Level
from shiensys.answers.units import WHOLE, unit_of, units
from shiensys.city import City
from shiensys.measures.ageing.forecast import Forecast, by_group
from shiensys.measures.ageing.groups import GROUPS
from shiensys.measures.ageing.residents import Floats
from shiensys.text import say

TABLE = (
    "unit_id", "name", "order", "date", "expected", "key", "persons", "persons_low", "persons_high",
    "share", "share_low", "share_high", "words", "mark_words", "key_words", "kind_words",
)  # fmt: skip


VALUES = ("persons", "low", "high", "share", "share_low", "share_high")  # of by_group


@dataclass(frozen=True)
class Figures:
    """Three tables with the columns of Expected's: of the units and of the city from the base on, and before it."""

    table: pd.DataFrame
    everywhere: pd.DataFrame
    history: pd.DataFrame


def figures(city: City, done: Made, level: Level) -> Figures:
    """Put together what is foretold and what was counted before; empty tables where nothing is foretold."""
    if done.forecast is None:
        none = pd.DataFrame({name: [] for name in TABLE})
        return Figures(none, none, none)
    found = done.forecast
    marks = _marks(done, city, level)
    of_city = pd.Series({WHOLE: WHOLE}) if done.city else complete(city, found, "city")
    if found.base in city.short.get("population", frozenset()):
        of_city = of_city[:0]
    everywhere, past = _apart(city, done.city or found, of_city, "city", {})
    short = {day.date() for day in city.short.get("population", ())}
    past = past[~past["date"].isin(short)]  # a district that is gone is missing from the city's sum
    if level == "city":
        return Figures(everywhere, everywhere, past)
    table, past_of_units = _apart(city, found, complete(city, found, level), level, marks)
    return Figures(table, everywhere, pd.concat([past_of_units, past], ignore_index=True))


def complete(city: City, found: Forecast, level: Level) -> pd.Series:
    """Give the unit of each district (see units.unit_of) for units all of whose districts are foretold."""
    of = unit_of(city, level)
    known = of.index.isin(found.residents.districts)
    return of[~of.isin(of[~known])]


def _apart(
    city: City, found: Forecast, of: pd.Series, level: Level, marks: dict[str, str]
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Give the rows from the base on, and those before it."""
    if of.empty:
        none = pd.DataFrame({name: [] for name in TABLE})
        return none, none
    ids = np.unique(of.to_numpy(dtype=object))
    known = units(city, level)
    at = pd.Index(ids).get_indexer(known["unit_id"].array)
    known, values = known[at >= 0], _values(found, of)[at[at >= 0]]
    table = _worded(known, found, values, [marks.get(unit, "") for unit in known["unit_id"]])
    before = (table["date"] < found.base.date()).to_numpy()
    return table[~before].reset_index(drop=True), table[before].reset_index(drop=True)


def _values(found: Forecast, of: pd.Series) -> Floats:
    """Give the figures of units (sorted) × groups × days (all that were counted, then the steps) × VALUES."""
    groups = [GROUPS.index(key) for key in FORECAST_KEYS]
    told = by_group(found, of)[list(VALUES)].to_numpy(float)
    told = told.reshape(-1, 1 + len(found.days), len(GROUPS), len(VALUES))[:, :, groups]
    persons = counted(found.residents, of)[:, :-1]  # the base is told already
    everybody = persons[..., FORECAST_KEYS.index("all")][..., None]
    share = np.divide(persons, everybody, out=np.full_like(persons, np.nan), where=everybody > 0)
    before = np.stack([persons] * len(BOUNDS) + [share] * len(BOUNDS), axis=-1)
    return np.concatenate([before, told], axis=1).transpose(0, 2, 1, 3)


def _worded(known: pd.DataFrame, found: Forecast, values: Floats, marks: list[str]) -> pd.DataFrame:
    """Name units (rows of ``known``, as in ``values``), round persons, and write each row in words."""
    unit, place, day = (each.ravel() for each in np.indices(values.shape[:3]))
    days = [*found.residents.days[:-1], found.base, *found.days]
    columns = dict(zip(VALUES, values.reshape(-1, len(VALUES)).T, strict=True))
    of_all = place == FORECAST_KEYS.index("all")
    expected = day >= len(found.residents.days)
    says_kind = _texts([say("forecast.kind.counted"), say("forecast.kind.expected")])
    table = pd.DataFrame(
        {
            "unit_id": known["unit_id"].array.take(unit),
            "name": known["name"].array.take(unit),
            "order": known["order"].array.take(unit),
            "date": _texts([each.date() for each in days])[day],
            "expected": expected,
            "key": _texts(FORECAST_KEYS)[place],
            **{
                f"persons{bound}": np.floor(columns[name] + 0.5) for bound, name in zip(BOUNDS, VALUES[:3], strict=True)
            },
            **{name: np.where(of_all, np.nan, columns[name]) for name in VALUES[3:]},
            "mark_words": _texts(marks)[unit],
            "key_words": _texts([say(f"forecast.key.{key}") for key in FORECAST_KEYS])[place],
            "kind_words": says_kind[expected.astype(int)],
        }
    )
    return table.assign(words=words(table, _texts([str(each.year) for each in days])[day]))[list(TABLE)]


def _texts(values: Sequence[object]) -> NDArray[np.object_]:
    """Put words or days into an array to be taken from."""
    return np.array(values, dtype=object)


def _marks(done: Made, city: City, level: Level) -> dict[str, str]:
    """Say of each unit what is the matter with it or with districts of it; of the city as a whole nothing."""
    if done.forecast is None or not done.forecast.marked or level == "city":
        return {}
    of = unit_of(city, level)
    told: dict[str, list[str]] = {}
    for district, mark in mark_words(done.forecast).items():
        if district in of.index and mark not in told.setdefault(str(of[district]), []):
            told[str(of[district])].append(mark)
    return {unit: say("answers.reason_joint").join(each) for unit, each in told.items()}
