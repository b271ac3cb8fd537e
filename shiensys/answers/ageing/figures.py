"""The figures of a forecast by unit, worded: foretold, and counted before it."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from shiensys.answers.ageing.answer import FORECAST_KEYS
from shiensys.answers.ageing.notes import mark_words
from shiensys.answers.ageing.past import counted
from shiensys.answers.ageing.ranges import BOUNDS, FIGURES, whole, words
from shiensys.answers.answer import Level
from shiensys.answers.units import unit_of, units
from shiensys.city import City
from shiensys.measures.ageing.forecast import Forecast, by_group
from shiensys.measures.ageing.groups import AGES
from shiensys.text import say

TABLE = (
    "unit_id", "name", "order", "date", "expected", "key", "persons", "persons_low", "persons_high",
    "share", "share_low", "share_high", "words", "mark_words", "key_words", "kind_words",
)  # fmt: skip


def complete(city: City, found: Forecast | None, level: Level) -> pd.Series:
    """Give the unit of each district (see units.unit_of) for units all of whose districts are foretold."""
    of = unit_of(city, level)
    known = of.index.isin([] if found is None else found.residents.districts)
    return of[~of.isin(of[~known])]


def nothing() -> pd.DataFrame:
    """Give the table of a city of which nothing is foretold."""
    return pd.DataFrame({name: [] for name in TABLE})


def foretold(city: City, found: Forecast | None, of: pd.Series, level: Level) -> pd.DataFrame:
    """Put the figures of all units together, the base first; see Expected for the columns."""
    if found is None or of.empty:
        return nothing()
    figures = by_group(found, of).rename(columns={"low": "persons_low", "high": "persons_high"})
    begins = {group: group == "all" or AGES[group][0] in found.residents.first for group in FORECAST_KEYS}
    figures = figures[figures["group"].map(begins).fillna(value=False).astype(bool)]
    return _worded(city, figures.assign(expected=figures["date"] > found.base), level, _marks(found, of))


def before(city: City, found: Forecast | None, of: pd.Series, level: Level) -> pd.DataFrame:
    """Put together what was counted before the base."""
    if found is None or of.empty:
        return nothing()
    figures = counted(found.residents, of)
    figures = figures[figures["date"] < found.base]
    bounds = {f"{name}{bound}": figures[name] for name in FIGURES for bound in BOUNDS}
    return _worded(city, figures.assign(**bounds, expected=False), level, {})


def _worded(city: City, figures: pd.DataFrame, level: Level, marks: Mapping[str, str]) -> pd.DataFrame:
    """Name the units, round persons, and write each row in words, in the city's order."""
    figures = figures[figures["group"].isin(FORECAST_KEYS)]
    known = units(city, level).set_index("unit_id")
    order = known["order"].reindex(figures["unit_id"]).to_numpy()
    place = figures["group"].map({key: at for at, key in enumerate(FORECAST_KEYS)}).to_numpy()
    figures = figures.iloc[np.lexsort([figures["date"].to_numpy(), place, order])].reset_index(drop=True)
    of_all = figures["group"] == "all"
    days = {day: pd.Timestamp(day).date() for day in figures["date"].unique()}
    says_key = {key: say(f"forecast.key.{key}") for key in FORECAST_KEYS}
    says_kind = {True: say("forecast.kind.expected"), False: say("forecast.kind.counted")}
    table = figures.assign(
        **{f"persons{bound}": whole(figures[f"persons{bound}"]) for bound in BOUNDS},
        **{f"share{bound}": figures[f"share{bound}"].mask(of_all) for bound in BOUNDS},
        key=figures["group"],
        name=known["name"].reindex(figures["unit_id"]).array,
        order=known["order"].reindex(figures["unit_id"]).array,
        mark_words=[marks.get(unit, "") for unit in figures["unit_id"]],
        key_words=[says_key[key] for key in figures["group"]],
        kind_words=[says_kind[bool(each)] for each in figures["expected"]],
    )
    return table.assign(words=words(table), date=[days[day] for day in table["date"]])[list(TABLE)]


def _marks(found: Forecast, of: pd.Series) -> dict[str, str]:
    """Say of each unit what is the matter with it or with districts of it."""
    if not found.marked:
        return {}
    told = pd.Series(mark_words(found), dtype="str")
    by_unit = told.groupby(of.reindex(told.index)).agg(
        lambda each: say("answers.reason_joint").join(dict.fromkeys(each))
    )
    return {str(unit): str(each) for unit, each in by_unit.items()}
