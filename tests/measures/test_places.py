"""What one resource serves, and what that makes by district."""

import datetime as dt

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shiensys.measures.places import by_unit, capacity, of_kind, ranges, split
from shiensys.tables.categories import category

TODAY = dt.date(2026, 10, 31)
DEFAULTS = {
    "kinds": "shopping", "kind_shares": None, "status": "active", "capacity": None, "users": None, "times_month": None,
    "helpers": None, "hours_month": None, "assured_date": pd.Timestamp("2026-09-01"),
}  # fmt: skip


def registry(*rows: dict) -> pd.DataFrame:
    table = pd.DataFrame([{"resource_id": f"r{n}", **DEFAULTS, **row} for n, row in enumerate(rows)])
    amounts = ["capacity", "users", "times_month", "helpers", "hours_month"]
    return table.astype(dict.fromkeys(amounts, float) | {"kinds": "str", "kind_shares": "str"})


def test_eight_seats_once_a_week_let_eight_people_shop():
    assert capacity(registry({"capacity": 8, "times_month": 4}), category("shopping")).tolist() == [8]


def test_each_kind_has_its_own_rule():
    bus = registry({"capacity": 6, "times_month": 4})
    assert capacity(bus, category("transport")).tolist() == [12]  # two round trips a month each
    meals = registry({"capacity": 20, "times_month": 4})
    assert capacity(meals, category("meals")).tolist() == pytest.approx([20 / 3])  # 20 a week feed 6.7 at 3 a week
    helpers = registry({"helpers": 5, "hours_month": 8})
    assert capacity(helpers, category("housework")).tolist() == [10]
    assert capacity(helpers, category("rubbish")).tolist() == [10]
    assert capacity(helpers, category("repairs")).isna().all()


def test_registered_households_stand_in_where_helpers_arent_known():
    assert capacity(registry({"capacity": 12}), category("rubbish")).tolist() == [12]


def test_closed_resources_and_places_are_no_support():
    table = registry({}, {"status": "defunct"}, {"status": "temporarily closed"}, {"kinds": None})
    assert of_kind(table, "shopping")["resource_id"].tolist() == ["r0"]


def test_one_capacity_over_several_kinds_is_counted_once():
    table = registry({"kinds": "shopping;transport;rubbish"}, {"kinds": "shopping;rubbish", "kind_shares": "3;1"})
    assert of_kind(table, "shopping")["kind_share"].tolist() == pytest.approx([1 / 3, 0.75])
    assert of_kind(table, "rubbish")["kind_share"].tolist() == pytest.approx([1 / 3, 0.25])


def free(table: pd.DataFrame) -> pd.DataFrame:
    return ranges(of_kind(table, "shopping"), category("shopping"), free=True)


def test_free_places_are_never_below_zero():
    table = registry({"capacity": 8, "times_month": 4, "users": 5}, {"capacity": 8, "times_month": 4, "users": 11})
    assert free(table)["places"].tolist() == [3, 0]


def test_the_unknown_is_nothing_below_and_the_median_above():
    known = [{"capacity": 10, "times_month": 4, "users": used} for used in (8, 6, 0)]  # free 2, 4, 10
    found = free(registry(*known, {}, {"capacity": 3, "times_month": 4}))
    assert found["places_low"].tolist() == [2, 4, 10, 0, 0]
    assert found["places_high"].tolist() == [2, 4, 10, 4, 3]  # a car with 3 seats has no 4 free
    assert found["known"].tolist() == [True, True, True, False, False]


def served(rows: list[tuple[str, str | None]]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["resource_id", "district_id"])


RESIDENTS = pd.Series({"a": 3000.0, "b": 1000.0})


def test_a_resource_of_several_districts_is_split_by_their_residents():
    parts = split(served([("r0", "a"), ("r0", "b"), ("r1", "b")]), RESIDENTS)
    assert parts["part"].tolist() == [0.75, 0.25, 1.0]


def test_beyond_the_city_weighs_as_the_mean_of_the_districts_served():
    parts = split(served([("r0", "a"), ("r0", "b"), ("r0", None)]), RESIDENTS)
    assert parts["part"].tolist() == pytest.approx([0.5, 1 / 6, 1 / 3])


def test_without_residents_the_parts_are_equal():
    assert split(served([("r0", "a"), ("r0", "z")]), RESIDENTS)["part"].tolist() == [0.5, 0.5]


UNITS = pd.Series({"a": "a", "b": "b", "c": "c"})


def test_places_by_district_with_what_is_known_and_confirmed():
    table = registry(
        {"capacity": 8, "times_month": 4, "users": 4},
        {"assured_date": pd.Timestamp("2025-10-30")},
    )
    chosen = of_kind(table, "shopping")
    parts = split(served([("r0", "a"), ("r0", "b"), ("r1", "b")]), RESIDENTS)
    found = by_unit(chosen, free(table), parts, UNITS, today=TODAY)
    assert found["places"].to_dict() == {"a": 3, "b": 1, "c": 0}
    assert found["resources"].to_dict() == {"a": 1, "b": 2, "c": 0}
    assert found["known"].to_dict() == {"a": 1, "b": 1, "c": 0}
    assert found["confirmed"].to_dict() == {"a": 1, "b": 1, "c": 0}


def test_an_area_counts_a_resource_of_its_two_districts_once():
    table = registry({"capacity": 8, "times_month": 4, "users": 4})
    parts = split(served([("r0", "a"), ("r0", "b")]), RESIDENTS)
    west = pd.Series({"a": "west", "b": "west"})
    found = by_unit(of_kind(table, "shopping"), free(table), parts, west, today=TODAY)
    assert found.loc["west", ["places", "resources"]].tolist() == [4, 1]


@given(
    st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40), st.sets(st.sampled_from("ab"), min_size=1)), min_size=1)
)
def test_splitting_loses_and_invents_no_place(rows):
    table = registry(*({"capacity": c, "times_month": 4, "users": u} for c, u, _ in rows))
    areas = served([(f"r{n}", d) for n, (_, _, districts) in enumerate(rows) for d in sorted(districts)])
    found = by_unit(of_kind(table, "shopping"), free(table), split(areas, RESIDENTS), UNITS, today=TODAY)
    assert found["places"].sum() == pytest.approx(sum(max(c - u, 0) for c, u, _ in rows))
