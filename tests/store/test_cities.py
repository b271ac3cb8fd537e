"""Real cities and demonstration cities never stand side by side."""

import datetime as dt

import pytest

from shiensys.store import cities
from shiensys.store.cities import CityRecord
from shiensys.store.database import transaction

pytestmark = pytest.mark.usefixtures("empty_store")

TOKUSHIMA = CityRecord("36201", "徳島市", fictional=True, as_of=dt.date(2026, 10, 31))
SHUNAN = CityRecord("35215", "周南市", fictional=True, as_of=dt.date(2026, 10, 31))
YAIZU = CityRecord("22212", "焼津市", fictional=False)


def register(*records: CityRecord) -> None:
    with transaction() as connection:
        for record in records:
            cities.register(connection, record)


def test_cities_are_listed_as_they_came():
    register(TOKUSHIMA, SHUNAN)
    assert cities.shown() == (TOKUSHIMA, SHUNAN)


def test_once_there_is_a_real_city_the_demonstration_is_not_shown():
    register(TOKUSHIMA, SHUNAN, YAIZU)
    assert cities.shown() == (YAIZU,)


def test_the_demonstration_is_put_away_for_good():
    register(TOKUSHIMA, SHUNAN)
    assert cities.put_demonstration_away() == (TOKUSHIMA, SHUNAN)
    assert cities.everything() == ()
    assert cities.demonstration_put_away()
    cities.bring_demonstration_back()
    assert not cities.demonstration_put_away()


def test_a_real_file_never_goes_into_a_demonstration_city():
    register(TOKUSHIMA)
    with pytest.raises(cities.MixedCityError, match="demo --put-away"):
        register(CityRecord("36201", "徳島市", fictional=False))


def test_a_city_known_by_its_code_gets_its_name_from_a_later_file():
    register(CityRecord("22212", "22212", fictional=False))
    register(YAIZU)
    assert cities.find("22212").name == "焼津市"
