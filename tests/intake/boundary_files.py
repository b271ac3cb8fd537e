"""Small boundary files that the tests make themselves."""

import datetime as dt
import json
from collections.abc import Iterable
from pathlib import Path

import geopandas as gpd
import shapely

from shiensys.intake.findings import Finding
from shiensys.intake.request import Checked, Request
from shiensys.intake.shapes.boundaries import read_districts

TOKUSHIMA = "36201"
WEST, MIDDLE, EAST = (
    shapely.box(134.50, 34.00, 134.52, 34.02),
    shapely.box(134.52, 34.00, 134.54, 34.02),
    shapely.box(134.54, 34.00, 134.56, 34.02),
)


def layer(polygons: Iterable[shapely.Geometry] = (WEST, MIDDLE), crs: object = 6668, **columns) -> gpd.GeoDataFrame:
    """Make a layer; without columns, of 八万 and 内町 under 地区名."""
    return gpd.GeoDataFrame(columns or {"地区名": ["八万", "内町"]}, geometry=list(polygons), crs=crs)


def a27(name: str = "八万小学校", **others) -> dict[str, list[str]]:
    """Columns of one school district of 国土数値情報 A27, layout of 2021."""
    row = {
        "A27_001": TOKUSHIMA,
        "A27_002": "徳島市立",
        "A27_003": "B136210000011",
        "A27_004": name,
        "A27_005": "徳島市八万町",
    } | others
    return {column: [value] for column, value in row.items()}


def shapefile(path: Path, frame: gpd.GeoDataFrame, encoding: str = "cp932") -> Path:
    frame.to_file(path, encoding=encoding)
    return path


def geojson(path: Path, frame: gpd.GeoDataFrame, **members) -> Path:
    """Write GeoJSON as RFC 7946 has it, without a ``crs`` member unless given."""
    document = json.loads(frame.to_json(drop_id=True))
    document.pop("crs", None)
    path.write_text(json.dumps(document | members, ensure_ascii=False), encoding="utf-8")
    return path


def read(path: Path, city: str = TOKUSHIMA, **said) -> Checked:
    return read_districts(Request(path, city, dt.date(2026, 11, 21), **said))


def codes(findings: Iterable[Finding]) -> list[str]:
    return [finding.code for finding in findings]
