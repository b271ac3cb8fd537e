"""What help there is: searched, seen on the map, one place's sheet, and mended by coordinators."""

import streamlit as st

from shiensys.web import top
from shiensys.web.resources import board, callings, joining, leaving
from shiensys.web.visitor import visitor

city, programme = top.city(), top.programme()
with st.container(key="resources-board"):
    board.board(city, programme)
if visitor().may_load:
    with st.container(key="resources-below"):
        joining.show(city, programme)
        leaving.show(city)
    callings.lists(city)
