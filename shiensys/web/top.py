"""The top of every page: the mark of a fictional city, the city, the pages, the language."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NoReturn

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from shiensys.answers.answer import CityCard
from shiensys.city import City
from shiensys.text import say
from shiensys.web import choose, data, markup, style

_CARD = "chosen-city"
_PAGES = Path(__file__).parents[2] / "pages"


def bar(pages: Mapping[str, StreamlitPage]) -> bool:
    """Draw the top and remember the city; False where no city is loaded, with a sentence how to load one.

    ``pages``: by the name that the catalogue knows them by.
    """
    style.apply()
    first = st.container()
    with choose.row("top"):
        place = st.container(horizontal=True, vertical_alignment="center", gap="small", key="links")
        choose.language()
    with place:
        card = choose.city(data.cities())
        for name, page in pages.items():
            st.page_link(page, label=say(f"web.page.{name}"))
    st.session_state[_CARD] = card
    if card is None:
        st.html(markup.block("p", say("web.no_city"), "product"))
        return False
    with first:
        style.fiction(card)
    return True


def city() -> City:
    """Give the tables of the chosen city."""
    if _CARD not in st.session_state:
        _through_app()
    card: CityCard = st.session_state[_CARD]
    return data.current(card.code)


def _through_app() -> NoReturn:
    """Start again through app.py.

    Until the first st.navigation Streamlit takes a folder named ``pages`` for pages that run by themselves, so the
    first link into a fresh server opens a page without its top.
    """
    start = st.Page(lambda: None, title=say("web.product"), default=True)
    st.navigation([start, *(st.Page(page) for page in sorted(_PAGES.glob("*.py")))], position="hidden")
    st.rerun()
