"""Points put into polygons."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely


def located(longitude: pd.Series, latitude: pd.Series, polygons: gpd.GeoDataFrame) -> pd.Series:
    """Find the district in which each point stands: ``district_id`` by the points' index, NaN outside every district.

    ``longitude``, ``latitude``: degrees on one index, JGD2011 as the polygons are; NaN gives NaN. A point on a shared
    border belongs to the first of its districts.

    >>> square = gpd.GeoDataFrame({"district_id": ["a"]}, geometry=[shapely.box(134, 34, 135, 35)])
    >>> located(pd.Series([134.5, 140.0, 134.0]), pd.Series([34.5, 34.5, 34.0]), square).tolist()
    ['a', nan, 'a']
    """
    x, y = longitude.to_numpy(dtype=float), latitude.reindex(longitude.index).to_numpy(dtype=float)
    eastward = np.argsort(x, kind="stable")  # NaN come last, beyond every polygon
    first = np.empty(len(x), dtype=np.intp)
    first[eastward] = _first_around(x[eastward], y[eastward], polygons.geometry.to_numpy())
    ids = pd.Series([*polygons["district_id"], None], dtype="str")
    return pd.Series(ids.array[first], index=longitude.index)


def _first_around(x: np.ndarray, y: np.ndarray, polygons: np.ndarray) -> np.ndarray:
    """Give the position of the first polygon that holds each point, ``len(polygons)`` where none does.

    ``x`` must be sorted: so a polygon looks only at points between its west and east end, and only at those that are
    still without a district. That is less work than asking a tree for all pairs.
    """
    shapely.prepare(polygons)
    west, south, east, north = shapely.bounds(polygons).T
    starts, ends = np.searchsorted(x, west, side="left"), np.searchsorted(x, east, side="right")
    found = np.full(len(x), len(polygons), dtype=np.intp)
    for position, polygon in enumerate(polygons):
        near = slice(starts[position], ends[position])
        open_ = (y[near] >= south[position]) & (y[near] <= north[position]) & (found[near] == len(polygons))
        asked = np.flatnonzero(open_) + near.start
        found[asked[shapely.intersects_xy(polygon, x[asked], y[asked])]] = position
    return found
