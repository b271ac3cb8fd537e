"""From answers to persons in need, worked out by hand."""

import pandas as pd
import pytest

from shiensys.measures import trouble
from shiensys.measures.interval import wilson
from shiensys.measures.need import STEP, Sizes, by_district, by_unit, persons, sizes
from shiensys.measures.trouble import in_need, question, table_basis
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
    survey = answers(household=[1, 2, 1], listens_nobody=[1, 1, 0])
    assert verdicts(survey, "watching") == [True, False, False]
    assert verdicts(survey, "talk") == [True, True, False]


def test_a_state_of_the_survey_that_lacks_an_item_leaves_it_open():
    asked = question(answers(trouble_shopping=[1], solved_shopping=[10]), category("shopping"))
    earlier = answers(trouble_shopping=[1, 0])
    judged = trouble.verdict(earlier, asked)
    assert [None if pd.isna(one) else bool(one) for one in judged] == [None, False]


def test_of_a_cross_table_the_best_basis_counts():
    table = pd.DataFrame({"kind": ["shopping", "shopping", "rubbish"], "basis": ["in_trouble", "unsolved", "proxy"]})
    assert [table_basis(table, kind) for kind in ("shopping", "rubbish", "snow")] == ["unsolved", "proxy", "none"]


def cell(n: float, share: float | None, state: str = "shown", width: float = 0.1) -> dict[str, object]:
    """A released cell with its estimate, of which nothing is known of all cells alike."""
    if share is None:
        return {"n": float("nan"), "state": "protected"}
    bounds = {"share_low": share - width, "share_high": share + width, "sd": width / 2, "common": 0.0}
    return {"n": n, "state": state, "share": share, **bounds}


CELLS = pd.DataFrame({"a": cell(50, 0.2), "b": cell(50, 0.4), "c": cell(0, None)}).T.infer_objects()
WEST = pd.Index(["w"])


def parts(cells: list[str], residents: list[float | None]) -> pd.DataFrame:
    return pd.DataFrame({"cell": cells, "unit_id": "w", "residents": pd.array(residents, dtype=float)})


def test_districts_put_together_have_one_share_and_one_number_of_answers():
    groups = pd.Series({"d1": "a", "d2": "a", "d3": "c", "d4": None}, dtype="str")
    found = by_district(CELLS, groups)
    assert found["share"].tolist()[:2] == [0.2, 0.2]
    assert found["n"].tolist() == [50, 50, 0, 0]
    assert found["state"].tolist() == ["shown", "shown", "protected", "protected"]


def test_cells_of_an_area_weigh_by_their_residents_and_speak_for_the_rest():
    # c has no estimate: its 500 residents are taken to be as the others
    shares = by_unit(CELLS, parts(["a", "b", "c"], [1000, 3000, 500]), WEST)
    assert shares.loc["w", "share"] == pytest.approx((1000 * 0.2 + 3000 * 0.4) / 4000)
    assert shares.loc["w", "n"] == 100
    row = persons(shares, pd.Series({"w": 4500.0}), Sizes()).loc["w"]
    assert row["need"] == pytest.approx(4500 * 0.35)
    # two independent cells: squares of the distances to the bounds add up, (0.1/4)² + (0.3/4)² = 0.079²
    assert row["share_low"] == pytest.approx(0.35 - 0.1 * (0.25**2 + 0.75**2) ** 0.5)


def test_a_cell_of_two_districts_weighs_with_both_and_counts_its_answers_once():
    shares = by_unit(CELLS, parts(["a", "a", "b"], [500, 500, 3000]), WEST)
    assert shares.loc["w", ["share", "n"]].tolist() == pytest.approx([0.35, 100])


def test_where_residents_arent_known_cells_weigh_by_their_answers():
    cells = pd.DataFrame({"a": cell(30, 0.2), "b": cell(90, 0.4)}).T.infer_objects()
    shares = by_unit(cells, parts(["a", "a", "b"], [1000, None, 3000]), WEST)
    assert shares.loc["w", "share"] == pytest.approx((30 * 0.2 + 90 * 0.4) / 120)


@pytest.mark.parametrize(("n", "state"), [(20, "few"), (30, "shown")])
def test_a_unit_of_few_answers_is_marked(n, state):
    cells = pd.DataFrame({"a": cell(n, 0.2, "few")}).T.infer_objects()
    assert by_unit(cells, parts(["a"], [100]), WEST).loc["w", "state"] == state


def test_a_unit_of_which_nothing_is_released_is_protected():
    found = by_unit(CELLS, parts(["c"], [500]), WEST).loc["w"]
    assert found["state"] == "protected"
    assert pd.isna(found["share"])


def homes(household: list[int | None], **columns: object) -> pd.DataFrame:
    return pd.DataFrame({"household": pd.array(household, dtype="Int8"), "weight": 1.0} | columns)


def test_households_a_person_are_one_over_the_elders_at_home_on_average():
    # 30 who live alone and 60 of couples: (30 + 30) ÷ 90 = 0.667, told as 0.65; of those in need 30 and 10: 0.875, 0.9
    survey = homes([1] * 30 + [2] * 60)
    verdict = pd.Series([True] * 30 + [True] * 10 + [False] * 49 + [None], dtype="boolean")
    assert sizes(survey, verdict) == Sizes(in_need=0.9, everybody=0.65)


def test_answers_weigh_in_the_size_of_households():
    # 30 alone of weight 3 and 30 of couples of weight 1: (90 + 15) ÷ 120 = 0.875
    survey = homes([1] * 30 + [2] * 30, weight=[3.0] * 30 + [1.0] * 30)
    assert sizes(survey, pd.Series([True] * 60, dtype="boolean")).in_need == 0.9


def test_fewer_than_thirty_tell_nothing_of_their_own_households():
    survey = homes([1] * 29 + [2] * 61 + [None])
    verdict = pd.Series([True] * 29 + [False] * 61 + [True], dtype="boolean")
    assert sizes(survey, verdict) == Sizes(0.65, 0.65)  # (29 + 30.5) ÷ 90 = 0.661
    assert sizes(homes([1] * 29), verdict.head(29)) == Sizes(0.7, 0.7)  # the average household


def test_one_household_more_or_less_seldom_shows():
    assert STEP == 0.05
    alone = [sizes(homes([1] * n + [2] * (400 - n)), pd.Series([False] * 400, dtype="boolean")) for n in range(90, 100)]
    assert len({one.everybody for one in alone}) == 1


def test_households_in_need_are_persons_in_need_times_their_size():
    shares = pd.DataFrame({"share": [0.3], "share_low": [0.2], "share_high": [0.9]}, index=["d1"])
    row = persons(shares, pd.Series({"d1": 400.0}), Sizes(in_need=0.9, everybody=0.75)).loc["d1"]
    assert row["residents"] == pytest.approx(300)  # 400 elders live in 300 households
    assert row["need"] == pytest.approx(400 * 0.3 * 0.9)
    assert row["need_low"] == pytest.approx(72)
    assert row["need_high"] == pytest.approx(300)  # never more households than there are


def test_wilson_agrees_with_the_published_values():
    bounds = wilson(pd.Series([0.2, 0.2, 0.2]), pd.Series([30, 100, 400])).mul(100).round(1)
    assert bounds.to_numpy().tolist() == [[9.5, 37.3], [13.3, 28.9], [16.4, 24.2]]


def test_wilson_of_nobody_is_not_known_and_of_none_in_need_begins_at_zero():
    bounds = wilson(pd.Series([0.0, 0.0]), pd.Series([0, 20]))
    assert bounds.loc[0].isna().all()
    assert bounds.loc[1, "low"] == 0
    assert bounds.loc[1, "high"] == pytest.approx(0.161, abs=0.001)
