"""Indicators of Shizuoka against the 65+ and 75+ that its own file states beside the single years."""

import datetime as dt

import pandas as pd
import pytest

from shiensys.answers.ageing import alike, measures, pyramid, trend
from shiensys.intake.people.population import read_population
from shiensys.intake.request import Request
from shiensys.store.cities import CityRecord
from tests.city_of import city

pytestmark = pytest.mark.real
SHIZUOKA = CityRecord("22100", "静岡市", fictional=False, as_of=dt.date(2026, 11, 21))
FILE = "shizuoka/221007_population_2009_2018.csv"
LAST = dt.date(2018, 3, 31)
FAULTY = ("番町", dt.date(2009, 3, 31))  # its stated figures don't add up in the file itself


@pytest.fixture(scope="module")
def shizuoka(real_data):
    read = read_population(Request(real_data / FILE, SHIZUOKA.code, SHIZUOKA.as_of))
    return city(SHIZUOKA, population=read.table)


@pytest.fixture(scope="module")
def stated(real_data):
    table = pd.read_csv(real_data / FILE)
    days = [dt.date.fromisoformat(day) for day in table["SURVEY_DATE"]]
    return table.set_index(pd.MultiIndex.from_arrays([table["SCHOOL_NAME"], days], names=["name", "date"]))


@pytest.mark.parametrize(("key", "heading"), [("older", "_65_and_over"), ("old", "_75_and_over")])
def test_every_district_and_day_is_as_the_file_states_it(shizuoka, stated, key, heading):
    told = trend(shizuoka, key).table.set_index(["name", "date"])
    assert len(told) == 750
    off = told["persons"].sub(stated[heading])
    assert off[off != 0].index.tolist() == [FAULTY]


def test_shares_are_over_known_ages(shizuoka, stated):
    told = trend(shizuoka, "older").table.set_index(["name", "date"])
    ages = [name for name in stated if name.endswith("_years") and name.count("_") == 2 and "to" not in name]
    ages = [name for name in ages if name != "under_15_years"]
    known = stated[[*ages, "_100_and_over"]].sum(axis=1)
    assert len(ages) == 100
    assert told["whole"].sub(known).abs().max() == 0
    off = told["value"].sub(stated["_65_and_over"] / known).drop(index=FAULTY)
    assert off.abs().max() == pytest.approx(0, abs=1e-12)


def test_all_but_those_living_alone_can_be_told(shizuoka):
    assert [each.key for each in measures(shizuoka)] == ["older", "old", "oldest", "index", "average"]


def test_the_open_band_of_the_average_age_costs_little(shizuoka):
    """Ended at 85 as most files are, the same residents' average age moves by a quarter of a year at most."""
    table = shizuoka.population
    assert table is not None
    known = table[table["age_from"].notna()]
    top = known["age_from"].ge(85)
    bands = known.assign(age_from=known["age_from"].mask(top, 85), age_to=known["age_to"].mask(top))
    cut = bands.groupby(["area", "date", "sex", "age_from", "age_to"], dropna=False)["persons"].sum().reset_index()
    cut = cut.assign(area_code=None, status="stated")
    both = [trend(each, "average").table for each in (shizuoka, city(SHIZUOKA, population=cut))]
    full, ended = (table.set_index(["name", "date"])["value"] for table in both)
    assert len(full) == 750
    off = (full - ended).abs()
    assert off.median() < 0.03
    assert off.max() < 0.25  # where many live in a home for the aged


def test_two_days_by_five_year_bands_add_up_to_the_city(shizuoka, stated):
    told = pyramid(shizuoka, "city").table
    sums = told[told["age_from"] >= 65].groupby("date")["persons"].sum()
    assert sums[LAST] == stated.xs(LAST, level="date")["_65_and_over"].sum()
    assert told["age_from"].max() == 100


def test_likeness_needs_no_boundaries(shizuoka):
    told = alike(shizuoka, str(shizuoka.districts["district_id"].iloc[0])).table
    assert told["role"].tolist() == ["this", "similar", "similar", "similar", "city"]
    assert told["density"].isna().all()
    assert told["change"].notna().all()
