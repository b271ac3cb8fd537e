"""Points of places: read, and held against Japan, the city and its districts."""

from __future__ import annotations

import math
import re
import unicodedata

import geopandas as gpd
import numpy as np
import pandas as pd
from pyproj import Geod

from shiensys.intake.findings import Finding, noted, refuse
from shiensys.intake.request import Request
from shiensys.intake.sheets.sheet import Sheet
from shiensys.intake.sheets.values import by_cell, refuse_rows, texts
from shiensys.intake.sheets.wording import listed
from shiensys.tables.districts import CRS

LONGITUDES = (122.0, 154.0)  # Japan from 与那国島 to 南鳥島, degrees
LATITUDES = (20.0, 46.0)  # from 沖ノ鳥島 to 択捉島, degrees
FAR_KM = 50.0  # farther than any city is wide: such points are another city's
NAMED = 5  # places named in one sentence
_DECIMAL = re.compile(r"[-+]?\d+(\.\d*)?")
_NONE = ("-", "―", "ー")
_ELLIPSOID = Geod(ellps="GRS80")  # of JGD2011

Box = tuple[float, float, float, float]  # west, south, east, north in degrees


def degrees(sheet: Sheet, heading: str) -> pd.Series:
    """Read a column of decimal degrees; NaN where blank. Refuses (``not_degrees``) other writing by row."""
    cells = texts(sheet.cells[heading])
    values = pd.Series(by_cell(cells, _degrees, math.nan), index=cells.index, dtype=float)
    refuse_rows("not_degrees", values == math.inf, sheet, heading)
    return values


def _degrees(cell: object) -> float:
    """Read one cell: NaN for a dash, infinite where it is no number."""
    text = unicodedata.normalize("NFKC", str(cell)).strip()
    if text in _NONE:
        return math.nan
    return float(text) if _DECIMAL.fullmatch(text) else math.inf


def checked(points: pd.DataFrame, sheet: Sheet) -> tuple[pd.DataFrame, tuple[Finding, ...]]:
    """Check ``points`` (longitude, latitude; degrees) and give them back; 0 and 0 is no point.

    Refuses ``half_a_point``, ``axes_swapped`` and ``outside_japan`` by row; notes ``without_point``.
    """
    longitude, latitude = points["longitude"], points["latitude"]
    points = points.mask((longitude == 0) & (latitude == 0))
    refuse_rows("half_a_point", points["longitude"].isna() != points["latitude"].isna(), sheet)
    # In Japan no longitude can be taken for a latitude
    swapped = longitude.between(*LATITUDES) & latitude.between(*LONGITUDES)
    refuse_rows("axes_swapped", swapped, sheet)
    inside = longitude.between(*LONGITUDES) & latitude.between(*LATITUDES)
    refuse_rows("outside_japan", points["longitude"].notna() & ~inside, sheet)
    without = points.index[points["longitude"].isna()]
    if not len(without):
        return points, ()
    found = noted("without_point", sheet.where(), n=len(without), rows=listed(without, NAMED))
    return points, (found.about(without),)


def extent(request: Request) -> Box | None:
    """Give the box that the city's districts fill, else that of what else it has loaded, degrees."""
    if not isinstance(request.districts, gpd.GeoDataFrame):
        return request.near
    west, south, east, north = request.districts.to_crs(CRS).total_bounds
    return west, south, east, north


def refuse_far(points: pd.DataFrame, box: Box | None, sheet: Sheet) -> None:
    """Refuse (``another_city``) where more than half of the points lie over 50 km from ``box``."""
    there = points.dropna()
    if box is None or there.empty:
        return
    west, south, east, north = box
    near_x, near_y = there["longitude"].clip(west, east), there["latitude"].clip(south, north)
    _, _, metres = _ELLIPSOID.inv(there["longitude"], there["latitude"], near_x, near_y)
    far = int((np.asarray(metres) > FAR_KM * 1000).sum())
    if far * 2 > len(there):
        refuse("another_city", sheet.where(), n=far, total=len(there), km=int(FAR_KM))


def outside_districts(places: pd.DataFrame, districts: gpd.GeoDataFrame | None, sheet: Sheet) -> tuple[Finding, ...]:
    """Count and list places (``name``, ``longitude``, ``latitude``) that stand in no district: they are kept."""
    there = places.dropna(subset=["longitude"])
    if districts is None or there.empty:
        return ()
    geometry = gpd.points_from_xy(there["longitude"], there["latitude"], crs=CRS)
    inside = gpd.GeoDataFrame(geometry=geometry, index=there.index).sjoin(
        districts[["geometry"]].to_crs(CRS), predicate="intersects"
    )
    names = there["name"].drop(index=inside.index.unique())
    if names.empty:
        return ()
    named = listed(names, NAMED)
    return (noted("outside_districts", sheet.where(), n=len(names), total=len(there), names=named).about(names.index),)


def shared(places: pd.DataFrame, sheet: Sheet) -> tuple[Finding, ...]:
    """Note points on which places of different addresses stand: a list that was placed by town, not by house."""
    there = places.dropna(subset=["longitude", "address"])
    addresses = there["address"].map(_address)
    kinds = addresses.groupby([there["longitude"], there["latitude"]]).transform("nunique")
    rows = there.index[kinds > 1]
    if not len(rows):
        return ()
    n = len(there.loc[rows, ["longitude", "latitude"]].drop_duplicates())
    return (noted("shared_points", sheet.where(), n=n, places=len(rows), rows=listed(rows)).about(rows),)


def _address(text: str) -> str:
    """Bring an address to the form in which addresses are compared."""
    folded = "".join(unicodedata.normalize("NFKC", text).split())
    for mark in ("丁目", "番地", "番", "号", "−", "ー", "の"):
        folded = folded.replace(mark, "-")
    return folded.strip("-")
