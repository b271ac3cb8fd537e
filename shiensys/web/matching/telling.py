"""What is said after a click: that it worked, what is wrong at which field, and the way back from a wrong click."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from shiensys.errors import ShiensysError
from shiensys.tables.programme import Kept, Record
from shiensys.web import markup

Before = tuple[Record | None, Kept[Record]]  # what stood there (None: nothing), and what stands there now
_SAID, _WRONG, _UNDO = "match-said", "match-wrong", "match-undo"


def well(where: str, sentence: str, undo: tuple[Before, ...] = ()) -> None:
    """Say in a part of the page that something was done. ``undo``: what takes it back, in that order."""
    st.session_state[_SAID] = (where, True, sentence)
    st.session_state[_UNDO] = undo
    st.session_state[_WRONG] = {}


def badly(where: str, sentence: str) -> None:
    """Say in a part of the page why something could not be done."""
    st.session_state[_SAID] = (where, False, sentence)
    st.session_state[_UNDO] = ()


def said(where: str) -> tuple[bool, str] | None:
    """Give what is to be said in a part of the page, and whether it went well; None: nothing."""
    told: tuple[str, bool, str] | None = st.session_state.get(_SAID)
    return told[1:] if told is not None and told[0] == where else None


def undo() -> tuple[Before, ...]:
    """Give what the last click changed; empty where nothing can be taken back."""
    before: tuple[Before, ...] = st.session_state.get(_UNDO, ())
    return before


def wrong(where: str, fields: Mapping[str, str | ShiensysError]) -> None:
    """Keep what is wrong with which field of a form, and forget what was said before."""
    st.session_state[_WRONG] = {(where, name): str(sentence) for name, sentence in fields.items()}
    st.session_state.pop(_SAID, None)
    st.session_state[_UNDO] = ()


def below(where: str, *names: str) -> None:
    """Write below a field what is wrong with it. ``names``: of the record's fields that stand there."""
    for sentence in filter(None, (at(where, name) for name in names)):
        st.html(f'<div role="alert">{markup.block("p", sentence, "problem")}</div>')


def at(where: str, name: str) -> str:
    """Give what is wrong with a field; blank where nothing is."""
    told: dict[tuple[str, str], str] = st.session_state.get(_WRONG, {})
    return told.get((where, name), "")


def is_wrong(where: str, name: str) -> bool:
    """Tell whether something is wrong with a field."""
    return bool(at(where, name))
