"""Every row of a city's tables given its district."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import geopandas as gpd
import pandas as pd

from shiensys.measures import people, placement
from shiensys.tables.names import Unmatched

AMOUNTS = {
    "population": ("persons",),
    "households": ("all_households", "single_65", "couple_65"),
    "certified": ("persons",),
}  # what is split where an area lies in several districts


@dataclass(frozen=True)
class Everywhere:
    """Tables with their districts; the names that belong nowhere, and the days that such names stand on, by table."""

    tables: Mapping[str, pd.DataFrame | None]
    unplaced: Mapping[str, tuple[Unmatched, ...]]
    short: Mapping[str, frozenset[pd.Timestamp]]


def placed(
    tables: Mapping[str, pd.DataFrame | None], districts: pd.DataFrame, crosswalk: pd.DataFrame | None
) -> Everywhere:
    """Give each row its district as it was on the row's day: amounts are split, answers go where most of their area
    lives.
    """
    found: dict[str, pd.DataFrame | None] = dict(tables)
    unplaced: dict[str, tuple[Unmatched, ...]] = {}
    short: dict[str, frozenset[pd.Timestamp]] = {}
    for kind, table in tables.items():
        if table is None:
            continue
        if kind in AMOUNTS:
            done = placement.placed(table, districts, crosswalk, AMOUNTS[kind])
            found[kind], unplaced[kind], short[kind] = done.table, done.unmatched, done.short
        else:
            found[kind], unplaced[kind] = stratified(table, districts, crosswalk)
    return Everywhere(
        found,
        {kind: names for kind, names in unplaced.items() if names},
        {kind: days for kind, days in short.items() if days},
    )


def stratified(
    table: pd.DataFrame, districts: pd.DataFrame, crosswalk: pd.DataFrame | None
) -> tuple[pd.DataFrame, tuple[Unmatched, ...]]:
    """Give each answer of a survey its ``stratum``; beside it the names that are no 圏域 either."""
    day = table["date"].max() if "date" in table else None
    places = placement.gazetteer(table["area"], districts, crosswalk, day)
    strata = placement.stratified(table, places.table, districts)
    nowhere = set(strata.loc[strata["stratum"].isna(), "area"])
    return strata, tuple(one for one in places.unmatched if one.name in nowhere)


def asked(population: pd.DataFrame | None, certified: pd.DataFrame | None, districts: pd.DataFrame) -> people.Asked:
    """Count whom the survey speaks for in every district; NaN where there is no population.

    Of a city without polygons a district that isn't counted on the newest day may be gone: counted nonetheless, its
    people would stand there twice.
    """
    if population is None or population.empty:
        return people.Asked(pd.Series(float("nan"), index=districts["district_id"]), without_care=False)
    found = people.asked(population, certified)
    persons = found.persons.reindex(districts["district_id"])
    if not isinstance(districts, gpd.GeoDataFrame):  # listed by names, of which some may be former districts
        there = population.loc[population["date"] == population["date"].max(), "district_id"]
        persons = persons.where(persons.index.isin(there))
    return people.Asked(persons, found.without_care)
