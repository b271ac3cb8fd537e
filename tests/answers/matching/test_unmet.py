"""Needs without a provider, and providers without a need."""

import pandas as pd

from shiensys.answers.matching import idle, unmet
from tests.answers.matching.programmes import NOTHING, programme, request
from tests.city_of import apart, city, complete, districts, population, registry, resource, survey

OLDER = {"港": 1000, "小川": 1000, "和田": 1000, "大富": 1000}
ANSWERS = {"港": (100, 20), "小川": (100, 60), "和田": (100, 60), "大富": (100, 40)}


def there(*rows, **tables):
    return city(districts=districts(), resources=registry(*rows), **tables)


def surveyed(*rows):
    # 大富 lies five kilometres off
    return city(
        districts=apart(districts(), "大富"), resources=registry(*rows), population=population(OLDER),
        survey=survey(ANSWERS), completeness=complete(),
    )  # fmt: skip


def test_open_requests_that_nobody_can_meet_are_counted_with_what_is_in_the_way():
    city_ = there(
        resource("R1", "港", users=8.0, schedule="毎週火曜"), resource("R2", "港", kinds="rubbish", fee="100円")
    )
    kept = programme(
        request("a"), request("b", persons=3), request("c", state="refused", reason="full"),
        request("d", kind="rubbish", fee_most=0), request("e", kind="rubbish"), request("f", kind="snow"),
    )  # fmt: skip
    answer = unmet(city_, kept)
    told = answer.table[["source", "kind", "unit_id", "requests", "persons", "reason"]]
    assert told.values.tolist() == [
        ["request", "shopping", "d0", 2, 4, "places"],
        ["request", "rubbish", "d0", 1, 1, "fee"],
        ["request", "snow", "d0", 1, 1, "nobody"],
    ]
    assert answer.headline[0] == "頼めるところがない依頼が4件あります。"
    assert answer.headline[1] == "調査がまだないので、依頼のない困りごとはわかりません。"


def test_the_survey_tells_of_need_where_nobody_is_in_reach():
    answer = unmet(surveyed(resource("R1", "港;小川;和田")), NOTHING)
    shopping = answer.table[answer.table["kind"] == "shopping"]
    assert shopping[["source", "unit_id", "reason"]].values.tolist() == [["survey", "d3", "nobody"]]
    row = shopping.iloc[0]
    assert row["need_low"] <= row["need"] <= row["need_high"]
    assert 300 < row["need"] < 500  # 40 of 100 answers, 1,000 residents
    assert pd.isna(row["requests"])
    assert row["words"].startswith(f"必要としているのは{row['need_words']}。")
    everywhere = unmet(surveyed(resource("R1", "市全域")), NOTHING).table
    assert everywhere[everywhere["kind"] == "shopping"].empty


def test_a_full_or_closed_provider_is_no_provider_for_an_open_request():
    kept = programme(request("a"))
    full, closed = resource("R1", "港", users=8.0), resource("R1", "港", status="inactive")
    assert unmet(there(full), kept).table["reason"].tolist() == ["places"]
    assert unmet(there(closed), kept).table["reason"].tolist() == ["nobody"]
    assert unmet(there(resource("R1", "港", users=None)), kept).table.empty  # unknown is not full


def test_requests_of_districts_that_are_gone_are_said_and_left_out():
    answer = unmet(there(resource("R1", "港")), programme(request("a", district="d9")))
    assert answer.table.empty
    assert any("1件" in note for note in answer.notes)


def test_what_is_lacking_comes_first_and_no_request_is_not_all_met():
    shop = resource("R1", "港;小川;和田")
    answer = unmet(surveyed(shop), NOTHING)
    assert answer.headline[0].startswith("調査で困っている人がいるのに")
    assert answer.headline[1] == "受付中の相談・依頼はありません。"
    met = unmet(there(shop), programme(request("a")))
    assert met.headline[0] == "受付中の相談・依頼1件には、どれも頼めそうなところがあります。"
    assert [column.heading for column in met.reading][2] == "地区"


def test_room_without_need_nearby():
    rows = (
        resource("R1", "港"),
        resource("R2", "大富"),
        resource("R3", "大富", users=8.0),
        resource("R4", "港", users=None),
    )
    away = city(districts=apart(districts(), "大富"), resources=registry(*rows))
    assert idle(away, NOTHING).table["resource_id"].tolist() == ["R1", "R2"]
    asked = programme(request("a", district="d1"))  # 小川 lies beside 港
    answer = idle(away, asked)
    assert answer.table[["resource_id", "kind", "free_places"]].values.tolist() == [["R2", "shopping", 4]]
    assert answer.table["words"].tolist() == ["あと4人を受け入れられます"]
    assert answer.headline == ("空きがあるのに近くに必要な人が見あたらないところは1件です。",)


def test_a_clear_shortage_nearby_is_need_too():
    answer = idle(surveyed(resource("R1", "港"), resource("R2", "大富")), NOTHING)
    assert answer.table.empty
    assert answer.headline == ("空きがあり、近くに必要な人が見あたらないところはありません。",)


def test_room_is_told_where_the_survey_says_that_there_is_enough_and_not_where_it_leaves_it_open():
    plenty = {"capacity": 800.0, "users": 0.0}
    nobody = dict.fromkeys(ANSWERS, (100, 0))
    rows = (resource("R1", "港", **plenty), resource("R2", "港", kinds="carers", **plenty))
    there_ = city(
        districts=districts(), resources=registry(*rows), population=population(OLDER), survey=survey(nobody),
        completeness=complete(),
    )  # fmt: skip
    found = idle(there_, NOTHING).table
    assert found["kind"].tolist() == ["shopping"]  # the survey can't tell of those who care for somebody
    assert found["free_places"].tolist() == [800]
    assert idle(there_, programme(request("a", district="d1"))).table.empty


def test_both_lists_have_all_their_columns():
    for answer in (unmet(there(resource("R1", "港")), NOTHING), idle(there(resource("R1", "港")), NOTHING)):
        assert {column.key for column in (*answer.columns, *answer.reading)} <= set(answer.table.columns)
