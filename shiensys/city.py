"""One municipality's current tables, gathered: each row with the district that it belongs to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

import geopandas as gpd
import pandas as pd

from shiensys.measures.borders import Borders
from shiensys.measures.people import Asked
from shiensys.store.cities import CityRecord
from shiensys.store.versions import Version
from shiensys.tables.names import Unmatched
from shiensys.tables.programme import Edit, Kept


@dataclass(frozen=True)
class Round:
    """One survey. ``states``: its answers as they were published one after the other, the current ones last, none
    where the city holds a contractor's ``table`` only; every row has its ``stratum``. ``date``: the last day of it.
    ``returns``: forms sent and returned, None where that isn't known.
    """

    name: str
    date: pd.Timestamp
    states: tuple[pd.DataFrame, ...]
    table: pd.DataFrame | None
    returns: pd.DataFrame | None

    @property
    def answers(self) -> pd.DataFrame | None:
        """The answers as they are now."""
        return self.states[-1] if self.states else None


@dataclass(frozen=True)
class Joined:
    """A resource that was joined to another one: its own name, and the ``resource_id`` of the one that stays."""

    name: str
    kept: str


@dataclass(frozen=True)
class Edits:
    """What was changed of the registry in the page. ``kept``: changes by ``resource_id``, internal contacts among them.

    ``gone``: those whose resource is in no list any more; ``conflicts``: what a list says by now, by ``resource_id``
    and column, where it changed since somebody changed it in the page; ``held``: those of which a list says the same by
    now, so that they change nothing any more; ``joined``: what became of the resources that
    are left out because they are one with another, by ``resource_id``.
    """

    kept: Mapping[str, Kept[Edit]] = field(default_factory=dict)
    gone: tuple[str, ...] = ()
    conflicts: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    held: tuple[str, ...] = ()
    joined: Mapping[str, Joined] = field(default_factory=dict)


@dataclass(frozen=True)
class City:
    """What a city holds. A table that was never loaded is None; ``districts`` may be empty.

    ``version`` changes whenever any current table does. ``districts``: ``district_id``, ``name``, ``reading``,
    ``area``, ``coordinator``, ``order``, ``made_up``, in the city's order; with polygons a GeoDataFrame. ``merged``:
    they are school districts put together by the crosswalk. ``asked``: whom the survey speaks for, by district; NaN
    without population. ``population``, ``households``, ``certified`` have ``district_id`` and its amounts;
    ``survey`` and ``survey_table`` have ``stratum`` and are the newest of ``rounds``, which has all surveys, the
    newest first; ``codebook``: items that the city added itself, rows of tables.codebook.Codebook. ``resources`` have
    ``located``, ``served`` their districts, and ``part``, ``own_id`` (list and key in it), ``point_from``,
    ``point_match``, ``point_candidates`` (see measures.addressing.geocoding); ``completeness`` is by district and kind.
    ``forecasts``: official ones of the whole city; ``cohort_rates``, ``series``, ``targets``: rows of tables.ageing.
    ``borders``: length of common borders by district and neighbour. ``unplaced``: names in the files that belong to no
    district, by table; ``short``: the days on which they stand, by table: there the districts are less than the city.
    ``edits``: what the page says of the resources in place of the lists, or beside them.
    """

    record: CityRecord
    version: str
    today: dt.date
    districts: pd.DataFrame
    asked: Asked
    merged: bool = False
    loaded: tuple[Version, ...] = ()
    crosswalk: pd.DataFrame | None = None
    population: pd.DataFrame | None = None
    households: pd.DataFrame | None = None
    certified: pd.DataFrame | None = None
    survey: pd.DataFrame | None = None
    survey_table: pd.DataFrame | None = None
    returns: pd.DataFrame | None = None
    rounds: tuple[Round, ...] = ()
    codebook: pd.DataFrame | None = None
    resources: pd.DataFrame | None = None
    served: pd.DataFrame | None = None
    completeness: pd.DataFrame | None = None
    forecasts: pd.DataFrame | None = None
    cohort_rates: pd.DataFrame | None = None
    series: pd.DataFrame | None = None
    targets: pd.DataFrame | None = None
    borders: Borders = field(default_factory=dict)
    unplaced: Mapping[str, tuple[Unmatched, ...]] = field(default_factory=dict)
    short: Mapping[str, frozenset[pd.Timestamp]] = field(default_factory=dict)
    edits: Edits = field(default_factory=Edits)

    @property
    def has_boundaries(self) -> bool:
        """The districts have polygons."""
        return isinstance(self.districts, gpd.GeoDataFrame)
