"""Shizuoka's residents by school district, as the city published them: one district's total is known to be wrong."""

import datetime as dt

import pytest

from shiensys.intake.findings import Severity
from shiensys.intake.people.households import read_households
from shiensys.intake.people.population import read_population
from shiensys.intake.request import Request

pytestmark = pytest.mark.real
SHIZUOKA = "22100"
FILE = "shizuoka/221007_population_2009_2018.csv"


def request_of(real_data):
    return Request(real_data / FILE, SHIZUOKA, dt.date(2026, 11, 21))


@pytest.fixture(scope="module")
def shizuoka(real_data):
    return read_population(request_of(real_data))


def persons(table, area, date, first=0, last=200):
    here = table[(table["area"] == area) & (table["date"] == date)]
    return here.loc[here["age_from"].between(first, last), "persons"].sum()


def test_75_districts_on_10_days(shizuoka):
    table = shizuoka.table
    assert (table["area"].nunique(), table["date"].nunique()) == (75, 10)
    assert shizuoka.part == "2009-03-31..2018-03-31"
    assert shizuoka.city_name == "静岡市"
    assert table["sex"].unique().tolist() == ["total"]


def test_single_years_are_taken_and_the_bands_beside_them_left(shizuoka):
    one = shizuoka.table[(shizuoka.table["area"] == "葵") & (shizuoka.table["date"] == "2009-03-31")]
    assert len(one) == 102  # 0 to 99, 100 and over, unknown
    assert (one["age_from"].dropna() == one["age_to"].fillna(100)[one["age_from"].notna()]).all()


def test_persons_as_the_file_states_them(shizuoka):
    assert persons(shizuoka.table, "葵", "2009-03-31") == 11_549
    assert persons(shizuoka.table, "葵", "2009-03-31", 65) == 3_195
    assert persons(shizuoka.table, "新通", "2009-03-31", 75) == 1_189
    assert persons(shizuoka.table, "番町", "2009-03-31") == 10_682


def test_the_one_wrong_total_is_reported_and_not_mended(shizuoka):
    mended = [str(one) for one in shizuoka.findings if one.severity is Severity.MENDED]
    assert mended == [
        "221007_population_2009_2018.csv 6行目 「POPULATION」列: 番町(平成21年3月31日)は10,625人と書かれていますが、"
        "年齢ごとの人数を足すと10,682人です。数字は直さず、年齢ごとの人数を使います。"
    ]


def test_households_of_the_same_file(real_data):
    found = read_households(request_of(real_data)).table
    aoi = found[(found["area"] == "葵") & (found["date"] == "2009-03-31")]
    assert len(found) == 750
    assert aoi["all_households"].tolist() == [5_400]
