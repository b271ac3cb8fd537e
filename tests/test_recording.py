"""The one way in for small records: nothing is said twice, and whatever was done can be taken back."""

import datetime as dt
from dataclasses import replace

import pytest

from shiensys import recording
from shiensys.gathering import gathered
from shiensys.store import cities, database, records
from shiensys.store.records import ChangedError
from shiensys.tables.programme import Body, Contact, Council, Event, Member, Post, Step
from shiensys.tables.programme.checks import RecordError
from tests import city_of

CODE = city_of.RECORD.code
CARE = Body(id="care", name="地域包括支援センター", kind="support_center")
COUNCIL = Council(id="c", name="港の話し合い", districts=("d0",))
POST = Post(id="p", body_id="care", title="第2層", districts=("d0", "d1"))


@pytest.fixture
def city(empty_store):
    with database.transaction() as connection:
        cities.register(connection, city_of.RECORD)
    records.add_all(CODE, [CARE, COUNCIL, POST], who="市")
    return gathered(city_of.RECORD, (), {"districts": (city_of.districts(),)})


def save(city, record, revision=None):
    return recording.save(city, record, who="佐藤", revision=revision)


@pytest.mark.parametrize(
    "record",
    [
        CARE,
        COUNCIL,
        POST,
        Contact(body_id="care", name="窓口", phone="000-1111-2222"),
        Event(sort="forum", title="集い", begins=dt.datetime(2026, 11, 14, tzinfo=dt.UTC)),
        Member(council_id="c", body_id="care"),
        Step(district="d0", step="start", reached=dt.date(2026, 4, 1)),
    ],
)
def test_nothing_is_entered_twice(city, record):
    if record not in (CARE, COUNCIL, POST):
        save(city, record)
    with pytest.raises(RecordError, match="がもうあります"):
        save(city, replace(record, id="another"))
    assert save(city, record, 1).revision == 2  # what is there may be saved again


def test_who_came_after_somebody_that_left_is_not_the_same_post(city):
    save(city, replace(POST, until=dt.date(2026, 3, 31)), 1)
    assert save(city, replace(POST, id="next", since=dt.date(2026, 4, 1))).revision == 1


def test_the_last_change_is_taken_back_and_that_can_be_taken_back_too(city):
    save(city, replace(CARE, name="別の名"), 1)
    recording.undo(city, Body, "care", revision=2, who="鈴木")
    assert records.find(CODE, Body, "care").record == CARE
    recording.undo(city, Body, "care", revision=3, who="鈴木")
    assert records.find(CODE, Body, "care").record.name == "別の名"
    assert [each.who for each in records.history(CODE, Body, "care")] == ["市", "佐藤", "鈴木", "鈴木"]


def test_taking_back_the_first_change_takes_the_record_off(city):
    kept = save(city, Body(name="会", kind="other"))
    recording.undo(city, Body, kept.record.id, revision=1, who="鈴木")
    assert kept.record.id not in {each.record.id for each in records.of(CODE, Body)}


def test_nobody_takes_back_what_he_did_not_see(city):
    save(city, replace(CARE, name="一"), 1)
    save(city, replace(CARE, name="二"), 2)
    with pytest.raises(ChangedError):
        recording.undo(city, Body, "care", revision=2, who="鈴木")
    assert records.find(CODE, Body, "care").record.name == "二"


def test_a_district_that_is_no_more_does_not_come_back(city):
    records.change(CODE, replace(POST, districts=("gone",)), revision=1, who="市")
    save(city, replace(POST, districts=("d1",)), 2)
    with pytest.raises(RecordError, match="この市の地区ではない"):
        recording.undo(city, Post, "p", revision=3, who="鈴木")
