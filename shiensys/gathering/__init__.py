"""From the store's versions to one city: parts put together, every row given its district."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Mapping

import pandas as pd

from shiensys.city import City
from shiensys.gathering.points import with_districts, with_points
from shiensys.gathering.rounds import RETURNS, SURVEY, TABLE, States, published, rounds
from shiensys.measures import people, placement
from shiensys.measures.borders import borders
from shiensys.measures.listing import listed
from shiensys.measures.merging import merged
from shiensys.store import cities, versions
from shiensys.store.cities import CityRecord
from shiensys.store.versions import Version
from shiensys.tables.names import Unmatched
from shiensys.tables.survey import current_names

Parts = Mapping[str, tuple[pd.DataFrame, ...]]  # a city's current tables by kind, oldest load first
ADDRESSES = "address-points"
AMOUNTS = {
    "population": ("persons",),
    "households": ("all_households", "single_65", "couple_65"),
    "certified": ("persons",),
}  # what is split where an area lies in several districts


def version_of(code: str) -> str:
    """Name the state of a city's data without reading them: another name when anything changed."""
    return _state(versions.current_versions(code))


def _state(current: Iterable[Version]) -> str:
    """Hash what is current, with the places in which it stands."""
    marks = "\0".join(f"{v.kind}/{v.part}/{v.id}/{v.table_sha256}" for v in current)
    return hashlib.sha256(marks.encode()).hexdigest()[:16]


def current(code: str) -> City:
    """Gather a city's current tables; raises UnknownCityError."""
    return _current(code, versions.current_versions(code))


def ground(code: str) -> City:
    """Gather only what tells a city's districts, who lives there, its place on earth and its own
    questions: a new file is held to it.

    Raises UnknownCityError.
    """
    loaded = versions.current_versions(code)
    kinds = {version.kind for version in loaded}
    wanted = {"districts", "district-list", "crosswalk", "population", "codebook"}
    if "districts" not in kinds:
        wanted.add("resources")
    return _current(code, tuple(version for version in loaded if version.kind in wanted))


def _current(code: str, loaded: tuple[Version, ...]) -> City:
    """Read versions and put them together."""
    return _together(cities.find(code), loaded, _tables(loaded))


def with_table(record: CityRecord, checked: Version, table: pd.DataFrame) -> City:
    """Gather a city as it would be if a table were stored; nothing is.

    ``checked``: the version that it would be, its id that of none. The city may hold nothing yet.
    """
    others = tuple(
        version
        for version in versions.current_versions(record.code)
        if (version.kind, version.part) != (checked.kind, checked.part)
    )
    return _together(record, (*others, checked), {**_tables(others, checked, table), checked.id: table})


def as_if(code: str, kind: str, part: str, version: Version | None) -> City:
    """Gather a city as it would be with another version of one table current, or with none; nothing is changed.

    Raises UnknownCityError, PurgedError.
    """
    others = [each for each in versions.current_versions(code) if (each.kind, each.part) != (kind, part)]
    return _current(code, tuple(sorted([*others, *([version] if version else [])], key=lambda each: each.id)))


def _tables(
    loaded: tuple[Version, ...], checked: Version | None = None, new: pd.DataFrame | None = None
) -> dict[int, pd.DataFrame]:
    """Read the tables of versions; those of addresses, which are large, only where a resource has no point.

    ``checked``, ``new``: a table that isn't stored, and the version that it would be.
    """
    wanted = {version.id for version in loaded if version.kind != ADDRESSES}
    tables = versions.tables(wanted)
    lists = [tables[version.id] for version in loaded if version.kind == "resources"]
    if checked is not None and new is not None and checked.kind == "resources":
        lists.append(new)
    if any(table["longitude"].isna().any() for table in lists):
        tables |= versions.tables(version.id for version in loaded if version.kind == ADDRESSES)
    return tables


def _together(record: CityRecord, loaded: tuple[Version, ...], tables: Mapping[int, pd.DataFrame]) -> City:
    """Put versions and their tables together."""
    shown = published(record.code, loaded, tables)
    earlier = versions.tables({each for ids in shown.values() for each in ids} - set(tables))
    known = {each: current_names(table) for each, table in {**tables, **earlier}.items()}
    states = {part: tuple(known[each] for each in ids) for part, ids in shown.items()}
    parts: dict[str, tuple[pd.DataFrame, ...]] = {}
    for version in loaded:
        if version.id not in tables:
            continue
        table = known[version.id]
        if version.kind == "resources":  # keys are unique in their list only
            own = table["resource_id"]
            table = table.assign(part=version.part, own_id=own, resource_id=f"{version.part}/" + own)
        parts[version.kind] = (*parts.get(version.kind, ()), table)
    return gathered(record, loaded, parts, states)


def gathered(record: CityRecord, loaded: tuple[Version, ...], parts: Parts, states: States | None = None) -> City:
    """Put the tables of a city together. ``states``: each survey as it was published, one state after the other."""
    dated = {kind: _newest_by_date(parts.get(kind, ())) for kind in AMOUNTS}
    surveys = {kind: _latest(parts.get(kind, ())) for kind in (SURVEY, TABLE)}
    all_returns = _stacked(parts, RETURNS)
    returns = _of_survey(all_returns, surveys[SURVEY])
    crosswalk = _stacked(parts, "crosswalk")
    loaded_polygons, described = (_last(parts.get(kind, ())) for kind in ("districts", "district-list"))
    polygons = None if loaded_polygons is None else merged(loaded_polygons, crosswalk)
    districts = listed(polygons, described, _named([*dated.values(), *surveys.values()]))
    tables = [(str(table["survey"].iloc[0]), table) for table in parts.get(TABLE, ()) if len(table)]
    shown = {str(table["survey"].iloc[0]): (table,) for table in parts.get(SURVEY, ()) if len(table)}
    placed, unplaced = _placed({**dated, **surveys, RETURNS: returns}, districts, crosswalk)
    by_hand = _last(parts.get("hand-points", ()))
    pointed = with_points(_stacked(parts, "resources"), _stacked(parts, ADDRESSES), by_hand, record.name)
    resources = with_districts(pointed, districts)
    served = None if resources is None else placement.service_areas(resources, districts)
    marks = _stacked(parts, "completeness")
    return City(
        record=record,
        version=_state(loaded),
        today=record.as_of or dt.date.today(),
        districts=districts,
        borders=borders(districts),
        merged=polygons is not loaded_polygons,
        asked=_asked(placed["population"], placed["certified"], districts),
        loaded=loaded,
        crosswalk=crosswalk,
        population=placed["population"],
        households=placed["households"],
        certified=placed["certified"],
        survey=placed["survey"],
        survey_table=placed["survey-table"],
        returns=placed["returns"],
        rounds=rounds(states or shown, tables, all_returns, districts, crosswalk),
        codebook=_stacked(parts, "codebook"),
        resources=resources,
        served=None if served is None else served.table,
        completeness=None if marks is None else placement.by_district(marks, districts),
        forecasts=_stacked(parts, "city-forecast"),
        cohort_rates=_stacked(parts, "cohort-rates"),
        series=_stacked(parts, "series"),
        targets=_stacked(parts, "targets"),
        unplaced=unplaced | ({"resources": served.unmatched} if served and served.unmatched else {}),
    )


def _placed(
    tables: Mapping[str, pd.DataFrame | None], districts: pd.DataFrame, crosswalk: pd.DataFrame | None
) -> tuple[dict[str, pd.DataFrame | None], dict[str, tuple[Unmatched, ...]]]:
    """Give each row its district: amounts are split, answers go where most of their area lives."""
    placed: dict[str, pd.DataFrame | None] = {}
    unplaced: dict[str, tuple[Unmatched, ...]] = {}
    for kind, table in tables.items():
        if table is None:
            placed[kind] = None
            continue
        found = placement.gazetteer(table["area"], districts, crosswalk)
        if kind in AMOUNTS:
            placed[kind] = placement.apportioned(table, found.table, *AMOUNTS[kind])
            unplaced[kind] = found.unmatched
        else:
            strata = placement.stratified(table, found.table, districts)
            placed[kind] = strata
            nowhere = set(strata.loc[strata["stratum"].isna(), "area"])
            unplaced[kind] = tuple(one for one in found.unmatched if one.name in nowhere)
    return placed, {kind: names for kind, names in unplaced.items() if names}


def _asked(population: pd.DataFrame | None, certified: pd.DataFrame | None, districts: pd.DataFrame) -> people.Asked:
    """Count whom the survey speaks for in every district; NaN where there is no population."""
    if population is None or population.empty:
        return people.Asked(pd.Series(float("nan"), index=districts["district_id"]), without_care=False)
    found = people.asked(population, certified)
    return people.Asked(found.persons.reindex(districts["district_id"]), found.without_care)


def _stacked(parts: Parts, kind: str) -> pd.DataFrame | None:
    """Put the parts of a table under each other, the latest load last."""
    return pd.concat(parts[kind], ignore_index=True) if kind in parts else None


def _last(tables: tuple[pd.DataFrame, ...]) -> pd.DataFrame | None:
    """Take the part that was loaded last."""
    return tables[-1] if tables else None


def _newest_by_date(tables: tuple[pd.DataFrame, ...]) -> pd.DataFrame | None:
    """Put parts together; where two hold the same date the later load counts."""
    kept: list[pd.DataFrame] = []
    seen: set[pd.Timestamp] = set()
    for table in reversed(tables):
        kept.append(table[~table["date"].isin(seen)])
        seen |= set(table["date"])
    return pd.concat(kept, ignore_index=True) if kept else None


def _latest(tables: tuple[pd.DataFrame, ...]) -> pd.DataFrame | None:
    """Take the newest survey."""
    return max(tables, key=lambda table: table["date"].max()) if tables else None


def _of_survey(returns: pd.DataFrame | None, survey: pd.DataFrame | None) -> pd.DataFrame | None:
    """Keep the returns of the survey that is shown."""
    if returns is None or survey is None:
        return returns
    return pd.DataFrame(returns[returns["survey"] == survey["survey"].iloc[0]])


def _named(tables: Iterable[pd.DataFrame | None]) -> pd.Series:
    """Give the areas of the first table that has any."""
    for table in tables:
        if table is not None:
            return table["area"]
    return pd.Series(dtype="str")
