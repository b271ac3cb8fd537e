"""The indicators of ageing, worked out by hand and by a slow loop."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shiensys.measures.ageing.indicators import KEYS, alone_whole, middle, parts, spanning, valued

DAY = pd.Timestamp("2026-01-01")
PLAIN = [("a", 0, 14, 100), ("a", 15, 64, 500), ("a", 65, 74, 200), ("a", 75, 84, 150), ("a", 85, None, 50)]


def residents(rows, day=DAY, sex="total"):
    table = pd.DataFrame(rows, columns=["district_id", "age_from", "age_to", "persons"])
    table = table.assign(date=pd.Timestamp(day), sex=sex, area=table["district_id"])
    return table.astype({"age_from": "Int16", "age_to": "Int16", "persons": float})


def households(rows, day=DAY):
    table = pd.DataFrame(rows, columns=["district_id", "single_65", "all_households"])
    return table.assign(date=pd.Timestamp(day)).astype({"single_65": float, "all_households": float})


def told(key, population, homes=None):
    found = parts(population, homes, key)
    return (*found.iloc[0], valued(found["amount"], found["whole"], key).iloc[0])


@pytest.mark.parametrize(
    ("key", "amount", "whole", "value"),
    [("older", 400, 1000, 0.4), ("old", 200, 1000, 0.2), ("oldest", 50, 1000, 0.05), ("index", 400, 100, 400)],
)
def test_indicators_are_worked_out_by_hand(key, amount, whole, value):
    assert told(key, residents(PLAIN)) == (amount, whole, value)


def test_shares_are_over_those_whose_age_is_known():
    assert told("older", residents([*PLAIN, ("a", None, None, 1000)])) == (400, 1000, 0.4)


def test_a_table_that_ends_at_75_gives_no_85():
    ends = residents([("a", 0, 64, 600), ("a", 65, 74, 200), ("a", 75, None, 200)])
    assert told("old", ends) == (200, 1000, 0.2)
    amount, whole, value = told("oldest", ends)
    assert (math.isnan(amount), whole, math.isnan(value)) == (True, 1000, True)
    assert math.isnan(told("index", ends)[1])  # 0–64 tells nothing of 0–14


def test_a_cell_that_is_not_known_leaves_what_does_not_need_it():
    hidden = residents([("a", 0, 14, None), *PLAIN[1:]])
    amount, whole, value = told("older", hidden)
    assert (amount, math.isnan(whole), math.isnan(value)) == (400, True, True)
    assert math.isnan(told("older", residents([*PLAIN[:4], ("a", 85, None, None)]))[0])


def test_a_table_that_leaves_ages_out_gives_numbers_and_no_shares():
    for lacking in (PLAIN[2:], [*PLAIN[:1], *PLAIN[2:]], PLAIN[:4]):  # elders alone, a gap, no open end
        assert not spanning(residents(lacking)).any()
    amount, whole, _ = told("older", residents(PLAIN[2:]))
    assert (amount, math.isnan(whole)) == (400, True)


def test_men_and_women_span_all_ages_each():
    both = pd.concat([residents(PLAIN, sex="male"), residents(PLAIN, sex="female")])
    assert told("older", both) == (800, 2000, 0.4)
    assert not spanning(pd.concat([residents(PLAIN, sex="male"), residents(PLAIN[2:], sex="female")])).any()


def test_the_average_age_is_that_of_the_middles_of_bands():
    single = residents([("a", 0, 0, 1), ("a", 1, 1, 1), ("a", 2, 84, 0), ("a", 85, None, 0)])
    assert math.isnan(told("average", single)[2])  # 2–84 is too wide a band
    tens = [("a", first, first + 9, 10) for first in range(0, 90, 10)]
    # nine middles 5, 15 … 85 of 10 persons each, and ten of 90+ at 90 + (105 − 90) ÷ 5 = 93
    amount, whole, value = told("average", residents([*tens, ("a", 90, None, 10)]))
    assert (amount, whole, value) == (10 * (45 * 9) + 10 * 93, 100, pytest.approx(49.8))


def test_an_open_band_that_begins_early_gives_no_average():
    tens = [("a", first, first + 9, 10) for first in range(0, 70, 10)]
    assert math.isnan(told("average", residents([*tens, ("a", 70, None, 10)]))[2])


def test_those_living_alone_are_a_share_of_all_households():
    assert told("alone", residents(PLAIN), households([("a", 30, 300)])) == (30, 300, 0.1)


def test_where_households_are_not_all_known_those_living_alone_are_a_share_of_elders():
    homes = households([("a", 30, 300), ("b", 40, None)])
    assert alone_whole(homes) == "older"
    assert told("alone", residents(PLAIN), homes) == (30, 400, 0.075)


@pytest.mark.parametrize(("day", "known"), [("2025-07-02", True), ("2025-07-01", False)])
def test_households_and_elders_of_far_apart_days_make_no_share(day, known):
    # 183 and 184 days before 1 January
    amount, whole, _ = told("alone", residents(PLAIN), households([("a", 30, None)], day))
    assert (amount, not math.isnan(whole)) == (30, known)


def test_nothing_loaded_gives_no_parts():
    for key in KEYS:
        assert parts(None, None, key).empty


def test_a_share_over_nobody_is_undefined():
    nobody = residents([(*row[:3], 0) for row in PLAIN])
    assert math.isnan(told("older", nobody)[2])


def test_the_open_band_reaches_on_average_a_fifth_of_the_way_to_105():
    ages = pd.Series([85.0, 90.0, 100.0, 110.0])
    assert middle(ages, pd.Series([np.nan] * 4)).tolist() == [89.0, 93.0, 101.0, 110.0]


def slow(population, key):
    """Go through all persons one by one, by district."""
    found = {}
    for district, rows in population.groupby("district_id"):
        ages = [int(row.age_from) + 0.5 for row in rows.itertuples() for _ in range(int(row.persons))]
        old = sum(age > 65 for age in ages)
        if key == "index":
            young = sum(age < 15 for age in ages)
            found[district] = 100 * old / young if young else math.nan
        elif key == "average":
            lived = sum(age - 0.5 + 1.0 if age > 100 else age for age in ages)  # 100+ at 101
            found[district] = lived / len(ages) if ages else math.nan
        else:
            least = {"older": 65, "old": 75, "oldest": 85}[key]
            found[district] = sum(age > least for age in ages) / len(ages) if ages else math.nan
    return found


@pytest.mark.parametrize("key", ["older", "old", "oldest", "index", "average"])
@settings(max_examples=3)
@given(seed=st.integers(0, 10_000))
def test_a_slow_loop_over_single_years_comes_to_the_same(key, seed):
    draw = np.random.default_rng(seed)
    rows = [
        (district, age, age if age < 100 else None, draw.poisson(size))
        for district, size in (("a", 0.05), ("b", 3.0))
        for age in range(101)
    ]
    table = residents([rows[at] for at in draw.permutation(len(rows))])
    found = parts(table, None, key)
    values = valued(found["amount"], found["whole"], key).droplevel("date")
    assert values.to_dict() == pytest.approx(slow(table, key), nan_ok=True)


@settings(max_examples=4)
@given(share=st.floats(0, 1))
def test_parts_add_up_when_a_district_is_split(share):
    whole = residents([(*row[:3], float(row[3])) for row in PLAIN])
    cut = pd.concat(
        [
            whole.assign(persons=whole["persons"] * part, district_id=name)
            for part, name in ((share, "b"), (1 - share, "c"))
        ]
    )
    for key in ("older", "oldest", "index"):
        assert parts(cut, None, key).sum().tolist() == pytest.approx(parts(whole, None, key).sum().tolist())
