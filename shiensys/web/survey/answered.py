"""Answers about the survey kept for the screen, by the data's version. Nothing here may be written into."""

from __future__ import annotations

import plotly.graph_objects as go
import streamlit as st

from shiensys.answers import survey
from shiensys.answers.survey.answer import By, Compared, Denominator, Offered, Profile, Rates
from shiensys.answers.survey.menu import GROUPS
from shiensys.city import City
from shiensys.show import shares
from shiensys.show.shares import Figure
from shiensys.text import language, say

_ENTRIES = 256


def groups(city: City) -> dict[str, tuple[Offered, ...]]:
    """Give what the survey asked, by group; groups of which it asked nothing are left out."""
    return _groups(city.version, city.record.code, language(), city)


def rates(city: City, key: str, by: By, denominator: Denominator) -> Rates:
    """Give the rates of an indicator, the survey before beside them."""
    with st.spinner(say("web.wait")):
        return _rates(city.version, city.record.code, key, by, denominator, language(), city)


def compared(city: City, key: str, unit_id: str) -> Compared:
    """Give one unit beside others."""
    return _compared(city.version, city.record.code, key, unit_id, language(), city)


def profile(city: City, group: str, unit_id: str) -> Profile:
    """Give one unit over all indicators of a group."""
    with st.spinner(say("web.wait")):
        by = survey.level_of(city, unit_id)
        return _profiles(city.version, city.record.code, group, by, language(), city)[unit_id]


def chart(city: City, found: Rates, figure: Figure, chosen: str | None) -> go.Figure:
    """Give the chart by unit."""
    key = (city.version, city.record.code, found.indicator.key, found.by, found.denominator, language())
    return _chart(key, figure, chosen, found)


@st.cache_resource(max_entries=16, show_spinner=False)
def _groups(version: str, code: str, tongue: str, _city: City) -> dict[str, tuple[Offered, ...]]:
    listed = {group: survey.listing(_city, group) for group in GROUPS}
    return {group: offered for group, offered in listed.items() if offered}


@st.cache_resource(max_entries=_ENTRIES, show_spinner=False)
def _rates(version: str, code: str, key: str, by: By, denominator: Denominator, tongue: str, _city: City) -> Rates:
    return survey.rates(_city, key, by, denominator=denominator, before=True)


@st.cache_resource(max_entries=_ENTRIES, show_spinner=False)
def _compared(version: str, code: str, key: str, unit_id: str, tongue: str, _city: City) -> Compared:
    return survey.compared(_city, key, unit_id)


@st.cache_resource(max_entries=16, show_spinner=False)
def _profiles(version: str, code: str, group: str, by: By, tongue: str, _city: City) -> dict[str, Profile]:
    return survey.profiles(_city, group, by)


@st.cache_resource(max_entries=_ENTRIES, show_spinner=False)
def _chart(key: tuple[object, ...], figure: Figure, chosen: str | None, _found: Rates) -> go.Figure:
    return shares.chart(_found, figure, chosen=chosen)
