"""Maps of matching: numbers of providers, the frame around a need, verdicts on carriers, unmet needs."""

import pandas as pd
import pytest

from shiensys.answers.answer import Answer, CityCard
from shiensys.answers.matching import Carriers, Need, Suggestions
from shiensys.show import maps as ground_maps
from shiensys.show.matching import gaps, maps, pairs
from tests import city_of

CARD = CityCard(code="22212", name="焼津市", fictional=False)
NAMES = {"d0": "港", "d1": "小川", "d2": "和田"}


def answer(table, kind=Answer, **more):
    return kind(city=CARD, title="題", table=table, columns=(), evidence=(), **more)


@pytest.fixture
def ground():
    return ground_maps.ground(city_of.districts().rename(columns={"district_id": "unit_id"}))


@pytest.fixture
def suggested():
    rows = {
        "resource_id": ["a", "b", "c", "d"],
        "name": ["買い物バス", "名簿だけの会", "${alert(1)}", "満員の会"],
        "score": [86.0, 77.0, 70.0, float("nan")],
        "possible": [True, True, True, False],
    }
    need = Need("shopping", "d0")
    return answer(pd.DataFrame(rows), Suggestions, need=need, possible=3, beyond=0)


@pytest.fixture
def placed():
    rows = {"resource_id": ["a", "c", "d"], "longitude": [138.305, 138.315, 138.3], "latitude": [34.805, 34.805, 34.8]}
    return answer(pd.DataFrame(rows).assign(coarse=[False, True, False]))


def test_each_pin_has_the_number_of_its_card_and_who_has_no_point_leaves_a_gap(suggested, placed):
    drawn = maps.pins(suggested, placed, 3)
    assert [(pin["symbol"], pin["lines"][0], pin["coarse"]) for pin in drawn] == [
        ("1", "買い物バス", False),
        ("3", "${alert(1)}", True),  # escaped where it is written, by safe_json
    ]
    assert [pin["symbol"] for pin in maps.pins(suggested, placed, 1)] == ["1"]


def test_the_frame_holds_the_district_and_the_providers_with_room_around(ground, suggested, placed):
    framed = maps.around(ground, "d0", maps.pins(suggested, placed, 3))
    # the district is 138.30–138.31, the farthest pin at 138.315, and 0.005 around
    assert framed.bounds == pytest.approx((138.295, 34.795, 138.32, 34.815))
    assert framed.geojson == ground.geojson
    assert maps.around(ground, "gone", []) == ground


def test_only_the_district_of_the_need_is_coloured():
    painted = maps.of_need(NAMES, "d1")
    assert [unit["class"] for unit in painted["units"].values()] == ["other", "here", "other"]
    assert painted["units"]["d2"]["lines"] == ["和田"]


@pytest.fixture
def carriers():
    nan = float("nan")
    rows = [
        ("d0", "港", 1, "many", "shown", (90, 70, 110), (20, 10, 40)),
        ("d1", "小川", 2, "few", "few", (20, 10, 30), (60, 40, 90)),
        ("d2", "和田", 3, "unknown", "protected", (nan, nan, nan), (nan, nan, nan)),
    ]
    made = [
        {"unit_id": unit, "name": name, "order": order, "verdict": verdict, "state": state, "words": f"{name}の見立て",
         "ready_words": "約何人", "trouble_words": "約何人"}
        | dict(zip(("ready", "ready_low", "ready_high"), ready, strict=True))
        | dict(zip(("trouble", "trouble_low", "trouble_high"), trouble, strict=True))
        for unit, name, order, verdict, state, ready, trouble in rows
    ]  # fmt: skip
    more = {"level": "district", "basis": "unsolved", "counts": {}, "everywhere": {}}
    return answer(pd.DataFrame(made), Carriers, **more)


def test_every_unit_is_in_the_class_of_its_verdict_and_few_answers_have_stripes(carriers):
    painted = maps.paint(carriers)
    assert {unit: drawn["class"] for unit, drawn in painted["units"].items()} == {
        "d0": "many", "d1": "few-few", "d2": "protected",
    }  # fmt: skip
    assert painted["classes"]["few-few"]["pattern"] == "few"
    assert len(painted["units"]["d2"]["lines"]) == 2  # no figure of what is protected


def test_both_amounts_stand_in_one_row_with_their_intervals_and_protected_ones_say_so(carriers):
    chart = pairs.pairs(carriers, chosen="d1").to_plotly_json()
    words, trouble, ready = chart["data"]
    assert ready["x"] == [90.0, 20.0, None]
    assert ready["error_x"]["array"] == [20.0, 10.0, None]  # 110 − 90, 30 − 20
    assert trouble["error_x"]["arrayminus"] == [10.0, 20.0, None]  # 20 − 10, 60 − 40
    assert ready["marker"]["symbol"] != trouble["marker"]["symbol"]  # apart without colour too
    assert list(words["text"]) == ["伏せています"]
    assert chart["layout"]["yaxis"]["ticktext"] == ["港", "<b>小川</b>", "和田"]


def test_a_provider_with_room_for_two_kinds_is_one_pin_that_says_both(placed):
    rows = {
        "resource_id": ["a", "a", "nowhere"], "name": ["買い物バス", "買い物バス", "名簿だけの会"],
        "kind": ["shopping", "transport", "shopping"], "kind_name": ["買い物", "移動", "買い物"],
        "words": ["あと4人", "あと2人", "あと1人"],
    }  # fmt: skip
    (pin,) = gaps.pins(answer(pd.DataFrame(rows)), placed)
    assert pin["lines"] == ["買い物バス", "買い物:あと4人", "移動:あと2人"]


def test_districts_with_unmet_needs_stand_apart_and_say_which():
    rows = {"unit_id": ["d1"], "kind_name": ["除雪"], "words": ["依頼1件"]}
    unmet = answer(pd.DataFrame(rows))
    assert [(each.key, each.unit_ids) for each in gaps.legend(unmet, NAMES)] == [
        ("some", ("d1",)),
        ("none", ("d0", "d2")),
    ]
    assert gaps.paint(unmet, NAMES)["units"]["d1"] == {"class": "some", "lines": ["小川", "除雪:依頼1件"]}
