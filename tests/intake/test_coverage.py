"""Faulty rings, overlaps and gaps: measured, mended, said; coasts and lakes left alone."""

import pytest
import shapely

from shiensys.intake.findings import RefusedError, Severity
from tests.intake.boundary_files import EAST, MIDDLE, WEST, codes, geojson, layer, read

METRE = 1 / 92_000  # degrees of longitude at 34 degrees north
HEIGHT = 2218.6  # metres: 0.02 degrees of latitude there


def shifted(metres: float) -> shapely.Geometry:
    """MIDDLE with its western edge moved east; west where negative."""
    return shapely.box(134.52 + metres * METRE, 34.00, 134.54, 34.02)


def cleaned(checked):
    return next(one for one in checked.findings if one.code == "coverage_cleaned")


def test_districts_that_fit_each_other_come_back_untouched(tmp_path):
    checked = read(geojson(tmp_path / "a.geojson", layer()))
    assert checked.findings == ()
    assert [
        polygon.equals_exact(drawn, 0) for polygon, drawn in zip(checked.table.geometry, (WEST, MIDDLE), strict=True)
    ]


def test_a_small_overlap_is_measured_and_given_to_one_district(tmp_path):
    checked = read(geojson(tmp_path / "a.geojson", layer([WEST, shifted(-0.5)])))
    said = cleaned(checked)
    assert said.severity is Severity.NOTED
    assert said.values["overlap"] == pytest.approx(0.5 * HEIGHT, rel=0.02)
    assert said.values["gap"] == 0
    assert shapely.coverage_is_valid(checked.table.geometry.array)
    assert "境界の重なり 1,1" in str(said)


def test_a_large_overlap_has_to_be_accepted_and_names_the_district(tmp_path):
    checked = read(geojson(tmp_path / "a.geojson", layer([WEST, shifted(-300)])))
    said = cleaned(checked)
    assert said.severity is Severity.MENDED
    assert said.values["overlap"] == pytest.approx(300 * HEIGHT, rel=0.02)
    assert said.values["name_percent"] == pytest.approx(100 * 300 / 2140, rel=0.1)
    assert shapely.area(shapely.intersection(*checked.table.geometry)) == 0


def test_a_sliver_is_filled_and_a_lake_is_not(tmp_path):
    sliver = shapely.box(134.51, 34.008, 134.51 + 0.4 * METRE, 34.012)
    lake = shapely.box(134.525, 34.005, 134.527, 34.007)
    halves = [
        shapely.box(134.50, 34.00, 134.51, 34.02).difference(sliver),
        shapely.box(134.51, 34.00, 134.54, 34.02).difference(sliver).difference(lake),
    ]
    checked = read(geojson(tmp_path / "a.geojson", layer(halves)))
    assert cleaned(checked).values["gap"] == pytest.approx(0.4 * 444, rel=0.03)  # m²
    whole = shapely.coverage_union_all(checked.table.geometry.array)
    assert len(whole.interiors) == 1
    assert shapely.Polygon(whole.interiors[0]).equals_exact(lake, 1e-6, normalize=True)


def test_an_island_and_a_strait_stay_as_they_are(tmp_path):
    checked = read(geojson(tmp_path / "a.geojson", layer([shapely.union_all([WEST, EAST]), shifted(20)])))
    assert "coverage_cleaned" not in codes(checked.findings)
    assert shapely.get_num_geometries(checked.table.geometry.iloc[0]) == 2


def test_edges_with_different_corners_are_matched(tmp_path):
    with_a_corner_more = shapely.Polygon([*WEST.exterior.coords[:1], (134.52, 34.013), *WEST.exterior.coords[1:]])
    checked = read(geojson(tmp_path / "a.geojson", layer([with_a_corner_more, MIDDLE])))
    assert codes(checked.findings) == ["edges_matched"]
    assert shapely.coverage_is_valid(checked.table.geometry.array)


def test_a_ring_that_crosses_itself_is_mended_and_said(tmp_path):
    bow_tie = shapely.Polygon([(134.50, 34.00), (134.52, 34.02), (134.52, 34.00), (134.50, 34.02)])
    checked = read(geojson(tmp_path / "a.geojson", layer([bow_tie, EAST])))
    said = checked.findings[0]
    assert (said.code, said.severity) == ("rings_mended", Severity.MENDED)
    assert "1件あったので直しました(1番目)" in str(said)
    assert checked.table.geometry.is_valid.all()


def test_a_polygon_of_no_width_is_refused(tmp_path):
    flat = shapely.Polygon([(134.50, 34.00), (134.52, 34.00), (134.51, 34.00)])
    with pytest.raises(RefusedError, match=r"広さのない境界があります\(2番目\)"):
        read(geojson(tmp_path / "a.geojson", layer([WEST, flat])))


def test_a_small_district_drawn_over_a_large_one_keeps_its_area(tmp_path):
    inside = shapely.box(134.505, 34.005, 134.507, 34.007)
    checked = read(geojson(tmp_path / "a.geojson", layer([WEST, inside])))
    assert checked.table.geometry.iloc[1].equals_exact(inside, 1e-6, normalize=True)
    assert len(checked.table.geometry.iloc[0].interiors) == 1
    assert "「八万」" in str(cleaned(checked))


def test_two_districts_on_the_same_ground_are_refused(tmp_path):
    with pytest.raises(RefusedError, match=r"すっかり重なっている地区があります: (八万|内町)"):
        read(geojson(tmp_path / "a.geojson", layer([WEST, WEST])))
