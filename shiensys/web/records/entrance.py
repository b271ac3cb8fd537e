"""The head of the page: who may come in, and what was done a moment ago."""

from __future__ import annotations

import streamlit as st

from shiensys.errors import ShiensysError
from shiensys.text import say
from shiensys.web import markup
from shiensys.web.visitor import visitor

_SAID = "records-said"  # what to say when the page has run again: (it went well, sentence)


def entrance(city_name: str) -> None:
    """Write the title, and what was done a moment ago; for all but coordinators the page ends here."""
    st.html(markup.block("h1", say("records.title", city=city_name), "page-title"))
    if not visitor().may_load:
        st.info(say("records.closed"))
        st.stop()
    for well, sentence in st.session_state.pop(_SAID, ()):
        (st.success if well else st.error)(sentence)


def say_next(*sentences: str) -> None:
    """Say what was done when the page has run again."""
    st.session_state[_SAID] = [(True, sentence) for sentence in sentences]


def say_problem(error: ShiensysError) -> None:
    """Say why something could not be done: nothing was changed."""
    st.session_state[_SAID] = [(False, str(error))]
