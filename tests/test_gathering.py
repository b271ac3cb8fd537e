"""A city's tables put together, in whatever order and number they came."""

from dataclasses import replace

import pandas as pd

from shiensys import gathering
from shiensys.gathering import gathered
from shiensys.store import cities, versions
from shiensys.store.database import transaction
from shiensys.tables.frames import to_bytes
from tests.city_of import AREAS, RECORD, city, districts, population, registry, resource, survey

OLDER = {"港": 1000, "小川": 2000}


def described(order: list[int]) -> pd.DataFrame:
    table = pd.DataFrame({"district": list(AREAS), "reading": "よみ", "area": "南"}, dtype="str")
    return table.assign(order=pd.array(order, dtype="Int32"))


def test_the_citys_own_list_gives_order_and_areas_to_polygons():
    found = city(districts=districts(), district_list=described([4, 3, 2, 1])).districts
    assert found["name"].tolist() == ["大富", "和田", "小川", "港"]
    assert set(found["area"]) == {"南"}
    assert found.crs.to_epsg() == 6668


def test_without_polygons_the_list_makes_the_districts_and_without_it_the_population():
    assert city(district_list=described([1, 2, 3, 4])).districts["district_id"].tolist() == list(AREAS)
    from_people = city(population=population(OLDER))
    assert from_people.districts["name"].tolist() == ["港", "小川"]
    assert not from_people.has_boundaries


def test_a_later_load_of_the_same_date_counts_and_other_dates_stay():
    parts = {"population": (population(OLDER), population({"港": 7}), population({"港": 5}, "2020-03-31"))}
    people = gathered(RECORD, (), parts).population
    assert people[people["date"] == pd.Timestamp("2026-03-31")]["persons"].sum() == 7 * 4
    assert people[people["date"] == pd.Timestamp("2020-03-31")]["persons"].sum() == 5 * 4


def test_the_newest_survey_is_shown_with_its_own_returns():
    old = survey({"港": (5, 1)}).assign(survey="R4", date=pd.Timestamp("2022-11-30"))
    returns = pd.DataFrame({"survey": ["R4", "R7"], "area": "港", "sent": [10, 20], "returned": [5, 9]})
    found = gathered(RECORD, (), {"survey": (survey({"港": (9, 1)}), old), "returns": (returns,)})
    assert len(found.survey) == 9
    assert found.returns["sent"].tolist() == [20]


def test_names_that_belong_to_no_district_are_kept_by_table():
    found = city(
        districts=districts(),
        population=population({"港": 10, "どこか": 10}),
        resources=registry(resource("車", "未知町")),
    )
    assert [one.name for one in found.unplaced["population"]] == ["どこか"]
    assert [one.name for one in found.unplaced["resources"]] == ["未知町"]


def test_without_population_nobody_knows_whom_the_survey_speaks_for():
    assert city(districts=districts()).asked.persons.isna().all()


def test_the_state_of_a_city_has_another_name_when_any_table_changed():
    assert city(districts=districts()).version != city(population=population(OLDER)).version


def addresses() -> pd.DataFrame:
    """One block in the middle of 小川."""
    table = pd.DataFrame({"level": ["block"], "municipality": "焼津市", "town": "小川町", "block": "5"})
    return table.assign(hamlet=pd.Series([None], dtype="str"), representative=True, longitude=138.315, latitude=34.805)


def test_a_resource_with_an_address_alone_stands_in_its_district():
    found = city(
        districts=districts(),
        resources=registry(resource("会", address="小川町5-1"), resource("車")),
        address_points=addresses(),
    )
    assert found.resources["point_from"].tolist() == ["block", "none"]
    assert found.resources["located"].tolist()[0] == "d1"
    assert found.served["district_id"].tolist() == ["d1"]


def test_large_tables_of_addresses_are_read_only_where_a_point_is_missing(monkeypatch):
    kept = {
        1: registry(resource("会", longitude=138.3, latitude=34.8)),
        2: addresses(),
        3: registry(resource("車")),
    }
    kinds = {1: "resources", 2: "address-points", 3: "resources"}
    read = []
    monkeypatch.setattr(versions, "tables", lambda ids: {one: kept[one] for one in list(ids) if not read.append(one)})
    loaded = [replace(city(resources=kept[1]).loaded[0], id=one, kind=kind) for one, kind in kinds.items()]
    gathering._tables(tuple(loaded[:2]))
    assert read == [1]
    gathering._tables(tuple(loaded))
    assert 2 in read


def test_all_surveys_are_there_the_newest_first_each_with_its_returns():
    old = survey({"港": (5, 1)}).assign(survey="R4", date=pd.Timestamp("2022-11-30"))
    returns = pd.DataFrame({"survey": ["R4", "R7"], "area": "港", "sent": [10, 20], "returned": [5, 9]})
    parts = {"survey": (survey({"港": (9, 1)}), old), "returns": (returns,)}
    newest, before = gathered(RECORD, (), {**parts, "districts": (districts(),)}).rounds
    assert (newest.name, len(newest.answers), newest.returns["sent"].tolist()) == ("R7", 9, [20])
    assert (before.name, len(before.answers), before.returns["sent"].tolist()) == ("R4", 5, [10])
    assert set(newest.answers["stratum"]) == {"d0"}


def test_what_was_shown_of_a_survey_before_is_gathered_with_it(empty_store):
    with transaction() as connection:
        cities.register(connection, RECORD)
    first, second = survey({"港": (30, 5)}), survey({"港": (31, 5)})
    for number, table in enumerate((first, second)):
        content = to_bytes(table.assign(respondent=[f"{i}" for i in range(len(table))]))
        versions.save(
            versions.Load("22212", "survey", "R7", content, len(table), "r7.csv", bytes([number]), {}, who="佐藤")
        )
    (found,) = gathering.current("22212").rounds
    assert [len(state) for state in found.states] == [30, 31]
    versions.make_current(1, who="佐藤")
    (restored,) = gathering.current("22212").rounds
    assert [len(state) for state in restored.states] == [30, 31, 30]
    assert len(restored.answers) == 30


def test_a_survey_that_isnt_stored_yet_comes_after_those_that_were_shown(empty_store):
    with transaction() as connection:
        cities.register(connection, RECORD)
    stored = survey({"港": (30, 5)}).assign(respondent=[f"{i}" for i in range(30)])
    load = versions.Load("22212", "survey", "R7", to_bytes(stored), 30, "r7.csv", b"1", {}, who="佐藤")
    versions.save(load)
    (shown,) = versions.current_versions("22212")
    (found,) = gathering.with_table(RECORD, replace(shown, id=0), survey({"港": (40, 5)})).rounds
    assert [len(state) for state in found.states] == [30, 40]
