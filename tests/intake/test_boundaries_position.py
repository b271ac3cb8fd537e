"""Boundaries that don't lie where they should, or nobody knows where."""

import pytest
import shapely

from shiensys.intake.findings import RefusedError, Severity
from shiensys.intake.shapes.position import distance
from shiensys.text import speaking
from tests.intake.boundary_files import WEST, codes, geojson, layer, read, shapefile

KOCHI_PLANE = 2446  # 平面直角座標系 IV, metres: Shikoku
AROUND_TOKUSHIMA = (134.4, 33.9, 134.6, 34.1)


def without_prj(path):
    path.with_suffix(".prj").unlink()
    return path


def test_without_a_coordinate_system_nothing_is_guessed(tmp_path):
    path = without_prj(shapefile(tmp_path / "小学校区.shp", layer()))
    with pytest.raises(RefusedError) as refused:
        read(path)
    assert str(refused.value).startswith(
        "小学校区.shp: 座標系の情報(.prj)がありません。--crs EPSG:6668 のように指定してください"
    )
    with speaking("en"):
        assert "--crs EPSG:6668" in str(refused.value)
    assert len(read(path, crs="EPSG:4612").table) == 2


def test_a_projection_that_cannot_be_read_is_said_as_such(tmp_path):
    path = shapefile(tmp_path / "小学校区.shp", layer())
    path.with_suffix(".prj").write_text('GEOGCS["GCS_JGD_2011",DATUM["D_JGD')
    with pytest.raises(RefusedError, match=r"座標系の情報\(\.prj\)が読めません。--crs"):
        read(path)
    assert codes(read(path, crs="EPSG:6668").findings) == ["prj_unreadable"]


def test_a_coordinate_system_that_nobody_knows_is_refused(tmp_path):
    path = without_prj(shapefile(tmp_path / "小学校区.shp", layer()))
    with pytest.raises(RefusedError, match="座標系「EPSG:1」がわかりません"):
        read(path, crs="EPSG:1")


def test_the_files_own_word_wins_over_the_users(tmp_path):
    checked = read(shapefile(tmp_path / "小学校区.shp", layer()), crs="EPSG:2446")
    assert checked.table.geometry.iloc[0].equals(WEST)
    assert "EPSG:6668 で読みました。指定された EPSG:2446 は使っていません" in str(checked.findings[-1])


def test_metres_of_a_plane_system_become_degrees(tmp_path):
    plane = layer().to_crs(KOCHI_PLANE)
    table = read(shapefile(tmp_path / "小学校区.shp", plane)).table
    assert table.geometry.iloc[0].equals_exact(WEST, 1e-7, normalize=True)


def test_geojson_is_in_longitude_and_latitude_unless_it_says_otherwise(tmp_path):
    assert len(read(geojson(tmp_path / "a.geojson", layer())).table) == 2
    member = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::2446"}}
    plane = geojson(tmp_path / "b.geojson", layer().to_crs(KOCHI_PLANE), crs=member)
    assert read(plane).table.geometry.iloc[0].equals_exact(WEST, 1e-7, normalize=True)


def test_geojson_in_metres_is_refused_until_its_system_is_said(tmp_path):
    path = geojson(tmp_path / "a.geojson", layer().to_crs(KOCHI_PLANE))
    with pytest.raises(RefusedError, match="座標がメートルの値のようですが"):
        read(path)
    assert read(path, crs="EPSG:2446").table.geometry.iloc[0].equals_exact(WEST, 1e-7, normalize=True)


def test_degrees_under_a_system_in_metres_are_refused(tmp_path):
    frame = layer().set_crs(KOCHI_PLANE, allow_override=True)
    with pytest.raises(RefusedError, match="座標系 EPSG:2446 はメートルです"):
        read(shapefile(tmp_path / "小学校区.shp", frame))


@pytest.mark.parametrize("write", [geojson, shapefile])
def test_latitude_before_longitude_is_refused(tmp_path, write):
    swapped = [shapely.transform(polygon, lambda at: at[:, ::-1]) for polygon in layer().geometry]
    name = "a.geojson" if write is geojson else "a.shp"
    with pytest.raises(RefusedError, match=r"緯度と経度.*入れ替わっています"):
        read(write(tmp_path / name, layer(swapped)))


def test_swapped_axes_of_a_plane_system_are_told_by_the_citys_other_data(tmp_path):
    plane = layer().to_crs(KOCHI_PLANE)
    swapped = [shapely.transform(polygon, lambda at: at[:, ::-1]) for polygon in plane.geometry]
    path = shapefile(tmp_path / "a.shp", layer(swapped, crs=KOCHI_PLANE))
    with pytest.raises(RefusedError, match="入れ替わっています"):
        read(path, near=AROUND_TOKUSHIMA)


def test_a_polygon_outside_japan_is_refused_with_its_number(tmp_path):
    path = geojson(tmp_path / "a.geojson", layer([WEST, shapely.box(0, 0, 1, 1)]))
    with pytest.raises(RefusedError, match=r"日本の外にある境界が1件あります\(2番目\)"):
        read(path)


def test_another_citys_polygons_are_refused(tmp_path):
    yaizu = [shapely.box(138.30, 34.8, 138.32, 34.9), shapely.box(138.32, 34.8, 138.34, 34.9)]
    path = geojson(tmp_path / "a.geojson", layer(yaizu))
    with pytest.raises(RefusedError, match=r"市のほかのデータから約3\d\dキロメートル離れています"):
        read(path, near=AROUND_TOKUSHIMA)
    assert len(read(path, near=(138.2, 34.7, 138.4, 34.9)).table) == 2


def test_an_islands_distance_is_no_other_city(tmp_path):
    island = shapely.box(134.9, 34.0, 134.92, 34.02)  # 28 km east of the other data
    assert len(read(geojson(tmp_path / "a.geojson", layer([WEST, island])), near=AROUND_TOKUSHIMA).table) == 2


def test_boxes_that_overlap_are_not_apart():
    assert distance((134, 34, 135, 35), (134.5, 34.5, 136, 36)) == 0.0
    north = distance((134, 34, 135, 35), (134, 36, 135, 37))
    assert north == pytest.approx(110_950, rel=1e-3)  # a degree of latitude at 35.5 degrees north


@pytest.mark.parametrize("kind", ["points", "lines"])
def test_places_or_lines_instead_of_areas_are_refused(tmp_path, kind):
    shapes = [WEST.centroid, WEST.exterior.centroid] if kind == "points" else [WEST.exterior, WEST.exterior]
    with pytest.raises(RefusedError, match=r"面.*の境界がありません.*校区"):
        read(geojson(tmp_path / "a.geojson", layer(shapes)))


def test_a_point_among_areas_is_set_aside_and_said(tmp_path):
    path = geojson(tmp_path / "a.geojson", layer([WEST, WEST.centroid]))
    checked = read(path)
    assert checked.table["name"].tolist() == ["八万"]
    assert codes(checked.findings) == ["without_area"]
    assert checked.findings[0].severity is Severity.MENDED
    assert "1件ありました(2番目)" in str(checked.findings[0])


def test_a_coordinate_system_of_the_moon_is_none_of_ours(tmp_path):
    moon = 'GEOGCS["Moon",DATUM["D_Moon",SPHEROID["Moon",1737400,0]],PRIMEM["Greenwich",0],UNIT["degree",0.0174532925]]'
    path = shapefile(tmp_path / "a.shp", layer())
    path.with_suffix(".prj").write_text(moon)
    with pytest.raises(RefusedError) as refused:
        read(path)
    assert codes(refused.value.findings) == ["crs_unreadable"]
    assert len(read(path, crs="EPSG:6668").table) == 2
    path.with_suffix(".prj").unlink()
    with pytest.raises(RefusedError) as refused:
        read(path, crs=moon)
    assert codes(refused.value.findings) == ["crs_unknown"]
