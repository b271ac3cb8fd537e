"""One municipality's current tables, gathered: each row with the district that it belongs to."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import geopandas as gpd
import pandas as pd

from shiensys.measures.join import located
from shiensys.measures.placement import apportioned, by_district, gazetteer, service_areas, stratified
from shiensys.store import cities, versions
from shiensys.store.cities import CityRecord
from shiensys.store.versions import Version
from shiensys.tables.names import Unmatched, match


@dataclass(frozen=True)
class City:
    """What a city holds. A table that was never loaded is None; ``districts`` may be empty.

    ``version`` changes whenever any current table does. ``districts``: ``district_id``, ``name``, ``reading``,
    ``area``, ``order``, ``made_up``, in the city's order; with polygons a GeoDataFrame. ``population``,
    ``households``, ``certified`` have ``district_id`` and that district's amounts; ``survey`` and ``survey_table``
    have ``stratum``; ``resources`` have ``located``, ``served`` their districts; ``completeness`` is by district and
    kind. ``unplaced``: names in the files that belong to no district, by table.
    """

    record: CityRecord
    version: str
    today: dt.date
    districts: pd.DataFrame
    loaded: tuple[Version, ...] = ()
    population: pd.DataFrame | None = None
    households: pd.DataFrame | None = None
    certified: pd.DataFrame | None = None
    survey: pd.DataFrame | None = None
    survey_table: pd.DataFrame | None = None
    returns: pd.DataFrame | None = None
    resources: pd.DataFrame | None = None
    served: pd.DataFrame | None = None
    completeness: pd.DataFrame | None = None
    unplaced: Mapping[str, tuple[Unmatched, ...]] = field(default_factory=dict)

    @property
    def has_boundaries(self) -> bool:
        """The districts have polygons."""
        return isinstance(self.districts, gpd.GeoDataFrame)


def version_of(code: str) -> str:
    """Name the state of a city's data without reading them: another name when anything changed."""
    return _state(versions.current_versions(code))


def _state(current: Iterable[Version]) -> str:
    """Hash what is current, with the places in which it stands."""
    marks = "\0".join(f"{v.kind}/{v.part}/{v.id}/{v.table_sha256}" for v in current)
    return hashlib.sha256(marks.encode()).hexdigest()[:16]


def current(code: str) -> City:
    """Gather a city's current tables; raises UnknownCityError."""
    record = cities.find(code)
    loaded = versions.current_versions(code)
    tables = versions.tables(version.id for version in loaded)
    by_kind: dict[str, list[tuple[Version, pd.DataFrame]]] = {}
    for version in loaded:
        by_kind.setdefault(version.kind, []).append((version, tables[version.id]))
    return gathered(record, loaded, {kind: tuple(parts) for kind, parts in by_kind.items()})


def gathered(
    record: CityRecord,
    loaded: tuple[Version, ...],
    by_kind: Mapping[str, tuple[tuple[Version, pd.DataFrame], ...]],
) -> City:
    """Put the tables of a city together."""
    stacks = {kind: [table for _, table in parts] for kind, parts in by_kind.items()}
    dated = {kind: _newest_by_date(stacks.get(kind)) for kind in ("population", "households", "certified")}
    survey = _latest_survey(stacks.get("survey"))
    districts = _districts(stacks, dated["population"], survey)
    crosswalk = _stacked(stacks.get("crosswalk"))
    unplaced: dict[str, tuple[Unmatched, ...]] = {}

    def placed(kind: str, table: pd.DataFrame | None, *amounts: str) -> pd.DataFrame | None:
        if table is None:
            return None
        found = gazetteer(table["area"], districts, crosswalk)
        unplaced[kind] = found.unmatched
        if amounts:
            return apportioned(table, found.table, *amounts)
        return stratified(table, found.table, districts)

    survey_name = None if survey is None else survey["survey"].iloc[0]
    resources = _resources(by_kind.get("resources"), districts)
    served = None
    if resources is not None:
        areas = service_areas(resources, districts)
        served, unplaced["resources"] = areas.table, areas.unmatched
    marks = _stacked(stacks.get("completeness"))
    return City(
        record=record,
        version=_state(loaded),
        today=record.as_of or dt.date.today(),
        districts=districts,
        loaded=loaded,
        population=placed("population", dated["population"], "persons"),
        households=placed("households", dated["households"], "all_households", "single_65", "couple_65"),
        certified=placed("certified", dated["certified"], "persons"),
        survey=placed("survey", survey),
        survey_table=placed("survey-table", _latest_survey(stacks.get("survey-table"))),
        returns=placed("returns", _of_survey(stacks.get("returns"), survey_name)),
        resources=resources,
        served=served,
        completeness=None if marks is None else by_district(marks, districts),
        unplaced={kind: names for kind, names in unplaced.items() if names},
    )


def _stacked(tables: list[pd.DataFrame] | None) -> pd.DataFrame | None:
    """Put the parts of a table under each other, the latest load last."""
    return pd.concat(tables, ignore_index=True) if tables else None


def _newest_by_date(tables: list[pd.DataFrame] | None) -> pd.DataFrame | None:
    """Put parts together; where two hold the same date the later load counts."""
    if not tables:
        return None
    kept: list[pd.DataFrame] = []
    seen: set[pd.Timestamp] = set()
    for table in reversed(tables):
        kept.append(table[~table["date"].isin(seen)])
        seen |= set(table["date"])
    return pd.concat(kept, ignore_index=True)


def _latest_survey(tables: list[pd.DataFrame] | None) -> pd.DataFrame | None:
    """Take the newest survey."""
    return max(tables, key=lambda table: table["date"].max()) if tables else None


def _of_survey(tables: list[pd.DataFrame] | None, survey: str | None) -> pd.DataFrame | None:
    """Keep the returns of the survey that is shown."""
    stack = _stacked(tables)
    if stack is None or survey is None:
        return stack
    return stack[stack["survey"] == survey]


def _districts(
    stacks: Mapping[str, list[pd.DataFrame]], population: pd.DataFrame | None, survey: pd.DataFrame | None
) -> pd.DataFrame:
    """List the districts: polygons if there are any, else the city's list, else the names in its tables."""
    lists = stacks.get("district-list")
    if "districts" in stacks:
        listed = stacks["districts"][-1]
    elif lists:
        listed = _named(lists[-1]["district"])
    else:
        named = population if population is not None else survey
        listed = _named(named["area"].dropna().drop_duplicates() if named is not None else pd.Series(dtype="str"))
    return _described(listed, lists[-1] if lists else None).sort_values("order", ignore_index=True)


def _named(names: pd.Series) -> pd.DataFrame:
    """Make districts of names alone, in their order."""
    blank = pd.Series(pd.NA, index=range(len(names)), dtype="str")
    values = names.reset_index(drop=True)
    order = pd.array(range(1, len(names) + 1), dtype="Int32")
    made_up = pd.array([False] * len(names), dtype="boolean")
    columns = {"district_id": values, "name": values, "reading": blank, "area": blank}
    return pd.DataFrame(columns | {"order": order, "made_up": made_up})


def _described(districts: pd.DataFrame, described: pd.DataFrame | None) -> pd.DataFrame:
    """Add what the city's list says of its districts: reading, 圏域 and order."""
    if described is None:
        return districts
    ids = match(described["district"], districts).ids
    said = described.assign(district_id=described["district"].map(ids)).dropna(subset="district_id")
    said = said.drop_duplicates("district_id").set_index("district_id")
    of = districts["district_id"]
    changed = {name: of.map(said[name]).fillna(districts[name]) for name in ("reading", "area")}
    order = of.map(said["order"]).fillna(districts["order"] + len(said)).astype("Int32")
    return districts.assign(**changed, order=order)


def _resources(parts: tuple[tuple[Version, pd.DataFrame], ...] | None, districts: pd.DataFrame) -> pd.DataFrame | None:
    """Put the lists of resources together and find the district in which each point stands."""
    if not parts:
        return None
    renamed = [table.assign(resource_id=f"{v.part}/" + table["resource_id"]) for v, table in parts]
    table = pd.concat(renamed, ignore_index=True)
    if not isinstance(districts, gpd.GeoDataFrame):
        return table.assign(located=pd.Series(pd.NA, index=table.index, dtype="str"))
    return table.assign(located=located(table["longitude"], table["latitude"], districts))
