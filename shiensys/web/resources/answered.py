"""What the page of the registry shows, kept by the data's version. Nothing here may be written into."""

from __future__ import annotations

import streamlit as st

from shiensys.answers import registry
from shiensys.answers.registry import Choices, Found, Sheet, Wanted
from shiensys.answers.registry import pairs as joins
from shiensys.answers.registry.pairs import Pairs
from shiensys.city import City
from shiensys.programme import Programme
from shiensys.show.maps import Ground
from shiensys.show.registry import hits
from shiensys.store import records
from shiensys.tables.programme import Edit
from shiensys.text import language, say
from shiensys.web import answered

_ENTRIES = 256


def found(city: City, wanted: Wanted, *, internal: bool) -> Found:
    """Give what a search finds; contacts that aren't public only for those who may see them."""
    return _found(city.version, city.record.code, wanted, internal, language(), city)


def sheet(city: City, programme: Programme, place: str, *, internal: bool) -> Sheet:
    """Give all that is known of one place, with its changes in the page where there were any."""
    key = (city.version, city.record.code, programme.number, place, internal, language())
    return _sheet(key, city, programme)


def stale(city: City) -> int:
    """Count the entries that nobody confirmed for a year."""
    return _stale(city.version, city.record.code, city)


def choices(city: City, programme: Programme) -> Choices:
    """Give what may be entered: names of districts, kinds and organisations."""
    return _choices(city.version, city.record.code, programme.number, language(), city, programme)


def pairs(city: City, programme: Programme) -> Pairs:
    """Give the entries that may be one."""
    with st.spinner(say("web.wait")):
        return _pairs(city.version, city.record.code, programme.number, language(), city, programme)


def dots(city: City, wanted: Wanted, result: Found) -> str:
    """Give the places as the map draws them; turning a page of the list changes nothing of it."""
    return _dots(city.version, city.record.code, _whole(wanted), language(), result)


def ground(city: City) -> Ground | None:
    """Give the map's ground: the boundaries, or a frame around all places of a city that has none."""
    return answered.ground(city, "district") or _frame(city.version, city.record.code, city)


def _whole(wanted: Wanted) -> tuple[object, ...]:
    """Tell apart what a search finds, whichever part of it is read."""
    return tuple(value for name, value in vars(wanted).items() if name != "page")


@st.cache_resource(max_entries=_ENTRIES, show_spinner=False)
def _found(version: str, code: str, wanted: Wanted, internal: bool, tongue: str, _city: City) -> Found:
    return registry.search(_city, wanted, internal=internal)


@st.cache_resource(max_entries=_ENTRIES, show_spinner=False)
def _sheet(key: tuple[object, ...], _city: City, _programme: Programme) -> Sheet:
    place = str(key[3])
    past = records.history(_city.record.code, Edit, place) if place in _city.edits.kept else ()
    return registry.sheet(_city, place, programme=_programme, history=past, internal=bool(key[4]))


@st.cache_resource(max_entries=16, show_spinner=False)
def _stale(version: str, code: str, _city: City) -> int:
    return registry.search(_city, Wanted(unconfirmed=True)).n


@st.cache_resource(max_entries=16, show_spinner=False)
def _choices(version: str, code: str, number: int, tongue: str, _city: City, _programme: Programme) -> Choices:
    return registry.choices(_city, _programme)


@st.cache_resource(max_entries=16, show_spinner=False)
def _pairs(version: str, code: str, number: int, tongue: str, _city: City, _programme: Programme) -> Pairs:
    return joins.pairs(_city, _programme)


@st.cache_resource(max_entries=_ENTRIES, show_spinner=False)
def _dots(version: str, code: str, wanted: tuple[object, ...], tongue: str, _found: Found) -> str:
    return hits.dots(_found.points)


@st.cache_resource(max_entries=16, show_spinner=False)
def _frame(version: str, code: str, _city: City) -> Ground | None:
    return hits.ground(registry.search(_city, Wanted()).points)
