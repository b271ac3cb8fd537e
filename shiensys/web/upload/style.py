"""How the page of files looks; and our words over those that Streamlit writes into its file chooser."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path

import streamlit as st

from shiensys.text import language, say

_SHEET = Path(__file__).parents[1] / "assets" / "files.css"
_WORDS = ("choose", "drop", "too_large")


def apply() -> None:
    """Put the style sheet into the page."""
    st.html(_sheet(language()))


@lru_cache
def _sheet(tongue: str) -> str:
    """Read the style sheet, with the words of one language."""
    # Streamlit has no setting for the chooser's words: the sheet hides them and writes these
    words = "".join(f"--upload-{word.replace('_', '-')}:{_quoted(say(f'upload.chooser.{word}'))};" for word in _WORDS)
    return f"<style>:root{{{words}}}\n{_SHEET.read_text(encoding='utf-8')}</style>"


def _quoted(text: str) -> str:
    """Write text as a string of a style sheet."""
    return json.dumps(text, ensure_ascii=False)
