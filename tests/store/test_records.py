"""Small records: every change kept with who and when, nobody overwrites what they didn't see."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from shiensys.store import cities, database, records
from shiensys.store.cities import CityRecord
from shiensys.store.records import ChangedError, UnknownRecordError
from shiensys.tables.programme import KINDS, Body, Contact, Council, Draft, Meeting, Note, Vote

CITY = "35215"
COUNCIL = Council(id="first", tier=1, name="第1層協議体")
MEETING = Meeting(id="m1", council_id="first", title="第1回")


@pytest.fixture
def city(empty_store):
    with database.transaction() as connection:
        cities.register(connection, CityRecord(CITY, "周南市", False))
    records.add_all(CITY, [COUNCIL, MEETING], who="市")
    return CITY


def test_what_is_stored_comes_back_as_it_was(city):
    body = Body(name="周南市社会福祉協議会", kind="social_welfare_council")
    kept = records.add(city, body, who="佐藤")
    assert (kept.record, kept.revision, kept.who) == (body, 1, "佐藤")
    assert records.find(city, Body, body.id) == kept
    number, everything = records.everything(city)
    assert set(everything) == set(KINDS)
    assert [each.record for each in everything["bodies"]] == [body]
    assert number == records.latest(city) == 3


def test_several_who_bring_the_same_records_at_once_store_each_once_and_change_none(city):
    councils = [replace(COUNCIL, note="ほかの言葉"), Council(id="second", tier=2, name="第2層協議体")]
    with ThreadPoolExecutor(4) as several:
        list(several.map(lambda who: records.add_missing(city, councils, who=who), "abcd"))
    assert [each.record.name for each in records.of(city, Council)] == ["第1層協議体", "第2層協議体"]
    assert records.find(city, Council, "first").record == COUNCIL
    assert records.latest(city) == 3


def test_the_second_of_two_people_is_shown_what_the_first_wrote(city):
    first = records.change(city, replace(MEETING, place="公民館"), revision=1, who="佐藤")
    with pytest.raises(ChangedError) as caught:
        records.change(city, replace(MEETING, place="市役所"), revision=1, who="鈴木")
    assert caught.value.theirs == first
    assert "佐藤" in str(caught.value)
    assert records.find(city, Meeting, "m1").record.place == "公民館"


def test_every_change_is_kept_and_what_was_removed_can_come_back(city):
    records.change(city, replace(MEETING, place="公民館"), revision=1, who="佐藤")
    records.remove(city, Meeting, "m1", revision=2, who="鈴木")
    with pytest.raises(ChangedError) as caught:
        records.change(city, MEETING, revision=2, who="佐藤")
    assert caught.value.theirs is None
    records.add(city, MEETING, who="佐藤")
    told = [
        (each.revision, each.who, each.act, each.content.get("place")) for each in records.history(city, Meeting, "m1")
    ]
    assert told == [
        (1, "市", "add", ""),
        (2, "佐藤", "change", "公民館"),
        (3, "鈴木", "remove", None),
        (4, "佐藤", "add", ""),
    ]


def test_erased_means_that_nothing_written_is_left(city):
    records.change(city, replace(MEETING, agenda="名前が書かれていた"), revision=1, who="佐藤")
    records.erase(city, Meeting, "m1", who="市")
    assert [each.content for each in records.history(city, Meeting, "m1")] == [{}, {}, {}]
    with database.reading() as connection:
        rows = connection.exec_driver_sql("SELECT agenda, title FROM meetings").all()
    assert [tuple(row) for row in rows] == [("", "")]
    with pytest.raises(UnknownRecordError):
        records.find(city, Meeting, "m1")


def test_a_link_to_nothing_is_refused(city):
    with pytest.raises(database.StoreError):
        records.add(city, Contact(body_id="nobody"), who="市")


def test_hands_counted_at_many_tables_add_up(city):
    records.add(city, Vote(id="v", meeting_id="m1", question="how", option="サロン"), who="市")

    def one_more(_number):
        return records.amend(city, Vote, "v", lambda vote: replace(vote, hands=vote.hands + 1), who="市")

    with ThreadPoolExecutor(8) as people:
        list(people.map(one_more, range(40)))
    assert records.find(city, Vote, "v").record.hands == 40
    assert records.find(city, Vote, "v").revision == 41


def test_a_draft_leaves_no_trace(city):
    before = records.latest(city)
    draft = Draft(id="m1/how/a", meeting_id="m1", question="how", writer="a", text="書きかけ")
    records.put(city, draft, who="")
    records.put(city, replace(draft, text="書きかけの続き"), who="")
    assert [each.record.text for each in records.of(city, Draft, writer="a")] == ["書きかけの続き"]
    records.drop(city, Draft, draft.id)
    assert records.of(city, Draft) == ()
    assert records.latest(city) == before


def test_with_a_city_all_its_records_go(city):
    cities.remove(city, who="市")
    assert records.everything(city)[0] == 0


def test_many_write_at_once_and_no_word_is_lost(city):
    words = [f"{writer}人目の{turn}つ目" for writer in range(10) for turn in range(5)]

    def write(text):
        note = Note(meeting_id="m1", question="trouble", text=text, said_at=dt.datetime.now(dt.UTC))
        records.add(city, note, who="")

    with ThreadPoolExecutor(10) as people:
        list(people.map(write, words))
    assert sorted(each.record.text for each in records.of(city, Note, meeting_id="m1")) == sorted(words)
    assert records.latest(city, Note) == 2 + len(words)


def test_two_who_save_at_the_same_moment_are_told_apart(city):
    def save(place):
        try:
            return records.change(city, replace(MEETING, place=place), revision=1, who=place).record.place
        except ChangedError as error:
            return error.theirs.record.place

    with ThreadPoolExecutor(8) as people:
        seen = set(people.map(save, [f"場所{number}" for number in range(8)]))
    assert seen == {records.find(city, Meeting, "m1").record.place}
