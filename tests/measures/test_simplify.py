"""Polygons made light for a screen keep their neighbours."""

import geopandas as gpd
import numpy as np
import pytest
import shapely

from shiensys.measures.simplify import simplified


def grid(side: int) -> gpd.GeoDataFrame:
    """Squares whose common borders are drawn as waves of 40 corners."""
    cells = [
        shapely.box(134 + 0.1 * x, 34 + 0.1 * y, 134.1 + 0.1 * x, 34.1 + 0.1 * y)
        for x in range(side)
        for y in range(side)
    ]
    waves = shapely.transform(
        shapely.segmentize(np.array(cells), 0.0025), lambda at: np.round(at + 0.004 * np.sin(at[:, ::-1] * 200), 9)
    )
    return gpd.GeoDataFrame({"district_id": [f"d{n}" for n in range(len(cells))]}, geometry=waves, crs=6668)


def vertices(polygons: gpd.GeoDataFrame) -> int:
    return int(shapely.get_num_coordinates(polygons.geometry.array).sum())


@pytest.mark.parametrize("budget", [900, 300])
def test_no_gap_and_no_overlap_opens_between_neighbours(budget: int):
    whole = grid(4)
    light = simplified(whole, vertices=budget)
    assert vertices(whole) > 2000
    assert budget * 0.7 <= vertices(light) <= budget
    assert shapely.coverage_is_valid(light.geometry.array)
    assert light.is_valid.all()
    assert light["district_id"].tolist() == whole["district_id"].tolist()
    assert len(shapely.get_parts(light.union_all())) == 1
    assert not light.union_all().interiors


def test_polygons_that_are_light_already_are_left_alone():
    whole = grid(2)
    assert simplified(whole, vertices=10_000).geometry.equals(whole.geometry)


def test_the_argument_is_not_written_into():
    whole = grid(2)
    before = whole.geometry.to_wkb().tolist()
    simplified(whole, vertices=100)
    assert whole.geometry.to_wkb().tolist() == before


def test_small_islands_go_before_the_budget_is_missed_but_every_district_survives():
    islets = [shapely.Point(135 + 0.01 * n, 33.9).buffer(0.001 + 0.00001 * n) for n in range(30)]
    mainland = shapely.box(134, 34, 134.1, 34.1)
    far_island = shapely.Point(136, 33.5).buffer(0.0005)
    districts = gpd.GeoDataFrame(
        {"district_id": ["main", "island"]},
        geometry=[shapely.multipolygons([mainland, *islets]), far_island],
        crs=6668,
    )
    light = simplified(districts, vertices=60)
    assert vertices(light) <= 60
    assert not light.is_empty.any()
    parts = shapely.get_parts(light.geometry.iloc[0])
    assert any(part.intersects(mainland.centroid) for part in parts)
    assert any(part.intersects(islets[-1]) for part in parts)  # the largest islet stays longest
    assert not any(part.intersects(islets[0]) for part in parts)
