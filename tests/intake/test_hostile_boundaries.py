"""Boundaries that would read other files, fill the memory or lead out of the folder."""

import json
import struct

import geopandas as gpd
import numpy as np
import pytest
import shapely

from shiensys import loading
from shiensys.intake.findings import RefusedError
from shiensys.intake.request import Said
from shiensys.intake.upload import Upload
from tests.intake import hostile_files as made
from tests.intake.boundary_files import layer, shapefile

pytestmark = pytest.mark.usefixtures("empty_store")


def refusal(content: bytes, name: str = "a.geojson") -> str:
    with pytest.raises(RefusedError) as refused:
        loading.check("districts", Upload.of(name, content), "36201", Said())
    said = str(refused.value).split("\n")
    assert len(said) == 1
    return said[0]


def vrt(source: str) -> bytes:
    """A "layer" that has OGR read something else."""
    return f'<OGRVRTDataSource><OGRVRTLayer name="a"><SrcDataSource>{source}</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>'.encode()  # fmt: skip # noqa: E501


def geojson(ring: list[list[float]]) -> bytes:
    feature = {
        "type": "Feature",
        "properties": {"地区名": "八万"},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }
    return json.dumps({"type": "FeatureCollection", "features": [feature]}).encode()


SQUARE = [[134.5, 34.0], [134.52, 34.0], [134.52, 34.02], [134.5, 34.0]]
NO_LAYER, NOT_ONE = "境界のファイルがありません", "境界のファイルとして読めません"
ODD = "ふつうは使われない名前や作り方"


@pytest.mark.parametrize("source", ["/etc/passwd", "/vsicurl/http://127.0.0.1:9/a.geojson", "http://127.0.0.1:9/a"])
def test_a_vrt_is_never_opened_whatever_its_name(source):
    assert NOT_ONE in refusal(vrt(source))
    assert NOT_ONE in refusal(made.zipped({"a.geojson": vrt(source)}), "a.zip")
    assert NO_LAYER in refusal(made.zipped({"a.vrt": vrt(source)}), "a.zip")


ZIPS = {
    "a name that leads out": (lambda: made.zipped({"../../x.geojson": geojson(SQUARE)}), ODD),
    "a name from the root": (lambda: made.zipped({"/etc/x.geojson": geojson(SQUARE)}), ODD),
    "a name on another drive": (lambda: made.zipped({"C:\\x.geojson": geojson(SQUARE)}), ODD),
    "a link": (lambda: made.link("a.geojson", "/etc/passwd"), ODD),
    "members that share bytes": (lambda: made.overlapping("a.geojson", 9), ODD),
    "a bomb": (lambda: made.zipped({"a.geojson": b" " * 100_000_000}), ODD),
    "a zip in a zip": (lambda: made.zipped({"a.zip": made.zipped({"a.geojson": geojson(SQUARE)})}), NO_LAYER),
    "3,000 members": (lambda: made.zipped({f"{n}.txt": b"" for n in range(3000)}), "2,000個を超えています"),
}


@pytest.mark.parametrize(("make", "sentence"), ZIPS.values(), ids=ZIPS)
def test_a_zip_that_no_office_makes(make, sentence):
    assert sentence in refusal(make(), "a.zip")


def test_a_zip_behind_a_program_is_no_zip():
    assert NOT_ONE in refusal(b"MZ" + bytes(100) + made.zipped({"a.geojson": geojson(SQUARE)}), "a.zip")


def test_a_shapefile_without_its_names(tmp_path):
    shp = shapefile(tmp_path / "a.shp", layer())
    assert "a.dbf がありません" in refusal(shp.read_bytes(), "a.shp")


def test_axes_that_changed_places():
    assert "入れ替わっています" in refusal(geojson([[y, x] for x, y in SQUARE]))


def test_ten_million_points_as_text():
    points = b"[134.5,34.0]," * 10_000_000
    begin, end = geojson([]).split(b"[[]]")
    assert "5,000,000個を超えている" in refusal(begin + b"[[" + points + b"[134.5,34.0]]]" + end)


def test_ten_million_points_of_a_shapefile(tmp_path):
    turn = np.linspace(0, 2 * np.pi, 10_000_000)
    ring = shapely.linearrings(np.column_stack([134.5 + np.cos(turn) / 10, 34 + np.sin(turn) / 10]))
    frame = gpd.GeoDataFrame({"地区名": ["八万"]}, geometry=[shapely.polygons(ring)], crs=6668)
    shp = shapefile(tmp_path / "a.shp", frame)
    parts = {part.name: part.read_bytes() for part in tmp_path.iterdir()}
    with pytest.raises(RefusedError, match="5,000,000個を超えている"):
        loading.check("districts", Upload.of_several(parts), "36201", Said())
    assert shp.stat().st_size >= 160_000_000


def test_a_shapefile_that_states_more_than_it_has(tmp_path):
    shp = shapefile(tmp_path / "a.shp", layer())
    parts = {part.name: part.read_bytes() for part in tmp_path.iterdir()}
    content = bytearray(parts[shp.name])
    content[100 + 44 : 100 + 52] = struct.pack("<2i", 2**30, 2**30)  # rings and points of the first polygon
    checked = loading.check("districts", Upload.of_several(parts | {shp.name: bytes(content)}), "36201", Said())
    assert checked.table["name"].tolist() == ["内町"]
    assert "without_area" in [finding.code for finding in checked.findings]
