"""Matches go on one step at a time, with their days in order; and what changed meanwhile is said."""

import datetime as dt

import pytest

from shiensys.answers.matching import followed, met, moved
from shiensys.tables.programme.checks import RecordError, check
from tests.answers.matching.programmes import NOTHING, match, programme, request
from tests.city_of import city, districts, registry, resource

DAY = dt.date(2026, 9, 10)


def test_a_match_runs_its_whole_course():
    agreed = moved(match(note="電話した"), "agreed", DAY, "金曜から")
    running = moved(agreed, "running", dt.date(2026, 9, 11))
    ended = moved(running, "ended", dt.date(2026, 10, 1), "施設へ", reason="moved")
    assert (agreed.state, agreed.agreed, agreed.note) == ("agreed", DAY, "電話した\n金曜から")
    assert (running.state, running.running, running.note) == ("running", dt.date(2026, 9, 11), agreed.note)
    assert (ended.state, ended.ended, ended.end_reason) == ("ended", dt.date(2026, 10, 1), "moved")
    for each in (agreed, running, ended):
        check(each)


@pytest.mark.parametrize("state", ["proposed", "agreed", "running"])
def test_it_may_end_at_any_step(state):
    assert moved(match(state=state), "ended", DAY, reason="person").ended == DAY


@pytest.mark.parametrize(
    ("state", "to"),
    [("proposed", "running"), ("proposed", "proposed"), ("agreed", "proposed"), ("running", "agreed"),
     ("ended", "running"), ("ended", "ended")],
)  # fmt: skip
def test_no_step_is_left_out_or_taken_back(state, to):
    with pytest.raises(RecordError) as error:
        moved(match(state=state), to, DAY, reason="done")
    assert error.value.wrong == "state"
    assert "進めません" in str(error.value)


def test_a_step_on_a_day_before_the_last_one_is_refused_with_that_day():
    agreed = moved(match(), "agreed", DAY)
    with pytest.raises(RecordError) as error:
        moved(agreed, "running", dt.date(2026, 9, 9))
    assert error.value.wrong == "running"
    assert "令和8年9月10日" in str(error.value)
    assert moved(agreed, "running", DAY).running == DAY


def test_an_end_needs_its_reason():
    with pytest.raises(RecordError) as error:
        moved(match(), "ended", DAY)
    assert error.value.wrong == "end_reason"


def test_a_request_is_met_when_its_match_runs_and_not_before():
    asked = request("r1")
    proposed = match(request_id="r1")
    with pytest.raises(RecordError):
        met(asked, proposed)
    running = moved(moved(proposed, "agreed", DAY), "running", dt.date(2026, 9, 12))
    done = met(asked, running)
    assert (done.state, done.ended) == ("met", dt.date(2026, 9, 12))
    check(done)
    with pytest.raises(RecordError):
        met(done, running)
    with pytest.raises(RecordError):
        met(request("r2"), running)


def there(*rows):
    return city(districts=districts(), resources=registry(*rows))


def test_matches_are_listed_those_going_on_first_with_how_long_they_wait():
    kept = programme(
        match("old", state="ended", ended=dt.date(2026, 10, 20), end_reason="done"),
        match("new", state="agreed", agreed=dt.date(2026, 10, 1)),
        match("newer", began=dt.date(2026, 10, 5)),
    )
    answer = followed(there(resource("R1", "港")), kept)
    table = answer.table.set_index("match_id")
    assert list(table.index) == ["newer", "new", "old"]
    assert table.loc["new", "waiting_days"] == 30
    assert table["waiting_days"].isna().tolist() == [False, False, True]
    assert table.loc["old", "end_reason_words"] == "目的を果たした"
    assert table.loc["new", "next"] == "running;ended"
    assert table.loc["new", "revision"] == 1
    assert answer.headline == ("つないだ記録は、提案中1件、合意1件、終了1件です。",)
    assert {column.key for column in (*answer.columns, *answer.reading)} <= set(answer.table.columns)


def test_a_provider_that_is_gone_or_closed_is_said_while_the_match_goes_on():
    kept = programme(
        match("a", resource_id="R2"),
        match("b", resource_id="R9"),
        match("c", resource_id="R9", state="ended", ended=DAY, end_reason="provider"),
        match("d"),
    )
    answer = followed(there(resource("R1", "港"), resource("R2", "港", status="defunct")), kept)
    table = answer.table.set_index("match_id")
    assert table.loc["a", "warning_words"] == "台帳では「終了」になりました"
    assert table.loc["b", "warning_words"] == "台帳からなくなりました"
    assert table.loc["b", "name"] == "台帳にないもの(記号 R9)"
    assert table.loc[["c", "d"], "warning_words"].tolist() == ["", ""]
    assert answer.headline[1] == "台帳や依頼が変わったものが2件あります。確かめてください。"


def test_a_request_that_ended_otherwise_or_has_several_matches_is_said():
    kept = programme(
        request("r1", state="withdrawn", ended=DAY),
        request("r2"),
        match("a", request_id="r1"),
        match("b", request_id="r2"),
        match("c", request_id="r2"),
    )
    table = followed(there(resource("R1", "港")), kept).table.set_index("match_id")
    assert table.loc["a", "warning_words"] == "依頼は「取り下げ」になりました"
    assert table.loc["b", "warning_words"] == "同じ依頼に、ほかの相手とも話を進めています"


def test_nothing_to_follow_yet():
    answer = followed(there(resource("R1", "港")), NOTHING)
    assert answer.table.empty
    assert answer.headline == ("つないだ記録は、まだありません。",)
