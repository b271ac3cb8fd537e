"""Needs that nobody meets, and providers that have room and no need nearby."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from shiensys.answers.answer import Answer
from shiensys.city import City
from shiensys.programme import Programme
from shiensys.show import export
from shiensys.text import say
from shiensys.web import evidence, markup
from shiensys.web.matching import answered as told

MOST = 20  # rows read on the screen; the table below and the files have them all


def show(city: City, programme: Programme, row: DeltaGenerator) -> None:
    """Show both lists, each with its sources."""
    del row  # nothing to choose
    unmet, idle = told.unmet(city, programme), told.idle(city, programme)
    evidence.headline(unmet)
    left, right = st.columns([1, 1], gap="large")
    with left:
        evidence.heading(unmet.title)
        _list(city, programme, unmet)
    with right:
        evidence.heading(idle.title)
        if idle.headline:
            st.html(markup.block("p", idle.headline[0], "said"))
        _list(city, programme, idle)


def _list(city: City, programme: Programme, found: Answer) -> None:
    """Write a list with what must be said beside it."""
    evidence.rest(found)
    if not found.table.empty:
        frame = export.written(found, found.reading or found.columns)
        st.html(markup.cards(frame.head(MOST), found.title))
        if len(frame) > MOST:
            st.html(markup.block("p", say("matchpage.list.rest", n=len(frame) - MOST), "hint"))
    evidence.sources(found)
    evidence.notes(found)
    if not found.table.empty:
        evidence.table(found, version=f"{city.version}-{programme.number}")
