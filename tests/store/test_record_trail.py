"""What became of small records: who changed what, what stood there before, what can come back."""

import datetime as dt
from dataclasses import replace

import pytest

from shiensys.store import cities, database, record_trail, records
from shiensys.store.cities import CityRecord
from shiensys.tables.programme import Body, Edit, Event, Post, Step

CITY = "35215"
BODY = Body(id="b", name="社協", kind="social_welfare_council")
EVENT = Event(id="e", sort="forum", title="集い", begins=dt.datetime(2026, 11, 14, 1, 30, tzinfo=dt.UTC))
POST = Post(id="p", body_id="b", districts=("d0", "d1"), since=dt.date(2017, 10, 1))


@pytest.fixture
def city(empty_store):
    with database.transaction() as connection:
        cities.register(connection, CityRecord(CITY, "周南市", False))
    records.add_all(CITY, [BODY, EVENT, POST], who="市")
    return CITY


def test_each_change_is_told_with_the_one_before_it_the_newest_first(city):
    records.change(city, replace(BODY, name="社会福祉協議会"), revision=1, who="佐藤")
    (second, before), (first, nothing) = record_trail.steps(city, Body, "b", most=10)
    assert (second.who, second.act, second.content["name"]) == ("佐藤", "change", "社会福祉協議会")
    assert (before, nothing) == (first, None)
    assert [change.kind for change, _ in record_trail.steps(city, most=10)] == ["bodies", "posts", "events", "bodies"]
    assert len(record_trail.steps(city, most=2)) == 2


@pytest.mark.parametrize("record", [EVENT, POST, Step(district="d0", step="start", reached=dt.date(2026, 4, 1))])
def test_a_change_holds_the_record_as_it_was_days_and_moments_too(city, record):
    if record not in (EVENT, POST):
        records.add(city, record, who="市")
    ((change, _),) = record_trail.steps(city, type(record), record.id, most=1)
    assert record_trail.record_of(type(record), change) == record


def test_cells_of_the_registry_come_back_too(city):
    edit = Edit(id="registry/R1", cells={"name": "会", "capacity": 4}, was={"name": "の会"})
    records.add(city, edit, who="市")
    records.remove(city, Edit, edit.id, revision=1, who="市")
    assert record_trail.before(city, Edit, edit.id) == edit


def test_what_was_taken_off_can_be_seen_but_never_what_was_erased(city):
    other = Body(id="o", name="個人の名", kind="other")
    records.add(city, other, who="市")
    records.erase(city, Body, "o", who="佐藤")
    records.remove(city, Post, "p", revision=1, who="佐藤")
    assert record_trail.removed(city, Post, most=5) == (POST,)
    assert record_trail.removed(city, Body, most=5) == ()
    records.add(city, POST, who="鈴木")
    assert record_trail.removed(city, Post, most=5) == ()
    assert record_trail.before(city, Post, "p") is None  # before it came back it wasn't there


def test_fields_of_former_days_are_left_out(city):
    ((change, _),) = record_trail.steps(city, Body, "b", most=1)
    assert record_trail.record_of(Body, replace(change, content={**change.content, "gone": 1})) == BODY
