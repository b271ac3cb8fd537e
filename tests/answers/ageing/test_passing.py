"""When a district's share of 65+ reaches 40 % and 50 %: by the middle of the band and by its ends."""

import datetime as dt

import pandas as pd
import pytest

from shiensys.answers.ageing.forecasts.passing import passing

BASE, FIRST, SECOND, THIRD = (dt.date(year, 4, 1) for year in (2025, 2030, 2035, 2040))


def rows_of(name, order, now, *steps):
    """One district: its share now, and (low, middle, high) at each step."""
    figures = [(BASE, False, now, now, now)]
    days = (FIRST, SECOND, THIRD)
    figures += [(day, True, middle, low, high) for day, (low, middle, high) in zip(days, steps, strict=False)]
    table = pd.DataFrame(figures, columns=["date", "expected", "share", "share_low", "share_high"])
    return table.assign(unit_id=f"d{order}", name=name, order=order, key="older")


def told(*districts, bound=0.4):
    found = passing(pd.concat(districts, ignore_index=True))
    return found[found["bound"] == bound].set_index("name")


def test_a_district_past_the_bound_today_is_past_it_already():
    row = told(rows_of("港", 1, 0.41, (0.40, 0.43, 0.46))).loc["港"]
    assert (row["state"], row["date"], row["words"]) == ("already", BASE, "すでに40%以上です")


def test_exactly_at_the_bound_counts_as_past_it():
    assert told(rows_of("港", 1, 0.40, (0.38, 0.39, 0.41))).loc["港", "state"] == "already"


def test_expected_has_the_first_step_of_the_middle_and_of_each_end():
    steps = ((0.36, 0.38, 0.401), (0.37, 0.405, 0.43), (0.40, 0.43, 0.46))
    row = told(rows_of("港", 1, 0.35, *steps)).loc["港"]
    assert (row["state"], row["date"], row["earliest"], row["latest"]) == ("expected", SECOND, FIRST, THIRD)
    assert row["words"] == "2035年までに40%になる見通しです(早ければ2030年、遅ければ2040年)"


def test_where_the_low_end_never_passes_the_words_leave_the_end_open():
    row = told(rows_of("港", 1, 0.35, (0.33, 0.36, 0.39), (0.35, 0.40, 0.45))).loc["港"]
    assert (row["state"], row["date"], row["latest"]) == ("expected", SECOND, None)
    assert row["words"] == "2035年までに40%になる見通しです(早ければ2035年、遅ければ2035年より後)"


def test_where_both_ends_pass_at_once_one_year_is_said():
    row = told(rows_of("港", 1, 0.35, (0.36, 0.37, 0.38), (0.41, 0.42, 0.43))).loc["港"]
    assert row["words"] == "2035年までに40%になる見通しです"


def test_possible_where_the_high_end_alone_passes():
    row = told(rows_of("港", 1, 0.30, (0.33, 0.36, 0.39), (0.35, 0.38, 0.41))).loc["港"]
    assert (row["state"], row["date"], row["earliest"]) == ("possible", None, SECOND)
    assert row["words"] == "2035年までに40%にはならない見通しです(早ければ2035年になることもあります)"


def test_not_where_even_the_high_end_stays_below():
    row = told(rows_of("港", 1, 0.30, (0.33, 0.36, 0.39))).loc["港"]
    assert (row["state"], row["earliest"]) == ("not", None)
    assert row["words"] == "2030年までに40%にはならない見通しです"


def test_every_district_has_a_row_for_either_bound_in_the_citys_order():
    found = passing(pd.concat([rows_of("小川", 2, 0.2, (0.2, 0.2, 0.2)), rows_of("港", 1, 0.6, (0.5, 0.6, 0.7))]))
    assert list(zip(found["name"], found["bound"], found["state"], strict=True)) == [
        ("港", 0.4, "already"),
        ("港", 0.5, "already"),
        ("小川", 0.4, "not"),
        ("小川", 0.5, "not"),
    ]


@pytest.mark.parametrize("steps", [(), ((float("nan"),) * 3,)])
def test_a_district_without_forecast_has_no_row(steps):
    assert passing(rows_of("港", 1, 0.6, *steps)).empty
