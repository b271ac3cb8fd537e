"""Residents: what is known, what is not, and whom the survey speaks for."""

import pandas as pd
import pytest

from shiensys.measures.people import aged, all_ages, asked, known_ages, latest


def residents(rows: list[tuple], date: str = "2025-03-31") -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=["district_id", "age_from", "age_to", "persons"])
    table = table.assign(date=pd.Timestamp(date), sex="total")
    return table.astype({"age_from": "Int16", "age_to": "Int16", "persons": float})


TABLE = residents([("a", 0, 64, 600), ("a", 65, 74, 200), ("a", 75, None, 150), ("a", None, None, 50)])


def test_older_residents_are_those_of_the_bands_from_65():
    assert latest(aged(TABLE, from_age=65)).to_dict() == {"a": 350}
    assert latest(aged(TABLE, from_age=65, to_age=74)).to_dict() == {"a": 200}


def test_a_table_that_ends_at_75_gives_no_85():
    assert latest(aged(TABLE, from_age=85)).isna().all()


def test_persons_of_unknown_age_are_in_the_total_and_not_in_known_ages():
    assert latest(all_ages(TABLE)).to_dict() == {"a": 1000}
    assert latest(known_ages(TABLE)).to_dict() == {"a": 950}


def test_one_hidden_cell_makes_the_sum_unknown():
    hidden = residents([("a", 65, 74, 200), ("a", 75, None, None)])
    assert latest(aged(hidden, from_age=65)).isna().all()


def test_each_districts_latest_date_counts():
    both = pd.concat(
        [TABLE, residents([("a", 65, None, 1)], "2024-03-31"), residents([("b", 65, None, 7)], "2024-03-31")]
    )
    assert latest(aged(both, from_age=65)).to_dict() == {"a": 350, "b": 7}


def care(rows: list[tuple[str, str, float]]) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=["district_id", "level", "persons"]).assign(date=pd.Timestamp("2025-03-31"))
    return table.assign(age_from=65, age_to=pd.array([None] * len(rows), dtype="Int16"))


def test_the_survey_speaks_for_residents_without_care_levels():
    found = asked(TABLE, care([("a", "要支援1", 30), ("a", "要介護1", 20), ("a", "要介護5", 10)]))
    assert found.without_care
    assert found.persons["a"] == pytest.approx(320)


def two_districts(n: int) -> pd.DataFrame:
    """350 are 65+ in a, 650 in b; in care are n in a and 100 − n in b: 10 % in the city, whatever n is."""
    both = pd.concat([TABLE, residents([("b", 65, None, 650)])])
    return asked(both, care([("a", "要介護1", n), ("b", "要介護1", 100 - n)])).persons


@pytest.mark.parametrize("n", range(10))
def test_a_handful_in_care_cannot_be_worked_back_from_those_without(n):
    """Of 351 to 355 residents the nearest five would tell 9 in care now and then: so the city's share counts."""
    assert two_districts(n)["a"] == 315
    assert two_districts(12)["a"] == 340


def test_who_is_certified_without_being_in_care_cannot_be_worked_back_either():
    """Certified are 23, as another page tells; were 21 to 25 in care, hardly anybody would be certified otherwise."""
    table = pd.concat([TABLE, residents([("b", 65, None, 650)])])
    rows = [("a", "要介護1", 20), ("a", "要支援1", 3), ("b", "要介護1", 80), ("b", "要支援1", 40)]
    assert asked(table, care(rows)).persons.to_dict() == {"a": 315, "b": 570}
    assert asked(table, care([("a", "要支援1", 30), *rows[:1], *rows[2:]])).persons.to_dict() == {"a": 330, "b": 570}


def test_where_anybody_is_as_old_the_survey_speaks_for_somebody():
    few = residents([("a", 65, None, 2)])
    many = residents([("b", 65, None, 20)])
    found = asked(pd.concat([few, many]), care([("a", "要介護1", 1), ("b", "要介護1", 19)]))
    assert found.persons.to_dict() == {"a": 5, "b": 5}
    nobody = residents([("a", 65, None, 0)])
    assert asked(nobody, care([("a", "要介護1", 0)])).persons.to_dict() == {"a": 0}


def test_certified_persons_younger_than_65_were_never_asked_and_are_not_taken_off():
    younger = care([("a", "要介護1", 5)]).assign(age_from=40, age_to=pd.array([64], dtype="Int16"))
    found = asked(TABLE, pd.concat([care([("a", "要介護1", 20)]), younger]))
    assert found.persons["a"] == pytest.approx(330)


def test_a_handful_in_care_in_the_whole_city_is_not_taken_off_and_it_is_said():
    found = asked(TABLE, care([("a", "要介護1", 9)]))
    assert (found.persons.to_dict(), found.without_care) == ({"a": 350}, False)


def test_without_certified_persons_for_every_district_all_older_residents_count_and_it_is_said():
    two = pd.concat([TABLE, residents([("b", 65, None, 100)])])
    found = asked(two, care([("a", "要介護1", 20)]))
    assert not found.without_care
    assert found.persons.to_dict() == {"a": 350, "b": 100}
