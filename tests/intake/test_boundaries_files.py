"""The files that boundaries come in, whole and broken. What a file is, its content tells and not its name."""

import contextlib
import random
import struct
import warnings
import zipfile
from pathlib import Path

import pytest
import shapely

from shiensys.intake.findings import RefusedError, Severity
from tests.intake.boundary_files import EAST, MIDDLE, WEST, a27, codes, geojson, layer, read, shapefile

VRT = '<OGRVRTDataSource><OGRVRTLayer name="a"><SrcDataSource>{}</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>'


def zipped(path: Path, members: dict[str, Path | bytes]) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content if isinstance(content, bytes) else content.read_bytes())
    return path


def parts(shp: Path, folder: str = "") -> dict[str, Path]:
    return {f"{folder}{part.name}": part for part in shp.parent.glob(f"{shp.stem}.*")}


# --- shapefile


@pytest.mark.parametrize("encoding", ["cp932", "utf-8"])
@pytest.mark.parametrize("cpg", ["none", "right", "wrong"])
def test_the_encoding_is_told_by_the_content_whatever_the_cpg_says(tmp_path, encoding, cpg):
    names = ["八万①", "髙木㈱"]
    path = shapefile(tmp_path / "a.shp", layer(name=names), encoding)
    if cpg == "none":
        path.with_suffix(".cpg").unlink()
    elif cpg == "wrong":
        path.with_suffix(".cpg").write_text("UTF-8" if encoding == "cp932" else "Shift_JIS")
    checked = read(path, name_column="name")
    assert checked.table["name"].tolist() == names
    assert ("encoding_told" in codes(checked.findings)) == (cpg != "right")


@pytest.mark.parametrize("noise", [b"\xff\xfe\xa0\xfd", b"\x81\x20\x81\x20"])
def test_text_in_no_known_encoding_is_refused(tmp_path, noise):
    path = shapefile(tmp_path / "a.shp", layer(name=["aaaa", "bbbb"]))
    dbf = path.with_suffix(".dbf")
    dbf.write_bytes(dbf.read_bytes().replace(b"bbbb", noise))
    with pytest.raises(RefusedError) as refused:
        read(path, name_column="name")
    assert codes(refused.value.findings) == ["garbled_text"]


def test_a_missing_index_is_built_again_but_not_beside_the_users_file(tmp_path):
    path = shapefile(tmp_path / "a.shp", layer())
    path.with_suffix(".shx").unlink()
    before = sorted(tmp_path.iterdir())
    checked = read(path)
    assert len(checked.table) == 2
    assert codes(checked.findings) == ["shx_restored"]
    assert checked.findings[0].severity is Severity.NOTED
    assert sorted(tmp_path.iterdir()) == before


def test_capital_endings_are_found(tmp_path):
    path = shapefile(tmp_path / "a.shp", layer())
    for suffix in (".shp", ".dbf", ".shx", ".prj"):
        path.with_suffix(suffix).rename(path.with_suffix(suffix.upper()))
    assert len(read(path.with_suffix(".SHP")).table) == 2


def test_without_its_dbf_a_shapefile_has_no_names(tmp_path):
    path = shapefile(tmp_path / "小学校区.shp", layer())
    path.with_suffix(".dbf").unlink()
    with pytest.raises(RefusedError, match=r"小学校区\.dbf がありません。同じフォルダに"):
        read(path)


def test_a_part_of_a_shapefile_points_to_the_shp(tmp_path):
    path = shapefile(tmp_path / "小学校区.shp", layer())
    with pytest.raises(RefusedError, match=r"シェープファイルの一部です。同じフォルダの 小学校区\.shp"):
        read(path.with_suffix(".dbf"))


def test_a_file_cut_short_is_refused(tmp_path):
    path = shapefile(tmp_path / "a.shp", layer())
    path.write_bytes(path.read_bytes()[:-60])
    with pytest.raises(RefusedError, match="途中で切れています"):
        read(path)


def test_a_dbf_of_noise_is_refused(tmp_path):
    path = shapefile(tmp_path / "a.shp", layer())
    path.with_suffix(".dbf").write_bytes(b"\x03" + b"\x00" * 10)
    with pytest.raises(RefusedError, match="壊れていて読めません"):
        read(path)


@pytest.mark.parametrize("name", ["a.shp", "a.dbf", "a.shx", "a.prj", "a.geojson", "a.gpkg", "a.fgb", "a.zip"])
def test_a_damaged_file_is_taken_or_refused_but_never_breaks_the_reader(tmp_path, name):
    whole = shapefile(tmp_path / "a.shp", layer())
    geojson(tmp_path / "a.geojson", layer())
    layer().to_file(tmp_path / "a.gpkg")
    layer().to_file(tmp_path / "a.fgb", driver="FlatGeobuf")
    zipped(tmp_path / "a.zip", parts(whole))
    damaged, sound = tmp_path / name, (tmp_path / name).read_bytes()
    chance = random.Random(name)
    for _ in range(12):
        noise = bytearray(sound)
        for _ in range(chance.choice([1, 3, 20])):
            noise[chance.randrange(len(noise))] = chance.randrange(256)
        damaged.write_bytes(noise)
        with contextlib.suppress(RefusedError), warnings.catch_warnings():
            warnings.simplefilter("ignore")  # GDAL says what it finds
            read(damaged if damaged.suffix in (".geojson", ".gpkg", ".fgb", ".zip") else whole)


# --- GeoJSON


def test_a_collection_without_features_is_refused(tmp_path):
    (tmp_path / "a.geojson").write_text('{"type": "FeatureCollection"}')
    with pytest.raises(RefusedError, match=r"a\.geojson: 地物の一覧\(features\)がありません"):
        read(tmp_path / "a.geojson")


def test_zero_features_are_refused(tmp_path):
    (tmp_path / "a.geojson").write_text('{"type": "FeatureCollection", "features": []}')
    with pytest.raises(RefusedError, match="境界が1つも入っていません"):
        read(tmp_path / "a.geojson")


def test_broken_json_is_refused_with_its_line(tmp_path):
    (tmp_path / "a.geojson").write_text('{"type": "FeatureCollection",\n "features": [}')
    with pytest.raises(RefusedError, match="2行目で GeoJSON の書き方が崩れています"):
        read(tmp_path / "a.geojson")


def test_a_shape_that_cannot_be_built_is_refused_with_its_row(tmp_path):
    path = geojson(tmp_path / "a.geojson", layer())
    path.write_text(path.read_text().replace("[134.56, 34.0]", "[134.56]").replace("134.54", "null"))
    with pytest.raises(RefusedError, match="2行目: この地物の形が読めません"):
        read(path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp932"])
def test_geojson_in_any_encoding_of_an_office(tmp_path, encoding):
    path = geojson(tmp_path / "a.geojson", layer())
    path.write_text(path.read_text("utf-8"), encoding=encoding)
    assert read(path).table["name"].tolist() == ["八万", "内町"]


def test_a_vrt_under_the_name_of_geojson_is_never_opened(tmp_path):
    secret = tmp_path / "secret.csv"
    secret.write_text("地区名,WKT\n八万,POINT(134 34)\n")
    plain = tmp_path / "a.geojson"
    plain.write_text(VRT.format(secret))
    with pytest.raises(RefusedError, match="境界のファイルとして読めません"):
        read(plain)


def test_a_vrt_hidden_in_geojson_is_only_a_word_in_it(tmp_path):
    hidden = VRT.format("/etc/passwd").replace('"', "'")
    path = geojson(tmp_path / "a.geojson", layer(), comment=hidden)
    path.write_text(path.read_text().replace("{", f'{{"first": "{hidden}", ', 1))
    assert read(path).table["name"].tolist() == ["八万", "内町"]


# --- GeoPackage, FlatGeobuf, and what is nothing of all that


def test_a_geopackage_and_a_flatgeobuf_are_read_whatever_they_are_called(tmp_path):
    layer().to_file(tmp_path / "a.gpkg")
    layer().to_file(tmp_path / "a.fgb", driver="FlatGeobuf", SPATIAL_INDEX="NO")
    for written, called in (("a.gpkg", "g.bin"), ("a.fgb", "f.geojson")):
        (tmp_path / written).rename(tmp_path / called)
        assert read(tmp_path / called).table["name"].tolist() == ["八万", "内町"]


def test_of_a_geopackages_layers_the_one_with_areas_is_taken(tmp_path):
    layer([WEST.centroid, EAST.centroid]).to_file(tmp_path / "a.gpkg", layer="学校")
    layer().to_file(tmp_path / "a.gpkg", layer="校区")
    assert len(read(tmp_path / "a.gpkg").table) == 2


def test_of_several_layers_one_has_to_be_chosen(tmp_path):
    layer().to_file(tmp_path / "a.gpkg", layer="小学校区")
    layer([WEST, MIDDLE]).assign(地区名=["西", "東"]).to_file(tmp_path / "a.gpkg", layer="中学校区")
    with pytest.raises(RefusedError, match=r"境界が2つ入っています: 小学校区、中学校区.*「layer,小学校区」"):
        read(tmp_path / "a.gpkg")
    assert read(tmp_path / "a.gpkg", mapping={"layer": "中学校区"}).table["name"].tolist() == ["西", "東"]
    with pytest.raises(RefusedError, match="「町」という境界は入っていません。入っているもの: 小学校区、中学校区"):
        read(tmp_path / "a.gpkg", mapping={"layer": "町"})


def test_a_database_that_is_no_geopackage_is_refused(tmp_path):
    (tmp_path / "a.gpkg").write_bytes(b"SQLite format 3\x00" + b"\x00" * 200)
    with pytest.raises(RefusedError, match="境界のファイルとして読めません"):
        read(tmp_path / "a.gpkg")


def test_a_damaged_flatgeobuf_is_refused(tmp_path):
    (tmp_path / "a.fgb").write_bytes(b"fgb\x03fgb\x00" + b"\xff" * 100)
    with pytest.raises(RefusedError, match="壊れていて読めません"):
        read(tmp_path / "a.fgb")


@pytest.mark.parametrize("content", [b"", b"\x89PNG\r\n", "地区名,人口\n八万,1\n".encode()])
def test_anything_else_is_refused_with_what_is_taken(tmp_path, content):
    (tmp_path / "a.shp").write_bytes(content)
    with pytest.raises(RefusedError, match="GeoJSON、GeoPackage、FlatGeobuf のどれか"):
        read(tmp_path / "a.shp")


def test_a_file_that_is_not_there_is_said(tmp_path):
    with pytest.raises(RefusedError, match="ファイルが見つかりません"):
        read(tmp_path / "小学校区.shp")


# --- zip


def test_a_zip_as_the_ministry_packs_it(tmp_path):
    shp = shapefile(tmp_path / "A27-21_36.shp", layer([WEST], **a27()))
    path = zipped(
        tmp_path / "download.zip",
        parts(shp, "A27-21_36_GML/Shift-JIS/")
        | parts(shapefile(tmp_path / "A27P-21_36.shp", layer([WEST.centroid], **a27())), "A27-21_36_GML/")
        | {"A27-21_36_GML/UTF-8/A27-21_36.geojson": geojson(tmp_path / "a.geojson", layer([WEST], **a27()))}
        | {"A27-21_36_GML/KS-META-A27-21_36.xml": b"<a/>"},
    )
    checked = read(path)
    assert checked.table["name"].tolist() == ["八万小学校"]
    assert checked.facts["edition"] == 2021


def test_a_zip_of_japanese_windows_has_its_names_in_cp932(tmp_path):
    files = parts(shapefile(tmp_path / "XXXXXXXX.shp", layer()))
    path = zipped(tmp_path / "a.zip", {name: part for name, part in files.items() if part.suffix != ".prj"})
    path.write_bytes(path.read_bytes().replace(b"XXXXXXXX", "小学校区".encode("cp932")))
    with pytest.raises(RefusedError, match=r"a\.zip 「小学校区\.shp」: 座標系"):
        read(path)
    assert len(read(path, crs="EPSG:6668").table) == 2


def test_a_zipped_shapefile_without_projection_names_itself(tmp_path):
    shp = shapefile(tmp_path / "小学校区.shp", layer())
    path = zipped(tmp_path / "a.zip", {name: part for name, part in parts(shp).items() if part.suffix != ".prj"})
    with pytest.raises(RefusedError, match=r"a\.zip 「小学校区\.shp」: 座標系の情報\(\.prj\)がありません"):
        read(path)


def test_of_two_layers_in_a_zip_one_has_to_be_chosen(tmp_path):
    path = zipped(
        tmp_path / "a.zip",
        parts(shapefile(tmp_path / "小学校区.shp", layer()))
        | parts(shapefile(tmp_path / "中学校区.shp", layer(地区名=["西", "東"]))),
    )
    with pytest.raises(RefusedError, match=r"境界が2つ入っています: 中学校区\.shp、小学校区\.shp"):
        read(path)
    assert read(path, mapping={"layer": "小学校区"}).table["name"].tolist() == ["八万", "内町"]
    assert read(path, mapping={"layer": "中学校区.shp"}).table["name"].tolist() == ["西", "東"]


def test_a_member_that_points_out_of_the_folder_is_refused(tmp_path):
    inner = tmp_path / "in"
    inner.mkdir()
    content = geojson(tmp_path / "a.geojson", layer())
    path = zipped(inner / "a.zip", {"../../escaped.geojson": content})
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(RefusedError, match="ふつうは使われない名前"):
        read(path)
    assert sorted(tmp_path.rglob("*")) == before


def test_a_zip_inside_a_zip_stays_closed(tmp_path):
    inside = zipped(tmp_path / "inside.zip", {"a.geojson": geojson(tmp_path / "a.geojson", layer())})
    path = zipped(tmp_path / "outside.zip", {"inside.zip": inside})
    with pytest.raises(RefusedError, match="zip ファイルの中に境界のファイルがありません"):
        read(path)


def test_a_zip_that_would_fill_the_disk_is_refused(tmp_path):
    path = zipped(tmp_path / "a.zip", {"a.geojson": b"{}"})
    data = bytearray(path.read_bytes())
    directory = data.rfind(b"PK\x01\x02")
    data[directory + 24 : directory + 28] = struct.pack("<I", 2 << 30)  # states two gigabytes
    path.write_bytes(data)
    with pytest.raises(RefusedError, match="1ギガバイトを超えています"):
        read(path)


def test_a_broken_zip_is_refused(tmp_path):
    path = zipped(tmp_path / "a.zip", {"a.geojson": geojson(tmp_path / "a.geojson", layer())})
    data = bytearray(path.read_bytes())
    data[60:90] = b"\x00" * 30
    path.write_bytes(data)
    with pytest.raises(RefusedError, match="zip ファイルが壊れています"):
        read(path)


def test_a_locked_zip_is_refused(tmp_path):
    path = zipped(tmp_path / "a.zip", {"a.geojson": b"{}"})
    data = bytearray(path.read_bytes())
    data[data.rfind(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(data)
    with pytest.raises(RefusedError, match="パスワード"):
        read(path)


def test_a_polygon_with_heights_is_flat_afterwards(tmp_path):
    high = [shapely.force_3d(polygon, 12.0) for polygon in (WEST, MIDDLE)]
    layer(high).to_file(tmp_path / "a.gpkg")
    assert not read(tmp_path / "a.gpkg").table.has_z.any()
