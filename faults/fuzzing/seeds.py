"""The files that the fuzzing starts from: small, of every kind, and taken as they are."""

from __future__ import annotations

import csv
import itertools
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import geopandas as gpd

from faults.fuzzing.rows import Rows
from faults.fuzzing.shapes import Files

CITY, FOLDER = "36201", Path(__file__).parents[2] / "data" / "tokushima"
ROWS, COLUMNS, DISTRICTS = 5, 10, 2  # small files are many files
BOUNDARIES = "districts"
OF_A_FILE = ("population", "households", "certified", "survey", "returns", "resources", "completeness", "targets")
BY_HAND: Mapping[str, Rows] = {
    "district-list": [
        ["地区名", "圏域", "よみ"],
        ["加茂", "東", "かも"],
        ["渭東", "東", "いとう"],
        ["佐古", "西", "さこ"],
    ],
    "crosswalk": [["地域名", "地区名"], ["加茂名小学校", "加茂名"], ["佐古小学校", "佐古"], ["沖洲小学校", "沖洲"]],
    "city-forecast": [
        ["年", "性別", "年齢", "人口"],
        ["2025", "計", "0～64歳", "172000"],
        ["2025", "計", "65歳以上", "74000"],
        ["2030", "計", "0～64歳", "165000"],
        ["2030", "計", "65歳以上", "75000"],
    ],
    "cohort-rates": [
        ["期間", "年齢", "生残率", "純移動率"],
        ["2025～2030年", "0～4歳", "0.998", "0.01"],
        ["2025～2030年", "5歳以上", "0.94", "-0.02"],
    ],
    "series": [
        ["地域", "指標", "調査日", "値", "単位"],
        ["徳島県", "高齢化率", "2020-10-01", "34.2", "%"],
        ["全国", "平均年齢", "令和2年度", "47.6", "歳"],
    ],
    "survey-table": [["地区名", "回答数", "買い物に困っている"], ["加茂", "120", "14"], ["佐古", "88", "9"]],
}


@dataclass(frozen=True)
class Table:
    """A table of one kind of file, headings first."""

    kind: str
    rows: Rows


@cache
def tables() -> tuple[Table, ...]:
    """Give the first rows of the demonstration's files, and small tables of the kinds that it has none of."""
    taken = [Table(kind, _rows(FOLDER / f"{kind}.csv")) for kind in OF_A_FILE]
    return *taken, *(Table(kind, rows) for kind, rows in BY_HAND.items())


def _rows(path: Path) -> Rows:
    """Read the first rows and columns of a file."""
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return [row[:COLUMNS] for row in itertools.islice(csv.reader(lines), ROWS)]


@cache
def document() -> dict[str, Any]:
    """Give a GeoJSON document of a few districts."""
    whole: dict[str, Any] = json.loads((FOLDER / "districts.geojson").read_text(encoding="utf-8"))
    return whole | {"features": [_coarse(feature) for feature in whole["features"][:DISTRICTS]]}


def _coarse(feature: dict[str, Any]) -> dict[str, Any]:
    """Keep every fifth corner, so that a change by chance hits other things than corners too."""
    shape = feature["geometry"]
    if shape["type"] != "Polygon":
        return feature
    rings = [[*ring[:-1:5], ring[0]] if len(ring) > 20 else ring for ring in shape["coordinates"]]
    return feature | {"geometry": {"type": "Polygon", "coordinates": rings}}


@cache
def shapefile() -> Files:
    """Give the same districts as the parts of a shapefile."""
    frame = gpd.GeoDataFrame.from_features(document(), crs=6668)
    with TemporaryDirectory() as folder:
        frame.to_file(Path(folder, "districts.shp"), encoding="cp932")
        return {path.name: path.read_bytes() for path in sorted(Path(folder).iterdir())}
