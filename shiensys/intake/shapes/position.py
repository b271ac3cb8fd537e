"""Where a layer lies: its coordinate system, and the faults that can be told from where its polygons end up."""

from __future__ import annotations

import math
from dataclasses import dataclass

import geopandas as gpd
import pandas as pd
import shapely
from pyproj import CRS, Geod
from pyproj.exceptions import CRSError, ProjError

from shiensys.intake.findings import Finding, Where, noted, refuse
from shiensys.intake.shapes.layer import Layer
from shiensys.tables.districts import CRS as JGD2011

Box = tuple[float, float, float, float]  # west, south, east, north

JAPAN: Box = (122.0, 20.0, 154.0, 46.0)  # degrees; 国土地理院「日本の東西南北端点」, rounded outwards
FAR_METRES = 50_000  # a neighbouring city's edge is nearer than that, another part of the country is not
ROWS_NAMED = 10
_EARTH_METRES = 6_378_137  # half its width at the equator, GRS 80


@dataclass(frozen=True)
class Position:
    """``frame``: the features in JGD2011 degrees; ``crs``: what the file's own coordinates are in."""

    frame: gpd.GeoDataFrame
    crs: CRS
    findings: tuple[Finding, ...]

    @property
    def crs_name(self) -> str:
        """The number of the file's CRS, or its name where it has none."""
        return _written(self.crs)


def positioned(layer: Layer, stated: str | None) -> Position:
    """Give the layer's features in JGD2011 degrees.

    ``stated``: the CRS that the user gave for a file that names none. Refuses ``no_crs``, ``crs_unknown``,
    ``metres_as_degrees``, ``degrees_as_metres``, ``boundaries_swapped``, ``boundaries_outside``.
    """
    frame = layer.frame
    crs, findings = _crs(layer, stated)
    _check_unit(frame, crs, layer.where)
    if crs.is_geographic:  # before turning: a latitude above 90 degrees would be lost in it
        _check_japan(frame, layer.where)
    try:
        turned = frame.set_crs(crs, allow_override=True).to_crs(JGD2011)
    except ProjError:
        refuse("crs_unknown", layer.where, crs=_written(crs))
    _check_japan(turned, layer.where)
    return Position(turned, crs, tuple(findings))


def check_near(frame: gpd.GeoDataFrame, crs: CRS, near: Box | None, where: Where) -> None:
    """Refuse polygons far from everything else that the city has loaded.

    ``crs``: what the file is in. Refuses ``other_city``, and ``boundaries_swapped`` where they only meet the rest
    with their axes exchanged.
    """
    if near is None:
        return
    apart = distance(_bounds(frame.geometry), near)
    if apart > 0 and crs.is_projected and distance(_bounds(_swapped(frame.geometry, crs)), near) == 0:
        refuse("boundaries_swapped", where)
    if apart > FAR_METRES:
        refuse("other_city", where, kilometres=round(apart / 1000))


def _bounds(geometry: gpd.GeoSeries) -> Box:
    """Give the box around all."""
    west, south, east, north = (float(bound) for bound in geometry.total_bounds)
    return west, south, east, north


def _swapped(geometry: gpd.GeoSeries, crs: CRS) -> gpd.GeoSeries:
    """Exchange the axes in the file's own CRS."""
    drawn = geometry.to_crs(crs)
    turned = shapely.transform(drawn.array, lambda points: points[:, ::-1])
    return gpd.GeoSeries(turned, crs=crs).to_crs(JGD2011)


def distance(one: Box, other: Box) -> float:
    """Give the metres between two boxes of degrees; 0 where they touch.

    >>> round(distance((138.0, 35.0, 138.1, 35.1), (138.2, 35.0, 138.3, 35.1)))
    9123
    """
    west, east = max(one[0], other[0]), min(one[2], other[2])
    south, north = max(one[1], other[1]), min(one[3], other[3])
    middle = (south + north) / 2
    earth = Geod(ellps="GRS80")
    across = earth.line_length([east, max(west, east)], [middle, middle])
    along = earth.line_length([0.0, 0.0], [north, max(south, north)])
    return math.hypot(across, along)


def _crs(layer: Layer, stated: str | None) -> tuple[CRS, list[Finding]]:
    """Decide the CRS: the file's own word wins over the user's."""
    own = layer.frame.crs
    why = _why_unknown(layer)
    if own is not None and not _is_of_earth(own):
        own, why = None, "crs_unreadable"
    elif own is not None and _says_nothing(own):
        own = None
    if stated is None:
        if own is None:
            refuse(why, layer.where, missing=_missing(layer))
        return own, []
    wanted = _parsed(stated, layer.where)
    if own is None or layer.crs_implied or own == wanted:
        return wanted, []
    return own, [noted("crs_in_file", layer.where, crs=_written(own), stated=stated)]


def _parsed(stated: str, where: Where) -> CRS:
    """Read the CRS that the user gave."""
    try:
        wanted = CRS.from_user_input(stated)
    except CRSError:
        refuse("crs_unknown", where, crs=stated)
    return wanted if _is_of_earth(wanted) else refuse("crs_unknown", where, crs=stated)


def _says_nothing(crs: CRS) -> bool:
    """Tell a CRS that only stands for "not known"."""
    return crs.is_engineering or crs.name.lower().startswith(("undefined", "unknown"))


def _is_of_earth(crs: CRS) -> bool:
    """Tell a CRS from one of another planet, which a damaged .prj may well be."""
    ellipsoid = crs.ellipsoid
    return ellipsoid is None or abs(ellipsoid.semi_major_metre - _EARTH_METRES) < _EARTH_METRES / 100


def _written(crs: CRS) -> str:
    """Name a CRS by its number where it has one."""
    number = crs.to_epsg()
    return f"EPSG:{number}" if number else str(crs.name)


def _why_unknown(layer: Layer) -> str:
    """Tell a coordinate system that isn't there from one that can't be read."""
    unreadable = any(finding.code == "prj_unreadable" for finding in layer.findings)
    return "crs_unreadable" if unreadable else "no_crs"


def _missing(layer: Layer) -> str:
    """Name what should have said it: a shapefile has a file of its own for it."""
    return "(.prj)" if (layer.where.sheet or layer.where.file).lower().endswith(".shp") else ""


def _check_unit(frame: gpd.GeoDataFrame, crs: CRS, where: Where) -> None:
    """Refuse coordinates that can't be in the unit of their CRS."""
    bounds = frame.bounds.dropna()
    degrees = bool((bounds.abs() <= 180).all(axis=None))
    if crs.is_geographic and bool((bounds.abs() > 360).any(axis=None)):
        refuse("metres_as_degrees", where)
    if crs.is_projected and degrees:
        refuse("degrees_as_metres", where, crs=_written(crs))


def _check_japan(frame: gpd.GeoDataFrame, where: Where) -> None:
    """Refuse what doesn't lie in Japan, and say so where it would if its axes changed places."""
    bounds = frame.bounds.dropna()
    outside = ~_within_japan(bounds)
    if not outside.any():
        return
    turned = bounds[["miny", "minx", "maxy", "maxx"]].set_axis(bounds.columns, axis="columns")
    if _within_japan(turned).all():
        refuse("boundaries_swapped", where)
    refuse("boundaries_outside", where, count=int(outside.sum()), rows=rows_written(bounds.index[outside]))


def _within_japan(bounds: pd.DataFrame) -> pd.Series:
    """Tell by row whether a box lies in Japan; what couldn't be transformed (inf) doesn't."""
    west, south, east, north = JAPAN
    return (bounds["minx"] >= west) & (bounds["miny"] >= south) & (bounds["maxx"] <= east) & (bounds["maxy"] <= north)


def rows_written(rows: pd.Index) -> str:
    """Name the first rows of many."""
    named = "、".join(str(row) for row in rows[:ROWS_NAMED])
    return named + ("…" if len(rows) > ROWS_NAMED else "")


def local_crs(frame: gpd.GeoDataFrame) -> CRS:
    """Give an equal-area CRS in metres around the features: areas are true, lengths to 1 in 100,000 within 100 km."""
    west, south, east, north = frame.total_bounds
    return CRS.from_proj4(
        f"+proj=laea +lat_0={(south + north) / 2:.4f} +lon_0={(west + east) / 2:.4f} +ellps=GRS80 +units=m"
    )
