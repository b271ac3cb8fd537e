"""Residents by 5-year band, added up over districts."""

import pandas as pd
import pytest

from shiensys.measures.ageing.agebands import by_age
from shiensys.measures.ageing.residents import NoForecastError


def rows(bands, day="2026-01-01", sex="total", district="a"):
    table = pd.DataFrame(bands, columns=["age_from", "age_to", "persons"])
    table = table.assign(district_id=district, date=pd.Timestamp(day), sex=sex)
    return table.astype({"age_from": "Int16", "age_to": "Int16", "persons": float})


SINGLE = [(age, age, 1.0) for age in range(90)] + [(90, None, 3.0)]
FIVES = [(age, age + 4, 10.0) for age in range(0, 85, 5)] + [(85, None, 7.0)]


def test_single_years_become_five_year_bands():
    found = by_age(rows(SINGLE))
    assert found["age_from"].tolist() == list(range(0, 95, 5))
    assert found["persons"].tolist() == [5.0] * 18 + [3.0]
    assert found["age_to"].iloc[-2:].tolist() == [89, pd.NA]


def test_two_days_get_the_bands_that_both_have():
    found = by_age(pd.concat([rows(SINGLE), rows(FIVES, "2016-01-01")]))
    assert found.groupby("date")["age_from"].max().tolist() == [85, 85]
    assert found.groupby("date")["persons"].sum().tolist() == [177.0, 93.0]
    assert found.loc[found["age_from"] == 85, "persons"].tolist() == [7.0, 8.0]


def test_sexes_are_apart_where_both_days_have_them():
    new = pd.concat([rows(FIVES, sex="male"), rows(FIVES, sex="female")])
    assert set(by_age(new)["sex"]) == {"male", "female"}
    both = by_age(pd.concat([new, rows(FIVES, "2016-01-01")]))
    assert set(both["sex"]) == {"total"}
    assert both.groupby("date")["persons"].sum().tolist() == [177.0, 354.0]


def test_a_district_that_is_not_known_makes_the_band_unknown():
    other = rows([*FIVES[:-1], (85, None, None)], district="b")
    found = by_age(pd.concat([rows(FIVES), other])).set_index("age_from")["persons"]
    assert found[80] == 20
    assert pd.isna(found[85])


def test_a_district_without_a_day_makes_that_day_unknown():
    found = by_age(pd.concat([rows(FIVES), rows(FIVES, "2016-01-01"), rows(FIVES, district="b")]))
    assert found.groupby("date")["persons"].sum(min_count=18).isna().tolist() == [True, False]


def test_ages_that_are_missing_are_refused():
    with pytest.raises(NoForecastError):
        by_age(rows([band for band in FIVES if band[0] != 40]))
