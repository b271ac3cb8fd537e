"""The city's providers taken for matching, and needs scored against them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd

from shiensys.answers.matching.asked import Need
from shiensys.answers.places import registry
from shiensys.city import City
from shiensys.measures import matching, providing
from shiensys.measures.matching import Flags, Needs, Providers, Scores
from shiensys.tables.categories import categories
from shiensys.tables.programme.helping import CONDITIONS, WEEKDAYS
from shiensys.tables.resources import SEPARATOR


@dataclass(frozen=True)
class Offered:
    """What there is. ``listed``: the registry's entries with a kind, a row a provider; ``districts``, ``kinds``: ids
    in the order of the arrays; ``beside``: neighbours by district."""

    listed: pd.DataFrame
    providers: Providers
    districts: pd.Index
    kinds: tuple[str, ...]
    beside: Flags


def offered(city: City, wanted: Collection[str] | None = None) -> Offered:
    """Take a city's providers for matching. ``wanted``: of these kinds alone, None: of all."""
    everything = registry(city)
    known = everything["kinds"].notna()
    if wanted is not None:
        several = everything["kinds"].fillna("").str.split(SEPARATOR)
        known = pd.Series([not set(wanted).isdisjoint(each) for each in several], index=known.index, dtype=bool)
    listed = everything[known].reset_index(drop=True)
    places = centres(city)
    served = pd.DataFrame(columns=["resource_id", "district_id"]) if city.served is None else city.served
    kinds = categories()
    taken = providing.providers(listed, served, points=places, kinds=kinds, today=city.today, counted=wanted)
    return Offered(listed, taken, places.index, tuple(one.kind for one in kinds), _beside(city, places.index))


def centres(city: City) -> pd.DataFrame:
    """Give a point inside each district: ``longitude``, ``latitude`` by district_id, blank without boundaries."""
    ids = pd.Index(city.districts["district_id"])
    if not isinstance(city.districts, gpd.GeoDataFrame):
        return pd.DataFrame(np.nan, index=ids, columns=["longitude", "latitude"])
    points = city.districts.geometry.representative_point()
    return pd.DataFrame({"longitude": points.x.to_numpy(), "latitude": points.y.to_numpy()}, index=ids)


def _beside(city: City, districts: pd.Index) -> Flags:
    """Mark which districts have a common border."""
    found = np.zeros((len(districts), len(districts)), dtype=bool)
    for here, others in city.borders.items():
        found[districts.get_loc(here), districts.get_indexer(pd.Index(list(others), dtype="str"))] = True
    return found


def scored(there: Offered, needs: Sequence[Need]) -> tuple[Needs, Scores]:
    """Score all providers for needs of known kinds and districts."""
    asked = Needs(
        kind=np.array([there.kinds.index(need.kind) for need in needs], dtype=np.intp),
        district=np.asarray(
            there.districts.get_indexer(pd.Index([need.district for need in needs], dtype="str")), dtype=np.intp
        ),
        persons=np.array([need.persons for need in needs], dtype=float),
        days=_marked([need.days for need in needs], WEEKDAYS),
        conditions=_marked([need.conditions for need in needs], CONDITIONS),
        fee_most=np.array([np.nan if need.fee_most is None else need.fee_most for need in needs], dtype=float),
    )
    return asked, matching.scores(asked, there.providers, there.beside)


def _marked(chosen: Sequence[tuple[str, ...]], of: tuple[str, ...]) -> Flags:
    """Mark which of some codes were chosen."""
    return np.array([[each in some for each in of] for some in chosen], dtype=bool).reshape(-1, len(of))


def answerable(there: Offered, need: Need) -> bool:
    """Tell whether the city knows the need's kind and district (an old request may name one that is gone)."""
    return need.kind in there.kinds and need.district in there.districts
