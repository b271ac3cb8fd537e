"""Rates of certification, as they are and with ages evened out: worked out by hand."""

import numpy as np
import pandas as pd
import pytest

from shiensys.measures.ageing.certification import adjusted, counts, method, summed

DAY = pd.Timestamp("2026-03-31")
DISTRICTS = pd.Index(["a", "b"])


def people(rows, day="2026-01-01"):
    table = pd.DataFrame(rows, columns=["district_id", "age_from", "age_to", "persons"])
    table = table.assign(date=pd.Timestamp(day), sex="total")
    return table.astype({"age_from": "Int16", "age_to": "Int16", "persons": float})


def cared(rows, day=DAY):
    table = pd.DataFrame(rows, columns=["district_id", "level", "age_from", "age_to", "persons"])
    return table.assign(date=day).astype({"age_from": "Int16", "age_to": "Int16", "persons": float})


# two districts with the same rates by age, 5 % and 30 %, and other ages
PEOPLE = people(
    [
        ("a", 0, 64, 9),
        ("a", 65, 74, 600),
        ("a", 75, None, 400),
        ("b", 0, 64, 9),
        ("b", 65, 74, 400),
        ("b", 75, None, 600),
    ]
)
CARED = cared(
    [
        ("a", "要介護1", 65, 74, 20), ("a", "要支援1", 65, 74, 10), ("a", "要介護1", 75, None, 120),
        ("b", "要介護1", 65, 74, 20), ("b", "要介護1", 75, None, 180),
    ]
)  # fmt: skip


def test_levels_are_added_up_by_the_ages_that_both_tables_have():
    found = counts(CARED, PEOPLE, DISTRICTS)
    assert found.certified.to_dict("index") == {"a": {65: 30, 75: 120}, "b": {65: 20, 75: 180}}
    assert found.persons.to_dict("index") == {"a": {65: 600, 75: 400}, "b": {65: 400, 75: 600}}
    assert (found.day, found.people_day) == (DAY, pd.Timestamp("2026-01-01"))


@pytest.mark.parametrize("how", ["direct", "indirect"])
def test_districts_that_differ_by_age_alone_are_alike_when_ages_are_evened_out(how):
    found = counts(CARED, PEOPLE, DISTRICTS)
    crude = found.certified.sum(axis=1) / found.persons.sum(axis=1)
    assert crude.tolist() == [0.15, 0.2]
    # half of all are 65–74: 0.5 × 5 % + 0.5 × 30 % = 17.5 %
    assert adjusted(found.persons, found.certified, how)["adjusted"].tolist() == [0.175, 0.175]


def test_the_interval_of_the_indirect_way_is_that_of_a_count():
    n = pd.DataFrame({65: [1000.0, 1000.0]}, index=["a", "b"])
    x = pd.DataFrame({65: [10.0, 190.0]}, index=["a", "b"])
    # 10 persons: Garwood's exact bounds are 4.795 and 18.390; by 100 expected and a rate of 10 %
    assert adjusted(n, x, "indirect").loc["a"].tolist() == [0.01, 0.005, 0.018]


def test_the_interval_of_the_direct_way_holds_the_rate():
    found = counts(CARED, PEOPLE, DISTRICTS)
    told = adjusted(found.persons, found.certified, "direct").loc["a"]
    # Wilson: 30 of 600 is 3.52–7.05 %, 120 of 400 is 25.71–34.67 %; MOVER: ½ √(1.48² + 4.29²) = 2.27 below
    assert told["adjusted_low"] == pytest.approx(0.175 - 0.0227, abs=6e-4)
    assert told["adjusted_high"] == pytest.approx(0.175 + 0.0255, abs=6e-4)


def test_own_rates_are_used_only_where_each_wide_band_has_ten_certified():
    assert method(pd.DataFrame({65: [10.0], 70: [0.0], 75: [12.0]})) == "direct"
    assert method(pd.DataFrame({65: [9.0], 75: [12.0]})) == "indirect"
    assert method(pd.DataFrame({65: [900.0]})) == "none"
    assert adjusted(pd.DataFrame({65: [900.0]}), pd.DataFrame({65: [90.0]}), "none").isna().all(axis=None)


def test_a_table_without_ages_has_one_band_and_younger_persons_are_left_out():
    found = counts(cared([("a", "要介護1", 65, None, 150), ("a", "要介護1", 40, 64, 7)]), PEOPLE, DISTRICTS)
    assert found.certified.loc["a"].to_dict() == {65: 150}
    assert found.certified.loc["b"].isna().all()
    assert found.known.tolist() == ["a"]


def test_certified_persons_from_40_on_in_one_number_tell_nothing_of_65():
    assert counts(cared([("a", "要介護1", 40, None, 150)]), PEOPLE, DISTRICTS).known.empty


def test_a_cell_that_is_not_known_makes_the_district_unknown_and_a_missing_row_is_nobody():
    hidden = pd.concat([CARED, cared([("a", "要介護2", 75, None, None)])])
    assert counts(hidden, PEOPLE, DISTRICTS).known.tolist() == ["b"]
    none = counts(CARED[CARED["age_from"].ne(65) | CARED["district_id"].ne("b")], PEOPLE, DISTRICTS)
    assert none.certified.loc["b"].to_dict() == {65: 0, 75: 180}


def test_the_nearest_day_of_residents_is_taken():
    both = pd.concat([PEOPLE.assign(date=pd.Timestamp("2025-04-01")), PEOPLE])
    assert counts(CARED, both, DISTRICTS).people_day == pd.Timestamp("2026-01-01")
    earlier = CARED.assign(date=pd.Timestamp("2025-03-31"))
    assert counts(pd.concat([CARED.assign(persons=1.0), earlier]), both, DISTRICTS).day == DAY
    assert counts(earlier, both, DISTRICTS).people_day == pd.Timestamp("2025-04-01")


def test_more_certified_than_residents_is_no_more_than_all():
    n, x = pd.DataFrame({65: [10.0, 100.0], 75: [20.0, 100.0]}), pd.DataFrame({65: [12.0, 20.0], 75: [10.0, 40.0]})
    # all of 110 and half of 120
    assert adjusted(n, x, "direct").loc[0, "adjusted"] == pytest.approx((110 + 60) / 230, abs=5e-4)
    assert adjusted(n, x, "indirect").loc[0, "adjusted"] <= 1


def test_groups_are_sums_of_whole_persons():
    table = pd.DataFrame({65: [1.2, 2.4, 5.0]}, index=["a", "b", "c"])
    assert summed(table, pd.Series({"a": "a", "b": "a", "c": np.nan}))[65].to_dict() == {"a": 4.0}
