"""Residents grow older: what two districts' forecast must be, worked out by hand."""

import numpy as np
import pandas as pd
import pytest

from shiensys.measures.ageing.forecast import NoForecastError, by_band, by_group, forecast, steps
from tests.measures.ageing.counted import FIVES, band, closed, rows

DAYS = ("2010-01-01", "2015-01-01", "2020-01-01")
SURVIVAL = np.array([1.0] * 12 + [0.95, 0.95, 0.9, 0.9, 0.8, 0.8])
IN_2025 = pd.Timestamp("2025-01-01")


def two_districts(many=2000.0):
    """Both lose the same shares; 東 is twice as large as 西."""
    small, large = (closed([many * times] * 18, 10, SURVIVAL) for times in (1, 2))
    return rows(of_days("西", small) | of_days("東", large))


def of_days(name, states):
    """Name each state by its district and day."""
    return {(name, day): state for day, state in zip(DAYS, states, strict=True)}


def test_a_cohort_becomes_the_next_band_times_what_the_city_lost():
    table = by_band(forecast(two_districts(), [IN_2025]))
    before = two_districts()
    for age in FIVES[2:-1]:
        lived = SURVIVAL[FIVES.index(age) - 1]
        assert band(table, "西", IN_2025, age) == pytest.approx(band(before, "西", DAYS[2], age - 5) * lived, rel=0.01)


def test_nobody_is_lost_where_nobody_dies_or_moves():
    states = closed([1000.0] * 18, 10, np.ones(18))
    table = rows(of_days("東", states) | of_days("西", states))
    expected = by_band(forecast(table, [IN_2025]))
    grown = expected[(expected["district_id"] == "東") & (expected["date"] == IN_2025) & (expected["age_from"] >= 5)]
    assert grown["persons"].sum() == pytest.approx(states[2].sum(), rel=1e-9)


def test_the_open_band_takes_in_the_last_and_keeps_its_own():
    """80–84 and 85+ lost a fifth each, together: those who are in already count less, the sum is met."""
    table = two_districts()
    now = [[band(table, "西", day, age) for age in (80, 85)] for day in DAYS]
    expected = band(by_band(forecast(table, [IN_2025])), "西", IN_2025, 85)
    together = sum(now[1:][n][1] for n in (0, 1)) / sum(sum(now[n]) for n in (0, 1))
    assert together == pytest.approx(0.8)
    assert expected == pytest.approx(0.8 * sum(now[2]), rel=0.03)


def test_children_are_as_many_per_adult_as_they_were():
    table = two_districts()
    adults = sum(band(table, "西", day, age) for day in DAYS[1:] for age in range(15, 50, 5))
    children = sum(band(table, "西", day, 0) for day in DAYS[1:])
    expected = by_band(forecast(table, [IN_2025]))
    then = sum(band(expected, "西", IN_2025, age) for age in range(15, 50, 5))
    assert band(expected, "西", IN_2025, 0) == pytest.approx(then * children / adults, rel=0.15)
    assert forecast(table).births == "child_adult"


def test_children_are_counted_per_woman_where_sexes_are_known():
    women, men = two_districts().assign(sex="female"), two_districts().assign(sex="male")
    men["persons"] *= 0.5  # of all ages: children too
    found = forecast(pd.concat([women, men]), [IN_2025])
    table = by_band(found)
    girls = table[table["sex"] == "female"]
    assert found.births == "child_woman"
    assert band(table, "西", IN_2025, 0) == pytest.approx(1.5 * band(girls, "西", IN_2025, 0))


def test_between_steps_lies_the_straight_line():
    table = two_districts()
    expected = by_band(forecast(table, [pd.Timestamp("2022-01-01"), IN_2025]))
    now, later = band(table, "東", DAYS[2], 70), band(expected, "東", IN_2025, 70)
    assert band(expected, "東", pd.Timestamp("2022-01-01"), 70) == pytest.approx(now + (later - now) * 2 / 5)


def test_steps_fall_on_years_that_five_divides_whatever_the_base():
    assert [day.year for day in steps(pd.Timestamp("2018-03-31"))] == [2020, 2025, 2030, 2035, 2040, 2045, 2050]
    assert steps(pd.Timestamp("2025-10-01"))[0] == pd.Timestamp("2030-10-01")
    assert forecast(two_districts()).days == steps(pd.Timestamp(DAYS[2]))


def test_what_comes_after_the_base_changes_nothing():
    table = two_districts()
    later = table[table["date"] == DAYS[2]].assign(date=IN_2025, persons=1.0)
    one = by_group(forecast(table, [IN_2025]), pd.Series({"東": "東", "西": "西"}))
    two = by_group(
        forecast(pd.concat([table, later]), [IN_2025], base=pd.Timestamp(DAYS[2])), pd.Series({"東": "東", "西": "西"})
    )
    pd.testing.assert_frame_equal(one, two)


def test_the_order_of_rows_changes_nothing():
    table = two_districts()
    one, two = (by_band(forecast(rows, [IN_2025])) for rows in (table, table.sample(frac=1, random_state=1)))
    pd.testing.assert_frame_equal(one, two)


def test_rows_of_one_cell_are_added_up():
    """Two 町丁 of one district, each with half of everybody."""
    table = two_districts()
    halves = pd.concat([table.assign(persons=table["persons"] / 2)] * 2)
    pd.testing.assert_frame_equal(by_band(forecast(table, [IN_2025])), by_band(forecast(halves, [IN_2025])))


def test_unknown_age_is_left_out_and_both_sexes_are_not_counted_twice():
    table = two_districts()
    unknown = table.iloc[:1].assign(age_from=pd.NA, age_to=pd.NA, persons=999.0)
    women, men = (table.assign(sex=sex, persons=table["persons"] / 2) for sex in ("female", "male"))
    both = by_group(forecast(pd.concat([table, women, men, unknown]), [IN_2025]), pd.Series("市", index=["東", "西"]))
    at_base = both[(both["group"] == "all") & (both["date"] == DAYS[2])]
    assert at_base["persons"].tolist() == [table.loc[table["date"] == DAYS[2], "persons"].sum()]


def test_a_district_that_appears_or_goes_is_named_and_left_out():
    table = two_districts()
    new = table[(table["district_id"] == "東") & (table["date"] != DAYS[0])].assign(district_id="新")
    gone = table[(table["district_id"] == "東") & (table["date"] != DAYS[2])].assign(district_id="旧")
    unknown = table[table["district_id"] == "東"].assign(district_id="不明")
    unknown.loc[(unknown["date"] == DAYS[2]) & (unknown["age_from"] == 70), "persons"] = np.nan
    found = forecast(pd.concat([table, new, gone, unknown]), [IN_2025])
    assert found.left_out == {"新": "appeared", "旧": "absent", "不明": "unknown"}
    assert found.residents.districts.tolist() == ["東", "西"]


def test_a_district_with_an_unknown_past_is_marked_and_leans_on_the_city():
    table = two_districts()
    early = (table["district_id"] == "西") & (table["date"] == DAYS[0])
    table.loc[early & (table["age_from"] == 70), "persons"] = np.nan
    assert forecast(table).marked == {"西": "short"}


def test_one_day_wide_bands_and_missing_ages_are_refused_with_a_sentence():
    table = two_districts()
    with pytest.raises(NoForecastError, match="2つ以上の日"):
        forecast(table[table["date"] == DAYS[0]])
    with pytest.raises(NoForecastError, match="ありません"):
        forecast(table, base=pd.Timestamp("2009-01-01"))
    with pytest.raises(NoForecastError, match="0歳から続いて"):
        forecast(table[table["age_from"] != 20])
    wide = rows({(name, day): [50.0, 400.0, 100.0] for name in "東西" for day in DAYS}, bands=(0, 15, 65))
    with pytest.raises(NoForecastError, match="広すぎる"):
        forecast(wide)


def test_no_forecast_is_below_zero_even_in_an_almost_empty_district():
    table = two_districts()
    empty = table[table["district_id"] == "東"].assign(district_id="島", persons=0.0)
    empty.loc[empty["age_from"] == 80, "persons"] = 1.0
    expected = by_group(forecast(pd.concat([table, empty])), pd.Series({"島": "島"}))
    assert (expected[["persons", "low", "high"]] >= 0).all(axis=None)
    assert (expected["low"] <= expected["persons"] + 1e-9).all()
    assert (expected["persons"] <= expected["high"] + 1e-9).all()


def test_monthly_days_are_thinned_to_whole_years_before_the_base():
    """Thirteen quarters between 2010 and 2020 say no more than the days that are whole years before the last."""
    table = two_districts()
    between = [
        table[table["date"] == DAYS[1]].assign(date=pd.Timestamp(f"2019-{month:02}-01")) for month in (2, 5, 8, 11)
    ]
    earlier = [
        table[table["date"] == DAYS[1]].assign(date=pd.Timestamp(f"2018-{month:02}-01")) for month in (2, 5, 8, 11)
    ]
    found = forecast(pd.concat([table, *between, *earlier]), [IN_2025])
    assert [str(day.date()) for day in found.residents.days] == list(DAYS)


def test_a_hamlet_alone_does_not_grow_without_bounds():
    """Three residents where there was one child: no rate is learnt from them that multiplies year after year."""
    first, last = np.zeros(18), np.zeros(18)
    first[[4, 5]], last[[0, 5, 6]] = 1.0, (3.0, 2.0, 1.0)
    found = forecast(rows({("島", DAYS[0]): first, ("島", DAYS[1]): last}))
    everybody = found.persons.sum((1, 2, 3))
    assert (everybody[1:] / everybody[:-1]).max() < 2
