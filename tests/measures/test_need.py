"""From answers to persons in need, worked out by hand."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shiensys.measures.interval import wilson
from shiensys.measures.need import by_unit, from_table, tally
from shiensys.measures.trouble import in_need
from shiensys.tables.categories import category


def answers(**columns: list[int | None]) -> pd.DataFrame:
    table = pd.DataFrame({name: pd.array(values, dtype="Int8") for name, values in columns.items()})
    return table.assign(weight=1.0, stratum="d1")


def verdicts(survey: pd.DataFrame, kind: str) -> list[bool | None]:
    judged = in_need(survey, category(kind)).verdict
    return [None if pd.isna(v) else bool(v) for v in judged]


def test_only_trouble_that_cant_be_solved_is_need():
    survey = answers(trouble_shopping=[1, 1, 0], solved_shopping=[10, 1, None])
    assert verdicts(survey, "shopping") == [True, False, False]
    assert in_need(survey, category("shopping")).basis == "unsolved"


def test_a_blank_that_could_change_the_verdict_leaves_it_open():
    survey = answers(trouble_shopping=[1, None, None], solved_shopping=[None, None, 1])
    assert verdicts(survey, "shopping") == [None, None, False]


def test_a_person_with_two_items_of_a_kind_counts_once_and_one_decides_over_a_blank():
    survey = answers(
        trouble_hospital=[1, 1, 0],
        solved_hospital=[10, 10, None],
        trouble_outing=[1, None, None],
        solved_outing=[10] * 3,
    )
    assert verdicts(survey, "transport") == [True, True, None]


def test_where_the_survey_doesnt_ask_how_it_is_solved_trouble_itself_counts():
    survey = answers(trouble_shopping=[1, 0, None])
    assert in_need(survey, category("shopping")).basis == "in_trouble"
    assert verdicts(survey, "shopping") == [True, False, None]


def test_where_troubles_arent_asked_the_proxy_stands_in():
    survey = answers(shops=[3, 2, 1], trouble_shopping=[None, None, None])
    assert in_need(survey, category("shopping")).basis == "proxy"
    assert verdicts(survey, "shopping") == [True, False, False]


def test_a_kind_that_nobody_was_asked_about_has_no_verdict():
    assert in_need(answers(shops=[1]), category("rubbish")).basis == "none"
    assert in_need(answers(shops=[1]), category("carers")).basis == "none"


def test_wishing_to_join_counts_only_those_who_dont_take_part_yet():
    survey = answers(join=[1, 2, 3, 2, None], kayoinoba=[6, 6, 6, 4, 4])
    assert verdicts(survey, "salon") == [True, True, False, False, False]


def test_nobody_to_listen_and_living_alone():
    survey = answers(household=[1, 2, 1], nobody_listens=[1, 1, 0])
    assert verdicts(survey, "watching") == [True, False, False]
    assert verdicts(survey, "talk") == [True, True, False]


def judged(values: list[bool]) -> pd.Series:
    return pd.Series(values, dtype="boolean")


def one_district(residents: float = 1000.0) -> tuple[pd.DataFrame, pd.DataFrame]:
    strata = pd.DataFrame({"unit_id": ["d1"], "residents": [residents]}, index=["d1"])
    return strata, pd.DataFrame({"residents": [residents]}, index=["d1"])


def test_need_is_the_share_times_the_residents_with_wilsons_interval():
    survey = answers(household=[1] * 100)
    parts = tally(survey, judged([True] * 20 + [False] * 80), by_household=False)
    row = by_unit(parts, *one_district(), least=10).loc["d1"]
    assert row["need"] == pytest.approx(200)
    assert row["need_low"] == pytest.approx(133.4, abs=0.1)  # domain: 20 % at n = 100 is 13.3–28.9 %
    assert row["need_high"] == pytest.approx(288.8, abs=0.1)


def test_households_weigh_one_over_the_elders_at_home():
    # 20 who live alone, 4 of them in need; 20 of couples, 10 in need: (4 + 5) of (20 + 10) households
    survey = answers(household=[1] * 20 + [2] * 20)
    verdict = [True] * 4 + [False] * 16 + [True] * 10 + [False] * 10
    row = by_unit(tally(survey, judged(verdict), by_household=True), *one_district(400.0), least=10).loc["d1"]
    assert row["residents"] == pytest.approx(300)  # 400 elders live in 300 households
    assert row["share"] == pytest.approx(0.3)
    assert row["need"] == pytest.approx(90)


def strata_of(n: dict[str, int], positive: dict[str, int]) -> pd.DataFrame:
    return pd.DataFrame(
        {"n": n, "answers": pd.Series(n, dtype=float), "size": n, "positive": positive, "squares": n}, dtype=float
    )


AREA = pd.DataFrame({"unit_id": "w", "residents": [1000.0, 3000.0, 500.0]}, index=["a", "b", "c"])
WEST = pd.DataFrame({"residents": [4500.0]}, index=["w"])


def test_districts_of_an_area_weigh_by_their_residents():
    parts = strata_of({"a": 50, "b": 50}, {"a": 10, "b": 20})
    row = by_unit(parts, AREA, WEST, least=10).loc["w"]
    assert row["share"] == pytest.approx((1000 * 0.2 + 3000 * 0.4) / 4000)
    assert row["need"] == pytest.approx(4500 * 0.35)


@given(st.integers(0, 9), st.data())
def test_fewer_than_ten_answers_leave_no_trace_in_the_total(hidden_n, data):
    hidden = data.draw(st.integers(0, hidden_n))
    with_hidden = strata_of({"a": 50, "b": 50, "c": hidden_n}, {"a": 10, "b": 20, "c": hidden})
    without = strata_of({"a": 50, "b": 50}, {"a": 10, "b": 20})
    pd.testing.assert_frame_equal(by_unit(with_hidden, AREA, WEST, least=10), by_unit(without, AREA, WEST, least=10))


def test_a_contractors_table_gives_the_same_need_as_the_answers_it_was_made_from():
    table = pd.DataFrame(
        {"kind": "shopping", "basis": ["in_trouble", "unsolved"], "stratum": "d1", "n": [100, 100], "count": [40, 20]}
    )
    parts, basis = from_table(table, category("shopping"))
    survey = answers(household=[1] * 100)
    same = tally(survey, judged([True] * 20 + [False] * 80), by_household=False)
    assert basis == "unsolved"
    pd.testing.assert_frame_equal(by_unit(parts, *one_district(), least=10), by_unit(same, *one_district(), least=10))


def test_a_cross_table_of_persons_counts_households_of_average_size():
    table = pd.DataFrame({"kind": "rubbish", "basis": "unsolved", "stratum": "d1", "n": [100], "count": [20]})
    parts, _ = from_table(table, category("rubbish"))
    row = by_unit(parts, *one_district(), least=10).loc["d1"]
    assert row["residents"] == pytest.approx(700)  # 0.7 households an elder
    assert row["need"] == pytest.approx(140)


def test_wilson_agrees_with_the_published_values():
    bounds = wilson(pd.Series([0.2, 0.2, 0.2]), pd.Series([30, 100, 400])).mul(100).round(1)
    assert bounds.to_numpy().tolist() == [[9.5, 37.3], [13.3, 28.9], [16.4, 24.2]]


def test_wilson_of_nobody_is_not_known_and_of_none_in_need_begins_at_zero():
    bounds = wilson(pd.Series([0.0, 0.0]), pd.Series([0, 20]))
    assert bounds.loc[0].isna().all()
    assert bounds.loc[1, "low"] == 0
    assert bounds.loc[1, "high"] == pytest.approx(0.161, abs=0.001)
