"""The districts that a map is sent, and what they weigh."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import geopandas as gpd
import numpy as np
import shapely

from shiensys.answers.boundaries import VERTICES_PER_DISTRICT
from shiensys.measures.simplify import simplified
from shiensys.show import maps

FILE = Path(__file__).parents[1] / "data" / "shunan" / "districts.geojson"
LARGEST = 20_000  # bytes gzipped, of 31 districts
_BEGIN = '"geojson":'


def demonstration() -> np.ndarray:
    """Give the districts of the demonstration city as they stand in its file."""
    return np.array(gpd.read_file(FILE).geometry)


def drawn(districts: gpd.GeoDataFrame) -> str:
    """Write districts (``district_id``, geometry in degrees) as the page does: GeoJSON as text."""
    light = simplified(districts, vertices=VERTICES_PER_DISTRICT * len(districts))
    return maps.ground(light.assign(unit_id=light["district_id"], name=light["district_id"])).geojson


def sent(script: str) -> str:
    """Take the districts out of the script that lays a map's ground: GeoJSON as text.

    >>> sent('shiensys.lay(map, {"words":{},"geojson":{"features":[]}});')
    '{"features":[]}'
    """
    rest = script[script.index(_BEGIN) + len(_BEGIN) :]
    return rest[: json.JSONDecoder().raw_decode(rest)[1]]


def gzipped(text: str) -> int:
    """Give the size of text in bytes as it goes over a wire."""
    return len(gzip.compress(text.encode()))


def polygons(geojson: str) -> np.ndarray:
    """Give the polygons of GeoJSON as a browser reads them."""
    features = json.loads(geojson)["features"]
    return np.array(shapely.from_geojson([json.dumps(feature["geometry"]) for feature in features]))


def corners(districts: np.ndarray) -> int:
    """Count the corners."""
    return int(shapely.get_num_coordinates(districts).sum())


def fit(light: np.ndarray, whole: np.ndarray) -> bool:
    """Tell whether simplified districts fit as the whole ones did.

    No two overlap, none has lost a neighbour, and nothing has opened between them.
    """
    return (
        bool(shapely.coverage_is_valid(light)) and _joints(light) == _joints(whole) and _lakes(light) == _lakes(whole)
    )


def _joints(districts: np.ndarray) -> set[tuple[int, int]]:
    """Give the pairs that share a border, not only a corner, by their places."""
    one, other = shapely.STRtree(districts).query(districts, predicate="intersects")
    shared = shapely.length(shapely.intersection(districts[one], districts[other])) > 0
    return {(int(a), int(b)) for a, b in zip(one[shared], other[shared], strict=True) if a < b}


def _lakes(districts: np.ndarray) -> int:
    """Count the holes in all of them together."""
    return sum(len(part.interiors) for part in shapely.get_parts(shapely.union_all(districts)))
