"""Three results: yes, no, and can't be judged. A slow loop over persons and all their blanks is the oracle."""

import itertools

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shiensys.measures.scoring import asked, counts, judge
from shiensys.measures.trouble import in_need
from shiensys.tables.categories import categories
from shiensys.tables.indicators import indicator, indicators
from shiensys.tables.rules import Condition, Rule
from shiensys.tables.survey import TROUBLES

RULES = {each.key: each.rule for each in indicators()}


def holds(person, part):
    """Judge one whole person, no blank left."""
    if isinstance(part, Rule):
        return sum(holds(person, each) for each in part.of) >= part.at_least
    answer = person[part.item]
    return answer < part.below if part.below is not None else answer in part.codes


def slowly(person, rule):
    """Try whatever a person may have meant by the blanks: NA where that changes the verdict."""
    possible = {item: (1, 2, 3, 4, 5, 6, 10) if item != "bmi" else (10.0, 30.0) for item in rule.items}
    blanks = [item for item in rule.items if person[item] is None]
    meant = [
        holds(person | dict(zip(blanks, answers, strict=True)), rule)
        for answers in itertools.product(*(possible[item] for item in blanks))
    ]
    return meant[0] if len(set(meant)) == 1 else None


def survey_of(persons, rule):
    """Put persons into a table, one more before them who answered everything: so all was asked."""
    table = pd.DataFrame([dict.fromkeys(rule.items, 1), *persons])
    return table.astype({item: "Float64" if item == "bmi" else "Int8" for item in rule.items})


@st.composite
def judged(draw):
    rule = RULES[draw(st.sampled_from([key for key in RULES if len(RULES[key].items) <= 5]))]
    answer = {item: st.none() | st.integers(1, 6) for item in rule.items}
    if "bmi" in answer:
        answer["bmi"] = st.none() | st.sampled_from([15.0, 18.4, 18.5, 25.0])
    return rule, draw(st.lists(st.fixed_dictionaries(answer), min_size=1, max_size=3))


@settings(max_examples=150, deadline=None)
@given(judged())
def test_blanks_decide_only_where_they_cannot_change_the_verdict(case):
    rule, persons = case
    found = judge(survey_of(persons, rule), rule).iloc[1:]
    assert [None if pd.isna(one) else bool(one) for one in found] == [slowly(person, rule) for person in persons]


@pytest.mark.parametrize(
    ("answers", "verdict"),
    [
        ((3, 3, 1, 1, 4), True),  # can't climb stairs, can't get up, fell often
        ((3, 3, 1, 3, 4), False),
        ((3, 3, None, 1, None), True),  # three are true, whatever the blanks are
        ((1, 1, None, 3, None), False),  # two blanks don't make three
        ((3, 1, None, 3, None), None),  # they might
        ((None, None, None, None, None), None),
    ],
)
def test_motor_function_of_one_person(answers, verdict):
    person = dict(zip(RULES["motor"].items, answers, strict=True))
    found = judge(survey_of([person], RULES["motor"]), RULES["motor"]).iloc[1]
    assert found is pd.NA if verdict is None else found == verdict


@pytest.mark.parametrize(("bmi", "weight_loss", "verdict"), [(18.4, 1, True), (18.5, 1, False), (17.0, 2, False)])
def test_undernutrition_is_thin_and_getting_thinner(bmi, weight_loss, verdict):
    rule = RULES["undernutrition"]
    assert judge(survey_of([{"bmi": bmi, "weight_loss": weight_loss}], rule), rule).iloc[1] == verdict


@pytest.mark.parametrize(("cannot", "low", "lower"), [(0, False, False), (1, False, True), (2, True, True)])
def test_everyday_jobs_are_low_from_three_points_down(cannot, low, lower):
    person = dict(zip(RULES["iadl_low"].items, [3] * cannot + [2] * (5 - cannot), strict=True))
    table = survey_of([person], RULES["iadl_low"])
    assert (judge(table, RULES["iadl_low"]).iloc[1], judge(table, RULES["iadl_lower"]).iloc[1]) == (low, lower)


def test_one_question_that_was_not_asked_leaves_a_scale_unjudged():
    table = pd.DataFrame({"hard_food": [1, 2], "chokes": [1, 2]}, dtype="Int8").assign(dry_mouth=pd.NA)
    assert not asked(table, RULES["oral"])
    assert judge(table, RULES["oral"]).isna().all()


def test_of_one_kind_of_support_those_troubles_count_that_were_asked():
    table = pd.DataFrame({"trouble_hospital": [1, 0, None]}, dtype="Int8")
    assert asked(table, RULES["trouble_transport"])
    assert judge(table, RULES["trouble_transport"]).tolist() == [True, False, pd.NA]
    assert not asked(table, RULES["unsolved_transport"])


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_troubles_are_judged_as_the_need_for_help_is(data):
    """The same persons as on the page of needs, whatever is blank or wasn't asked."""
    items = sorted(data.draw(st.sets(st.sampled_from(TROUBLES), min_size=6)))
    solved = data.draw(st.sets(st.sampled_from(items)))
    answers = {f"trouble_{item}": st.sampled_from([None, 0, 1]) for item in items}
    answers |= {f"solved_{item}": st.sampled_from([None, 1, 10]) for item in solved}
    rows = data.draw(st.lists(st.fixed_dictionaries(answers), min_size=1, max_size=6))
    table = pd.DataFrame(rows, columns=list(answers)).astype("Int8")
    for category in categories():
        kind = {"meals": "cooking"}.get(category.kind, category.kind)
        if not category.trouble_items:
            continue
        found = in_need(table, category)
        if found.basis == "unsolved" and asked(table, RULES[f"unsolved_{kind}"]):
            assert judge(table, RULES[f"unsolved_{kind}"]).to_list() == found.verdict.to_list()
        if found.basis == "in_trouble":
            assert judge(table, RULES[f"trouble_{kind}"]).to_list() == found.verdict.to_list()


def test_persons_are_counted_by_cell_and_only_where_they_can_be_judged():
    table = pd.DataFrame({"weight": [1.0] * 6})
    verdict = pd.Series([True, False, pd.NA, True, pd.NA, True], dtype="boolean")
    cell = pd.Series(["港", "港", "港", "小川", "和田", None])
    assert counts(table, verdict, cell).to_dict("index") == {
        "和田": {"n": 0, "x": 0},
        "小川": {"n": 1, "x": 1},
        "港": {"n": 2, "x": 1},
    }


def test_weights_change_the_share_and_not_how_many_answered():
    table = pd.DataFrame({"weight": [3.0, 1.0, 1.0, 1.0]})
    verdict = pd.Series([True, False, False, True], dtype="boolean")
    found = counts(table, verdict, pd.Series(["港"] * 4)).loc["港"]
    assert (found["n"], found["x"]) == (4, pytest.approx(4 * 4 / 6))


@given(st.integers(1, 2000), st.data())
def test_without_weights_counts_are_whole(n, data):
    """A count a hair under six would be released as five."""
    x = data.draw(st.integers(0, n))
    verdict = pd.Series([True] * x + [False] * (n - x), dtype="boolean")
    table = pd.DataFrame({"weight": [1.0] * n})
    assert counts(table, verdict, pd.Series(["港"] * n)).loc["港", "x"] == x


def test_both_denominators_of_a_published_report():
    """One town prints 46.6 % without blanks and 42.8 % over all who answered: 428 of 1,000, 918 of them judged."""
    told = [(1, None)] * 428 + [(2, 2)] * 490 + [(2, None)] * 82  # one no and a blank: can't be judged
    table = pd.DataFrame(told, columns=["low_spirits", "no_interest"]).astype("Int8").assign(weight=1.0)
    verdict = judge(table, indicator("depression").rule)
    found = counts(table, verdict, pd.Series(["町"] * len(table))).loc["町"]
    assert round(100 * found["x"] / found["n"], 1) == 46.6
    assert round(100 * found["x"] / len(table), 1) == 42.8


def test_row_order_changes_nothing():
    rule = RULES["depression"]
    table = pd.DataFrame({"low_spirits": [1, None, 2, 2], "no_interest": [None, 2, 2, 1]}, dtype="Int8")
    there = judge(table, rule)
    assert judge(table.iloc[::-1], rule).sort_index().equals(there)


def test_an_empty_rule_of_alternatives_is_not_asked():
    assert not asked(pd.DataFrame({"falls": [1]}), Rule(1, (Rule(1, (Condition("outings", frozenset({1})),)),)))
