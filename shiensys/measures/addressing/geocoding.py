"""Where the resources of a roster stand: by hand, by the hall they meet in, by their address. docs/methods.md §10."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from shiensys.measures.addressing.gazetteer import Gazetteer
from shiensys.measures.addressing.halls import SHORTEST, hall_key, name_key
from shiensys.measures.distance import close_together
from shiensys.tables.resources import SEPARATOR

Way = Literal["stated", "hand", "facility", "block", "town", "none"]
COARSE: tuple[Way, ...] = ("town",)  # the point stands for a whole town, not for the house
SAME_HALL_M = 150.0  # metres: lists of one city place one hall up to that far apart
_NAMED = ("venue", "address", "name")  # columns in which the name of a hall may stand, the surest first
_ADDRESSED = ("address", "venue")


@dataclass(frozen=True)
class Found:
    """A point with how it was found. ``match``: what it was matched to; ``candidates``: what it might be instead."""

    way: Way = "none"
    longitude: float = float("nan")
    latitude: float = float("nan")
    match: str | None = None
    candidates: tuple[str, ...] = ()


def placed(
    resources: pd.DataFrame, *, hand: pd.DataFrame | None, gazetteer: Gazetteer | None, city: str
) -> pd.DataFrame:
    """Give each resource a point where one can be found, and say how.

    ``resources``: tables.resources.Resources with ``part`` and ``own_id``, the key in that part; ``hand``:
    tables.points.HandPoints. Adds ``point_from`` (a Way), ``point_match``, ``point_candidates`` (joined by ';').
    A point of somebody's hand goes before what the list states: it was set by looking at the map.
    """
    known = _with_hand(resources, hand)
    halls = _halls(known, city)
    lacking = known["point_from"].eq("none")
    columns = {name: known.loc[lacking, name].tolist() for name in _NAMED if name in known}
    rows = [dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)]
    found = [_found(row, halls, gazetteer, city) for row in rows]
    if not found:
        return known
    table = pd.DataFrame(
        {
            "longitude": [one.longitude for one in found],
            "latitude": [one.latitude for one in found],
            "point_from": pd.array([one.way for one in found], dtype="str"),
            "point_match": pd.array([one.match for one in found], dtype="str"),
            "point_candidates": pd.array([SEPARATOR.join(one.candidates) or None for one in found], dtype="str"),
        },
        index=known.index[lacking],
    )
    new = {str(name): table[name].reindex(known.index).where(lacking, known[name]) for name in table}
    return known.assign(**new)


def _with_hand(resources: pd.DataFrame, hand: pd.DataFrame | None) -> pd.DataFrame:
    """Put the points that hands set over those of the list; a resource that has another name by now takes none."""
    blank = pd.Series(None, index=resources.index, dtype="str")
    stated = resources["longitude"].notna() & resources["latitude"].notna()
    way = pd.Series("none", index=resources.index, dtype="str").mask(stated, "stated")
    known = resources.assign(point_from=way, point_match=blank, point_candidates=blank)
    if hand is None or hand.empty:
        return known
    whose = zip(hand["part"], hand["resource_id"], hand["name"].map(name_key), strict=True)
    points = dict(zip(whose, zip(hand["longitude"], hand["latitude"], strict=True), strict=True))
    keys = _keys(known, known["name"])
    if "listed_name" in known:  # somebody gave it another name in the page, before the point was set or after
        listed = _keys(known, known["listed_name"].fillna(known["name"]))
        keys = keys.where(keys.isin(list(points)), listed)
    set_ = keys.isin(list(points))
    at = keys[set_].map(points)
    known.loc[set_, "longitude"] = [point[0] for point in at]
    known.loc[set_, "latitude"] = [point[1] for point in at]
    known.loc[set_, "point_from"] = "hand"
    return known


def _keys(known: pd.DataFrame, names: pd.Series) -> pd.Series:
    """Give what tells one resource from another: its list, its key in it, its name."""
    return pd.Series(list(zip(known["part"], known["own_id"], names.map(name_key), strict=True)), index=known.index)


def _halls(known: pd.DataFrame, city: str) -> Mapping[str, pd.DataFrame]:
    """Give the plain places that have a point by the key of their name: the lists of public facilities."""
    places = known[known["kinds"].isna() & known["point_from"].ne("none")]
    keys = places["name"].map(lambda name: hall_key(name, city))
    return {str(key): rows for key, rows in places.groupby(keys, sort=False)}


def _found(
    row: Mapping[str, object], halls: Mapping[str, pd.DataFrame], gazetteer: Gazetteer | None, city: str
) -> Found:
    """Find one resource: the hall first, which says more than an address; else the address."""
    candidates: tuple[str, ...] = ()
    for text in _texts(row, _NAMED):
        rows = halls.get(hall_key(text, city))
        if rows is None or len(hall_key(text, city)) < SHORTEST:
            continue
        if close_together(rows, SAME_HALL_M):
            first = rows.iloc[0]
            return Found("facility", float(first["longitude"]), float(first["latitude"]), str(first["name"]))
        candidates = tuple(dict.fromkeys(_described(rows)))
    if gazetteer is not None:
        for text in _texts(row, _ADDRESSED):
            spot = gazetteer.spot(text)
            if spot is not None:
                return Found(spot.level, spot.longitude, spot.latitude, spot.name)
    return Found(candidates=candidates)


def _texts(row: Mapping[str, object], columns: tuple[str, ...]) -> list[str]:
    """Give what stands in some columns, without blanks."""
    return [text for column in columns if isinstance(text := row.get(column), str) and text]


def _described(rows: pd.DataFrame) -> list[str]:
    """Name halls of one name so that they can be told apart."""
    addresses = rows["address"].fillna("")
    return [
        f"{name}({address})" if address else str(name) for name, address in zip(rows["name"], addresses, strict=True)
    ]
