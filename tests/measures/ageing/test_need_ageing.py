"""What ageing does to need: worked by hand."""

import math

import numpy as np
import pandas as pd
import pytest

from shiensys.measures.ageing import need
from shiensys.measures.ageing.need import FLAT, Rates

TODAY, LATER = pd.Timestamp("2025-03-31"), pd.Timestamp("2040-03-31")
AGES = ("age_from", "age_to")
BY_AGE = Rates((65, 75, 85), (0.10, 0.20, 0.40), (50.0, 50.0, 50.0))


def residents(**units: dict[pd.Timestamp, tuple[float, ...]]) -> pd.DataFrame:
    """Residents under 65, 65–74, 75–84 and 85+, by unit and day."""
    bands = ((0, 64), (65, 74), (75, 84), (85, None))
    rows = [
        (unit, day, low, high, n)
        for unit, days in units.items()
        for day, counted in days.items()
        for (low, high), n in zip(bands, counted, strict=True)
    ]
    table = pd.DataFrame(rows, columns=["unit_id", "date", "age_from", "age_to", "persons"])
    return table.astype({"age_from": "Int16", "age_to": "Int16", "persons": float})


def reach(**units: float) -> need.Widths:
    return need.widths(groups(**units))


def groups(**units: float) -> pd.DataFrame:
    """The forecast of 2040 by group, its 80 % band so many per cent to either side in log."""
    rows = [
        (unit, LATER, group, 100.0, 100 * math.exp(-width), 100 * math.exp(width))
        for unit, width in units.items()
        for group in ("older", "old", "oldest")
    ]
    return pd.DataFrame(rows, columns=["unit_id", "date", "group", "persons", "low", "high"])


def test_need_grows_as_those_who_need_most():
    # 1000 × 0.1 + 500 × 0.2 + 250 × 0.4 = 300; later 800 × 0.1 + 600 × 0.2 + 400 × 0.4 = 360: 1.2 times as many
    ages = need.by_age(residents(d={TODAY: (9000, 1000, 500, 250), LATER: (7000, 800, 600, 400)}))
    amounts = need.weighed(ages, BY_AGE)
    assert amounts.loc[("d", TODAY)].tolist() == pytest.approx([100, 100, 100])
    assert amounts.loc[("d", LATER)].tolist() == pytest.approx([80, 120, 160])
    grown = need.growth(amounts, TODAY, reach(d=0.0))
    assert grown["factor"].tolist() == pytest.approx([1.2])
    assert grown[["down", "up"]].to_numpy().ravel().tolist() == pytest.approx([0, 0])


def test_without_ages_need_grows_as_all_residents_of_65_and_over():
    ages = need.by_age(residents(d={TODAY: (9000, 1000, 500, 250), LATER: (7000, 800, 600, 400)}))
    grown = need.growth(need.weighed(ages, FLAT), TODAY, reach(d=0.0))
    assert grown["factor"].tolist() == pytest.approx([1800 / 1750])


def test_a_band_that_isnt_told_counts_as_its_younger_neighbour():
    cells = pd.DataFrame(
        {"n": [40.0, 30.0, 20.0, 5.0], "share": [0.1, 0.2, np.nan, 0.5]}, index=["65-69", "70-74", "75-79", "80-"]
    )
    assert need.rates(cells) == Rates((65, 70, 80), (0.1, 0.2, 0.5), (40.0, 30.0, 5.0), joined=True)


def test_the_youngest_band_counts_as_the_next_where_it_isnt_told():
    cells = pd.DataFrame({"n": [0.0, 30.0, 20.0], "share": [np.nan, 0.2, 0.3]}, index=["65-69", "70-74", "75-"])
    assert need.rates(cells).first == (65, 75)


@pytest.mark.parametrize("shares", [[np.nan, np.nan], [0.1, np.nan], [0.0, 0.0]])
def test_no_ages_told_is_no_difference_by_age(shares):
    assert need.rates(pd.DataFrame({"n": [1.0, 1.0], "share": shares}, index=["65-74", "75-"])) is FLAT
    assert need.rates(None) is FLAT


def test_a_district_of_which_one_band_isnt_known_has_no_growth():
    ages = need.by_age(residents(d={TODAY: (9000, 1000, 500, np.nan), LATER: (7000, 800, 600, 400)}))
    assert need.growth(need.weighed(ages, BY_AGE), TODAY, reach(d=0.1))["factor"].isna().all()


def test_a_band_astride_of_65_tells_nothing():
    rows = pd.DataFrame(
        {"unit_id": "d", "date": TODAY, "age_from": [0, 60, 70], "age_to": [59, 69, None], "persons": 1.0}
    )
    assert need.weighed(need.by_age(rows), BY_AGE).isna().all(axis=None)


def test_nobody_of_65_today_is_no_growth_that_could_be_told():
    ages = need.by_age(residents(d={TODAY: (9000, 0, 0, 0), LATER: (7000, 800, 600, 400)}))
    assert need.growth(need.weighed(ages, BY_AGE), TODAY, reach(d=0.1))["factor"].isna().all()


def test_those_in_care_are_no_part_of_whom_the_survey_asks():
    # half of those 85+ are certified 要介護1–5, nobody under 85: 1000 × 0.1 + 500 × 0.2 + 125 × 0.4
    ages = need.by_age(residents(d={TODAY: (9000, 1000, 500, 250)}))
    rows = [(65, 84, 0.0), (85, None, 100.0), (85, None, 25.0)]
    care = pd.DataFrame(rows, columns=["age_from", "age_to", "persons"]).astype(
        {"age_from": "Int16", "age_to": "Int16"}
    )
    speaks_for = need.outside_care(ages.sum(), care)
    assert speaks_for.to_dict() == {65: 1.0, 85: 0.5}
    assert need.weighed(ages, BY_AGE, speaks_for).iloc[0].tolist() == pytest.approx([100, 100, 50])


def test_care_that_is_known_for_65_and_over_only_says_nothing_of_ages():
    care = pd.DataFrame({"age_from": [65], "age_to": pd.array([None], "Int16"), "persons": [100.0]})
    ages = need.by_age(residents(d={TODAY: (9000, 1000, 500, 250)}))
    assert need.outside_care(ages.sum(), care).empty
    assert need.outside_care(ages.sum(), None).empty


def test_both_errors_widen_the_band():
    now = pd.DataFrame({"need": [100.0], "need_low": [80.0], "need_high": [125.0]}, index=["d"])
    ages = need.by_age(residents(d={TODAY: (9000, 1000, 500, 250), LATER: (7000, 800, 600, 400)}))
    grown = need.growth(need.weighed(ages, BY_AGE), TODAY, reach(d=0.10))
    assert grown["up"].tolist() == pytest.approx([0.10 * 1.959964 / 1.281552])  # 80 % made 95 %
    row = need.expected(now, grown).iloc[0]
    width = math.hypot(math.log(1.25), 0.152937)
    assert row.tolist() == pytest.approx([120, 120 * math.exp(-width), 120 * math.exp(width)], rel=1e-4)


def test_need_of_nobody_stays_and_its_bound_grows():
    now = pd.DataFrame({"need": [0.0, 4.0], "need_low": [0.0, 0.0], "need_high": [6.0, 8.0]}, index=["d", "e"])
    day = pd.MultiIndex.from_tuples([("d", LATER), ("e", LATER)], names=["unit_id", "date"])
    grown = pd.DataFrame({"factor": 1.5, "down": 0.1, "up": 0.0}, index=day)
    assert need.expected(now, grown).to_numpy().tolist() == [[0.0, 0.0, 9.0], pytest.approx([6.0, 0.0, 12.0])]


def test_what_isnt_known_today_isnt_known_later():
    now = pd.DataFrame({"need": [np.nan], "need_low": [np.nan], "need_high": [np.nan]}, index=["d"])
    day = pd.MultiIndex.from_tuples([("d", LATER)], names=["unit_id", "date"])
    grown = pd.DataFrame({"factor": 1.5, "down": 0.1, "up": 0.0}, index=day)
    assert need.expected(now, grown).isna().all(axis=None)


def test_a_table_that_ends_at_75_takes_the_widths_of_75_and_over():
    rows = groups(d=0.2)
    rows = rows[rows["group"] != "oldest"].assign(low=lambda t: t["low"].where(t["group"] != "older", 100.0))
    ages = need.by_age(residents(d={TODAY: (1, 10, 10, 10), LATER: (1, 0, 0, 10)}))
    assert need.growth(need.weighed(ages, FLAT), TODAY, need.widths(rows))["down"].tolist() == pytest.approx(
        [0.2 * need.TO_95]
    )
