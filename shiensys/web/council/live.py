"""The live board of one question: what is said, hands and decisions, as all see it within two seconds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer

from shiensys.answers.council.open_decisions import due_words, state_words
from shiensys.city import City
from shiensys.tables.programme import Decision, Kept, Note
from shiensys.tables.programme.record import PAGE
from shiensys.text import JAPAN, language, say
from shiensys.web import choose
from shiensys.web.council import board, taking
from shiensys.web.council.board import Board
from shiensys.web.council.desk import Desk, Seat
from shiensys.web.visitor import Visitor

Look = Literal["desk", "projector"]
EVERY = 1.0  # seconds between two looks at the board
NEWEST = 40  # notes on the board at once; all of them on demand
DONE = 100  # ids that a browser is told of as kept
DRAFTS = 5  # begun in other browsers, the newest
_ASSETS = Path(__file__).parents[1] / "assets"
_SCRIPTS = ("talk.js", "talk_kept.js", "talk_notes.js", "talk_drafts.js", "talk_hands.js")  # one module together
_WORDS = (
    "write", "send", "seat", "heading", "hands", "decided", "add", "option", "none", "restored", "waiting", "change",
    "save", "cancel", "remove", "sure", "theirs", "mine", "take_mine", "take_theirs", "back", "use_draft",
    "hands_unit", "less", "more", "all", "remove_option", "before", "before_hide", "sure_draft",
)  # fmt: skip


@st.fragment(run_every=EVERY)
def show(city: City, meeting_id: str, question: str, look: Look, seats: tuple[str, ...], visitor: Visitor) -> None:
    """Show the board of a question and take what is written there; this part runs alone, once a second.

    ``visitor``: who looks, found out when the page ran: to ask anew with each look would read files each time.
    """
    choose.speak()
    code, key = city.record.code, f"talk-{meeting_id}-{question}"
    who, may = visitor.name, visitor.may_discuss
    desk: Desk = st.session_state.setdefault(f"desk-{meeting_id}-{question}", Desk())
    sent = _sent(key)
    now = board.board(code, meeting_id)
    if sent and may and taking.take(Seat(city, meeting_id, question, who), now, sent, desk):
        now = board.board(code, meeting_id, at_once=True)
    data = _of_all(now, question, who, every=sent.get("all") is True) | _of_desk(desk)
    data |= {
        "place": f"{code}/{meeting_id}/{question}",
        "words": _words(language()),
        "look": look,
        "may": may and now.meeting.record.state != "closed",
        "most": PAGE,
        "seats": list(seats),
        "drafts": _drafts(code, meeting_id, question, who) if may else [],
        "past": _past(code, now, sent),
    }
    component()(key=key, data=data, on_sent_change=_nothing)


@lru_cache
def component() -> ComponentRenderer:
    """Give the board as the browser draws it; its files are read once."""
    html, css, *script = ((_ASSETS / name).read_text(encoding="utf-8") for name in ("talk.html", "talk.css", *_SCRIPTS))
    return st.components.v2.component("shiensys-talk", html=html, css=css, js="\n".join(script))


def _nothing() -> None:
    """Do nothing: what was sent is read where the board is drawn."""


def _sent(key: str) -> Mapping[str, Any]:
    """Read what the browser sent; empty where it is no message of ours."""
    state = st.session_state.get(key)
    sent = state.get("sent") if isinstance(state, Mapping) else None
    return sent if isinstance(sent, Mapping) else {}


def _of_all(now: Board, question: str, who: str, *, every: bool) -> dict[str, Any]:
    """Give what all see: words, hands, decisions."""
    notes = now.notes_on(question)
    newest = notes if every else notes[:NEWEST]
    return {
        "notes": [_note(each, who) for each in newest],
        "earlier": len(notes) - len(newest),
        "hands": [
            {"id": each.record.id, "option": each.record.option, "hands": each.record.hands, "revision": each.revision}
            for each in now.votes_on(question)
        ],
        "decisions": [{"id": each.record.id, "words": decided(each.record)} for each in now.decisions],
    }


def _of_desk(desk: Desk) -> dict[str, Any]:
    """Give what this session alone is told."""
    return {
        "done": list(desk.done)[-DONE:],
        "refused": desk.refused,
        "conflicts": {at: vars(clash) for at, clash in desk.clashes.items()},
        "trouble": desk.trouble,
    }


def decided(decision: Decision) -> str:
    """Say what was decided, who does it and by when."""
    who = decision.who or say("council.nobody")
    return say(
        "council.decision.words", what=decision.what, who=who, due=due_words(decision), state=state_words(decision)
    )


def _note(kept: Kept[Note], who: str) -> dict[str, Any]:
    """Give one note as the browser draws it."""
    note = kept.record
    return {
        "id": note.id,
        "revision": kept.revision,
        "text": note.text,
        "author": note.author,
        "time": _clock(note.said_at),
        "changed": say("councilpage.talk.changed", at=_clock(kept.at)) if kept.revision > 1 else "",
        "mine": kept.who == who,
    }


def _past(code: str, now: Board, sent: Mapping[str, Any]) -> dict[str, list[dict[str, str]]]:
    """Give what stood before in the notes of which this browser asks that."""
    asked = sent.get("past")
    found = [now.note(str(each)) for each in asked[:DRAFTS]] if isinstance(asked, list) else []
    return {
        kept.record.id: [
            {"text": each.text, "until": say("councilpage.talk.before_until", at=_clock(each.until))}
            for each in board.before(code, kept)
        ]
        for kept in found
        if kept
    }


def _clock(at: dt.datetime) -> str:
    """Write the time of day."""
    return at.astimezone(JAPAN).strftime("%H:%M")


def _drafts(code: str, meeting_id: str, question: str, who: str) -> list[dict[str, str]]:
    """Give what the visitor had begun to write when the page opened; the browser picks its own."""
    key = f"drafts-{meeting_id}-{question}"
    if key not in st.session_state:
        kept = board.drafts(code, meeting_id, question, who)[-DRAFTS:]
        st.session_state[key] = [
            {
                "writer": each.record.writer,
                "text": each.record.text,
                "time": each.at.astimezone(JAPAN).strftime("%H:%M"),
            }
            for each in kept
        ]
    found: list[dict[str, str]] = st.session_state[key]
    return found


@lru_cache
def _words(tongue: str) -> dict[str, str]:
    """Give the sentences that the browser puts in place; % stands for what it fills in."""
    words = {name: say(f"councilpage.talk.{name}") for name in _WORDS}
    words["long"] = say("councilpage.talk.long", n="%", most=PAGE)
    words["other_draft"] = say("councilpage.talk.other_draft", at="%")
    words["sure_option"] = say("councilpage.talk.sure_option", option="%", n="#")
    return words
