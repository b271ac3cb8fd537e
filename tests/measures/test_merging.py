"""Tokushima's second tier is 23 districts, its schools are 30: the map follows the districts."""

import pandas as pd
import pytest
import shapely

from shiensys import answers
from shiensys.measures.merging import merged
from tests.city_of import city, districts, population

SCHOOLS = districts()  # 港, 小川, 和田, 大富 in a row


def crosswalk(*rows: tuple[str, str, float], kind: str = "school_district") -> pd.DataFrame:
    table = pd.DataFrame(list(rows), columns=["source", "district", "share"])
    return table.assign(source_kind=kind, until=pd.Series(pd.NaT, index=table.index, dtype="datetime64[ns]"))


PAIRS = crosswalk(("港小学校", "浜", 1.0), ("小川小", "浜", 0.7), ("小川小", "山", 0.3), ("和田", "山", 1.0))


def test_schools_of_one_district_become_one_polygon_and_no_ground_is_lost():
    found = merged(SCHOOLS, PAIRS)
    assert found["name"].tolist() == ["浜", "山", "大富"]
    assert found["district_id"].is_unique
    assert [round(shape.area, 8) for shape in found.geometry] == [2e-4, 1e-4, 1e-4]
    assert shapely.coverage_is_valid(found.geometry.to_numpy())
    assert found.crs == SCHOOLS.crs


def test_a_school_that_closed_joins_nothing_today():
    closed = PAIRS.assign(until=pd.Timestamp("2019-03-31"))
    assert merged(SCHOOLS, closed) is SCHOOLS


def test_without_school_districts_in_the_crosswalk_the_polygons_stay():
    assert merged(SCHOOLS, None) is SCHOOLS
    assert merged(SCHOOLS, crosswalk(("中根", "浜", 1.0), kind="town")) is SCHOOLS


def test_people_by_school_district_are_counted_by_district_and_it_is_said():
    people = population({"港小学校": 100, "小川小": 1000, "和田": 10, "大富": 1})
    found = city(districts=SCHOOLS, population=people, crosswalk=PAIRS)
    older = answers.population(found).table.set_index("name")["older"]
    assert older.to_dict() == pytest.approx({"浜": 800, "山": 310, "大富": 1})
    assert any("小学校区を対応表でまとめた" in note for note in answers.balance(found, "shopping").notes)
