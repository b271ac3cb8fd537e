"""Shares weighted to residents or to a standard age structure, and differences between two surveys."""

import numpy as np
import pandas as pd
import pytest

from shiensys.measures.estimates import standard
from shiensys.measures.interval import wilson

AGES = ["65-74", "75-84", "85-"]


def by_age(*rows: list[float]) -> pd.DataFrame:
    return pd.DataFrame(list(rows), columns=AGES, index=[f"d{number}" for number in range(len(rows))])


def shares(*rows: tuple[float, float, float]) -> pd.DataFrame:
    return pd.DataFrame(
        list(rows), columns=["share", "share_low", "share_high"], index=[f"d{number}" for number in range(len(rows))]
    )


def test_an_answer_weighs_as_many_residents_as_it_stands_for():
    """60 % of the residents but 50 % of the answers: 1.2."""
    found = standard.weights(by_age([50, 30, 20]), by_age([600, 300, 100]))
    assert found.loc["d0"].tolist() == pytest.approx([1.2, 1.0, 0.5])


def test_weights_are_kept_from_running_away_and_still_mean_1():
    """10 of 100 answers for half of the residents would weigh 5: they weigh 3, and all are scaled anew."""
    found = standard.weights(by_age([10, 90, np.nan]), by_age([500, 500, 77])).loc["d0"]
    scale = (10 * 3 + 90 * 0.5 / 0.9) / 100
    assert found[AGES[:2]].tolist() == pytest.approx([3 / scale, 0.5 / 0.9 / scale])
    assert np.isnan(found[AGES[2]])


def test_effective_n_is_n_where_weights_are_alike_and_less_elsewhere():
    n = by_age([50, 30, 20], [50, 50, 0])
    weight = by_age([1, 1, 1], [1.5, 0.5, 1])
    assert standard.effective(n, weight).tolist() == pytest.approx([100, 80])


def test_a_district_whose_rates_are_the_citys_gets_exactly_the_share_of_its_residents():
    """Answers 50, 30, 20, residents 600, 300, 100: 0.5·10 + 0.3·20 + 0.2·40 = 19 % becomes 16 %."""
    rates = pd.Series([0.1, 0.2, 0.4], index=AGES)
    found = standard.adjusted(shares((0.19, 0.13, 0.28)), by_age([50, 30, 20]), by_age([600, 300, 100]), rates)
    assert found.loc["d0", "share"] == pytest.approx(0.16)
    assert found.loc["d0", ["weight_low", "weight_high"]].tolist() == pytest.approx([0.5, 1.2])


def test_bounds_move_along_and_widen_as_kish_says():
    """Effective n = 100² ÷ (50 × 1.2² + 30 + 20 × 0.5²) = 93.5 of 100: wider by 3.4 %."""
    rates = pd.Series([0.1, 0.2, 0.4], index=AGES)
    found = standard.adjusted(shares((0.19, 0.13, 0.28)), by_age([50, 30, 20]), by_age([600, 300, 100]), rates)
    wider = np.sqrt(107 / 100)
    assert found.loc["d0", "share_low"] == pytest.approx(0.16 - 0.06 * wider)
    assert found.loc["d0", "share_high"] == pytest.approx(0.16 + 0.09 * wider)


def test_one_standard_for_all_makes_districts_of_other_ages_comparable():
    """An old and a young district whose rates are the city's have the same age-adjusted share."""
    rates = pd.Series([0.1, 0.2, 0.4], index=AGES)
    n = by_age([60, 30, 10], [20, 40, 40])
    crude = shares((0.16, 0.1, 0.24), (0.26, 0.18, 0.36))
    found = standard.adjusted(crude, n, pd.Series([400, 350, 250], index=AGES), rates)
    expected = 0.4 * 0.1 + 0.35 * 0.2 + 0.25 * 0.4
    assert found["share"].tolist() == pytest.approx([expected, expected])


def test_answers_that_are_protected_by_age_stay_as_they_are():
    """Two of three strata known, 900 of 1000 residents: the shift of the known, times 0.9."""
    rates = pd.Series([0.1, 0.2, 0.4], index=AGES)
    found = standard.adjusted(shares((0.19, 0.13, 0.28)), by_age([50, 50, np.nan]), by_age([600, 300, 100]), rates)
    assert found.loc["d0", "share"] == pytest.approx(0.19 + 0.9 * ((2 / 3 - 0.5) * 0.1 + (1 / 3 - 0.5) * 0.2))


def test_without_any_known_stratum_nothing_is_said():
    rates = pd.Series([0.1, 0.2, 0.4], index=AGES)
    crude = shares((0.19, 0.13, 0.28), (np.nan, np.nan, np.nan))
    found = standard.adjusted(
        crude, by_age([np.nan] * 3, [50, 30, 20]), by_age([600, 300, 100], [600, 300, 100]), rates
    )
    assert found[["share", "share_low", "share_high"]].isna().all(axis=None)


def test_a_share_never_leaves_0_to_1():
    rates = pd.Series([0.0, 0.0, 1.0], index=AGES)
    found = standard.adjusted(shares((0.01, 0.0, 0.1)), by_age([50, 30, 20]), by_age([600, 390, 10]), rates)
    assert found.loc["d0", ["share", "share_low"]].tolist() == [0, 0]


def test_direct_standardisation_is_the_mean_weighed_by_the_standard():
    rates = shares((0.1, 0.06, 0.16), (0.3, 0.22, 0.4)).set_axis(AGES[:2])
    found = standard.standardised(rates, pd.Series([600, 400, 0], index=AGES))
    assert found["share"] == pytest.approx(np.average([0.1, 0.3], weights=[600, 400]))
    assert found["share_low"] == pytest.approx(0.18 - np.hypot(0.6 * 0.04, 0.4 * 0.08))
    assert found["share_high"] == pytest.approx(0.18 + np.hypot(0.6 * 0.06, 0.4 * 0.1))


def test_a_standard_with_people_of_unknown_rate_gives_no_share():
    rates = shares((0.1, 0.06, 0.16), (0.3, 0.22, 0.4)).set_axis(AGES[:2])
    assert standard.standardised(rates, pd.Series([600, 400, 1], index=AGES)).isna().all()
    assert standard.standardised(rates, pd.Series([0, 0, 0], index=AGES)).isna().all()


@pytest.mark.parametrize(
    ("new", "old", "low", "high"), [((56, 70), (48, 80), 0.0524, 0.3339), ((5, 56), (0, 29), -0.0381, 0.1926)]
)
def test_a_difference_has_the_bounds_that_newcombe_published(new, old, low, high):
    def share(x: int, n: int) -> pd.DataFrame:
        bounds = wilson(pd.Series([x / n]), pd.Series([n]))
        return pd.DataFrame({"share": [x / n], "share_low": bounds["low"], "share_high": bounds["high"]})

    found = standard.difference(share(*new), share(*old)).iloc[0]
    assert found["difference"] == new[0] / new[1] - old[0] / old[1]
    assert found[["low", "high"]].tolist() == pytest.approx([low, high], abs=5e-5)


def test_a_district_that_the_survey_before_did_not_tell_has_no_difference():
    new, old = shares((0.3, 0.2, 0.4), (0.2, 0.1, 0.3)), shares((0.1, 0.05, 0.2))
    found = standard.difference(new, old)
    assert found.loc["d0", "difference"] == pytest.approx(0.2)
    assert found.loc["d1"].isna().all()
