"""Points put into polygons."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely


def located(longitude: pd.Series, latitude: pd.Series, polygons: gpd.GeoDataFrame) -> pd.Series:
    """Find the district in which each point stands: ``district_id`` by the points' index, NA outside every district.

    ``longitude``, ``latitude``: degrees on one index, JGD2011 as the polygons are; NaN gives NA. A point on a shared
    border belongs to the first of its districts.
    """
    points = shapely.points(longitude.to_numpy(dtype=float), latitude.to_numpy(dtype=float))
    known = np.flatnonzero((longitude.notna() & latitude.notna()).to_numpy())
    # the tree holds the points, so that each polygon is prepared once and asked for many points
    polygon, point = shapely.STRtree(points[known]).query(polygons.geometry.to_numpy(), predicate="intersects")
    first = np.full(len(points), len(polygons))
    np.minimum.at(first, known[point], polygon)
    ids = np.append(polygons["district_id"].to_numpy(dtype=object), pd.NA)
    return pd.Series(ids[first], index=longitude.index, dtype="str")
