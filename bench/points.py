"""100,000 points put into 500 polygons, beside geopandas' own join."""

from __future__ import annotations

from collections.abc import Iterator

import geopandas as gpd
import pandas as pd

from bench import ground
from bench.ratio import Ratio, cpu, in_turns
from bench.row import Row, compared
from shiensys.measures.join import located

POINTS, POLYGONS = 100_000, 500
AIM = 1.0


def rows() -> Iterator[Row]:
    """Compare both joins of the same points."""
    polygons, at = ground.districts(POLYGONS), ground.points(POINTS)
    table = drawn(at)  # the peer starts from points that are made already
    found = in_turns(cpu(lambda: ours(at, polygons)), cpu(lambda: peer(table, polygons)))
    yield compared(f"{POINTS:,} points in {POLYGONS} polygons, beside sjoin", Ratio(*found), "{:.3f} s CPU", aim=AIM)


def ours(at: pd.DataFrame, polygons: gpd.GeoDataFrame) -> pd.Series:
    """Give the ``district_id`` of each point, NaN outside all of them."""
    return located(at["longitude"], at["latitude"], polygons)


def drawn(at: pd.DataFrame) -> gpd.GeoDataFrame:
    """Make points of coordinates."""
    return gpd.GeoDataFrame(geometry=gpd.points_from_xy(at["longitude"], at["latitude"]), index=at.index, crs=6668)


def peer(table: gpd.GeoDataFrame, polygons: gpd.GeoDataFrame) -> pd.Series:
    """Give the ``district_id`` of each point that is within a district."""
    found: pd.Series = gpd.sjoin(table, polygons, predicate="within")["district_id"]
    return found
