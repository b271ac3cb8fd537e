"""Requests: written down as they come, ended with what became of them, counted beside what the survey says."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from shiensys.city import City
from shiensys.programme import Programme
from shiensys.text import say
from shiensys.web import evidence
from shiensys.web.matching import answered as told
from shiensys.web.matching import closing, counts, keeping, receiving


def show(city: City, programme: Programme, row: DeltaGenerator) -> None:
    """Show requests; what is counted is chosen in ``row``."""
    found = told.requests(city, programme)
    evidence.headline(found)
    evidence.rest(found)
    keeping.told(city, receiving.WHERE)
    left, right = st.columns([1, 1], gap="large")
    with left:
        evidence.heading(say("matchpage.receive"))
        receiving.form(city)
    with right:
        evidence.heading(say("matchpage.open"))
        closing.show(city, programme)
    counts.show(city, programme, found)
