"""Entries that may be one: shown side by side, judged by somebody, never joined by themselves."""

from dataclasses import replace

import pandas as pd
import pytest

from shiensys.answers.registry import pairs as door
from shiensys.city import Joined
from shiensys.gathering.joining import joined as left
from shiensys.programme import Programme
from shiensys.tables.programme import Edit, Kept, Pair
from shiensys.tables.programme.checks import RecordError
from tests import city_of
from tests.city_of import LOADED_AT, registry, resource

PRIVATE = "054-000-0001"
ENTRIES = (
    resource("小川サロン", kinds="salon", schedule="毎週火曜", contact=PRIVATE, users=None, resource_id="a"),
    resource("小川　さろん", kinds="shopping", schedule="毎週水曜", fee="100円", resource_id="b"),
    resource("港の会", resource_id="c"),
)


def of_rows(*rows):
    table = registry(*rows).assign(part="", own_id=[row["resource_id"] for row in rows])
    return city_of.city(resources=table, districts=city_of.districts())


def programme(*records):
    return Programme("22212", len(records), {"pairs": tuple(Kept(each, 1, LOADED_AT, "係") for each in records)})


@pytest.fixture
def city():
    return of_rows(*ENTRIES)


def test_a_pair_says_why_it_looks_alike_and_what_differs(city):
    found = door.pairs(city, programme())
    assert found.n == 1
    row = found.table.iloc[0]
    assert (row["first"], row["second"]) == ("a", "b")
    assert "書きかた" in row["why"]
    assert row["differ"].split("、") == ["名称", "支え合いの種類", "活動日", "利用者数", "費用", "連絡先"]
    assert "1組" in found.headline[0]
    assert found.evidence[0].date == city_of.TODAY


@pytest.mark.parametrize(("first", "second"), [("a", "b"), ("b", "a")])
def test_a_pair_that_was_judged_different_is_offered_no_more(city, first, second):
    assert door.pairs(city, programme(door.different(first, second))).n == 0


def test_side_by_side_each_cell_stands_once_and_the_private_contact_stays_inside(city):
    seen = door.beside(city, "a", "b")
    rows = seen.table.set_index("cell")
    assert rows.loc["schedule", ["first", "second", "differs"]].tolist() == ["毎週火曜", "毎週水曜", True]
    assert rows.loc["capacity", "differs"] == False  # noqa: E712
    assert PRIVATE not in seen.table.to_string()
    inside = door.beside(city, "a", "b", internal=True).table.set_index("cell")
    assert inside.loc["contact", "first"] == PRIVATE
    assert not inside.index.has_duplicates


def test_what_stays_may_take_blanks_and_kinds_but_no_word_of_its_own_is_lost(city):
    assert door.proposed(city, "a", "b") == {"users": "4", "fee": "100円", "kinds": "salon;shopping"}


def test_an_internal_contact_stays_internal_wherever_it_goes():
    city = of_rows(ENTRIES[0], ENTRIES[1] | {"contact_public": True}, ENTRIES[2])
    offered = door.proposed(city, "b", "a")
    assert (offered["contact"], offered["contact_public"]) == (PRIVATE, "")
    _, edit = door.joined(city, ("a", "b"), "b", offered)
    assert edit.cells["contact_public"] is False


def test_a_point_that_only_the_other_had_is_not_lost():
    city = of_rows(ENTRIES[0], ENTRIES[1] | {"longitude": 138.305, "latitude": 34.805})
    _, edit = door.joined(city, ("a", "b"), "a", {})
    assert edit.cells == {"longitude": 138.305, "latitude": 34.805}


def test_a_cell_that_is_wrong_stops_the_join(city):
    with pytest.raises(RecordError) as caught:
        door.joined(city, ("a", "b"), "a", {"users": "多数"})
    assert caught.value.wrong == "users"


def test_joining_is_two_records_and_leaves_the_lists_as_they_were(city):
    before = city.resources.copy()
    pair, edit = door.joined(city, ("a", "b"), "a", {"users": "4", "kinds": "salon;shopping"})
    assert (pair.verdict, pair.kept) == ("same", "a")
    assert (edit.id, edit.cells) == ("a", {"users": 4, "kinds": "salon;shopping"})
    assert edit.was == {"name": "小川サロン", "users": None, "kinds": "salon"}
    pd.testing.assert_frame_equal(city.resources, before)
    assert left(city.resources, [pair])[0]["resource_id"].tolist() == ["a", "c"]


def test_joining_keeps_what_was_changed_before(city):
    old = Edit(id="a", cells={"fee": "50円"}, was={"name": "小川サロン", "fee": None})
    changed = replace(city, edits=replace(city.edits, kept={"a": Kept(old, 3, LOADED_AT, "係")}))
    _, edit = door.joined(changed, ("a", "b"), "a", {"users": "4"})
    assert edit.cells == {"fee": "50円", "users": 4}
    assert edit.was["fee"] is None


def test_nothing_is_joined_that_isnt_there(city):
    with pytest.raises(RecordError, match="もう台帳にありません"):
        door.joined(city, ("a", "x"), "a", {})
    with pytest.raises(RecordError, match="2つのうちから"):
        door.joined(city, ("a", "b"), "c", {})


def test_what_was_joined_is_listed_to_be_taken_back():
    city = of_rows(ENTRIES[0], ENTRIES[2])
    known = replace(city, edits=replace(city.edits, joined={"b": Joined("小川　さろん", "a")}))
    joins = door.joins(known, programme(Pair(id="p", first="b", second="a", verdict="same", kept="a")))
    assert joins.table[["pair_id", "revision", "name", "gone"]].to_numpy().tolist() == [
        ["p", 1, "小川サロン", "小川　さろん"]
    ]
    assert door.joins(known, programme(door.different("a", "b"))).table.empty


def test_a_city_without_a_registry_has_no_pairs():
    assert door.pairs(city_of.city(districts=city_of.districts()), programme()).n == 0
