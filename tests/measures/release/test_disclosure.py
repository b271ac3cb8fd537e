"""What is told of counts of answers, and what can be worked out from it."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shiensys.measures.release.disclosure import FEW, FEWEST, Beside, feasible, jointly, released

TOLD = ["n", "n_low", "n_high", "x_low", "x_high"]
FULL_NAMES = {"sex": ("female", "male"), "age": ("65-69", "70-74", "75-79", "80-84", "85-")}


def cells(n, x, names=None):
    return pd.DataFrame({"n": n, "x": x}, index=names or [f"d{place}" for place in range(len(n))], dtype=float)


def divided(table, names, seed):
    """Spread the same respondents over the cells of another breakdown."""
    rng = np.random.default_rng(seed)
    true = rng.multinomial(int(table["x"].sum()), [1 / len(names)] * len(names))
    false = rng.multinomial(int((table["n"] - table["x"]).sum()), [1 / len(names)] * len(names))
    return cells(true + false, true, list(names))


def totals(table):
    return float(table["n"].sum()), float(table["x"].sum())


@st.composite
def cities(draw):
    """Counts of 2 to 31 districts, and of the same respondents by age and sex."""
    n = draw(st.lists(st.integers(0, 220), min_size=2, max_size=31))
    x = [draw(st.integers(0, each)) for each in n]
    districts, seed = cells(n, x), draw(st.integers(0, 99))
    return {"district": districts} | {by: divided(districts, names, seed) for by, names in FULL_NAMES.items()}


def one(n, x):
    return released(cells([n], [x])).iloc[0]


def test_a_cell_of_a_hundred_tells_its_size_to_five_and_its_count_to_six():
    row = one(103, 20)
    assert row["state"] == "shown"
    assert row[TOLD].tolist() == [105, 103, 107, 18, 23]


def test_fewer_than_ten_tell_nothing():
    row = one(9, 4)
    assert row["state"] == "protected"
    assert row[TOLD].isna().all()


@pytest.mark.parametrize(
    ("n", "state", "told"),
    [(10, "few", [10, 10, 12]), (12, "few", [10, 10, 12]), (13, "few", [15, 13, 17]), (29, "few", [25, 23, 29]),
     (30, "shown", [30, 30, 32]), (33, "shown", [35, 33, 37])],
)  # fmt: skip
def test_at_the_edges_of_few_the_size_never_crosses_over(n, state, told):
    row = one(n, 5)
    assert row["state"] == state
    assert row[["n", "n_low", "n_high"]].tolist() == told


def test_nobody_and_everybody_look_like_some_and_most():
    assert released(cells([60, 60], [0, 5])).iloc[0].equals(released(cells([60, 60], [0, 5])).iloc[1])
    assert one(60, 60)["x_low"] == one(60, 54)["x_low"] == 48  # n may be 58: bins [0-5] … [42-47], and the rest
    assert one(60, 60)["x_high"] == 62


def test_the_highest_range_of_a_small_cell_says_almost_nothing():
    assert one(12, 7)[["x_low", "x_high"]].tolist() == [0, 12]
    assert one(15, 7)[["x_low", "x_high"]].tolist() == [6, 17]


def test_a_weighted_count_falls_into_the_range_of_the_next_whole_one():
    assert one(100, 17.5)["x_low"] == 18
    assert one(100, 17.4)["x_low"] == 12
    assert one(100, 18 - 1e-9)["x_low"] == 18  # a rounding error of a sum


@settings(max_examples=60)
@given(st.integers(0, 400), st.data())
def test_every_range_holds_the_truth_and_six_values_or_more(n, data):
    x = data.draw(st.integers(0, n))
    row = one(n, x)
    if n < FEWEST:
        assert row[TOLD].isna().all()
        return
    assert row["n_low"] <= n <= row["n_high"]
    assert row["x_low"] <= x <= row["x_high"] <= row["n_high"]
    assert row["x_high"] - row["x_low"] >= 5
    assert row["n_low"] - row["x_low"] >= 5
    assert (row["state"] == "shown") == (n >= FEW) == (row["n_low"] >= FEW)


@settings(max_examples=20)
@given(cities())
def test_a_cell_says_the_same_whatever_stands_beside_it(city):
    table = city["district"]
    together, backwards = released(table), released(table[::-1])
    pd.testing.assert_frame_equal(together, backwards[::-1])
    alone = pd.concat([released(table[:1]), released(table[1:])])
    pd.testing.assert_frame_equal(alone, together)


@settings(max_examples=40)
@given(cities())
def test_nothing_can_be_worked_out_of_any_city(city):
    whole = totals(city["district"])
    told, row = jointly(city, whole)
    for by, ranges in feasible(told, row).items():
        exact = city[by]
        anything = (exact["n"] < 5) & (ranges["low"] <= 0) & (ranges["high"] >= exact["n"])
        assert ((ranges["high"] - ranges["low"] >= 5) | anything).all()
        assert ((ranges["low"] <= exact["x"]) & (exact["x"] <= ranges["high"])).all()
        hidden = told[by]["n"].isna()
        assert (ranges["n_high"] - ranges["n_low"])[hidden].ge(5).all()


@settings(max_examples=12)
@given(cities(), st.randoms())
def test_the_order_of_rows_changes_nothing(city, random):
    mixed = {by: table.loc[random.sample(list(table.index), len(table))] for by, table in city.items()}
    (told, row), (other, same) = jointly(city, totals(city["district"])), jointly(mixed, totals(city["district"]))
    assert told.keys() == other.keys()
    pd.testing.assert_frame_equal(row, same)
    for by, table in told.items():
        pd.testing.assert_frame_equal(table, other[by].loc[table.index])


def test_a_city_of_many_districts_has_its_total_told_exactly():
    n, x = [40, 55, 62, 71, 38, 90, 44, 51], [8, 14, 9, 20, 3, 27, 10, 13]
    told, row = jointly({"district": cells(n, x)}, (451, 104))
    assert row.iloc[0][TOLD].tolist() == [451, 451, 451, 104, 104]
    pd.testing.assert_frame_equal(told["district"], released(cells(n, x)))


def test_women_are_told_as_the_city_without_its_men():
    """Ranges of their own would tell more: 18-23 and 24-29 add up to 43 only if 18 or 19 are women's."""
    told, row = jointly({"sex": cells([82, 70], [19, 24], ["female", "male"])}, (152, 43))
    assert row["x_low"].tolist() == row["x_high"].tolist() == [43]
    assert told["sex"].loc["male", ["x_low", "x_high"]].tolist() == [24, 29]
    assert told["sex"].loc["female", ["x_low", "x_high"]].tolist() == [14, 19]
    assert feasible(told, row)["sex"]["high"].sub(feasible(told, row)["sex"]["low"]).tolist() == [5, 5]


def test_a_total_of_few_is_told_as_a_range():
    n, x = [40, 55, 62], [3, 1, 5]
    _, row = jointly({"district": cells(n, x)}, (157, 9))
    assert row.iloc[0][["x_low", "x_high"]].tolist() == [6, 11]
    _, against = jointly({"district": cells(n, [37, 54, 57])}, (157, 148))
    assert against["x_high"].iloc[0] - against["x_low"].iloc[0] >= 5


def test_a_hidden_district_is_not_the_difference_to_the_total():
    """Two districts: the one of 7 follows from the exact total to a person or so, so the total becomes a range."""
    told, row = jointly({"district": cells([7, 93], [2, 31])}, (100, 33))
    ranges = feasible(told, row)["district"]
    assert row["n_high"].iloc[0] > row["n_low"].iloc[0]
    assert ranges.loc["d0", "n_high"] - ranges.loc["d0", "n_low"] >= 5
    assert ranges.loc["d0", "high"] - ranges.loc["d0", "low"] >= 5


def test_a_breakdown_that_tells_too_much_is_left_out_and_sex_goes_first():
    district = cells([60, 70, 80], [15, 20, 25])
    by_sex = cells([207, 3], [59, 1], ["female", "male"])
    told, row = jointly({"district": district, "sex": by_sex}, (210, 60))
    assert list(told) == ["district"]
    assert row["x_low"].iloc[0] == 60


def test_with_weights_no_total_is_exact():
    """Weights differ from district to district: only one set of answers gives a weighted sum."""
    _, row = jointly({"district": cells([40, 55, 62, 71], [8.2, 14.7, 9.1, 20.5])}, (228, 52.4))
    assert row["x_high"].iloc[0] - row["x_low"].iloc[0] >= 5


def test_nobody_answered():
    told, row = jointly({"district": cells([0, 0], [0, 0])}, (0, 0))
    assert row["state"].tolist() == ["protected"]
    assert told["district"]["state"].tolist() == ["protected", "protected"]


def test_who_can_not_solve_a_trouble_is_in_it_so_both_are_protected_together():
    """One person apart: where one range ends at 5 and the other begins at 6, they'd be 5 and 6 for sure."""
    unsolved, trouble = cells([60, 70, 80], [5, 20, 30]), cells([60, 70, 80], [6, 20, 30])
    apart, row = jointly({"district": trouble}, (210, 56))
    assert row["x_low"].iloc[0] == 56
    assert apart["district"].loc["d0", ["x_low", "x_high"]].tolist() == [6, 11]
    together, row = jointly({"district": trouble}, (210, 56), beside=[Beside({"district": unsolved}, (210, 55))])
    assert together["district"].loc["d0", ["x_low", "x_high"]].tolist() == [6, 11]
    assert row[["x_low", "x_high"]].iloc[0].tolist() == [54, 69]  # the sums of the districts: how many apart stays open


@settings(max_examples=12)
@given(cities(), st.integers(0, 40))
def test_questions_that_hang_together_never_contradict_the_truth(city, percent):
    part = {by: table.assign(x=np.floor(table["x"] * percent / 100)) for by, table in city.items()}
    part = {"district": part["district"]}
    whole = totals(city["district"])
    told, row = jointly(
        {"district": city["district"]}, whole, beside=[Beside(part, (whole[0], float(part["district"]["x"].sum())))]
    )
    if "district" in told:
        known = told["district"].dropna(subset="n")
        exact = city["district"].loc[known.index, "x"]
        assert ((known["x_low"] <= exact) & (exact <= known["x_high"])).all()
    assert row["x_low"].isna().all() or row["x_low"].iloc[0] <= whole[1] <= row["x_high"].iloc[0]
