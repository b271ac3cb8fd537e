"""Those ready to help beside those in trouble: differences, ratios, verdicts and neighbours, worked out by hand."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shiensys.measures.carriers import (
    BOUNDS,
    balance,
    borrowers,
    correlation,
    lenders,
    of_units,
    per_person,
    union,
    verdict,
)
from shiensys.measures.interval import wilson


def of(*shares: tuple[float, float, float]) -> pd.DataFrame:
    return pd.DataFrame(list(shares), columns=BOUNDS, index=[f"d{n}" for n in range(len(shares))])


READY, TROUBLE = (0.36, 0.32, 0.40), (0.28, 0.24, 0.33)


def test_the_lowest_correlation_is_that_of_shares_that_exclude_each_other():
    # 30 % and 20 % of the same persons, nobody in both: −0.06 ÷ √(0.21 × 0.16)
    assert correlation(pd.Series([0.3]), pd.Series([0.2])).iloc[0] == pytest.approx(-0.06 / math.sqrt(0.0336))
    # 70 % and 60 % overlap in 30 % at least: (0.3 − 0.42) ÷ √(0.21 × 0.24)
    assert correlation(pd.Series([0.7]), pd.Series([0.6])).iloc[0] == pytest.approx(-0.12 / math.sqrt(0.0504))
    assert correlation(pd.Series([0.0, 1.0]), pd.Series([0.2, 0.2])).tolist() == [0.0, 0.0]


def test_a_balance_by_hand():
    rho = -0.36 * 0.28 / math.sqrt(0.36 * 0.64 * 0.28 * 0.72)
    down = math.sqrt(0.04**2 + 0.05**2 - 2 * rho * 0.04 * 0.05)
    up = math.sqrt(0.04**2 + 0.04**2 - 2 * rho * 0.04 * 0.04)
    found = balance(of(READY), of(TROUBLE)).iloc[0]
    assert found.tolist() == pytest.approx([0.08, 0.08 - down, 0.08 + up])


def test_a_ratio_whose_trouble_may_be_nobodys_is_open_above():
    found = per_person(of(READY), of((0.02, 0.0, 0.05))).iloc[0]
    assert found["ratio"] == pytest.approx(18)
    assert found["ratio_low"] > 5
    assert math.isinf(found["ratio_high"])


def test_what_isnt_known_has_no_balance_and_nobody_in_trouble_no_ratio():
    unknown = of((math.nan,) * 3, READY, READY)
    other = of(TROUBLE, (math.nan,) * 3, (0.0, 0.0, 0.1))
    assert balance(unknown, other)["balance_low"].notna().tolist() == [False, False, True]
    assert per_person(unknown, other).isna().all(axis=None)
    assert verdict(balance(unknown, other)).tolist() == ["unknown", "unknown", "many"]


def test_verdicts_are_clear_or_say_that_they_arent():
    ready = of(READY, (0.20, 0.16, 0.24), (0.30, 0.25, 0.35))
    found = verdict(balance(ready, of(TROUBLE, (0.35, 0.30, 0.40), (0.31, 0.27, 0.36))))
    assert found.tolist() == ["many", "few", "open"]


shares = st.floats(0.02, 0.9).flatmap(
    lambda share: st.tuples(st.floats(0.001, share), st.floats(share, 0.999)).map(lambda ends: (share, *ends))
)


@given(shares, shares)
def test_ratio_and_balance_never_contradict_each_other(ready, trouble):
    """The ratio's interval holds 1 just where the balance's holds 0."""
    one, other = of(ready), of(trouble)
    difference, ratio = balance(one, other).iloc[0], per_person(one, other).iloc[0]
    assert ratio["ratio_low"] <= ratio["ratio"] * (1 + 1e-9)
    assert ratio["ratio"] <= ratio["ratio_high"] * (1 + 1e-9)
    if abs(difference["balance_low"]) > 1e-6 and difference["balance_low"] > -1:
        assert (difference["balance_low"] > 0) == (ratio["ratio_low"] > 1)
    if abs(difference["balance_high"]) > 1e-6 and difference["balance_high"] < 1:
        assert (difference["balance_high"] < 0) == (ratio["ratio_high"] < 1)


def test_the_order_of_units_changes_nothing():
    ready, trouble = of(READY, (0.2, 0.1, 0.3)), of(TROUBLE, (0.4, 0.3, 0.5))
    assert balance(ready, trouble.iloc[::-1]).equals(balance(ready, trouble))
    assert per_person(ready, trouble.iloc[::-1]).equals(per_person(ready, trouble))


@pytest.mark.parametrize("overlap", ["none", "independent"])
def test_intervals_hold_the_truth_as_often_as_they_promise(overlap):
    """100 answers, 35 % ready and 25 % in trouble; nobody both, or as it falls."""
    rng = np.random.default_rng(7)
    both = 0.0 if overlap == "none" else 0.35 * 0.25
    cells = rng.multinomial(100, [both, 0.35 - both, 0.25 - both, 0.4 + both], size=2000)
    ready, trouble = (pd.Series((cells[:, 0] + cells[:, of]) / 100) for of in (1, 2))
    n = pd.Series(100.0, index=ready.index)
    sides = [
        pd.DataFrame({"share": each, "share_low": wilson(each, n)["low"], "share_high": wilson(each, n)["high"]})
        for each in (ready, trouble)
    ]
    difference, ratio = balance(*sides), per_person(*sides)
    held = ((difference["balance_low"] <= 0.1) & (difference["balance_high"] >= 0.1)).mean()
    held_ratio = ((ratio["ratio_low"] <= 1.4) & (ratio["ratio_high"] >= 1.4)).mean()
    assert 0.93 <= held <= 1.0
    assert 0.93 <= held_ratio <= 1.0


def test_only_a_clear_surplus_beside_a_clear_shortage_lends():
    found = pd.Series({"a": "few", "b": "many", "c": "open", "d": "few", "e": "many"})
    borders = {"a": {"b": 1.0, "c": 5.0}, "b": {"a": 1.0}, "c": {"a": 5.0}, "d": {"c": 1.0}}
    assert lenders(found, borders) == {"a": ("b",), "d": ()}
    assert borrowers(found, borders) == {"b": ("a",), "e": ()}
    assert lenders(found, {}) == {"a": (), "d": ()}


def test_borders_of_larger_units_are_those_of_their_districts_together():
    borders = {"a": {"b": 1.0, "c": 2.0}, "b": {"a": 1.0, "d": 3.0}, "c": {"a": 2.0}, "d": {"b": 3.0}}
    found = of_units(borders, {"a": "E", "b": "E", "c": "W", "d": "W"})
    assert found == {"E": {"W": 5.0}, "W": {"E": 5.0}}


def test_a_person_with_several_troubles_counts_once_and_blanks_only_where_they_decide():
    first = pd.Series([True, True, False, False, None], dtype="boolean")
    second = pd.Series([True, None, False, None, None], dtype="boolean")
    assert union([first, second]).tolist() == [True, True, False, pd.NA, pd.NA]
    assert int(union([first, second]).fillna(False).sum()) == 2
