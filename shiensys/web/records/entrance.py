"""The head of the page: who may come in, and in each part what was done there a moment ago."""

from __future__ import annotations

import streamlit as st

from shiensys.errors import ShiensysError
from shiensys.text import say
from shiensys.web import markup
from shiensys.web.visitor import visitor

_SAID = "records-said"  # what to say when the page has run again: (where, whether it went well, sentence)


def entrance(city_name: str) -> None:
    """Write the title; for all but coordinators the page ends here."""
    st.html(markup.block("h1", say("records.title", city=city_name), "page-title"))
    if not visitor().may_load:
        st.info(say("records.closed"))
        st.stop()


def told(where: str) -> None:
    """Say, in the part of the page where somebody did something, what became of it."""
    said = st.session_state.get(_SAID, ())
    with st.container():  # there even when empty: what follows keeps its place, and an open part stays open
        for _, well, sentence in (each for each in said if each[0] == where):
            (st.success if well else st.error)(sentence)
    st.session_state[_SAID] = [each for each in said if each[0] != where]


def say_next(where: str, *sentences: str) -> None:
    """Say what was done when the page has run again."""
    st.session_state[_SAID] = [(where, True, sentence) for sentence in sentences]


def say_problem(where: str, error: ShiensysError) -> None:
    """Say why something could not be done: nothing was changed."""
    st.session_state[_SAID] = [(where, False, str(error))]
