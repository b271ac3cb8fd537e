"""A change of too few respondents is not published."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shiensys.measures.release.disclosure import settled, settled_counts


def state(**sizes):
    """Respondents by district: ``falls`` is 1 for the first three of each, and all have a number."""
    rows = [(district, int(place < 3)) for district, n in sizes.items() for place in range(n)]
    table = pd.DataFrame(rows, columns=["stratum", "falls"]).astype({"falls": "Int8"})
    return table.assign(respondent=[f"{number}" for number in range(len(table))])


def stratum(table):
    return table["stratum"]


def sizes(*states):
    return settled(states, stratum)["stratum"].value_counts().to_dict()


def test_the_first_state_is_told_as_it_is():
    assert sizes(state(港=40, 小川=9)) == {"港": 40, "小川": 9}
    assert settled([], stratum).empty


def test_nine_more_are_not_told_and_ten_are():
    assert sizes(state(港=40, 小川=30), state(港=49, 小川=40)) == {"港": 40, "小川": 40}


def test_small_steps_add_up_until_they_are_told():
    assert sizes(state(港=40), state(港=45)) == {"港": 40}
    assert sizes(state(港=40), state(港=45), state(港=50)) == {"港": 50}


def test_a_state_that_is_restored_is_told_like_any_other():
    assert sizes(state(港=40), state(港=60), state(港=40)) == {"港": 40}
    assert sizes(state(港=40), state(港=42), state(港=40)) == {"港": 40}


def test_a_district_that_appears_and_one_that_goes():
    assert sizes(state(港=40), state(港=40, 小川=9)) == {"港": 40}
    assert sizes(state(港=40), state(港=40, 小川=10)) == {"港": 40, "小川": 10}
    assert sizes(state(港=40, 小川=30), state(港=40, 小川=5)) == {"港": 40, "小川": 5}
    assert sizes(state(港=40, 小川=9), state(港=40)) == {"港": 40, "小川": 9}


def test_new_numbers_of_respondents_and_another_order_are_no_change():
    first = state(港=40)
    again = first.iloc[::-1].assign(respondent="n" + first["respondent"]).astype({"falls": float})
    pd.testing.assert_frame_equal(settled([first, again], stratum)[["stratum", "falls"]], first[["stratum", "falls"]])


def test_nine_answers_changed_are_not_told_and_ten_are():
    first = state(港=40)
    nine = first.assign(falls=first["falls"].mask(first.index >= 31, 1))
    ten = first.assign(falls=first["falls"].mask(first.index >= 30, 1))
    assert settled([first, nine], stratum)["falls"].sum() == 3
    assert settled([first, ten], stratum)["falls"].sum() == 13


def test_a_column_that_only_the_newer_state_has_is_blank_where_the_older_is_told():
    newer = state(港=43, 小川=60).assign(walk=pd.array([1] * 103, dtype="Int8"))
    newer.loc[newer["stratum"] == "港", "walk"] = pd.NA
    found = settled([state(港=40, 小川=30), newer], stratum)
    assert found.groupby("stratum").size().to_dict() == {"小川": 60, "港": 40}
    assert found.loc[found["stratum"] == "港", "walk"].isna().all()
    assert found.loc[found["stratum"] == "小川", "walk"].eq(1).all()


def test_respondents_of_unknown_district_are_those_of_now():
    unknown = state(港=40).assign(stratum=lambda t: t["stratum"].where(t.index < 38))
    assert settled([state(港=40), unknown], stratum)["stratum"].isna().sum() == 2


def counts(n, x):
    return pd.DataFrame({"n": [n], "x": [x]}, index=["港"], dtype=float)


@pytest.mark.parametrize(
    ("newer", "told"),
    [((41, 9), (40, 8)), ((49, 17), (40, 8)), ((50, 8), (50, 8)), ((40, 18), (40, 18)), ((40, 17), (40, 8)),
     ((30, 8), (30, 8)), ((31, 8), (40, 8)), ((0, 0), (0, 0))],
)  # fmt: skip
def test_counts_change_only_when_ten_or_more_answered_otherwise(newer, told):
    assert tuple(settled_counts([counts(40, 8), counts(*newer)]).iloc[0]) == told


def test_all_rows_may_change_in_another_column_and_still_one_answer_is_not_told():
    """One respondent is taken out while a column of all others is corrected: rows differ, but not the question's."""
    first = state(港=40).assign(outings=1)
    second = first.iloc[1:].assign(outings=2)
    assert len(settled([first, second], stratum)) == 39  # row by row this is a large change …
    by_question = [counts(len(each), each["falls"].sum()) for each in (first, second)]
    assert settled_counts(by_question).iloc[0].tolist() == [40, 3]  # … but not to those who ask for falls


@settings(max_examples=20)
@given(st.integers(0, 80), st.integers(0, 80), st.booleans(), st.booleans())
def test_one_respondent_more_or_less_changes_nothing(true, false, says, goes):
    before = counts(true + false, true)
    after = counts(true + false + 1, true + says)
    chain = [after, before] if goes else [before, after, before, after]
    pd.testing.assert_frame_equal(settled_counts(chain), settled_counts(chain[:1]))


def test_a_large_survey_of_five_states_is_folded_quickly_and_whole():
    rng = np.random.default_rng(7)
    answers = pd.DataFrame(rng.integers(1, 5, (2_000, 40))).astype("Int8").rename(columns=str)
    first = answers.assign(stratum=rng.integers(0, 20, 2_000).astype(str))
    states = [first.assign(**{"3": (first["3"] + turn) % 5}) for turn in range(5)]
    pd.testing.assert_frame_equal(settled(states, stratum), states[-1])
