"""Where one is, all of it in the address: which part of the page, which meeting, how far, at the desk or the wall."""

from __future__ import annotations

from typing import Literal, get_args

import streamlit as st

from shiensys.tables.programme.meetings import QUESTIONS
from shiensys.text import say
from shiensys.web import choose
from shiensys.web.council.live import Look
from shiensys.web.visitor import visitor

Part = Literal["meetings", "plan", "proposals", "voices"]
Stage = Literal["opening", "trouble", "resources", "lacking", "how", "who", "closing"]
STAGES: tuple[Stage, ...] = get_args(Stage)
FIVE: tuple[str, ...] = QUESTIONS[:5]
_MEETING, _SCREEN, _STAGE, _PART = "meeting", "screen", "stage", "part"


def parts() -> tuple[Part, ...]:
    """Give the parts that the visitor may open."""
    who = visitor()
    if who.may_load:
        return "meetings", "plan", "proposals", "voices"
    return ("meetings", "proposals", "voices") if who.may_discuss else ("meetings", "proposals")


def part() -> Part:
    """Let the reader choose a part of the page."""
    return choose.one_of(
        parts(), key=_PART, label=say("councilpage.part"), words=lambda each: say(f"councilpage.part.{each}")
    )


def meeting() -> str | None:
    """Give the id of the meeting that is open on the page; None: the list is."""
    return st.query_params.get(_MEETING) or None


def enter(meeting_id: str) -> None:
    """Open a meeting at its first screen: for a button, before the page runs again."""
    st.query_params[_MEETING] = meeting_id
    st.session_state[_STAGE] = STAGES[0]


def leave() -> None:
    """Go back to the list."""
    for name in (_MEETING, _SCREEN, _STAGE):
        st.query_params.pop(name, None)


def look() -> Look:
    """Tell whether the page is on the wall."""
    return "projector" if st.query_params.get(_SCREEN) == "projector" else "desk"


def put_up() -> None:
    """Put the page on the wall."""
    st.query_params[_SCREEN] = "projector"


def take_down() -> None:
    """Take it back to the desk."""
    st.query_params.pop(_SCREEN, None)


def stage() -> Stage:
    """Let the reader choose how far the meeting is."""
    with st.container(key="council-stages"):
        return choose.one_of(
            STAGES,
            key=_STAGE,
            label=say("councilpage.stage"),
            words=lambda each: say(f"councilpage.stage.{each}"),
            hide_label=True,
        )


def turn(now: Stage) -> None:
    """Offer to go on and back."""
    at = STAGES.index(now)
    with st.container(horizontal=True, horizontal_alignment="distribute", key="council-turn"):
        _to("back", STAGES[at - 1] if at else None)
        if look() == "projector":
            st.button(say("councilpage.take_down"), key="projector-down", on_click=take_down)
        _to("next", STAGES[at + 1] if at + 1 < len(STAGES) else None)


def _to(way: Literal["back", "next"], stage: Stage | None) -> None:
    """Offer one way to go."""
    st.button(
        say(f"councilpage.{way}"),
        key=f"projector-{way}",
        disabled=stage is None,
        on_click=_go,
        args=(stage,),
        type="primary" if way == "next" else "secondary",
    )


def _go(stage: Stage) -> None:
    """Go to a screen: before the page runs again."""
    st.session_state[_STAGE] = stage
