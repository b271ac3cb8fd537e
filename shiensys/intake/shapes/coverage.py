"""Polygons made a coverage: every ring sound, neighbours with the very same edge, no overlap and no sliver between.

Real coasts, islands, lakes and other cities' enclaves stay as they are: only slivers are filled.
"""

from __future__ import annotations

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely

from shiensys.intake.findings import Finding, Where, mended, noted, refuse
from shiensys.intake.shapes.layer import POLYGONS
from shiensys.intake.shapes.position import local_crs, rows_written

SLIVER_METRES = 1.0  # a gap narrower than this is a drawing fault; real canals and roads are wider
NOTICEABLE_SHARE = 0.001  # change of one district's area from which somebody has to accept it
UNNOTICED_M2 = 1.0  # what is less than that is only a matter of how edges were written down
LOST_SHARE = 0.99  # a district that would lose this share of its area is gone

Polygons = npt.NDArray[np.object_]


@dataclass(frozen=True)
class Faults:
    """What was wrong between neighbours, in m²; ``changes``: change of area by district, m²; ``shares``: of its own."""

    overlap: float
    gap: float
    changes: pd.Series
    shares: pd.Series


def areal(frame: gpd.GeoDataFrame, where: Where) -> tuple[gpd.GeoDataFrame, list[Finding]]:
    """Keep the features that are areas.

    Refuses ``zero_features`` and ``not_polygons``; features without an area among others are set aside and said.
    """
    if frame.empty:
        refuse("zero_features", where)
    kept = frame.geom_type.isin(POLYGONS) & ~frame.is_empty
    if not kept.any():
        refuse("not_polygons", where, kinds="、".join(sorted(frame.geom_type.dropna().unique())) or "—")
    if kept.all():
        return frame, []
    rows = frame.index[~kept]
    return frame[kept], [mended("without_area", where, count=len(rows), rows=rows_written(rows))]


def sound(frame: gpd.GeoDataFrame, where: Where) -> tuple[gpd.GeoDataFrame, list[Finding]]:
    """Mend rings that cross themselves and keep only areas.

    ``frame``: JGD2011 degrees, index = number of the feature. Refuses ``no_area`` where nothing of a feature is left.
    """
    faulty = ~frame.is_valid | (frame.geom_type == "GeometryCollection")
    if not faulty.any():
        return frame, []
    before = frame.geometry[faulty]
    whole = shapely.make_valid(before.array, method="structure", keep_collapsed=False)
    after = gpd.GeoSeries([_areas(geometry) for geometry in whole], index=before.index, crs=frame.crs)
    if after.is_empty.any():
        refuse("no_area", where, rows=rows_written(after.index[after.is_empty]))
    plane = local_crs(frame)
    change = after.to_crs(plane).area - before.to_crs(plane).area
    geometry = frame.geometry.copy()
    geometry[faulty] = after
    finding = mended(
        "rings_mended",
        where,
        count=int(faulty.sum()),
        rows=rows_written(before.index),
        change=round(float(change.abs().sum()), 1),
    )
    return frame.set_geometry(geometry), [finding]


def cleaned(frame: gpd.GeoDataFrame, where: Where) -> tuple[gpd.GeoDataFrame, list[Finding]]:
    """Make districts a coverage, and say what had to change.

    ``frame``: one row a district, column ``name``, JGD2011 degrees. A frame that is one already comes back untouched.
    Refuses ``district_swallowed`` where a polygon lies wholly under others, and ``no_coverage``.
    """
    plane = frame.geometry.to_crs(local_crs(frame))
    before = plane.array
    if _is_coverage(before):
        return frame, []
    after = _without_faults(before)
    faults = _faults(frame["name"], before, after)
    gone = faults.shares.index[faults.shares <= -LOST_SHARE]
    if len(gone):
        refuse("district_swallowed", where, names="、".join(gone[:10]))
    geometry = gpd.GeoSeries(after, index=frame.index, crs=plane.crs).to_crs(frame.crs)
    if not shapely.coverage_is_valid(geometry.array):  # rounding on the way back may cross two edges
        geometry = gpd.GeoSeries(_clean(geometry.array), index=frame.index, crs=frame.crs)
    if not (shapely.coverage_is_valid(geometry.array) and geometry.is_valid.all()):
        refuse("no_coverage", where)
    return frame.set_geometry(geometry), [_said(faults, where)]


def _areas(geometry: shapely.Geometry) -> shapely.Geometry:
    """Keep the areas of a geometry."""
    parts = [part for part in shapely.get_parts(geometry) if part.geom_type in POLYGONS[:2]]
    return parts[0] if len(parts) == 1 else shapely.union_all(parts)


def _is_coverage(polygons: Polygons) -> bool:
    """Tell whether nothing has to be done: edges match, and no sliver is left."""
    return bool(shapely.coverage_is_valid(polygons)) and not _slivers(polygons)


def _slivers(polygons: Polygons) -> list[shapely.Geometry]:
    """Give the gaps narrower than a sliver: holes of the union that vanish when drawn in by half its width."""
    union = shapely.get_parts(shapely.union_all(polygons))
    rings = [ring for part in union for ring in part.interiors]
    holes = shapely.polygons(rings) if rings else np.array([], dtype=object)
    return [hole for hole in holes if shapely.buffer(hole, -SLIVER_METRES / 2).is_empty]


def _without_faults(polygons: Polygons) -> Polygons:
    """Clean in the way that changes the worst district least.

    ``longest_border`` suits slivers; where one district was drawn over another, ``min_area`` leaves the small one.
    """
    areas = shapely.area(polygons)
    best, worst = polygons, np.inf
    for strategy in ("longest_border", "min_area"):
        clean = _clean(polygons, gap_width=SLIVER_METRES, merge_strategy=strategy)
        change = float(np.max(np.abs(shapely.area(clean) / areas - 1)))
        if change < worst:
            best, worst = clean, change
    return best


def _clean(polygons: Polygons, **settings: float | str) -> Polygons:
    """Clean a coverage (GEOS 3.14; the type stubs don't know it yet)."""
    clean: Polygons = shapely.coverage_clean(polygons, **settings)  # type: ignore[attr-defined]
    return clean


def _faults(names: pd.Series, before: Polygons, after: Polygons) -> Faults:
    """Measure what was wrong."""
    areas = shapely.area(before)
    changes = pd.Series(shapely.area(after) - areas, index=names.to_numpy())
    overlap = max(float(areas.sum() - shapely.union_all(before).area), 0.0)
    gap = float(np.sum(shapely.area(_slivers(before))))
    return Faults(overlap, gap, changes, changes / areas)


def _said(faults: Faults, where: Where) -> Finding:
    """Say it: as worth knowing below the accuracy of drawing, as a change to accept above."""
    worst = int(faults.shares.abs().to_numpy().argmax())
    share = abs(float(faults.shares.iloc[worst]))
    total = float(faults.changes.abs().sum())
    if max(faults.overlap, faults.gap, total) < UNNOTICED_M2:
        return noted("edges_matched", where)
    say_it = mended if share > NOTICEABLE_SHARE else noted
    return say_it(
        "coverage_cleaned",
        where,
        overlap=round(faults.overlap, 1),
        gap=round(faults.gap, 1),
        change=round(total, 1),
        name=str(faults.shares.index[worst]),
        name_change=round(abs(float(faults.changes.iloc[worst])), 1),
        name_percent=100 * share,
    )
