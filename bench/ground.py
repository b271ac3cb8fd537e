"""Districts made for the bench: cells with wavy borders that fit each other, as fine as official boundaries are."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

SEED = 20261101
FRAME = (134.4, 34.0, 134.8, 34.3)  # degrees: about 37 × 33 km
STEP = 0.0004  # degrees, some 40 m between corners
WAVES = 900, 0.0004  # per degree, degrees


def points(count: int) -> pd.DataFrame:
    """Give points as ``longitude`` and ``latitude``, one in nine of them outside all districts."""
    west, south, east, north = FRAME
    size = np.array([east - west, north - south])
    at = np.random.default_rng(SEED).uniform(-0.03, 1.03, (count, 2)) * size + [west, south]
    return pd.DataFrame(at, columns=["longitude", "latitude"])


def districts(count: int) -> gpd.GeoDataFrame:
    """Give ``district_id`` and polygons that leave no gap and do not overlap."""
    west, south, east, north = FRAME
    frame = shapely.box(*FRAME)
    centres = np.random.default_rng(SEED).uniform((west, south), (east, north), (count, 2))
    cells = shapely.get_parts(shapely.voronoi_polygons(shapely.multipoints(centres), extend_to=frame))
    fine = shapely.segmentize(shapely.intersection(cells, frame), STEP)
    often, far = WAVES
    wavy = shapely.transform(fine, lambda at: np.round(at + far * np.sin(at[:, ::-1] * often), 7))
    return gpd.GeoDataFrame({"district_id": [f"{number:03d}" for number in range(count)]}, geometry=wavy, crs=6668)
