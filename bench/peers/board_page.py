"""A meeting's board alone: what a page costs without figures and map around it."""

import streamlit as st

from shiensys.web import memory
from shiensys.web.council import live
from shiensys.web.visitor import visitor
from tests import city_of

live.show(city_of.city(districts=city_of.districts()), st.query_params["meeting"], "trouble", "desk", (), visitor())
memory.settle()
