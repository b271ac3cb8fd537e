"""Polygons with fewer vertices for a screen; neighbours keep the very same edge, so no gap and no overlap opens."""

from __future__ import annotations

from typing import cast

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import shapely

Polygons = npt.NDArray[np.object_]

START_DEGREES = 1e-5  # about a metre: below that no screen shows a difference
GROWTH = 1.5  # of the tolerance, step by step
STEPS = 40  # until 1e-5 degrees have grown to more than any city
REFINEMENTS = 6  # halvings of the last step


def simplified(polygons: gpd.GeoDataFrame, *, vertices: int) -> gpd.GeoDataFrame:
    """Give the polygons with at most ``vertices`` vertices in all, if they are a coverage (no gaps, no overlaps).

    Every district survives. Islands that touch nothing go, the smallest first, where their corners alone would be
    more than ``vertices``; where even the largest parts have more, the fewest possible are given.
    Method: Visvalingam–Whyatt on shared edges (GEOS coverage simplifier).
    """
    drawn = polygons.geometry.to_numpy()
    if _count(drawn) <= vertices:
        return polygons
    drawn = _without_islets(drawn, vertices)
    return polygons.set_geometry(gpd.GeoSeries(_within(drawn, vertices), index=polygons.index, crs=polygons.crs))


def _within(coverage: Polygons, vertices: int) -> Polygons:
    """Search the smallest tolerance that is enough, always from the last result: that is nearly free of cost."""
    tolerance, before = START_DEGREES, coverage
    after = _coarser(before, tolerance)
    for _ in range(STEPS):
        if _count(after) <= vertices:
            return _refined(before, after, tolerance, vertices)
        before, tolerance = after, tolerance * GROWTH
        after = _coarser(before, tolerance)
    return after


def _refined(before: Polygons, after: Polygons, tolerance: float, vertices: int) -> Polygons:
    """Take the last step again, as small as it may be."""
    low, high, best = tolerance / GROWTH, tolerance, after
    for _ in range(REFINEMENTS):
        middle = (low + high) / 2
        tried = _coarser(before, middle)
        if _count(tried) <= vertices:
            high, best = middle, tried
        else:
            low = middle
    return best


def _coarser(coverage: Polygons, tolerance: float) -> Polygons:
    """Take out corners whose triangle is smaller than the square of ``tolerance`` (degrees)."""
    coarse: Polygons = shapely.coverage_simplify(coverage, tolerance)
    return coarse


def _count(polygons: Polygons) -> int:
    """Count the vertices."""
    return int(shapely.get_num_coordinates(polygons).sum())


def _without_islets(polygons: Polygons, vertices: int) -> Polygons:
    """Leave out islands, the smallest first, as far as the corners of all rings alone are too many."""
    parts, owner = shapely.get_parts(polygons, return_index=True)
    corners = 4 * (1 + shapely.get_num_interior_rings(parts))  # a ring has at least 3 corners and its first again
    surplus = int(corners.sum()) - vertices
    if surplus <= 0:
        return polygons
    area = shapely.area(parts)
    largest = np.zeros(len(polygons))
    np.maximum.at(largest, owner, area)
    islets = np.flatnonzero(_alone(parts) & (area < largest[owner]))
    islets = islets[np.argsort(area[islets], kind="stable")]
    enough = int(np.searchsorted(np.cumsum(corners[islets]), surplus)) + 1
    kept = np.ones(len(parts), dtype=bool)
    kept[islets[:enough]] = False
    return np.array([_whole(parts[kept & (owner == one)]) for one in range(len(polygons))], dtype=object)


def _alone(parts: Polygons) -> npt.NDArray[np.bool_]:
    """Tell the parts that touch no other: only those can go without leaving a hole."""
    one, other = shapely.STRtree(parts).query(parts, predicate="intersects")
    alone = np.ones(len(parts), dtype=bool)
    alone[one[one != other]] = False
    return alone


def _whole(parts: Polygons) -> shapely.Geometry:
    """Put the parts of one district together."""
    return cast(shapely.Geometry, parts[0] if len(parts) == 1 else shapely.multipolygons(parts))
