"""One district beside those most like it, told with the reasons."""

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from shiensys.answers.ageing import alike
from shiensys.answers.units import UnknownUnitError
from shiensys.measures.extent import square_km
from shiensys.measures.similar import yearly_change
from tests.city_of import city, districts, population

OLDER = {"港": 1000, "小川": 950, "和田": 500, "大富": 400}
BEFORE = {"港": 1100, "小川": 1045, "和田": 400, "大富": 380}


def held(**tables):
    people = pd.concat([population(BEFORE, "2016-03-31"), population(OLDER)])
    return city(districts=districts(), population=people, **tables)


def test_the_district_its_like_and_the_city_stand_below_each_other():
    told = alike(held(), "d0")
    assert told.table["role"].tolist() == ["this", *["similar"] * 3, "city"]
    assert told.table["name"].tolist()[:2] == ["港", "小川"]
    assert told.table["name"].iloc[-1] == "焼津市"
    assert told.headline[0].startswith("港と似ているのは、小川、")
    assert any("順位ではありません" in note for note in told.notes)


def test_features_are_told_as_numbers_and_in_words():
    port = alike(held(), "d0").table.iloc[0]
    assert port[["older", "older_share", "old_share"]].tolist() == [1000, 0.25, 0.5]
    assert port["density"] == pytest.approx(4000 / 1.015, rel=0.001)  # a hundredth of a degree each way
    assert port["change"] == pytest.approx((1000 / 1100) ** 0.1 - 1, abs=1e-5)
    assert "年に−0.9%" in port["words"]
    assert pd.isna(port["alone_share"])  # households aren't loaded


def test_the_reasons_give_both_figures():
    ogawa = alike(held(), "d0").table.set_index("name").loc["小川"]
    assert ogawa["reasons"].startswith("人口の増え方・減り方が近い(年に−0.9%と年に−0.9%)")


def test_the_city_is_described_by_sums():
    whole = alike(held(), "d0").table.iloc[-1]
    assert whole["older"] == 2850
    assert whole["density"] == pytest.approx(4 * 2850 / (4 * 1.015), rel=0.001)
    assert whole["change"] == pytest.approx((2850 / 2925) ** 0.1 - 1, abs=1e-5)


def test_without_boundaries_and_with_one_day_the_rest_is_compared():
    plain = city(population=population(OLDER))
    told = alike(plain, str(plain.districts["district_id"].iloc[0]))
    assert told.table[["density", "change"]].isna().all(axis=None)
    assert told.table["older_share"].tolist() == pytest.approx([0.25] * len(told.table))


def test_without_residents_nobody_is_alike():
    told = alike(city(districts=districts()), "d0")
    assert told.table["role"].tolist() == ["this", "city"]
    assert told.headline == ("人口の表がまだありません。年齢別の人口を読み込んでください。",)


def test_an_area_is_like_nothing():
    with pytest.raises(UnknownUnitError, match="東"):
        alike(held(), "東")


def test_a_hole_is_no_ground():
    box = shapely.box(138.30, 34.80, 138.31, 34.81)
    hole = shapely.Polygon(box.exterior, [shapely.box(138.302, 34.802, 138.307, 34.807).exterior])
    both = square_km(gpd.GeoDataFrame({"district_id": ["a", "b"]}, geometry=[box, hole], crs=6668))
    assert both["b"] / both["a"] == pytest.approx(0.75, abs=1e-4)


def test_the_change_a_year_is_even():
    days = pd.to_datetime(["2016-01-01", "2021-01-01", "2026-01-01"])
    index = pd.MultiIndex.from_product([["a", "b"], days], names=["district_id", "date"])
    found = yearly_change(pd.Series([1000.0, 5.0, 1000 * 0.99**10, 0.0, 5.0, 5.0], index))
    assert found["a"] == pytest.approx(-0.01, abs=1e-5)
    assert pd.isna(found["b"])  # from nobody to somebody is no rate
