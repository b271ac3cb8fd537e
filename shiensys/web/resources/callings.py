"""Whom to call about entries that nobody confirmed for a year: the lists of the roster's page, made when asked for."""

from __future__ import annotations

import streamlit as st

from shiensys.city import City
from shiensys.text import say
from shiensys.web import answered
from shiensys.web.roster import callings
from shiensys.web.visitor import visitor

WANTED = "call-lists"


def lists(city: City) -> None:
    """Offer a list for each coordinator, on paper a page each."""
    with st.container(key="resources-calls"):
        wanted = st.toggle(say("resources.calls"), key=WANTED, bind="query-params")
    if wanted:
        callings.callings(answered.roster(city, internal=visitor().may_see_personal))
