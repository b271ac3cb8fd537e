"""The store as pages see it: cities, and one city's tables kept as long as they are current."""

from __future__ import annotations

import streamlit as st

from shiensys import gathering
from shiensys.answers import card_of
from shiensys.answers.answer import CityCard
from shiensys.city import City
from shiensys.gathering import programme as gathering_programme
from shiensys.programme import Programme
from shiensys.store import cities as kept

KEPT = 8  # cities in memory; a change of data makes a new entry, and the oldest goes


def cities() -> list[CityCard]:
    """List the cities to choose from: never real and fictional ones together."""
    return [card_of(record) for record in kept.shown()]


def current(code: str) -> City:
    """Give a city's current tables; gathered anew only when one of them changed."""
    return _gathered(code, gathering.version_of(code))


@st.cache_resource(max_entries=KEPT, show_spinner=False)
def _gathered(code: str, version: str) -> City:
    """Gather a city's tables for one state of its data."""
    return gathering.current(code)


def programme(code: str) -> Programme:
    """Give a city's programme; read anew only when somebody changed it."""
    return _programme(code, gathering_programme.number_of(code))


@st.cache_resource(max_entries=KEPT, show_spinner=False)
def _programme(code: str, number: int) -> Programme:
    """Read a city's records for one state of them."""
    return gathering_programme.programme(code)
