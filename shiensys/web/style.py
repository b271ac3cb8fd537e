"""How a page looks: one style sheet, and the sentence that marks a fictional city before anything else."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import streamlit as st

from shiensys.answers.answer import CityCard
from shiensys.text import say
from shiensys.web import markup

_SHEET = Path(__file__).parent / "assets" / "page.css"


@lru_cache
def _sheet() -> str:
    """Read the style sheet."""
    return f"<style>{_SHEET.read_text(encoding='utf-8')}</style>"


def apply() -> None:
    """Put the style sheet into the page."""
    st.html(_sheet())


def fiction(city: CityCard) -> None:
    """Say first that a demonstration city's figures by district are made up."""
    if city.fictional:
        st.html(markup.block("p", say("web.fiction"), "fiction"))
