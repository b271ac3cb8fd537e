"""Every row of a city's tables given its district."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from shiensys.measures import people, placement
from shiensys.tables.names import Unmatched

AMOUNTS = {
    "population": ("persons",),
    "households": ("all_households", "single_65", "couple_65"),
    "certified": ("persons",),
}  # what is split where an area lies in several districts


def placed(
    tables: Mapping[str, pd.DataFrame | None], districts: pd.DataFrame, crosswalk: pd.DataFrame | None
) -> tuple[dict[str, pd.DataFrame | None], dict[str, tuple[Unmatched, ...]]]:
    """Give each row its district as it was on the row's day: amounts are split, answers go where most of their area
    lives. Beside the tables stand the names that belong nowhere, by table.
    """
    found: dict[str, pd.DataFrame | None] = dict(tables)
    unplaced: dict[str, tuple[Unmatched, ...]] = {}
    for kind, table in tables.items():
        if table is None:
            continue
        if kind in AMOUNTS:
            done = placement.placed(table, districts, crosswalk, AMOUNTS[kind])
            found[kind], unplaced[kind] = done.table, done.unmatched
        else:
            found[kind], unplaced[kind] = stratified(table, districts, crosswalk)
    return found, {kind: names for kind, names in unplaced.items() if names}


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
    """Count whom the survey speaks for in every district; NaN where there is no population."""
    if population is None or population.empty:
        return people.Asked(pd.Series(float("nan"), index=districts["district_id"]), without_care=False)
    found = people.asked(population, certified)
    return people.Asked(found.persons.reindex(districts["district_id"]), found.without_care)
