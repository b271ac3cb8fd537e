"""Points put into districts, with geopandas' own join as the oracle."""

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from shiensys.measures.join import located


def districts(**boxes):
    return gpd.GeoDataFrame(
        {"district_id": list(boxes)}, geometry=[shapely.box(*box) for box in boxes.values()], crs=6668
    )


def wavy(count: int) -> gpd.GeoDataFrame:
    """Cells with curved borders that fit each other."""
    centres = np.random.default_rng(7).uniform(size=(count, 2)) * [0.4, 0.3] + [134.4, 34.0]
    frame = shapely.box(134.4, 34.0, 134.8, 34.3)
    cells = shapely.get_parts(shapely.voronoi_polygons(shapely.multipoints(centres), extend_to=frame))
    cells = shapely.segmentize(shapely.intersection(cells, frame), 0.002)
    waves = shapely.transform(cells, lambda at: at + 0.0004 * np.sin(at[:, ::-1] * 900))
    return gpd.GeoDataFrame({"district_id": [f"d{n}" for n in range(len(waves))]}, geometry=waves, crs=6668)


def test_a_place_belongs_to_the_district_that_it_stands_in_and_keeps_its_own_index():
    west_east = districts(west=(134.0, 34.0, 134.1, 34.1), east=(134.1, 34.0, 134.2, 34.1))
    found = located(
        pd.Series([134.15, 134.05, 135.0], index=["hall", "salon", "office"]),
        pd.Series([34.05, 34.05, 34.05], index=["hall", "salon", "office"]),
        west_east,
    )
    assert found["hall"] == "east"
    assert found["salon"] == "west"
    assert pd.isna(found["office"])
    assert list(found.index) == ["hall", "salon", "office"]


def test_a_place_on_a_shared_border_belongs_to_the_first_district_alone_and_is_not_lost():
    one = districts(a=(134.0, 34.0, 134.1, 34.1), b=(134.1, 34.0, 134.2, 34.1))
    on_border, corner = (134.1, 34.05), (134.2, 34.1)
    found = located(pd.Series([on_border[0], corner[0]]), pd.Series([on_border[1], corner[1]]), one)
    assert found.tolist() == ["a", "b"]
    other_way = located(pd.Series([on_border[0]]), pd.Series([on_border[1]]), one.iloc[::-1])
    assert other_way.tolist() == ["b"]


def test_a_place_without_coordinates_stands_nowhere():
    found = located(pd.Series([np.nan, 134.05]), pd.Series([34.05, np.nan]), districts(a=(134.0, 34.0, 134.1, 34.1)))
    assert found.isna().all()


def test_no_place_at_all_gives_an_empty_answer():
    none = pd.Series([], dtype=float)
    assert located(none, none, districts(a=(134.0, 34.0, 134.1, 34.1))).empty


def test_a_place_in_a_lake_is_in_no_district():
    ring = shapely.box(134.0, 34.0, 134.3, 34.3).difference(shapely.box(134.1, 34.1, 134.2, 34.2))
    around = gpd.GeoDataFrame({"district_id": ["around"]}, geometry=[ring], crs=6668)
    assert located(pd.Series([134.15, 134.05]), pd.Series([34.15, 34.05]), around).fillna("-").tolist() == [
        "-",
        "around",
    ]


def test_ten_thousand_places_come_out_as_geopandas_joins_them():
    polygons = wavy(120)
    at = np.random.default_rng(8).uniform(size=(10_000, 2)) * [0.44, 0.34] + [134.38, 33.98]
    found = located(pd.Series(at[:, 0]), pd.Series(at[:, 1]), polygons)
    points = gpd.GeoDataFrame(geometry=gpd.points_from_xy(at[:, 0], at[:, 1]), crs=6668)
    oracle = gpd.sjoin(points, polygons, predicate="within")["district_id"]
    assert found.dropna().to_dict() == oracle.to_dict()
