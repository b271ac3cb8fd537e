"""What changed between two versions of a table, on two or three rows each."""

import geopandas as gpd
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import Polygon, box

from shiensys.intake.readers import KINDS
from shiensys.measures.differences import MODELS, between, key_of
from tests import city_of


def changes(found):
    """Say each change by its name."""
    return list(zip(found.rows["change"], found.rows["columns"], strict=True))


def test_every_kind_of_table_that_has_a_key_is_known_again_by_it():
    assert {kind: model for kind, model in MODELS.items() if KINDS[kind].model is not model} == {}
    assert key_of("population") == ("area", "date", "sex", "age_from", "age_to")
    assert key_of("districts") == ("district_id",)
    assert key_of("survey") == ("respondent",)
    assert {kind for kind in MODELS if not key_of(kind)} == {"address-points"}  # several points may stand for a block
    assert set(MODELS) == set(KINDS)


def test_the_same_table_in_another_order_is_no_change():
    table = city_of.population({"港": 100, "小川": 200})
    found = between("population", table, table.iloc[::-1][list(table.columns[::-1])])
    assert (found.same, len(found.rows)) == (6, 0)


def test_a_band_that_says_another_number_changed_and_an_area_that_is_new_came():
    before = city_of.population({"港": 100, "小川": 200})
    after = city_of.population({"港": 120, "小川": 200, "和田": 40})
    found = between("population", before, after)
    assert found.same == 3  # 小川
    assert changes(found) == [("changed", "persons")] * 3 + [("added", "")] * 3
    assert set(found.rows.loc[found.rows["change"] == "added", "area"]) == {"和田"}
    assert between("population", after, before).count("removed") == 3


def test_blank_stays_blank_and_a_blank_that_is_filled_is_a_change():
    before = city_of.registry(city_of.resource("a"), city_of.resource("b"))
    after = city_of.registry(city_of.resource("a"), city_of.resource("b", contact="役場", users=None))
    found = between("resources", before, after)
    assert changes(found) == [("changed", "users;contact")]
    assert found.same == 1


def test_a_resource_that_went_is_shown_as_it_was():
    before = city_of.registry(city_of.resource("a"), city_of.resource("b"))
    found = between("resources", before, city_of.registry(city_of.resource("b")))
    assert list(found.rows["name"]) == ["a"]
    assert changes(found) == [("removed", "")]


def test_a_polygon_drawn_from_another_corner_is_the_same_ground_and_a_moved_one_is_not():
    before = city_of.districts()
    square = before.geometry.iloc[0]
    turned = Polygon([*list(square.exterior.coords)[2:], *list(square.exterior.coords)[1:3]])
    same = before.set_geometry([turned, *before.geometry.iloc[1:]])
    assert between("districts", before, same).same == 4
    moved = before.set_geometry([*before.geometry.iloc[:3], box(138.0, 34.0, 138.1, 34.1)])
    found = between("districts", before, moved)
    assert list(found.rows["name"]) == ["大富"]
    assert changes(found) == [("changed", "geometry")]


def test_a_question_that_was_not_asked_before_is_a_change_of_those_who_answered_it():
    before = pd.DataFrame({"respondent": ["1", "2"]}, dtype="str")
    after = before.assign(join=pd.array([1, None], dtype="Int8"))
    assert changes(between("survey", before, after)) == [("changed", "join")]
    assert changes(between("survey", after, before)) == [("changed", "join")]


def test_rows_of_a_kind_without_a_key_are_counted():
    before = pd.DataFrame({"a": [1, 1, 2]})
    found = between("unheard-of", before, pd.DataFrame({"a": [1, 2, 3]}))
    assert sorted(changes(found)) == [("added", ""), ("removed", "")]
    assert found.same == 2


def test_polygons_of_a_kind_without_a_key_can_be_compared():
    one = gpd.GeoDataFrame({"name": ["a"]}, geometry=[box(0, 0, 1, 1)], crs=6668)
    assert between("unheard-of", one, one).same == 1


@pytest.mark.parametrize(("before", "after"), [(0, 2), (2, 0), (0, 0)])
def test_a_table_without_rows_can_be_compared(before, after):
    table = city_of.registry(city_of.resource("a"), city_of.resource("b"))
    found = between("resources", table.head(before), table.head(after))
    assert (found.count("added"), found.count("removed"), found.same) == (after, before, 0)


TABLES = st.dictionaries(st.sampled_from("abcdef"), st.sampled_from([1.0, 2.0, None]), min_size=1)


@given(TABLES, TABLES)
def test_it_agrees_with_a_plain_loop(before, after):
    def table(cells):
        return pd.DataFrame({"area": list(cells), "kind": "shopping", "status": list(cells.values())}, dtype=object)

    found = between("completeness", table(before), table(after))
    assert found.count("added") == len(after.keys() - before.keys())
    assert found.count("removed") == len(before.keys() - after.keys())
    assert found.count("changed") == sum(before[name] != after[name] for name in before.keys() & after.keys())
    assert found.same == sum(before[name] == after[name] for name in before.keys() & after.keys())
