"""Where a city's resources stand: points from a list, a hand, a hall or an address, and the district around them."""

from __future__ import annotations

import geopandas as gpd
import pandas as pd

from shiensys.measures.addressing import geocoding
from shiensys.measures.addressing.gazetteer import gazetteer
from shiensys.measures.join import located


def with_points(
    resources: pd.DataFrame | None, addresses: pd.DataFrame | None, hand: pd.DataFrame | None, city: str
) -> pd.DataFrame | None:
    """Give every resource a point where its list, a hand, its hall or its address tells one."""
    if resources is None:
        return None
    if "part" not in resources:
        resources = resources.assign(part="", own_id=resources["resource_id"])
    known = None if addresses is None else gazetteer(addresses, city)
    return geocoding.placed(resources, hand=hand, gazetteer=known, city=city)


def with_districts(resources: pd.DataFrame | None, districts: pd.DataFrame) -> pd.DataFrame | None:
    """Find the district in which each resource's point stands."""
    if resources is None:
        return None
    if not isinstance(districts, gpd.GeoDataFrame):
        return resources.assign(located=pd.Series(pd.NA, index=resources.index, dtype="str"))
    return resources.assign(located=located(resources["longitude"], resources["latitude"], districts))
