"""From 町丁, school districts and 圏域 to the city's districts; nothing is dropped in silence."""

import pandas as pd
import pytest

from shiensys.measures.placement import apportioned, by_district, gazetteer, service_areas, stratified

DISTRICTS = pd.DataFrame(
    {
        "district_id": ["d0", "d1", "d2"],
        "name": ["港", "小川", "和田"],
        "area": pd.Series(["東", "東", None], dtype="str"),
    }
)
CROSSWALK = pd.DataFrame(
    {
        "source_kind": "town",
        "source": ["石津港町", "中根", "中根", "港小学校"],
        "district": ["港", "小川", "和田", "小川"],
        "share": [1.0, 0.7, 0.3, 1.0],
        "until": pd.Series([pd.NaT] * 4, dtype="datetime64[ns]"),
    }
)


def test_an_area_in_two_districts_is_split_by_the_crosswalk():
    people = pd.DataFrame({"area": ["石津港町", "中根"], "persons": [50.0, 100.0]})
    rows = apportioned(people, gazetteer(people["area"], DISTRICTS, CROSSWALK).table, "persons")
    assert rows.groupby("district_id")["persons"].sum().to_dict() == {"d0": 50, "d1": 70, "d2": 30}


def test_the_crosswalk_goes_before_the_likeness_of_names():
    found = gazetteer(pd.Series(["港小学校", "港"]), DISTRICTS, CROSSWALK).table
    assert found.set_index("area")["district_id"].to_dict() == {"港小学校": "d1", "港": "d0"}


def test_what_belongs_nowhere_comes_back_by_name():
    found = gazetteer(pd.Series(["石津", "港", None]), DISTRICTS, None)
    assert [one.name for one in found.unmatched] == ["石津"]


def test_an_answer_goes_where_most_of_its_area_lives_else_to_its_area_above_else_nowhere():
    answers = pd.DataFrame({"area": pd.Series(["中根", "東圏域", "東", "どこか", None], dtype="str")})
    places = gazetteer(answers["area"], DISTRICTS, CROSSWALK).table
    assert stratified(answers, places, DISTRICTS)["stratum"].fillna("").tolist() == ["d1", "", "area:東", "", ""]


def resources(*serves: str | None, located: str | None = None) -> pd.DataFrame:
    table = pd.DataFrame({"resource_id": [f"r{n}" for n in range(len(serves))], "serves": list(serves)}, dtype="str")
    return table.assign(located=pd.Series([located] * len(serves), dtype="str"))


def served(*serves: str | None, located: str | None = None) -> list[tuple[str, str | None]]:
    rows = service_areas(resources(*serves, located=located), DISTRICTS).table
    return [(r, None if pd.isna(d) else d) for r, d in rows.itertuples(index=False)]


def test_a_resource_serves_the_districts_that_it_names_or_all_or_those_of_an_area():
    assert served("港;和田") == [("r0", "d0"), ("r0", "d2")]
    assert served("市全域") == [("r0", "d0"), ("r0", "d1"), ("r0", "d2")]
    assert served("東") == [("r0", "d0"), ("r0", "d1")]


def test_beyond_the_city_is_a_row_without_district():
    assert served("港;市外") == [("r0", "d0"), ("r0", None)]


def test_without_names_it_serves_where_it_stands_and_without_a_place_nothing():
    assert served(None, located="d1") == [("r0", "d1")]
    assert served(None) == []


def test_not_known_is_no_misspelt_district():
    found = service_areas(resources("不明", "未知町", located="d1"), DISTRICTS)
    assert found.table.empty
    assert [one.name for one in found.unmatched] == ["未知町"]


def test_a_mark_for_one_district_wins_over_one_for_the_city():
    marks = pd.DataFrame({"area": ["市全域", "和田"], "kind": "shopping", "status": ["complete", "partial"]})
    found = by_district(marks, DISTRICTS).set_index("district_id")["status"].to_dict()
    assert found == {"d0": "complete", "d1": "complete", "d2": "partial"}


@pytest.mark.parametrize("order", [[0, 1], [1, 0]])
def test_it_wins_whichever_stands_first(order):
    marks = pd.DataFrame({"area": ["市全域", "和田"], "kind": "shopping", "status": ["complete", "partial"]})
    found = by_district(marks.iloc[order], DISTRICTS).set_index("district_id")["status"]
    assert found["d2"] == "partial"
