"""How the page of matching looks beside what all pages share."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import streamlit as st

_SHEET = Path(__file__).parents[1] / "assets" / "providers.css"


def apply() -> None:
    """Put the style sheet into the page."""
    st.html(_sheet())


@lru_cache
def _sheet() -> str:
    """Read the style sheet."""
    return f"<style>{_SHEET.read_text(encoding='utf-8')}</style>"
