"""Made-up boundaries: a Voronoi tessellation inside a made-up outline, its edges roughened arc by arc.

Edges are roughened once and shared by both neighbours, so there are neither gaps nor overlaps.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from itertools import pairwise
from random import Random

import numpy as np
from numpy.typing import NDArray
from shapely import (
    LineString,
    MultiPoint,
    Point,
    Polygon,
    coverage_is_valid,
    get_parts,
    line_merge,
    normalize,
    polygonize,
    transform,
    unary_union,
    voronoi_polygons,
)
from shapely.geometry.base import BaseGeometry

from demo_maker.chance import stream
from demo_maker.plan import City, District, outline

Change = Callable[[NDArray[np.float64]], NDArray[np.float64]]  # of an array of points

KM_PER_DEGREE = 111.2
FINEST_KM, COARSEST_KM = 0.07, 0.7  # pieces of an edge don't get shorter, nor stay longer
PIECES = 7  # into how many pieces an arc between is broken, about
ROUGHNESS = 0.13  # sideways step at a midpoint, share of the piece's length
TRIES = 50  # with fresh chances, where rough edges crossed each other
DECIMALS = 6  # of a degree: 0.1 m


def polygons(city: City, districts: Sequence[District]) -> list[Polygon]:
    """Give one polygon a district, longitude and latitude, in the order of ``districts``."""
    forward, back = _plane(districts)
    parts = {name: transform(Polygon(ring), forward) for name, ring in outline(city).items()}
    main = parts.pop("main")
    inland = [district for district in districts if district.name not in parts]
    seeds = [transform(Point(district.lon, district.lat), forward) for district in inland]
    arcs = _arcs(_cells(seeds, main))
    arcs += [LineString(part.exterior.coords) for part in parts.values()]
    arcs = sorted(arcs, key=lambda arc: arc.bounds)
    rng = stream(city.slug, "shapes")
    for _ in range(TRIES):
        rough = [transform(_rough(arc, rng), back) for arc in arcs]
        if found := _by_district(list(get_parts(polygonize(rough))), districts):
            return found
    raise ValueError("the edges cross at every try: lower ROUGHNESS")


def _plane(districts: Sequence[District]) -> tuple[Change, Change]:
    """Give the change to a plane in kilometres around the city and the change back, rounded."""
    west = sum(district.lon for district in districts) / len(districts)
    south = sum(district.lat for district in districts) / len(districts)
    wide = KM_PER_DEGREE * math.cos(math.radians(south))
    return (
        lambda xy: (xy - (west, south)) * (wide, KM_PER_DEGREE),
        lambda xy: (xy / (wide, KM_PER_DEGREE) + (west, south)).round(DECIMALS),
    )


def _cells(seeds: Sequence[Point], land: Polygon) -> list[BaseGeometry]:
    """Cut ``land`` into the places nearest to each seed; pieces cut off from their seed go to a neighbour."""
    edges = voronoi_polygons(MultiPoint(seeds), extend_to=land, only_edges=True)
    faces = [
        face
        for face in get_parts(polygonize([*get_parts(unary_union([edges, land.exterior]))]))
        if land.contains(face.representative_point())
    ]
    owned = {index: [face for face in faces if face.contains(seed)] for index, seed in enumerate(seeds)}
    orphans = [face for face in faces if not any(face.contains(seed) for seed in seeds)]
    for orphan in orphans:
        nearest = max(owned, key=lambda index: _shared_km(orphan, owned[index][0]))
        owned[nearest].append(orphan)
    return [unary_union(pieces) for pieces in owned.values()]


def _shared_km(one: BaseGeometry, other: BaseGeometry) -> float:
    return float(one.intersection(other).length)


def _arcs(cells: Sequence[BaseGeometry]) -> list[LineString]:
    """Give the edges between the junctions, each once."""
    return list(get_parts(line_merge(unary_union([cell.boundary for cell in cells]))))


def _rough(arc: LineString, rng: Random) -> LineString:
    """Make an edge look grown: midpoints step aside, again and again."""
    finest = min(max(FINEST_KM, arc.length / PIECES), COARSEST_KM)
    points = list(arc.coords)
    rough = [points[0]]
    for start, end in pairwise(points):
        rough += [*_broken(start, end, finest, rng), end]
    return LineString(rough)


def _broken(start: tuple[float, ...], end: tuple[float, ...], finest: float, rng: Random) -> list[tuple[float, ...]]:
    """Give the points between two ends."""
    east, north = end[0] - start[0], end[1] - start[1]
    if math.hypot(east, north) <= finest:
        return []
    aside = max(-2.0, min(2.0, rng.gauss(0, 1))) * ROUGHNESS
    middle = (start[0] + east / 2 - north * aside, start[1] + north / 2 + east * aside)
    return [*_broken(start, middle, finest, rng), middle, *_broken(middle, end, finest, rng)]


def _by_district(faces: Sequence[Polygon], districts: Sequence[District]) -> list[Polygon]:
    """Give each district the one face that its point lies in; nothing where edges crossed and faces broke."""
    found = [face for district in districts for face in faces if face.contains(Point(district.lon, district.lat))]
    if len(found) != len(districts) or len({id(face) for face in found}) != len(faces):
        return []
    chosen = list(normalize(found))
    return chosen if coverage_is_valid(chosen) else []
