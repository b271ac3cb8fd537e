"""How a city is named on screens, and the sentence that marks a fictional one."""

from __future__ import annotations

from shiensys.answers.answer import CityCard
from shiensys.city import City
from shiensys.store.cities import CityRecord
from shiensys.text import say


def card_of(record: CityRecord) -> CityCard:
    """Name a city."""
    return CityCard(code=record.code, name=record.name, fictional=record.fictional)


def card(city: City) -> CityCard:
    """Name the city of gathered tables."""
    return card_of(city.record)


def fiction(city: City) -> tuple[str, ...]:
    """Give the sentence that goes along with every output of a fictional city."""
    return (say("answers.fiction"),) if city.record.fictional else ()
