"""Requests counted by kind, district and month: exact for coordinators, in tens for all others."""

import datetime as dt

import pandas as pd
import pytest

from shiensys.answers.matching import open_requests, requests
from tests.answers.matching.programmes import NOTHING, match, programme, request
from tests.city_of import city, complete, districts, population, registry, resource, survey

AUGUST, SEPTEMBER = dt.date(2026, 8, 3), dt.date(2026, 9, 1)
END = dt.date(2026, 10, 1)
ANSWERED = {"港": (100, 20), "小川": (100, 60), "和田": (100, 0), "大富": (100, 0)}


def there(**tables):
    return city(districts=districts(), resources=registry(resource("R1", "港")), **tables)


def many() -> tuple:
    """In August 13 in 港 (12 met), in September 9 in 小川, all refused: 6 as it was full, 3 for the fee."""
    return (
        *(request(f"a{n}", received=AUGUST, state="met", ended=END) for n in range(12)),
        request("a12", received=AUGUST, persons=3),
        *(
            request(f"b{n}", district="d1", state="refused", reason="full" if n < 6 else "fee", ended=END)
            for n in range(9)
        ),
    )


def test_coordinators_see_every_count():
    answer = requests(there(), programme(*many()), exact=True)
    table = answer.table
    assert table["month"].tolist() == ["2026-09", "2026-08"]
    assert table["all"].tolist() == [9, 13]
    assert table[["met", "received", "refused", "refused_full", "refused_fee"]].values.tolist() == [
        [0, 0, 9, 6, 3],
        [12, 1, 0, 0, 0],
    ]
    assert answer.by_district[["district", "all"]].values.tolist() == [["d0", 13], ["d1", 9]]
    assert answer.by_reason[["reason", "refused"]].values.tolist() == [["full", 6], ["fee", 3]]
    assert answer.total == 22
    assert answer.headline == (
        "依頼は22件です(令和8年8月3日〜令和8年9月1日)。",
        "いまの状態は、受付中1件、つながった12件、断った9件です。",
        "断った理由でいちばん多いのは「空きがない」(6件)です。",
    )


def test_all_others_see_whole_tens_and_nothing_below():
    """One more in September makes ten of that month, so it is counted with August."""
    answer = requests(there(), programme(*many(), request("c0", district="d1")), exact=False)
    told = answer.table.set_index("district")
    assert told[["month", "all"]].to_dict("index") == {
        "d1": {"month": "2026-09", "all": 10},
        "d0": {"month": "2026-08", "all": 10},
    }
    assert told.loc["d0", "met"] == 10
    assert told[["received", "refused"]].isna().all(axis=None)
    assert answer.by_kind["all"].tolist() == [20]
    assert answer.by_reason.empty
    assert (answer.total, answer.exact) == (20, False)
    assert answer.headline[0] == "依頼は20件あまりです(2026年8月〜2026年9月)。"
    assert any("切り捨て" in note for note in answer.notes)


@pytest.mark.parametrize("n", [1, 9])
def test_fewer_than_ten_are_never_told_from_none(n):
    """Those of 小川 are neither in a row nor in the difference of two."""
    kept = [request(f"a{k}") for k in range(20)]
    base = requests(there(), programme(*kept), exact=False)
    more = requests(there(), programme(*kept, *(request(f"b{k}", district="d1") for k in range(n))), exact=False)
    for name in ("table", "by_district", "by_kind", "by_month", "by_reason"):
        pd.testing.assert_frame_equal(getattr(base, name), getattr(more, name))
    assert base.headline == more.headline


COUNTED = ("table", "by_district", "by_kind", "by_month", "by_reason")


@pytest.mark.parametrize("n", [10, 19, 29])
def test_one_more_request_shows_nowhere_whatever_the_counts_were_before(n):
    """The 20th of them in 小川, refused, would turn 19 into 20 here and there, and tell what it was about."""
    before = [
        request(f"a{k}", received=AUGUST, district="d1", state="refused", reason="fee", ended=END) for k in range(n)
    ]
    for day in (SEPTEMBER, dt.date(2026, 10, 30)):
        one = request("one", received=day, district="d1", state="refused", reason="fee", ended=END)
        base, more = (requests(there(), programme(*kept), exact=False) for kept in (before, [*before, one]))
        assert base.headline == more.headline
        for name in COUNTED:
            pd.testing.assert_frame_equal(getattr(base, name), getattr(more, name))


def test_nobody_can_tell_who_asked_on_the_first_or_the_last_day():
    few = [request(f"a{k}", received=dt.date(2026, 8, 1 + k)) for k in range(12)]
    later = [request(f"a{k}", received=dt.date(2026, 8, 2 + k)) for k in range(12)]
    one, other = (requests(there(), programme(*kept), exact=False).headline for kept in (few, later))
    assert one == other


def test_requests_of_the_month_that_runs_wait_for_its_end():
    now = [request(f"a{k}", received=dt.date(2026, 10, 3)) for k in range(30)]
    assert requests(there(), programme(*now), exact=False).by_month.empty
    assert requests(there(), programme(*now), exact=True).by_month["all"].tolist() == [30]


def test_few_requests_are_no_number_at_all():
    answer = requests(there(), programme(request("r1")), exact=False)
    assert answer.headline == ("終わった月までに受けた依頼が10件に満たないので、数は出しません。",)
    assert answer.table.empty


def test_the_surveys_need_stands_beside_what_was_asked_for():
    """1,000 aged 65+ in each district, 80 of 400 in trouble; asked for in the last twelve months: 12 + 3 + 9."""
    tables = {
        "population": population(dict.fromkeys(ANSWERED, 1000)),
        "survey": survey(ANSWERED),
        "completeness": complete(),
    }
    old = request("old", received=dt.date(2025, 10, 31), persons=50)
    answer = requests(there(**tables), programme(*many(), old), exact=True)
    row = answer.by_kind.iloc[0]
    assert row["persons"] == 24
    assert 700 < row["need"] < 900
    assert row["beside_words"] == f"調査では{row['need_words']}。この12か月の依頼は24人分"
    assert len(answer.evidence) == 2


def test_without_a_survey_nothing_stands_beside():
    answer = requests(there(), programme(*many()), exact=True)
    assert answer.by_kind["need"].isna().all()
    assert answer.by_kind["beside_words"].tolist() == ["人数の推計はありません"]


def test_the_order_of_records_changes_nothing():
    one = requests(there(), programme(*many()), exact=True)
    other = requests(there(), programme(*reversed(many())), exact=True)
    for name in ("table", "by_district", "by_kind", "by_month", "by_reason"):
        pd.testing.assert_frame_equal(getattr(one, name), getattr(other, name))


def test_an_old_request_of_a_kind_and_district_that_are_gone_is_still_counted():
    answer = requests(there(), programme(request("r1", kind="gone", district="d9")), exact=True)
    assert answer.table[["kind_name", "district_name", "all"]].values.tolist() == [["gone", "いまはない地区", 1]]


def test_no_requests_yet():
    answer = requests(there(), NOTHING, exact=True)
    assert answer.headline == ("依頼の記録は、まだありません。",)
    assert answer.table.empty
    assert {column.key for column in answer.columns} <= set(answer.table.columns)


def test_open_requests_wait_with_the_longest_first_and_whom_to_ask():
    kept = programme(
        request("new", received=dt.date(2026, 10, 30)),
        request("old", received=dt.date(2026, 10, 1), kind="snow", days=("MO",), conditions=("once",), fee_most=0),
        request("over", state="withdrawn", ended=END),
        match(request_id="new"),
    )
    answer = open_requests(there(), kept)
    table = answer.table.set_index("request_id")
    assert list(table.index) == ["old", "new"]
    assert table["waiting_days"].tolist() == [30, 1]
    assert table["providers"].tolist() == [0, 1]
    assert table.loc["new", "best_id"] == "R1"
    assert table.loc["new", "in_hand_words"] == "話を進めている相手 1件"
    assert table.loc["old", "wishes"] == "月、1回だけでも頼める、1回0円まで"
    assert answer.headline == (
        "まだ解決していない依頼は2件です。いちばん長いもので30日待っています。",
        "そのうち1件は、頼めるところが台帳にありません。",
    )
    assert {column.key for column in (*answer.columns, *answer.reading)} <= set(answer.table.columns)


def test_an_open_request_of_a_district_that_is_gone_is_listed_without_providers():
    table = open_requests(there(), programme(request("r1", district="d9"), request("r2"))).table
    assert table["providers"].tolist() == [0, 1]
