"""Joined resources: one stays, nothing is lost, and a join can be taken back."""

import pandas as pd

from shiensys import gathering, recording
from shiensys.answers.registry import pairs
from shiensys.city import Joined
from shiensys.gathering.edits import Overlay
from shiensys.gathering.joining import joined, left_out
from shiensys.gathering.programme import programme
from shiensys.gathering.together import gathered
from shiensys.store import records
from shiensys.store.versions import Version
from shiensys.tables.programme import Pair
from tests.city_of import LOADED_AT, RECORD, districts, registry, resource
from tests.stored import store


def same(first, second, kept):
    return Pair(first=first, second=second, verdict="same", kept=kept)


def resources(*ids):
    return pd.DataFrame({"resource_id": pd.Series(ids, dtype="str"), "name": [f"名{each}" for each in ids]})


def test_the_one_that_was_kept_stays_and_the_list_is_not_touched():
    lists = resources("a/1", "b/1", "b/2")
    found, gone = joined(lists, [same("a/1", "b/1", "b/1")])
    assert gone == {"a/1": Joined("名a/1", "b/1")}
    assert found["resource_id"].tolist() == ["b/1", "b/2"]
    assert found.index.tolist() == [0, 1]
    assert len(lists) == 3


def test_without_the_pair_both_are_there_again():
    lists = resources("a/1", "b/1")
    pd.testing.assert_frame_equal(joined(lists, [])[0], lists)


def test_two_that_were_judged_different_both_stay():
    lists = resources("a/1", "b/1")
    other = Pair(first="a/1", second="b/1", verdict="different")
    assert len(joined(lists, [other])[0]) == 2


def test_nothing_goes_where_the_one_that_was_kept_left_the_lists():
    assert joined(resources("b/1"), [same("a/1", "b/1", "a/1")])[0]["resource_id"].tolist() == ["b/1"]


def test_two_people_who_join_the_other_way_round_lose_nothing():
    assert left_out(["a", "b"], [same("a", "b", "a"), same("a", "b", "b")]) == {"b": "a"}
    circle = [same("a", "b", "a"), same("b", "c", "b"), same("c", "a", "c")]
    assert left_out(["a", "b", "c"], circle) == {"b": "a", "c": "a"}


def test_a_resource_that_was_joined_to_two_goes_once():
    assert left_out(["a", "b", "c"], [same("a", "c", "a"), same("b", "c", "b")]) == {"c": "a"}


def test_a_city_leaves_the_joined_one_out_and_knows_what_became_of_it():
    lists = registry(resource("小川サロン", resource_id="a"), resource("小川さろん", resource_id="b"))
    version = Version(1, "22212", "resources", "", "a.csv", "", 2, "", LOADED_AT, "")
    page = Overlay(1, (), (same("a", "b", "a"),))
    parts = {"resources": (lists.assign(part="", own_id=lists["resource_id"]),), "districts": (districts(),)}
    city = gathered(RECORD, (version,), parts, page=page)
    assert city.resources["resource_id"].tolist() == ["a"]
    assert city.edits.joined == {"b": Joined("小川さろん", "a")}
    assert gathered(RECORD, (version,), parts).resources["resource_id"].tolist() == ["a", "b"]


def test_a_join_is_stored_seen_and_taken_back(empty_store):
    rows = (
        resource("小川サロン", resource_id="a", users=None, venue="小川公民館"),
        resource("小川さろん", resource_id="b", fee="100円", venue="小川公民館"),
    )
    table = registry(*rows).assign(venue="小川公民館")
    store("resources", table, part="registry", file="台帳.csv")
    city = gathering.current("22212")
    (found,) = pairs.pairs(city, programme("22212")).table.to_dict("records")
    both, keep = (found["first"], found["second"]), "registry/a"
    judged, edit = pairs.joined(city, both, keep, pairs.proposed(city, keep, "registry/b"))
    recording.save(city, edit, who="係")
    kept = recording.save(city, judged, who="係")
    joined_city = gathering.current("22212")
    (one,) = joined_city.resources.to_dict("records")
    assert (one["resource_id"], one["users"], one["fee"]) == (keep, 4.0, "100円")
    assert joined_city.version != city.version
    assert pairs.pairs(joined_city, programme("22212")).n == 0
    assert pairs.joins(joined_city, programme("22212")).table["gone"].tolist() == ["小川さろん"]
    records.remove("22212", Pair, kept.record.id, revision=kept.revision, who="係")
    assert gathering.current("22212").resources["resource_id"].tolist() == ["registry/a", "registry/b"]
