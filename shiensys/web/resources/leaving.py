"""What was changed here of entries that are in no list any more: kept, so that nobody's words are lost."""

from __future__ import annotations

import streamlit as st

from shiensys.answers import registry
from shiensys.city import City
from shiensys.show import export
from shiensys.web import markup


def show(city: City) -> None:
    """List such changes, where there are any."""
    if not city.edits.gone:
        return
    found = registry.left_over(city)
    with st.expander((*found.headline, found.title)[0], key="resources-left"):
        st.html(markup.cards(export.readable(found), found.title))
