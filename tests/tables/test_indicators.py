"""What is judged: every rule of the field, what it is called, and that a city's own items join in."""

import datetime as dt

import pytest

from shiensys.tables.codebook import Item, codebook
from shiensys.tables.indicators import (
    GROUPS,
    UnknownIndicatorError,
    indicator,
    indicators,
    own_indicators,
)
from shiensys.tables.rules import Condition, Rule, told
from shiensys.tables.survey import UNSOLVED
from shiensys.text import speaking

RISKS = {
    "motor": 3, "falls": 1, "homebound": 1, "undernutrition": 2, "oral": 2, "cognition": 1, "depression": 1,
    "iadl_low": 2, "iadl_lower": 1, "intellectual_low": 2, "intellectual_lower": 1, "social_low": 2, "social_lower": 1,
}  # fmt: skip
TOLD = {"number": "問10", "wording_id": "own", "wording": "スマートフォン", "required": False, "least": 1, "most": 3}


def test_every_risk_of_the_field_has_its_rule():
    assert {each.key: each.rule.at_least for each in indicators() if each.group == "risks"} == RISKS


def test_only_the_threshold_of_the_handbook_is_official():
    assert [each.key for each in indicators() if each.status == "official"] == ["undernutrition"]
    assert indicator("undernutrition").rule.of == (
        Condition("bmi", below=18.5),
        Condition("weight_loss", frozenset({1})),
    )


def test_keys_are_told_apart_and_in_groups():
    keys = [each.key for each in indicators()]
    assert len(keys) == len(set(keys))
    assert {each.group for each in indicators()} == set(GROUPS) - {"own"}


def test_every_indicator_is_named_in_both_languages():
    for each in indicators():
        with speaking("en"):
            english = (each.name, each.whom, each.note)
        assert all(text.isascii() or "“" in text for text in english), each.key
        assert english != (each.name, each.whom, each.note)
        assert each.whom.endswith(("人", "をしている人と、してもよい人"))


def test_all_items_are_columns_of_the_form_or_troubles():
    """The 第9期 form asks whatever risks, participation and helpers are judged by; BMI is of height and weight."""
    columns = set(codebook("dai9").columns) | {"bmi"}
    for each in indicators():
        if each.group != "troubles":
            assert set(each.rule.items) <= columns, each.key


def test_parts_of_one_kind_of_support_stand_only_together():
    keys = {each.key for each in indicators()}
    parts = ("hospital", "outing", "room_cleaning", "bath_cleaning", "laundry")
    assert not keys & {f"{kind}_{part}" for kind in ("trouble", "unsolved") for part in parts}
    assert indicator("trouble_transport").rule.items == ("trouble_hospital", "trouble_outing")


def test_answers_that_exclude_each_other_are_never_two_indicators():
    """Two exclusive counts add up to no more than n, which narrows both; one within the other doesn't."""
    codes = {
        each.key: (part.item, part.codes)
        for each in indicators()
        for part in each.rule.of
        if isinstance(part, Condition) and each.rule.at_least == len(each.rule.of) == 1
    }
    for item, one in codes.values():
        for other_item, other in codes.values():
            assert item != other_item or one <= other or other <= one


def test_an_unknown_key_is_refused_by_a_sentence():
    with pytest.raises(UnknownIndicatorError, match="「thirst」という項目はありません"):
        indicator("thirst")


def test_a_city_s_own_item_is_judged_by_the_answers_that_count():
    codes = {"1": "使う", "2": "ときどき使う", "3": "使わない"}
    item = Item("own_phone", answer="single", codes=codes, counts_as=frozenset({1, 2}), **TOLD)
    (own,) = own_indicators([item])
    assert (own.key, own.group, own.status, own.higher) == ("own_phone", "own", "own", "neutral")
    assert own.rule == Rule(1, (Condition("own_phone", frozenset({1, 2})),))
    assert own.name == "「スマートフォン」に「使う、ときどき使う」"
    assert own.whom == "「スマートフォン」に「使う、ときどき使う」と答えた人"


def test_a_city_s_own_boxes_are_judged_by_those_that_count():
    codes = {"call": "通話", "map": "地図", "none": "使わない"}
    told = {**TOLD, "least": 0, "most": 0, "whom": "通話か地図に使う人"}
    item = Item("own_phone", answer="boxes", codes=codes, counts_as=frozenset({1, 2}), **told)
    (own,) = own_indicators([item])
    assert own.rule.items == ("own_phone_call", "own_phone_map")
    assert own.whom == "通話か地図に使う人"


def test_an_own_item_without_answers_that_count_is_no_indicator():
    item = Item("own_years", answer="number", codes={}, **TOLD)
    assert own_indicators([item]) == ()


def test_the_form_is_that_of_the_survey_s_period():
    book = codebook("dai9")
    assert book.first <= dt.date(2025, 11, 30) <= book.last


def test_a_trouble_that_cannot_be_solved_has_the_code_of_the_survey():
    assert told()["unsolved_code"] == UNSOLVED
