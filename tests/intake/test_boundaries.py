"""What becomes of a layer's columns: official families, our own layout, and what the user says."""

import pytest
import shapely

from shiensys.intake.findings import Finding, RefusedError, Severity
from tests.intake.boundary_files import EAST, MIDDLE, WEST, a27, codes, geojson, layer, read, shapefile


def finding(checked, code: str) -> Finding:
    return next(one for one in checked.findings if one.code == code)


def test_our_own_layout_fills_every_column(tmp_path):
    frame = layer(
        地区名=["八万", "内町"],
        地区番号=["36201-02", "36201-01"],
        よみ=["はちまん", "うちまち"],
        圏域=["南部", "中央"],
        順番=["２", "1"],
        例示の名称=["1", "0"],
    )
    table = read(geojson(tmp_path / "districts.geojson", frame)).table
    assert table["district_id"].tolist() == ["36201-01", "36201-02"]
    assert table["name"].tolist() == ["内町", "八万"]
    assert table["reading"].tolist() == ["うちまち", "はちまん"]
    assert table["area"].tolist() == ["中央", "南部"]
    assert table["order"].tolist() == [1, 2]
    assert table["made_up"].tolist() == [False, True]
    assert table.crs == "EPSG:6668"


def test_a_mapping_names_the_files_own_headings(tmp_path):
    path = geojson(tmp_path / "a.geojson", layer(nm=["八万", "内町"], kana=["はちまん", "うちまち"], no=[2, 1]))
    checked = read(path, mapping={"name": "nm", "reading": "kana", "order": "no"})
    assert checked.table["name"].tolist() == ["内町", "八万"]
    assert checked.table["reading"].tolist() == ["うちまち", "はちまん"]
    assert checked.table["area"].isna().all()
    assert checked.table["district_id"].tolist() == ["36201-内町", "36201-八万"]


def test_a_mapping_to_a_heading_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(RefusedError, match="「kana」が、ファイルにありません"):
        read(geojson(tmp_path / "a.geojson", layer()), mapping={"reading": "kana"})


def test_without_an_order_districts_stand_as_the_file_has_them(tmp_path):
    assert read(geojson(tmp_path / "a.geojson", layer())).table["order"].tolist() == [1, 2]


def test_an_order_with_blanks_is_left_aside_and_said(tmp_path):
    checked = read(geojson(tmp_path / "a.geojson", layer(地区名=["八万", "内町"], 順番=["2", None])))
    assert checked.table["name"].tolist() == ["八万", "内町"]
    assert "order_unusable" in codes(checked.findings)


# --- 国土数値情報: the same number means different things


def test_a27_of_2021_has_the_name_in_its_fourth_column_and_the_schools_own_code(tmp_path):
    checked = read(shapefile(tmp_path / "A27-21_36.shp", layer([WEST], **a27())))
    assert checked.table[["district_id", "name"]].to_numpy().tolist() == [["B136210000011", "八万小学校"]]
    assert checked.facts["edition"] == 2021
    assert checked.source == "「国土数値情報(小学校区データ)」2021年版(国土交通省)を加工して作成"
    assert checked.city_name == "徳島市"


def test_a27_of_2016_has_the_code_where_2021_has_the_address(tmp_path):
    frame = layer([WEST], A27_005=["36201"], A27_006=["徳島市立"], A27_007=["八万小学校"], A27_008=["八万町"])
    checked = read(shapefile(tmp_path / "A27-16_36.shp", frame))
    assert checked.table[["district_id", "name"]].to_numpy().tolist() == [["36201-八万小学校", "八万小学校"]]
    assert checked.facts["edition"] == 2016


def test_the_ministrys_interface_writes_ja_behind_the_name(tmp_path):
    columns = a27()
    columns["A27_004_ja"] = columns.pop("A27_004")
    assert read(geojson(tmp_path / "a.geojson", layer([WEST], **columns))).table["name"].tolist() == ["八万小学校"]


@pytest.mark.parametrize(
    ("columns", "edition"),
    [
        ({"A32_001": "36201", "A32_002": "徳島市", "A32_003": "八万中学校", "A32_004": "x", "A32_006": "y"}, 2013),
        ({"A32_006": "36201", "A32_007": "徳島市立", "A32_008": "八万中学校", "A32_009": "八万町"}, 2016),
        ({"A32_001": "36201", "A32_002": "徳島市", "A32_003": "C136210000011", "A32_004": "八万中学校"}, None),
    ],
)
def test_junior_high_districts_by_edition(tmp_path, columns, edition):
    frame = layer([WEST], **{column: [value] for column, value in columns.items()})
    checked = read(geojson(tmp_path / "中学校区.geojson", frame))
    assert checked.table["name"].tolist() == ["八万中学校"]
    assert checked.facts.get("edition") == edition
    assert "中学校区データ" in checked.source


def test_an_edition_that_nobody_says_is_asked_for(tmp_path):
    path = geojson(tmp_path / "小学校区.geojson", layer([WEST], **a27()))
    checked = read(path)
    assert "edition" not in checked.facts
    assert checked.source == "「国土数値情報(小学校区データ)」(国土交通省)を加工して作成"
    said = finding(checked, "edition_unknown")
    assert said.severity is Severity.NOTED
    assert "2021・2023" in str(said)
    assert "「edition,2023」のように" in str(said)
    assert read(path, mapping={"edition": "2023"}).facts["edition"] == 2023


def test_the_edition_is_told_by_the_products_metadata_beside_the_file(tmp_path):
    (tmp_path / "KS-META-A27-23_36.xml").write_text("<a/>")
    assert read(geojson(tmp_path / "小学校区.geojson", layer([WEST], **a27()))).facts["edition"] == 2023


def test_the_founder_before_a_name_goes_where_it_has_its_own_column(tmp_path):
    checked = read(geojson(tmp_path / "a.geojson", layer([WEST], **a27("徳島市立 八万小学校"))))
    assert checked.table["name"].tolist() == ["八万小学校"]


def test_two_features_of_one_school_become_one_district(tmp_path):
    columns = {column: values * 2 for column, values in a27().items()}
    checked = read(geojson(tmp_path / "A27-21_36.geojson", layer([WEST, EAST], **columns)))
    assert len(checked.table) == 1
    assert checked.table.geometry.iloc[0].equals(shapely.union_all([WEST, EAST]))
    assert "2件 → 1地区(八万小学校)" in str(finding(checked, "joined"))


def test_schools_of_one_name_in_two_wards_keep_apart(tmp_path):
    frame = layer(
        [shapely.box(139.50, 35.4, 139.52, 35.5), shapely.box(139.52, 35.4, 139.54, 35.5)],
        A27_005=["14101", "14102"],
        A27_006=["横浜市立"] * 2,
        A27_007=["旭小学校"] * 2,
        A27_008=["", ""],
    )
    checked = read(geojson(tmp_path / "A27-10_14.geojson", frame), "14100")
    assert checked.table["district_id"].tolist() == ["14101-旭小学校", "14102-旭小学校"]
    assert checked.table["name"].tolist() == ["旭小学校(14101)", "旭小学校(14102)"]
    assert checked.table["municipality_code"].unique().tolist() == ["14100"]
    assert "same_name" in codes(checked.findings)


def test_a_school_code_that_stands_twice_is_said_and_both_districts_stay(tmp_path):
    columns = {column: values * 2 for column, values in a27().items()} | {"A27_004": ["八万小学校", "内町小学校"]}
    checked = read(geojson(tmp_path / "A27-21_36.geojson", layer(**columns)))
    assert checked.table["district_id"].tolist() == ["B136210000011", "36201-内町小学校"]
    assert "内町小学校" in str(finding(checked, "id_twice"))


def test_names_that_differ_only_in_writing_are_pointed_out(tmp_path):
    checked = read(geojson(tmp_path / "a.geojson", layer(地区名=["第一小学校", "第１小学校"])))
    assert len(checked.table) == 2
    assert "第一小学校、第１小学校" in str(finding(checked, "names_alike"))


# --- cutting to the city


def test_a_prefecture_is_cut_to_the_city(tmp_path):
    both = {column: values * 2 for column, values in a27().items()} | {"A27_001": ["36201", "36202"]}
    checked = read(geojson(tmp_path / "A27-21_36.geojson", layer(**both)))
    assert len(checked.table) == 1
    assert "2件のうち、市区町村コード 36201 の1件" in str(finding(checked, "boundaries_cut"))


def test_a_code_that_lost_its_zero_is_still_the_city(tmp_path):
    sapporo = shapely.box(141.3, 43.0, 141.4, 43.1)
    columns = a27("円山小学校", A27_001=1101, A27_002="札幌市立")
    assert len(read(geojson(tmp_path / "A27-21_01.geojson", layer([sapporo], **columns)), "01100").table) == 1


def test_another_citys_file_is_refused_with_the_codes_that_it_has(tmp_path):
    path = geojson(tmp_path / "A27-21_36.geojson", layer([WEST], **a27()))
    with pytest.raises(RefusedError, match="35215 の境界がありません。ファイルにあるコード: 36201"):
        read(path, "35215")


def test_the_citys_outline_alone_is_one_district_and_islands_belong_to_it(tmp_path):
    columns = {"N03_001": "徳島県", "N03_002": None, "N03_003": None, "N03_004": "徳島市", "N03_007": "36201"}
    frame = layer([WEST, EAST], **{column: [value] * 2 for column, value in columns.items()})
    checked = read(geojson(tmp_path / "N03-21_36.geojson", frame))
    assert checked.table["name"].tolist() == ["徳島市"]
    assert "--name-column で別の列" in str(finding(checked, "one_district"))


@pytest.mark.parametrize(
    "wards",
    [
        {"N03_003": "横浜市", "N03_004": ["鶴見区", "神奈川区"]},
        {"N03_003": None, "N03_004": "横浜市", "N03_005": ["鶴見区", "神奈川区"]},
    ],
)
def test_wards_are_named_with_their_city_before_and_since_2024(tmp_path, wards):
    polygons = [shapely.box(139.50, 35.4, 139.52, 35.5), shapely.box(139.52, 35.4, 139.54, 35.5)]
    frame = layer(polygons, N03_001=["神奈川県"] * 2, N03_007=["14101", "14102"]).assign(**wards)
    checked = read(geojson(tmp_path / "N03-21_14.geojson", frame), "14100")
    assert checked.table["name"].tolist() == ["横浜市鶴見区", "横浜市神奈川区"]
    assert checked.city_name == "横浜市"


def test_census_small_areas_leave_out_the_water(tmp_path):
    frame = layer(
        [WEST, MIDDLE, EAST],
        KEY_CODE=["362010010", "362010020", "362010030"],
        PREF=["36"] * 3,
        CITY=["201"] * 3,
        CITY_NAME=["徳島市"] * 3,
        S_NAME=["八万町", "内町", None],
        HCODE=[8101, 8101, 8154],
    )
    checked = read(shapefile(tmp_path / "r2ka36201.shp", frame))
    assert checked.table["district_id"].tolist() == ["362010010", "362010020"]
    assert checked.table["name"].tolist() == ["八万町", "内町"]
    assert checked.source == "「国勢調査 小地域の境界データ」2020年版(総務省統計局)を加工して作成"


# --- names


def test_without_a_name_column_the_columns_are_listed_and_one_is_proposed(tmp_path):
    path = geojson(tmp_path / "a.geojson", layer(番号=[1, 2], 学区=["八万", "内町"]))
    with pytest.raises(RefusedError, match="ファイルにある列: 番号、学区。--name-column 学区 のように"):
        read(path)
    assert read(path, name_column="学区").table["name"].tolist() == ["八万", "内町"]


def test_a_name_column_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(RefusedError, match="「学校」という列はありません。ファイルにある列: 地区名"):
        read(geojson(tmp_path / "a.geojson", layer()), name_column="学校")


def test_polygons_without_names_are_refused_with_their_numbers(tmp_path):
    path = geojson(tmp_path / "a.geojson", layer([WEST, MIDDLE, EAST], 地区名=["八万", "　", None]))
    with pytest.raises(RefusedError, match=r"名前のない境界が2件あります\(2、3番目、「地区名」列\)"):
        read(path)


def test_text_that_was_converted_twice_is_recovered_and_said(tmp_path):
    garbled = ["埼玉県".encode().decode("cp932"), "熊谷市西"]
    checked = read(shapefile(tmp_path / "a.shp", layer(name=garbled), "utf-8"), name_column="name")
    assert checked.table["name"].tolist() == ["埼玉県", "熊谷市西"]
    assert finding(checked, "names_recovered").severity is Severity.MENDED


@pytest.mark.parametrize("lost", ["八\N{REPLACEMENT CHARACTER}", "??", "\x82Ì"])
def test_names_that_are_lost_are_refused(tmp_path, lost):
    frame = layer(地区名=["内町", lost])
    frame.to_file(tmp_path / "a.gpkg")
    with pytest.raises(RefusedError, match=r"文字化けして読めない名前が1件あります\(2番目\)"):
        read(tmp_path / "a.gpkg")
