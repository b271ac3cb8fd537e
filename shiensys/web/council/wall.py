"""How a meeting looks: at the desk, and on the wall in type that the last row can read."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import streamlit as st

from shiensys.web.council.live import Look

_ASSETS = Path(__file__).parents[1] / "assets"


def apply(look: Look, *, meeting: bool = False) -> None:
    """Put the style sheet into the page: with that of a meeting, that shows itself alone, and that of the wall."""
    sheets = ["desk.css", *["meeting.css"][: int(meeting)], *["wall.css"][: int(look == "projector")]]
    st.html("".join(_sheet(name) for name in sheets))


@lru_cache
def _sheet(name: str) -> str:
    """Read a style sheet."""
    return f"<style>{(_ASSETS / name).read_text(encoding='utf-8')}</style>"
