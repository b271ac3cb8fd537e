"""School districts put together into the city's own districts, where the city says which belong where."""

from __future__ import annotations

import geopandas as gpd
import pandas as pd
import shapely

from shiensys.measures.listing import DESCRIBED, with_all
from shiensys.tables.names import match

SCHOOL_DISTRICT = "school_district"


def merged(polygons: gpd.GeoDataFrame, crosswalk: pd.DataFrame | None) -> gpd.GeoDataFrame:
    """Join the polygons of school districts that one district holds: rows of tables.districts.Districts.

    ``crosswalk``: tables.districts.Crosswalk; its rows of school districts without a last day count. A school
    district that lies in several districts goes whole to the one where most of it lives; one that the crosswalk leaves
    out stays as it is.
    Gives ``polygons`` themselves where nothing is to be joined.
    """
    homes = _homes(polygons, crosswalk)
    if homes.empty:
        return polygons
    district = polygons["district_id"].map(homes).fillna(polygons["name"])
    rows = with_all(polygons).assign(name=district).groupby("name", sort=False)
    shapes = [shapely.coverage_union_all(group.geometry.to_numpy()) for _, group in rows]
    first = rows[["municipality_code", *DESCRIBED, "order", "made_up"]].first().reset_index()
    ids = first["municipality_code"] + "-" + first["name"]
    joined = pd.DataFrame(first[["municipality_code"]]).assign(district_id=ids)
    joined = joined.join(first[["name", *DESCRIBED, "order", "made_up"]])
    return gpd.GeoDataFrame(joined, geometry=shapes, crs=polygons.crs)


def _homes(polygons: pd.DataFrame, crosswalk: pd.DataFrame | None) -> pd.Series:
    """Give the district by the id of each school district that the crosswalk knows."""
    nothing = pd.Series(dtype="str")
    if crosswalk is None:
        return nothing
    rows = crosswalk[(crosswalk["source_kind"] == SCHOOL_DISTRICT) & crosswalk["until"].isna()]
    ids = match(rows["source"], polygons).ids
    known = rows.assign(district_id=rows["source"].map(ids)).dropna(subset="district_id")
    if known.empty:
        return nothing
    mostly = known.sort_values("share", kind="stable").drop_duplicates("district_id", keep="last")
    return mostly.set_index("district_id")["district"]
