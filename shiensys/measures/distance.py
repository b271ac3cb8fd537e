"""Metres between points, on the ellipsoid."""

from __future__ import annotations

import numpy as np
import pandas as pd
from pyproj import Geod

_ELLIPSOID = Geod(ellps="GRS80")  # of JGD2011


def metres(points: pd.DataFrame, longitude: float, latitude: float) -> np.ndarray:
    """Measure from each of ``points`` (``longitude``, ``latitude``; degrees) to one other point.

    >>> metres(pd.DataFrame({"longitude": [134.55], "latitude": [34.07]}), 134.55, 34.08).round().tolist()
    [1109.0]
    """
    there = np.full(len(points), longitude), np.full(len(points), latitude)
    _, _, found = _ELLIPSOID.inv(points["longitude"].to_numpy(), points["latitude"].to_numpy(), *there)
    return np.asarray(found)


def between(one: pd.DataFrame, other: pd.DataFrame) -> np.ndarray:
    """Measure row by row from one list of points to another (``longitude``, ``latitude``; degrees); NaN where one is.

    >>> here = pd.DataFrame({"longitude": [134.55, None], "latitude": [34.07, None]}, dtype=float)
    >>> between(here, here.assign(latitude=34.08)).round().tolist()
    [1109.0, nan]
    """
    from_east, from_north = one["longitude"].to_numpy(dtype=float), one["latitude"].to_numpy(dtype=float)
    to_east, to_north = other["longitude"].to_numpy(dtype=float), other["latitude"].to_numpy(dtype=float)
    _, _, found = _ELLIPSOID.inv(from_east, from_north, to_east, to_north)
    return np.asarray(found)


def close_together(points: pd.DataFrame, within_m: float) -> bool:
    """Tell whether all points lie within a distance of the first."""
    first = points.iloc[0]
    return bool((metres(points, first["longitude"], first["latitude"]) <= within_m).all())


def middle(points: pd.DataFrame) -> pd.Series:
    """Give the row that lies nearest to the median of all: it stands on ground, as a mean needn't."""
    east, north = points["longitude"].median(), points["latitude"].median()
    return points.iloc[int(metres(points, east, north).argmin())]
