"""Two versions of one entry side by side: for each field that differs, or for all, one is chosen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, get_args

import streamlit as st

from shiensys.answers.registry import Choices
from shiensys.city import City
from shiensys.text import say
from shiensys.web import markup
from shiensys.web.resources import desk, fields
from shiensys.web.resources.desk import Desk

Side = Literal["mine", "theirs"]
SIDES: tuple[Side, ...] = get_args(Side)


def show(city: City, choices: Choices, open_desk: Desk, theirs: Mapping[str, str]) -> None:
    """Show both versions, and let what is chosen of them be saved."""
    mine = fields.typed()
    apart = [name for name in fields.COLUMNS if mine[name] != theirs.get(name, "")]
    st.warning(open_desk.other)
    with st.container(horizontal=True, key="versions-all"):
        for side in SIDES:
            st.button(say(f"resources.versions.all_{side}"), key=f"versions-{side}", on_click=_all, args=(apart, side))
    for name in apart:
        _field(name, mine[name], theirs.get(name, ""), open_desk.before.get(name, ""), choices)
    open_ = [name for name in apart if st.session_state.get(_key(name)) is None]
    if open_:
        left = say("answers.reason_joint").join(say(f"resources.field.{name}") for name in open_)
        st.html(markup.block("p", say("resources.versions.open", fields=left), "hint"))
    with st.container(horizontal=True, key="versions-do"):
        st.button(
            say("resources.versions.save"), type="primary", key="versions-save", disabled=bool(open_),
            on_click=_settle, args=(city, apart, mine, dict(theirs)),
        )  # fmt: skip
        st.button(say("resources.form.leave"), key="versions-leave", on_click=desk.close)


def _field(name: str, mine: str, theirs: str, before: str, choices: Choices) -> None:
    """Let one of two cells be chosen; where only one of us changed it, that one stands chosen."""
    if _key(name) not in st.session_state:
        st.session_state[_key(name)] = "mine" if theirs == before else "theirs" if mine == before else None
    cells = {"mine": mine, "theirs": theirs}
    st.radio(
        say(f"resources.field.{name}"),
        SIDES,
        format_func=lambda side: say(
            f"resources.versions.{side}", cell=markup.plain(fields.words(name, cells[side], choices))
        ),
        index=None,
        key=_key(name),
        persist_state="session",
        horizontal=True,
    )


def _all(names: list[str], side: Side) -> None:
    """Choose one side for all fields."""
    for name in names:
        st.session_state[_key(name)] = side


def _settle(city: City, names: list[str], mine: dict[str, str], theirs: dict[str, str]) -> None:
    """Store what was chosen."""
    chosen = {name: theirs.get(name, "") for name in names if st.session_state.get(_key(name)) == "theirs"}
    for name in names:
        st.session_state.pop(_key(name), None)
    desk.settle(city, {**mine, **chosen})


def _key(name: str) -> str:
    """Name the choice of a field."""
    return f"version-{name}"
