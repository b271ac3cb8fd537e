"""How much ground districts cover."""

from __future__ import annotations

import geopandas as gpd
import pandas as pd
from pyproj import Geod
from shapely import orient_polygons

_ELLIPSOID = Geod(ellps="GRS80")  # of JGD2011
SQUARE_METRES = 1_000_000  # in a km²


def square_km(polygons: gpd.GeoDataFrame) -> pd.Series:
    """Measure polygons (degrees, JGD2011) on the ellipsoid: km² by ``district_id``, holes taken off.

    A flat map would need a plane of its own for every part of the country; the ellipsoid needs none.

    >>> import shapely
    >>> square = gpd.GeoDataFrame({"district_id": ["a"]}, geometry=[shapely.box(138.30, 34.80, 138.31, 34.81)])
    >>> square_km(square).round(3).to_dict()
    {'a': 1.015}
    """
    turned = orient_polygons(polygons.geometry.to_numpy())  # so that holes count against the outline
    areas = [abs(_ELLIPSOID.geometry_area_perimeter(shape)[0]) for shape in turned]
    return pd.Series(areas, index=pd.Index(polygons["district_id"]), dtype=float) / SQUARE_METRES
