"""From the store's versions to one city: parts put together, every row given its district."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from shiensys.city import City
from shiensys.gathering import edits
from shiensys.gathering.edits import UNTOUCHED, Overlay
from shiensys.gathering.rounds import published
from shiensys.gathering.state import state
from shiensys.gathering.together import ADDRESSES, gathered
from shiensys.store import cities, versions
from shiensys.store.cities import CityRecord
from shiensys.store.versions import Version

__all__ = ["as_if", "current", "gathered", "ground", "version_of", "with_table"]


def version_of(code: str) -> str:
    """Name the state of a city's data without reading them: another name when anything changed."""
    return state(versions.current_versions(code), edits.number_of(code))


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
    page = edits.overlay(code)
    return _together(cities.find(code), loaded, _tables(loaded, page=page), page)


def with_table(record: CityRecord, checked: Version, table: pd.DataFrame) -> City:
    """Gather a city as it would be if a table were stored; nothing is.

    ``checked``: the version that it would be, its id that of none. The city may hold nothing yet.
    """
    others = tuple(
        version
        for version in versions.current_versions(record.code)
        if (version.kind, version.part) != (checked.kind, checked.part)
    )
    page = edits.overlay(record.code)
    return _together(
        record, (*others, checked), {**_tables(others, checked, table, page=page), checked.id: table}, page
    )


def as_if(code: str, kind: str, part: str, version: Version | None) -> City:
    """Gather a city as it would be with another version of one table current, or with none; nothing is changed.

    Raises UnknownCityError, PurgedError.
    """
    others = [each for each in versions.current_versions(code) if (each.kind, each.part) != (kind, part)]
    return _current(code, tuple(sorted([*others, *([version] if version else [])], key=lambda each: each.id)))


def _tables(
    loaded: tuple[Version, ...],
    checked: Version | None = None,
    new: pd.DataFrame | None = None,
    *,
    page: Overlay = UNTOUCHED,
) -> dict[int, pd.DataFrame]:
    """Read the tables of versions; those of addresses, which are large, only where a resource has no point.

    ``checked``, ``new``: a table that isn't stored, and the version that it would be.
    """
    wanted = {version.id for version in loaded if version.kind != ADDRESSES}
    tables = versions.tables(wanted)
    lists = [tables[version.id] for version in loaded if version.kind == "resources"]
    if checked is not None and new is not None and checked.kind == "resources":
        lists.append(new)
    if page.wants_addresses or any(table["longitude"].isna().any() for table in lists):
        tables |= versions.tables(version.id for version in loaded if version.kind == ADDRESSES)
    return tables


def _together(
    record: CityRecord, loaded: tuple[Version, ...], tables: Mapping[int, pd.DataFrame], page: Overlay
) -> City:
    """Put versions and their tables together."""
    shown = published(record.code, loaded, tables)
    earlier = versions.tables({each for ids in shown.values() for each in ids} - set(tables))
    known = {**tables, **earlier}
    states = {part: tuple(known[each] for each in ids) for part, ids in shown.items()}
    parts: dict[str, tuple[pd.DataFrame, ...]] = {}
    for version in loaded:
        if version.id not in tables:
            continue
        table = known[version.id]
        if version.kind == "resources":
            table = edits.keyed(table, version.part)
        parts[version.kind] = (*parts.get(version.kind, ()), table)
    return gathered(record, loaded, parts, states, page=page)
