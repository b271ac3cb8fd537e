"""What a new table changes on the map: before beside after, and nothing that is protected."""

import dataclasses

import pytest

from shiensys import answers
from shiensys.show import changes as shown
from tests import city_of

PEOPLE = {"港": 1000, "小川": 1000, "和田": 1000, "大富": 1000}
ANSWERED = {"港": (100, 40), "小川": (100, 1), "和田": (100, 4), "大富": (12, 1)}


def answered():
    """Answers of which three of twelve in one district speak of shopping."""
    table = city_of.survey(ANSWERED)
    table.loc[table.index[table["area"] == "大富"][3:], ["trouble_shopping", "solved_shopping"]] = None
    return table


@pytest.fixture(scope="module")
def tables():
    return {
        "districts": city_of.districts(),
        "population": city_of.population(PEOPLE),
        "survey": answered(),
        "resources": city_of.registry(city_of.resource("港の買い物バス", "港", longitude=138.305, latitude=34.805)),
        "completeness": city_of.complete(),
    }


@pytest.fixture(scope="module")
def now(tables):
    """What is said of the city before anything is loaded."""
    return answers.standing(city_of.city(**tables))


def compared(before, after):
    return answers.changes(before, answers.standing(after))


def test_the_same_tables_change_nothing(tables, now):
    found = compared(now, city_of.city(**tables))
    assert found.table.empty
    assert set(found.states.values()) == {"same"}
    assert found.headline == ("地区ごとに出る内容は、いまと変わりません。",)


def test_a_district_with_more_residents_is_the_only_one_that_changes(tables, now):
    later = tables | {"population": city_of.population(PEOPLE | {"港": 2000})}
    found = compared(now, city_of.city(**later))
    assert found.states == {"d0": "changed", "d1": "same", "d2": "same", "d3": "same"}
    older = found.table[found.table["kind"] == "older"]
    assert older[["name", "before", "after"]].values.tolist() == [["港", "1,000人", "2,000人"]]
    assert "4地区のうち1地区で、出る内容が変わります。" in found.headline
    assert "市全体の65歳以上: 4,000人 → 5,000人" in found.headline


def test_a_first_load_shows_all_districts_as_new(tables):
    found = compared(None, city_of.city(districts=tables["districts"]))
    assert set(found.states.values()) == {"new"}
    assert found.headline[0] == "この市の地区が4つ、はじめて出ます。"


def test_districts_that_come_go_or_get_another_outline_are_named(tables):
    old = answers.standing(city_of.city(districts=tables["districts"]))
    fresh = tables["districts"].assign(name=["港", "小川", "和田", "豊田"], district_id=["a", "b", "c", "d"])
    moved = fresh.set_geometry(fresh.geometry.where(fresh["name"] != "和田", fresh.geometry.translate(0.001)))
    found = compared(old, city_of.city(districts=moved))
    assert found.states == {"a": "same", "b": "same", "c": "changed", "d": "new"}
    assert "新しく加わる地区が1つあります: 豊田" in found.headline
    assert "なくなる地区が1つあります: 大富" in found.headline


def test_a_new_place_changes_what_is_said_of_its_district(tables, now):
    more = city_of.registry(
        city_of.resource("港の買い物バス", "港", longitude=138.305, latitude=34.805),
        city_of.resource("小川の移動販売", "小川", capacity=400.0, users=0.0),
    )
    found = compared(now, city_of.city(**(tables | {"resources": more})))
    assert set(found.table["name"]) == {"小川"}
    assert "台帳の件数: 1件 → 2件" in found.headline
    assert "変わる支え合いの種類: 買い物の手助け(1地区)" in found.headline


def test_nothing_of_a_protected_district_is_said_and_answers_are_counted_in_fives(tables):
    before = city_of.city(**{name: table for name, table in tables.items() if name != "survey"})
    found = compared(answers.standing(before), city_of.city(**tables))
    hidden = found.table[(found.table["name"] == "大富") & (found.table["kind"] == "shopping")]
    assert not hidden["after"].str.contains("困りごと").any()
    assert found.table[(found.table["name"] == "港")]["after"].str.contains("困りごと").any()
    assert "調査の回答: 310人(はじめて入ります)" in found.headline  # 312 people answered


def test_fiction_goes_along(tables):
    fictional = dataclasses.replace(city_of.RECORD, fictional=True)
    assert "架空" in compared(None, city_of.city(fictional, districts=tables["districts"])).notes[0]


def test_the_map_marks_what_changes_in_words_too(tables, now):
    later = city_of.city(**(tables | {"population": city_of.population(PEOPLE | {"港": 2000})}))
    found = compared(now, later)
    assert [(each.key, each.unit_ids) for each in shown.classes(found)] == [
        ("changed", ("d0",)),
        ("same", ("d1", "d2", "d3")),
    ]
    units = shown.paint(found, {"d0": "港", "d1": "小川"})["units"]
    assert units["d0"]["class"] == "changed"
    assert units["d0"]["lines"][:2] == ["港", "65歳以上: 1,000人 → 2,000人"]
    assert units["d1"]["lines"] == ["小川", "変わらない地区"]
