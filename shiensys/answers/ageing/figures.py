"""The figures of a forecast by unit, worded: foretold, and counted before it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from shiensys.answers.ageing.answer import FORECAST_KEYS
from shiensys.answers.ageing.made import Made
from shiensys.answers.ageing.notes import mark_words
from shiensys.answers.ageing.past import counted
from shiensys.answers.ageing.ranges import BOUNDS, FIGURES, whole, words
from shiensys.answers.answer import Level
from shiensys.answers.units import WHOLE, unit_of, units
from shiensys.city import City
from shiensys.measures.ageing.forecast import Forecast, by_group
from shiensys.text import say

TABLE = (
    "unit_id", "name", "order", "date", "expected", "key", "persons", "persons_low", "persons_high",
    "share", "share_low", "share_high", "words", "mark_words", "key_words", "kind_words",
)  # fmt: skip


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
    of_city = pd.Series({WHOLE: WHOLE}) if done.city else complete(city, found, "city")
    parts = [*_parts(done.city or found, of_city)]
    if level != "city":
        parts += _parts(found, complete(city, found, level))
    every = _worded(city, pd.concat(parts, ignore_index=True), level, _marks(done, city, level))
    before = (every["date"] < found.base.date()).to_numpy()
    of_whole = (every["unit_id"] == WHOLE).to_numpy()
    everywhere = every[~before & of_whole].reset_index(drop=True)
    table = everywhere if level == "city" else every[~before & ~of_whole].reset_index(drop=True)
    return Figures(table, everywhere, every[before].reset_index(drop=True))


def complete(city: City, found: Forecast, level: Level) -> pd.Series:
    """Give the unit of each district (see units.unit_of) for units all of whose districts are foretold."""
    of = unit_of(city, level)
    known = of.index.isin(found.residents.districts)
    return of[~of.isin(of[~known])]


def _parts(found: Forecast, of: pd.Series) -> Iterable[pd.DataFrame]:
    """Give the figures from the base on, and those before it."""
    if of.empty:
        return
    foretold = by_group(found, of).rename(columns={"low": "persons_low", "high": "persons_high"})
    foretold = foretold[foretold["group"].isin(FORECAST_KEYS)]
    yield foretold.assign(expected=foretold["date"] > found.base)
    before = counted(found.residents, of)
    before = before[before["date"] < found.base]
    if len(before):
        yield before.assign(**{f"{name}{bound}": before[name] for name in FIGURES for bound in BOUNDS}, expected=False)


def _worded(city: City, rows: pd.DataFrame, level: Level, marks: dict[str, str]) -> pd.DataFrame:
    """Name the units, round persons, and write each row in words, in the city's order and the city last."""
    known = units(city, "city").assign(order=len(city.districts) + 1)
    if level != "city":
        known = pd.concat([units(city, level), known])
    known = known.set_index("unit_id")
    at = known.index.get_indexer(rows["unit_id"].array)
    place = pd.Index(FORECAST_KEYS).get_indexer(rows["group"].array)
    by = np.lexsort([rows["date"].to_numpy(), place, at])
    rows, at, place = rows.iloc[by].reset_index(drop=True), at[by], place[by]
    of_all = place == FORECAST_KEYS.index("all")
    says_key = np.array([say(f"forecast.key.{key}") for key in FORECAST_KEYS], dtype=object)
    says_kind = np.array([say("forecast.kind.counted"), say("forecast.kind.expected")], dtype=object)
    unit_marks = np.array([marks.get(unit, "") for unit in known.index], dtype=object)
    days, day = np.unique(rows["date"].to_numpy(), return_inverse=True)
    table = pd.DataFrame(
        {
            "unit_id": rows["unit_id"],
            "name": known["name"].array.take(at),
            "order": known["order"].array.take(at),
            "date": np.array([pd.Timestamp(each).date() for each in days], dtype=object)[day],
            "expected": rows["expected"].astype(bool),
            "key": rows["group"],
            **{f"persons{bound}": whole(rows[f"persons{bound}"]) for bound in BOUNDS},
            **{f"share{bound}": rows[f"share{bound}"].mask(of_all) for bound in BOUNDS},
            "mark_words": unit_marks[at],
            "key_words": says_key[place],
            "kind_words": says_kind[rows["expected"].to_numpy(int)],
        }
    )
    return table.assign(words=words(table, np.array([str(pd.Timestamp(each).year) for each in days])[day]))[list(TABLE)]


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
