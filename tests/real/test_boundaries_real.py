"""Boundaries as cities and the nation publish them."""

import datetime as dt
import shutil
from pathlib import Path

import geopandas as gpd
import pytest
import shapely

from shiensys.intake.findings import RefusedError, Severity
from shiensys.intake.request import Checked, Request
from shiensys.intake.shapes.boundaries import read_districts
from shiensys.measures.simplify import simplified

pytestmark = pytest.mark.real
YOKOSUKA = "14201"
A27_2010 = "kanagawa_a27_2010/A27-10_12-g_SchoolDistrict.shp"


def read(path: Path, city: str, **said) -> Checked:
    checked = read_districts(Request(path, city, dt.date(2026, 11, 21), **said))
    polygons = checked.table.geometry
    assert polygons.crs == "EPSG:6668"
    assert polygons.is_valid.all()
    assert shapely.coverage_is_valid(polygons.array)
    assert checked.table["municipality_code"].eq(city).all()
    return checked


def codes(checked: Checked) -> dict[str, Severity]:
    return {finding.code: finding.severity for finding in checked.findings}


@pytest.fixture
def yaizu(real_data: Path) -> Path:
    return real_data / "yaizu" / "districts"


def test_yaizu_has_13_school_districts_in_metres_of_a_plane_system(yaizu: Path):
    checked = read(yaizu / "小学校区" / "小学校区.shp", "22212", name_column="SAFIELD001")
    assert len(checked.table) == 13
    assert checked.table["name"].tolist()[:3] == ["大井川東小学校", "焼津西小学校", "小川小学校"]
    assert checked.table["order"].tolist() == list(range(1, 14))
    assert checked.facts["crs"] == "EPSG:2450"
    west, south, east, north = checked.table.total_bounds
    assert 138.2 < west < east < 138.4
    assert 34.7 < south < north < 34.95
    assert checked.table.to_crs(2450).area.sum() / 1e6 == pytest.approx(70.56, abs=0.01)  # km²
    cleaned = next(finding for finding in checked.findings if finding.code == "coverage_cleaned")
    assert cleaned.severity is Severity.NOTED
    assert cleaned.values["overlap"] == pytest.approx(1692.5, abs=1)  # m²
    assert cleaned.values["name_percent"] < 0.02


def test_yaizu_junior_high_districts_have_another_schema(yaizu: Path):
    checked = read(yaizu / "中学校区" / "中学校区.shp", "22212", name_column="item2")
    assert len(checked.table) == 9
    assert "大井川中学校" in set(checked.table["name"])


def test_one_of_yaizus_35_residents_associations_crosses_itself(yaizu: Path):
    checked = read(yaizu / "自治会区域" / "自治会区域.shp", "22212", name_column="SAFIELD000")
    assert len(checked.table) == 35
    assert codes(checked)["rings_mended"] is Severity.MENDED
    mended = next(finding for finding in checked.findings if finding.code == "rings_mended")
    assert mended.values["count"] == 1


def test_without_a_name_column_yaizus_columns_are_listed(yaizu: Path):
    with pytest.raises(RefusedError, match="--name-column SAFIELD001 のように") as refused:
        read(yaizu / "小学校区" / "小学校区.shp", "22212")
    assert "SAUID、SAUPDATE、SAFIELD000、SAFIELD001" in str(refused.value)


def test_yaizu_is_not_tokushima(yaizu: Path):
    with pytest.raises(RefusedError, match="別の市"):
        read(
            yaizu / "小学校区" / "小学校区.shp",
            "36201",
            name_column="SAFIELD001",
            near=(134.4, 33.9, 134.6, 34.1),
        )


def test_a_prefecture_without_index_projection_and_code_page_is_cut_to_47_districts(real_data: Path):
    before = {path.name for path in (real_data / A27_2010).parent.iterdir()}
    checked = read(real_data / A27_2010, YOKOSUKA, crs="EPSG:4612")
    assert len(checked.table) == 47
    assert checked.facts["features"] == 49
    assert checked.facts["edition"] == 2010
    assert checked.source == "「国土数値情報(小学校区データ)」2010年版(国土交通省)を加工して作成"
    assert checked.city_name == "横須賀市"
    assert "14201-大楠小学校" in set(checked.table["district_id"])
    assert {"shx_restored", "boundaries_cut", "joined"} <= set(codes(checked))
    assert max(codes(checked).values()) is Severity.NOTED
    assert {path.name for path in (real_data / A27_2010).parent.iterdir()} == before


def test_without_projection_nothing_is_guessed(real_data: Path):
    with pytest.raises(RefusedError, match=r"--crs EPSG:6668 のように") as refused:
        read(real_data / A27_2010, YOKOSUKA)
    assert [finding.code for finding in refused.value.findings] == ["no_crs"]


def test_a_designated_city_takes_its_wards(real_data: Path):
    checked = read(real_data / A27_2010, "14130", crs="EPSG:4612")
    assert len(checked.table) == 113
    assert checked.table["district_id"].str[:5].between("14131", "14137").all()


def test_a_district_drawn_over_another_survives_and_the_change_has_to_be_accepted(real_data: Path):
    checked = read(real_data / A27_2010, "14364", crs="EPSG:4612")  # 山北町: 高松分校 lies inside 川村小学校
    assert len(checked.table) == 5
    assert codes(checked)["coverage_cleaned"] is Severity.MENDED
    branch = checked.table.set_index("name").to_crs(2451).area["川村小学校高松分校"]
    assert branch == pytest.approx(1_214_721, rel=0.01)


def test_another_prefectures_city_is_refused_with_the_codes_that_are_there(real_data: Path):
    with pytest.raises(RefusedError, match="14101、14102"):
        read(real_data / A27_2010, "36201", crs="EPSG:4612")


@pytest.mark.parametrize(("prefecture", "city", "name"), [("35", "35215", "周南市"), ("36", "36201", "徳島市")])
def test_the_outline_of_a_city_is_one_district(real_data: Path, prefecture: str, city: str, name: str):
    checked = read(real_data / "n03_outlines" / f"N03-21_{prefecture}_210101.s0010.geojson", city)
    assert checked.table["name"].tolist() == [name]
    assert checked.city_name == name
    assert checked.facts["edition"] == 2021


def test_the_empty_file_is_refused(real_data: Path):
    with pytest.raises(RefusedError, match="境界が1つも入っていません"):
        read(real_data / "broken" / "koriyama_empty_Elementary.geojson", "07203")


def test_garbled_text_is_recovered_and_said(real_data: Path):
    path = real_data / "broken" / "kumagaya_mojibake_Elementary.geojson"
    checked = read(path, "11202", name_column="コース")
    assert checked.table["name"].tolist() == ["西", "東"]
    assert checked.facts["features"] == 5
    assert codes(checked)["text_recovered"] is Severity.MENDED
    assert checked.city_name == "熊谷市"


def test_yaizu_drawn_light_for_a_screen_has_no_gap(yaizu: Path):
    whole = read(yaizu / "小学校区" / "小学校区.shp", "22212", name_column="SAFIELD001").table
    light = simplified(whole, vertices=780)
    assert shapely.get_num_coordinates(light.geometry.array).sum() <= 780
    assert shapely.coverage_is_valid(light.geometry.array)
    assert not light.union_all().interiors
    change = (light.to_crs(2450).area / whole.to_crs(2450).area - 1).abs()
    assert change.max() < 0.01


def test_the_same_districts_come_out_of_a_zip_a_geopackage_and_a_flatgeobuf(yaizu: Path, tmp_path: Path):
    folder = yaizu / "中学校区"
    zipped = shutil.make_archive(str(tmp_path / "中学校区"), "zip", folder)
    layer = gpd.read_file(folder / "中学校区.shp", encoding="cp932")
    layer.to_file(tmp_path / "a.gpkg", layer="中学校区")
    layer.to_file(tmp_path / "a.fgb", driver="FlatGeobuf", SPATIAL_INDEX="NO")
    tables = [
        read(path, "22212", name_column="item2").table.drop(columns="geometry")
        for path in (folder / "中学校区.shp", Path(zipped), tmp_path / "a.gpkg", tmp_path / "a.fgb")
    ]
    assert all(table.equals(tables[0]) for table in tables)
