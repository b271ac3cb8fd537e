"""The top of every page: the mark of a fictional city, the city, the pages, the language."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

import streamlit as st

from shiensys.answers.answer import CityCard
from shiensys.city import City
from shiensys.programme import Programme
from shiensys.text import say
from shiensys.web import choose, data, markup, style, visitor

_CARD = "chosen-city"
_PAGES = Path(__file__).parents[2] / "pages"


def bar(pages: Sequence[str]) -> str:
    """Draw the top, remember the city, and give the page that the reader wants.

    Where no city is loaded a sentence tells how to load one. ``pages``: as the catalogue knows them.
    """
    style.apply()
    above, links = choose.row("top"), choose.row("links")  # two rows: so all pages fit beside each other on a desk
    with above:
        first = st.container(key="mark")  # read before all else; on a desk it stands beside the city
        card = choose.city(data.cities())
    with links:
        page = choose.page(pages)  # named in the language of the address, before another one is spoken
    with above:
        choose.language()
        visitor.sign()
    st.session_state[_CARD] = card
    if card is None:
        st.html(markup.block("p", say("web.no_city", page=say("web.choose.page.upload"))))
        return page
    with first:
        style.fiction(card)
    return page


def has_city() -> bool:
    """Tell whether there is a city to show."""
    return st.session_state[_CARD] is not None


def card() -> CityCard | None:
    """Give the chosen city; None where none is loaded."""
    if _CARD not in st.session_state:
        _through_app()
    chosen: CityCard | None = st.session_state[_CARD]
    return chosen


def city() -> City:
    """Give the tables of the chosen city; raises LookupError where none is loaded."""
    chosen = card()
    if chosen is None:
        raise LookupError(_CARD)
    return data.current(chosen.code)


def programme() -> Programme:
    """Give the programme of the chosen city; raises LookupError where none is loaded."""
    chosen = card()
    if chosen is None:
        raise LookupError(_CARD)
    return data.programme(chosen.code)


def _through_app() -> NoReturn:
    """Start again through app.py.

    Until the first st.navigation Streamlit takes a folder named ``pages`` for pages that run by themselves, so the
    first link into a fresh server opens a page without its top.
    """
    start = st.Page(lambda: None, title=say("web.product"), default=True)
    st.navigation([start, *(st.Page(page) for page in sorted(_PAGES.glob("*.py")))], position="hidden")
    st.rerun()
