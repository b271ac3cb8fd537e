"""Answers about ageing kept for the screen, by the data's version. Nothing here may be written into."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any, TypeVar

import streamlit as st

from shiensys.answers import ageing
from shiensys.answers.ageing.answer import (
    Aims,
    Alike,
    Certification,
    Expected,
    Key,
    Measure,
    Outlook,
    Pyramid,
    Tested,
    Trend,
)
from shiensys.answers.answer import Answer, Level
from shiensys.city import City
from shiensys.text import language, say

T = TypeVar("T")
_ENTRIES = 256


def measures(city: City) -> tuple[Measure, ...]:
    """Give the indicators that the city's tables allow."""
    return _measures(city.version, city.record.code, language(), city)


def trend(city: City, key: Key, level: Level) -> Trend:
    """Give an indicator by unit and day."""
    with st.spinner(say("web.wait")):
        return _trend(city.version, city.record.code, key, level, language(), city)


def pyramid(city: City, unit_id: str, first: dt.date | None, second: dt.date | None) -> Pyramid:
    """Give the ages of a unit on two days."""
    return _pyramid(city.version, city.record.code, unit_id, first, second, language(), city)


def alike(city: City, unit_id: str) -> Alike:
    """Give the districts most like one."""
    return _alike(city.version, city.record.code, unit_id, language(), city)


def certification(city: City, level: Level) -> Certification:
    """Give who is certified for care."""
    return _certification(city.version, city.record.code, level, language(), city)


def expected(city: City, level: Level) -> Expected:
    """Give the forecast."""
    with st.spinner(say("web.wait")):
        return _expected(city.version, city.record.code, level, language(), city)


def tested(city: City) -> Tested:
    """Give how the forecast did on the past."""
    return _tested(city.version, city.record.code, language(), city)


def outlook(city: City, level: Level, kind: str) -> Outlook:
    """Give what ageing does to need for one kind of support."""
    with st.spinner(say("web.wait")):
        return _outlook(city.version, city.record.code, level, kind, language(), city)


def aims(city: City) -> Aims:
    """Give the plan's targets."""
    with st.spinner(say("web.wait")):
        return _aims(city.version, city.record.code, language(), city)


def when(city: City, level: Level) -> Answer:
    """Give when each unit passes the bounds."""
    return _when(city.version, city.record.code, level, language(), city)


def drawn(city: City, what: str, seen: tuple[object, ...], draw: Callable[[], T]) -> T:
    """Give a chart, a map's paint or its legend. ``what`` and ``seen`` name all that it depends on."""
    made: T = _drawn((city.version, city.record.code, what, *seen, language()), draw)
    return made


@st.cache_resource(max_entries=16, show_spinner=False)
def _measures(version: str, code: str, tongue: str, _city: City) -> tuple[Measure, ...]:
    return ageing.measures(_city)


@st.cache_resource(max_entries=_ENTRIES, show_spinner=False)
def _trend(version: str, code: str, key: Key, level: Level, tongue: str, _city: City) -> Trend:
    return ageing.trend(_city, key, level)


@st.cache_resource(max_entries=_ENTRIES, show_spinner=False)
def _pyramid(
    version: str, code: str, unit_id: str, first: dt.date | None, second: dt.date | None, tongue: str, _city: City
) -> Pyramid:
    return ageing.pyramid(_city, unit_id, first, second)


@st.cache_resource(max_entries=_ENTRIES, show_spinner=False)
def _alike(version: str, code: str, unit_id: str, tongue: str, _city: City) -> Alike:
    return ageing.alike(_city, unit_id)


@st.cache_resource(max_entries=16, show_spinner=False)
def _certification(version: str, code: str, level: Level, tongue: str, _city: City) -> Certification:
    return ageing.certification(_city, level)


@st.cache_resource(max_entries=16, show_spinner=False)
def _expected(version: str, code: str, level: Level, tongue: str, _city: City) -> Expected:
    return ageing.expected(_city, level)


@st.cache_resource(max_entries=16, show_spinner=False)
def _tested(version: str, code: str, tongue: str, _city: City) -> Tested:
    return ageing.tested(_city)


@st.cache_resource(max_entries=_ENTRIES, show_spinner=False)
def _outlook(version: str, code: str, level: Level, kind: str, tongue: str, _city: City) -> Outlook:
    return ageing.outlook(_city, level, kind=kind)


@st.cache_resource(max_entries=16, show_spinner=False)
def _aims(version: str, code: str, tongue: str, _city: City) -> Aims:
    return ageing.aims(_city)


@st.cache_resource(max_entries=16, show_spinner=False)
def _when(version: str, code: str, level: Level, tongue: str, _city: City) -> Answer:
    return ageing.when(_city, level)


@st.cache_resource(max_entries=_ENTRIES, show_spinner=False)
def _drawn(key: tuple[object, ...], _draw: Callable[[], Any]) -> Any:
    return _draw()
