"""The roster: what is on no map yet, what stands twice, what is blank, what nobody confirmed, and whom to call."""

import streamlit as st

from shiensys.web import answered, evidence, top
from shiensys.web.roster.board import board
from shiensys.web.roster.callings import callings
from shiensys.web.roster.lists import lists
from shiensys.web.visitor import visitor

city = top.city()
found = answered.roster(city, internal=visitor().may_see_personal)
evidence.headline(found)
evidence.rest(found)
evidence.notes(found)
if not found.table.empty:
    with st.container(key="roster-board"):
        board(city, found)
    with st.container(key="roster-lists"):
        lists(found)
    callings(found)
with st.container(key="roster-sources"):
    evidence.sources(found)
