"""Answers kept for the screen. The key is the data's version: what changes is asked again, what doesn't is not.

Nothing here may be written into: the same answer is handed to everybody.
"""

from __future__ import annotations

import geopandas as gpd
import plotly.graph_objects as go
import streamlit as st

from shiensys import answers
from shiensys.answers.answer import Answer, Balance, Level, Overview
from shiensys.answers.roster import Roster
from shiensys.city import City
from shiensys.show import charts, classes, maps
from shiensys.show import roster as show_roster
from shiensys.show.view import View
from shiensys.tables.categories import Category
from shiensys.text import language, say

_ENTRIES = 256  # some 31 districts × views of one city


def balance(city: City, kind: str, level: Level) -> Balance:
    """Give need beside places."""
    return _balance(city.version, city.record.code, kind, level, language(), city)


def overview(city: City) -> Overview:
    """Give what can be said of the city as a whole."""
    with st.spinner(say("web.wait")):
        return _overview(city.version, city.record.code, language(), city)


def pins(city: City, kind: str) -> Answer:
    """Give the places."""
    return _pins(city.version, city.record.code, kind, language(), city)


def roster(city: City, *, internal: bool) -> Roster:
    """Give the roster looked over; contacts that aren't public only for those who may see them."""
    with st.spinner(say("web.wait")):
        return _roster(city.version, city.record.code, internal, language(), city)


def frame(city: City, found: Roster) -> maps.Ground | None:
    """Give the frame of a map without boundaries. A point set by hand doesn't move it."""
    loaded = tuple(version.id for version in city.loaded if version.kind != "hand-points")
    return _frame(loaded, city.record.code, found)


def markers(city: City, kind: Category, which: maps.Places) -> list[dict[str, object]]:
    """Give the pins of the places that a reader wants on the map."""
    return _markers(city.version, city.record.code, kind.kind, which, language(), kind.symbol, pins(city, kind.kind))


def ground(city: City, level: Level) -> maps.Ground | None:
    """Give the map's ground; None where the city has no boundaries."""
    return _ground(city.version, city.record.code, level, city)


def paint(city: City, answer: Balance, view: View) -> dict[str, object]:
    """Give the map's paint."""
    return _paint(city.version, city.record.code, answer.category.kind, answer.level, view, language(), answer)


def legend(city: City, answer: Balance, view: View) -> tuple[classes.MapClass, ...]:
    """Give the classes of the map."""
    return _legend(city.version, city.record.code, answer.category.kind, answer.level, view, language(), answer)


def chart(city: City, answer: Balance, view: View, chosen: str | None) -> go.Figure:
    """Give the chart by unit."""
    key = (city.version, city.record.code, answer.category.kind, answer.level, view, language(), chosen)
    return _chart(key, answer, view, chosen)


@st.cache_resource(max_entries=_ENTRIES, show_spinner=False)
def _balance(version: str, code: str, kind: str, level: Level, tongue: str, _city: City) -> Balance:
    return answers.balance(_city, kind, level)


@st.cache_resource(max_entries=_ENTRIES, show_spinner=False)
def _overview(version: str, code: str, tongue: str, _city: City) -> Overview:
    return answers.overview(_city)


@st.cache_resource(max_entries=_ENTRIES, show_spinner=False)
def _pins(version: str, code: str, kind: str, tongue: str, _city: City) -> Answer:
    return answers.pins(_city, kind)


@st.cache_resource(max_entries=16, show_spinner=False)
def _roster(version: str, code: str, internal: bool, tongue: str, _city: City) -> Roster:
    return answers.roster(_city, internal=internal)


@st.cache_resource(max_entries=16, show_spinner=False)
def _frame(loaded: tuple[int, ...], code: str, _found: Roster) -> maps.Ground | None:
    return show_roster.ground(_found)


@st.cache_resource(max_entries=_ENTRIES, show_spinner=False)
def _markers(
    version: str, code: str, kind: str, which: maps.Places, tongue: str, symbol: str, _places: Answer
) -> list[dict[str, object]]:
    return maps.pins(maps.wanted(_places, which), symbol)


@st.cache_resource(max_entries=_ENTRIES, show_spinner=False)
def _ground(version: str, code: str, level: Level, _city: City) -> maps.Ground | None:
    boundaries: gpd.GeoDataFrame | None = answers.boundaries(_city, level)
    return None if boundaries is None else maps.ground(boundaries)


@st.cache_resource(max_entries=_ENTRIES, show_spinner=False)
def _paint(
    version: str, code: str, kind: str, level: Level, view: View, tongue: str, _answer: Balance
) -> dict[str, object]:
    return maps.paint(_answer, view)


@st.cache_resource(max_entries=_ENTRIES, show_spinner=False)
def _legend(
    version: str, code: str, kind: str, level: Level, view: View, tongue: str, _answer: Balance
) -> tuple[classes.MapClass, ...]:
    return classes.entries(classes.classes(_answer, view))


@st.cache_resource(max_entries=_ENTRIES, show_spinner=False)
def _chart(key: tuple[object, ...], _answer: Balance, _view: View, _chosen: str | None) -> go.Figure:
    return charts.districts(_answer, _view, chosen=_chosen)
