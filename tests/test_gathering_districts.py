"""Districts that were split, merged or renamed: people of all years stand where they would stand today."""

import pandas as pd
import pytest

from shiensys import gathering
from shiensys.gathering import gathered
from shiensys.store import cities, versions
from shiensys.store.database import transaction
from shiensys.tables.districts import Crosswalk
from shiensys.tables.frames import to_bytes
from tests.city_of import RECORD, city, districts, population, survey

BEFORE, AFTER = "2018-03-31", "2020-03-31"


def former(*rows: tuple[str, str, float, str | None]) -> pd.DataFrame:
    table = pd.DataFrame(list(rows), columns=["source", "district", "share", "until"])
    table = table.assign(source_kind="district", until=pd.to_datetime(table["until"]).astype("datetime64[ns]"))
    return Crosswalk.validate(table[["source_kind", "source", "district", "share", "until"]])


def older(crosswalk: pd.DataFrame, **tables: pd.DataFrame) -> dict[str, dict[str, float]]:
    """Residents 65+ by day and district."""
    people = city(districts=districts(), crosswalk=crosswalk, **tables).population
    old = people[people["age_from"].ge(65)].groupby(["date", "district_id"])["persons"].sum()
    return {f"{day:%F}": part.droplevel("date").to_dict() for day, part in old.groupby("date")}


def years(before: dict[str, int], after: dict[str, int]) -> pd.DataFrame:
    return pd.concat([population(before, BEFORE), population(after, AFTER)], ignore_index=True)


def test_a_district_that_was_split_gives_its_people_to_both_parts():
    ways = former(("浜", "港", 0.4, "2019-03-31"), ("浜", "小川", 0.6, "2019-03-31"))
    found = older(ways, population=years({"浜": 1000, "和田": 100}, {"港": 420, "小川": 610, "和田": 90}))
    assert found[BEFORE] == pytest.approx({"d0": 400, "d1": 600, "d2": 100})
    assert found[AFTER] == {"d0": 420, "d1": 610, "d2": 90}


def test_districts_that_were_merged_are_added_up_for_the_old_days():
    ways = former(("北港", "港", 1.0, "2019-03-31"), ("南港", "港", 1.0, "2019-03-31"))
    found = older(ways, population=years({"北港": 300, "南港": 200}, {"港": 480}))
    assert found == {BEFORE: {"d0": 500}, AFTER: {"d0": 480}}


def test_a_name_that_lives_on_means_the_old_district_up_to_its_last_day():
    ways = former(("港", "港", 0.7, "2019-03-31"), ("港", "小川", 0.3, "2019-03-31"))
    found = older(ways, population=years({"港": 1000, "小川": 100}, {"港": 690, "小川": 400}))
    assert found[BEFORE] == pytest.approx({"d0": 700, "d1": 400})
    assert found[AFTER] == {"d0": 690, "d1": 400}


@pytest.mark.parametrize(("day", "holds"), [("2019-03-31", True), ("2019-04-01", False)])
def test_the_last_day_itself_still_counts(day, holds):
    ways = former(("港", "小川", 1.0, "2019-03-31"))
    assert older(ways, population=population({"港": 10}, day)) == {day: {"d1" if holds else "d0": 10}}


def test_a_row_without_a_last_day_holds_always():
    ways = former(("新町", "港", 1.0, None))
    assert older(ways, population=years({"新町": 10}, {"新町": 9})) == {BEFORE: {"d0": 10}, AFTER: {"d0": 9}}


def test_of_two_times_the_one_that_ends_first_counts():
    ways = former(("町", "港", 1.0, "2015-03-31"), ("町", "小川", 1.0, "2019-03-31"), ("町", "和田", 1.0, None))
    people = [population({"町": 8}, day) for day in ("2014-03-31", BEFORE, AFTER)]
    found = older(ways, population=pd.concat(people, ignore_index=True))
    assert [list(place) for place in found.values()] == [["d0"], ["d1"], ["d2"]]


def test_a_district_that_was_renamed_and_then_split_is_followed_to_what_is_there_today():
    ways = former(("村", "浜", 1.0, "2012-03-31"), ("浜", "港", 0.25, "2019-03-31"), ("浜", "小川", 0.75, "2019-03-31"))
    found = older(ways, population=population({"村": 100}, "2010-03-31"))
    assert found == {"2010-03-31": {"d0": 25, "d1": 75}}


def test_without_the_crosswalk_a_former_district_is_named_and_the_rest_goes_on():
    found = city(districts=districts(), population=years({"浜": 1000, "和田": 100}, {"港": 420, "和田": 90}))
    assert [one.name for one in found.unplaced["population"]] == ["浜"]
    days = found.population.groupby("district_id")["date"].nunique()
    assert days.to_dict() == {"d0": 1, "d2": 2}


def test_the_days_are_known_on_which_the_districts_are_less_than_the_city():
    people = years({"浜": 1000, "和田": 100}, {"港": 420, "和田": 90})
    assert city(districts=districts(), population=people).short == {"population": {pd.Timestamp(BEFORE)}}
    ways = former(("浜", "港", 1.0, "2019-03-31"))
    assert city(districts=districts(), population=people, crosswalk=ways).short == {}


def test_where_a_city_has_no_polygons_a_former_district_is_none_of_its_districts():
    ways = former(("浜", "港", 0.4, "2019-03-31"), ("浜", "小川", 0.6, "2019-03-31"))
    found = city(crosswalk=ways, population=years({"浜": 1000}, {"港": 420, "小川": 610}))
    assert found.districts["name"].tolist() == ["港", "小川"]
    assert found.population["persons"].sum() == 4 * (1000 + 420 + 610)


def test_nobody_is_asked_twice_where_a_district_that_is_gone_isnt_told_of():
    found = city(population=years({"浜": 1000, "和田": 100}, {"港": 420, "小川": 610, "和田": 90}))
    assert found.asked.persons.dropna().to_dict() == {"港": 420, "小川": 610, "和田": 90}
    assert found.asked.persons.isna().sum() == 1


def test_answers_of_an_old_survey_go_where_most_of_the_old_district_lives_today():
    ways = former(("浜", "港", 0.4, "2025-12-31"), ("浜", "小川", 0.6, "2025-12-31"))
    found = city(districts=districts(), crosswalk=ways, survey=survey({"浜": (9, 1)}))
    assert set(found.survey["stratum"]) == {"d1"}


def test_a_crosswalk_that_was_stored_before_there_were_last_days_holds_always(empty_store):
    with transaction() as connection:
        cities.register(connection, RECORD)
    ways = former(("新町", "港", 1.0, None)).drop(columns="until")
    people = population({"新町": 10}, BEFORE)
    for kind, table in (("districts", districts()), ("crosswalk", ways), ("population", people)):
        load = versions.Load("22212", kind, "", to_bytes(table), len(table), f"{kind}.csv", b"1", {}, who="佐藤")
        versions.save(load)
    found = gathering.current("22212")
    assert set(found.population["district_id"]) == {"d0"}
    assert found.crosswalk["until"].isna().all()


def targets(indicator: str, target: float) -> pd.DataFrame:
    row = {"indicator": indicator, "area": "市全域", "date": pd.Timestamp("2027-03-31"), "target": target}
    return pd.DataFrame([row | {"result": None, "unit": "share", "higher": "better", "source": "計画"}])


def test_a_target_that_is_loaded_anew_takes_the_place_of_the_old_one():
    parts = {"targets": (targets("参加率", 0.07), targets("認定率", 0.2), targets("参加率", 0.08))}
    found = gathered(RECORD, (), parts).targets
    assert dict(zip(found["indicator"], found["target"], strict=True)) == {"認定率": 0.2, "参加率": 0.08}
